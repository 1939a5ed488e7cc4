/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/book.h"

#include "base/text.h"
#include "exchange/escape.h"
#include "exchange/page_html.h"

#include <string.h>

enum book_kind { BOOK_CHAPTER, BOOK_SECTION, BOOK_MARKUP, BOOK_PAGE, BOOK_QUESTION, BOOK_TERMS };

struct book_part {
  enum book_kind kind;
  const char *text; /* of a heading; a question's number */
  const struct markup *markup;
  const struct page *page;
  const struct entry *entries;
  size_t n;
  bool keyed; /* the keys of the entries are shown */
};

struct book *book_new(struct arena *arena, const char *title, const char *kind,
                      const char *language) {
  struct book *book = arena_alloc(arena, sizeof *book);
  *book = (struct book){.arena = arena, .title = title, .kind = kind, .language = language};
  return book;
}

/* Grows inside the arena: what was outgrown goes with the book. */
static struct book_part *add(struct book *book, enum book_kind kind) {
  if (book->n == book->cap) {
    size_t cap = book->cap ? 2 * book->cap : 64;
    struct book_part *list = arena_array(book->arena, cap, sizeof *list);
    if (book->n)
      memcpy(list, book->list, book->n * sizeof *list);
    book->list = list;
    book->cap = cap;
  }
  struct book_part *part = &book->list[book->n++];
  *part = (struct book_part){.kind = kind};
  return part;
}

void book_chapter(struct book *book, const char *title) { add(book, BOOK_CHAPTER)->text = title; }

void book_section(struct book *book, const char *title) { add(book, BOOK_SECTION)->text = title; }

void book_markup(struct book *book, const char *commonmark) {
  add(book, BOOK_MARKUP)->markup = markup_parse(book->arena, commonmark);
}

void book_page(struct book *book, const struct page *page) { add(book, BOOK_PAGE)->page = page; }

void book_question(struct book *book, const char *number, const struct page *page) {
  struct book_part *part = add(book, BOOK_QUESTION);
  part->text = number;
  part->page = page;
}

void book_terms(struct book *book, const struct entry *entries, size_t n, bool keyed) {
  struct book_part *part = add(book, BOOK_TERMS);
  part->entries = entries;
  part->n = n;
  part->keyed = keyed;
}

/* -- HTML -------------------------------------------------------------------------------------- */

static const char style[] =
    "body{font:11pt/1.4 serif;margin:1.5cm auto;max-width:17cm;padding:0 1em}"
    "h1,h2,h3,h4,h5{font-family:sans-serif;line-height:1.2;break-after:avoid}h1{font-size:22pt}"
    "h2{font-size:17pt}h3{font-size:13pt}h4,h5,h6{font-size:11pt}"
    "a{color:inherit;text-decoration:none}section.chapter{break-before:page}nav{break-after:page}nav ol{padding-left:1.5em}"
    "article{break-inside:avoid;margin:.8em 0;padding:.2em 0 .2em 2.8em;position:relative}"
    "article>b.no{position:absolute;left:0}dt{font-weight:bold}dd{margin:0 0 .4em 1.4em}"
    "p{orphans:2;widows:2}@page{size:A4;margin:2cm 2cm 2.2cm;@bottom-center{content:"
    "counter(page)}}@media print{body{margin:0;max-width:none;padding:0}}";

static void put_element(struct str *out, const char *tag, const char *text) {
  str_printf(out, "<%s>", tag);
  escape_text(out, text);
  str_printf(out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

static void put_contents(const struct book *book, struct str *out) {
  size_t nth = 0;
  str_puts(out, "<nav><ol>\n");
  for (size_t i = 0; i < book->n; i++)
    if (book->list[i].kind == BOOK_CHAPTER) {
      str_printf(out, "<li><a href=\"#c%zu\">", ++nth);
      escape_text(out, book->list[i].text);
      str_puts(out, "</a></li>\n");
    }
  str_puts(out, "</ol></nav>\n");
}

static void put_terms(const struct book_part *part, struct str *out) {
  str_puts(out, part->keyed ? "<dl>\n" : "<ul>\n");
  for (size_t i = 0; i < part->n; i++) {
    if (part->keyed)
      put_element(out, "dt", part->entries[i].key);
    put_element(out, part->keyed ? "dd" : "li", part->entries[i].text);
  }
  str_puts(out, part->keyed ? "</dl>\n" : "</ul>\n");
}

static void put_question(const struct book_part *part, struct str *out) {
  str_puts(out, "<article><b class=\"no\">");
  escape_text(out, part->text);
  str_puts(out, "</b>\n");
  page_html(part->page, 5, out);
  str_puts(out, "</article>\n");
}

static void put_part(const struct book_part *part, struct str *out) {
  switch (part->kind) {
  case BOOK_CHAPTER: /* opened by put_parts */
    put_element(out, "h2", part->text);
    break;
  case BOOK_SECTION:
    put_element(out, "h3", part->text);
    break;
  case BOOK_MARKUP:
    page_html_markup(part->markup, 3, out);
    break;
  case BOOK_PAGE:
    page_html(part->page, 4, out);
    break;
  case BOOK_QUESTION:
    put_question(part, out);
    break;
  case BOOK_TERMS:
    put_terms(part, out);
    break;
  }
}

static void put_parts(const struct book *book, struct str *out) {
  size_t nth = 0;
  for (size_t i = 0; i < book->n; i++) {
    if (book->list[i].kind == BOOK_CHAPTER) {
      str_puts(out, nth ? "</section>\n" : "");
      nth++;
      str_printf(out, "<section class=\"chapter\" id=\"c%zu\">\n", nth);
    }
    put_part(&book->list[i], out);
  }
  str_puts(out, nth ? "</section>\n" : "");
}

void book_html(const struct book *book, struct str *out) {
  str_puts(out, "<!DOCTYPE html>\n<html lang=\"");
  escape_text(out, book->language);
  str_puts(out, "\"><head><meta charset=\"utf-8\"/>"
                "<meta name=\"viewport\" content=\"width=device-width\"/>");
  put_element(out, "title", book->title);
  str_printf(out, "<style>%s%s</style></head><body>\n", style, page_html_style);
  put_element(out, "h1", book->title);
  put_element(out, "p", book->kind);
  if (book->summary)
    put_element(out, "p", book->summary);
  if (book->note)
    put_element(out, "p", book->note);
  put_contents(book, out);
  put_parts(book, out);
  str_puts(out, "</body></html>\n");
}
