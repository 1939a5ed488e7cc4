/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/html.h"

#include "exchange/format.h"

#include <string.h>

const char *html_tone(enum tone tone) {
  static const char *const names[TONE_WARN + 1] = {"plain", "good", "lack", "unsure"};
  return names[tone];
}

static void put_element(struct str *out, const char *open, const char *text, const char *close) {
  str_puts(out, open);
  escape_text(out, text);
  str_puts(out, close);
}

/* In a string of CSS: nothing may end it, or the style. */
static void put_css_text(struct str *out, const char *text) {
  for (; *text; text++)
    if (strchr("\"\\<>&\n", *text))
      str_printf(out, "\\%x ", (unsigned)*text);
    else
      str_putc(out, *text);
}

/* On every page that is printed: whose eyes it is for, and its number. */
static void put_page_marks(struct str *out, const struct paper *paper) {
  str_puts(out, "@page{size:A4;margin:18mm 14mm;@bottom-center{content:counter(page)\" / \""
                "counter(pages);font:9pt sans-serif}@top-center{content:\"");
  if (paper->head.confidential)
    put_css_text(out, paper->words.confidential);
  str_puts(out, "\";font:bold 9pt sans-serif}}\n@page wide{size:A4 landscape}\n");
}

static void put_head(struct html *html) {
  const struct paper_head *head = &html->paper->head;
  struct str *out = &html->sink->text;
  str_puts(out, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"");
  escape_text(out, head->language);
  str_printf(out, "\" dir=\"%s\">\n", paper_is_rtl(html->paper) ? "rtl" : "ltr");
  str_puts(out, "<head>\n<meta charset=\"utf-8\"/>\n"
                "<meta http-equiv=\"Content-Security-Policy\" "
                "content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
  put_element(out, "<title>", head->title, "</title>\n<style>\n");
  str_puts(out, html_style);
  put_page_marks(out, html->paper);
  str_puts(out, "</style>\n</head>\n<body>\n");
}

static void put_patterns(struct str *out) {
  str_puts(out, "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\" "
                "focusable=\"false\"><defs>\n"
                "<pattern id=\"p-lack\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
                "patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#fbe0c3\"/>"
                "<rect width=\"2\" height=\"5\" fill=\"#b35a00\"/></pattern>\n"
                "<pattern id=\"p-unsure\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
                "<rect width=\"6\" height=\"6\" fill=\"#fff\"/><circle cx=\"3\" cy=\"3\" r=\"1.2\" "
                "fill=\"#444\"/></pattern>\n</defs></svg>\n");
}

static bool is_wide_table(const struct table *table) { return table->n_columns > HTML_MANY; }

/* It is printed across, with its heading. */
static bool is_wide(const struct paper_section *section) {
  for (size_t i = 0; i < section->n; i++)
    if (section->list[i].kind == PAPER_HEAT ||
        (section->list[i].table && is_wide_table(section->list[i].table)))
      return true;
  return false;
}

/* Across if what follows is: else it would stand on a page of its own. */
static void put_title(struct html *html, bool wide) {
  const struct paper *paper = html->paper;
  struct str *out = &html->sink->text;
  str_puts(out, wide ? "<header class=\"wide\">\n" : "<header>\n");
  put_element(out, "<h1 dir=\"auto\">", paper->head.title, "</h1>\n");
  if (paper->head.as_of) {
    str_puts(out, "<p>");
    struct str text = {0};
    paper_words_put(&text, paper->words.as_of, &(struct paper_parts){.n = paper->head.as_of});
    escape_text(out, str_text(&text));
    str_done(&text);
    str_puts(out, "</p>\n");
  }
  if (paper->head.confidential)
    put_element(out, "<p class=\"mark\">", paper->words.confidential, "</p>\n");
  str_puts(out, "</header>\n");
}

/* Long reports begin with the way through them. */
static void put_contents(struct html *html) {
  enum { MANY = 4 };
  const struct paper *paper = html->paper;
  struct str *out = &html->sink->text;
  if (paper->n < MANY)
    return;
  put_element(out, "<nav aria-label=\"", paper->words.contents, "\"><ul>\n");
  for (size_t i = 0; i < paper->n; i++)
    if (paper->list[i].heading) {
      str_printf(out, "<li><a href=\"#s%zu\">", i + 1);
      put_element(out, "", paper->list[i].heading, "</a></li>\n");
    }
  str_puts(out, "</ul></nav>\n");
}

static void put_block(struct html *html, const struct paper_block *block) {
  struct str *out = &html->sink->text;
  switch (block->kind) {
  case PAPER_TEXT:
    put_element(out, "<p dir=\"auto\">", block->text, "</p>\n");
    break;
  case PAPER_FINDING:
    put_element(out, "<li dir=\"auto\">", block->text, "</li>\n");
    break;
  case PAPER_TABLE:
    html_put_table(html, block->table);
    break;
  case PAPER_HEAT:
  case PAPER_BARS:
  case PAPER_SLOPES:
    html_put_drawing(html, block);
    break;
  }
}

static void put_section(struct html *html, size_t nth) {
  const struct paper_section *section = &html->paper->list[nth];
  struct str *out = &html->sink->text;
  bool listing = false;
  str_printf(out, "<section id=\"s%zu\" class=\"%s%s\">\n", nth + 1,
             section->new_page ? "new-page" : "", is_wide(section) ? " wide" : "");
  if (section->heading)
    put_element(out, "<h2 dir=\"auto\">", section->heading, "</h2>\n");
  for (size_t i = 0; i < section->n; i++) {
    bool lists = section->list[i].kind == PAPER_FINDING;
    if (lists != listing)
      str_puts(out, lists ? "<ul class=\"findings\">\n" : "</ul>\n");
    listing = lists;
    put_block(html, &section->list[i]);
  }
  str_puts(out, listing ? "</ul>\n</section>\n" : "</section>\n");
}

static void put_legend(struct html *html) {
  const struct paper_words *words = &html->paper->words;
  struct str *out = &html->sink->text;
  if (!html->seen.hidden && !html->seen.absent)
    return;
  put_element(out, "<footer>\n<h2>", words->legend, "</h2>\n<dl>\n");
  if (html->seen.hidden)
    put_element(out, "<dt>" SAY_HIDDEN "</dt><dd>", words->hidden, "</dd>\n");
  if (html->seen.absent)
    put_element(out, "<dt>" SAY_ABSENT "</dt><dd>", words->absent, "</dd>\n");
  str_puts(out, "</dl>\n</footer>\n");
}

static enum rc html_write(const struct paper *paper, const struct table *only, struct sink *sink,
                          struct diags *diags) {
  struct html html = {.paper = paper, .sink = sink};
  (void)diags;
  put_head(&html);
  put_patterns(&sink->text);
  bool wide = only ? is_wide_table(only) : paper->n && is_wide(&paper->list[0]);
  put_title(&html, wide);
  if (!only)
    put_contents(&html);
  str_puts(&sink->text, only && wide ? "<main class=\"wide\">\n" : "<main>\n");
  if (only)
    html_put_table(&html, only);
  for (size_t i = 0; i < paper->n && !only; i++)
    put_section(&html, i);
  str_puts(&sink->text, "</main>\n");
  put_legend(&html);
  str_puts(&sink->text, "</body>\n</html>\n");
  return RC_OK;
}

const struct format format_html = {.name = "html", .write = html_write};
