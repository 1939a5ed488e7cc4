/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/explain.h"

#include "app/embedded.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { CODES_MAX = 1000, INDENT = 4 };

/* -- Reading the pages ------------------------------------------------------------------------- */

struct reader {
  struct arena *arena;
  const char *at; /* the next line */
};

static bool line_begins(const struct reader *r, const char *word) {
  return strncmp(r->at, word, strlen(word)) == 0;
}

/* Takes the line, without its first skip bytes. */
static const char *take_line(struct reader *r, size_t skip) {
  size_t len = strcspn(r->at, "\n");
  const char *line = len > skip ? arena_strndup(r->arena, r->at + skip, len - skip) : "";
  r->at += len + (r->at[len] == '\n');
  return line;
}

static void skip_empty(struct reader *r) {
  while (*r->at == '\n')
    r->at++;
}

static bool at_example(const struct reader *r) {
  return line_begins(r, "bad ") || line_begins(r, "good ") || line_begins(r, "no example");
}

/* Paragraphs, each made one line. */
static const char *take_text(struct reader *r) {
  struct str text = {0};
  for (skip_empty(r); *r->at && !at_example(r) && !line_begins(r, "== ");) {
    const char *line = take_line(r, 0);
    bool begins = !text.len || text.at[text.len - 1] == '\n';
    str_printf(&text, "%s%s", begins ? "" : " ", line);
    if (*r->at == '\n')
      skip_empty(r), str_puts(&text, "\n\n");
  }
  while (text.len && text.at[text.len - 1] == '\n')
    text.at[--text.len] = '\0';
  const char *kept = arena_strdup(r->arena, str_text(&text));
  str_done(&text);
  return kept;
}

/* The lines of an example, which are indented or empty. */
static const char *take_example(struct reader *r) {
  struct str text = {0};
  while (*r->at == ' ' || *r->at == '\n') {
    const char *line = take_line(r, INDENT);
    str_printf(&text, "%s\n", line);
  }
  while (text.len > 1 && text.at[text.len - 2] == '\n')
    text.at[--text.len] = '\0';
  const char *kept = arena_strdup(r->arena, str_text(&text));
  str_done(&text);
  return kept;
}

static struct explain_page take_page(struct reader *r) {
  struct explain_page page = {.code = take_line(r, strlen("== ")), .title = take_line(r, 0)};
  page.text = take_text(r);
  if (line_begins(r, "bad ")) {
    page.kind = take_line(r, strlen("bad "));
    page.bad = take_example(r);
  }
  if (line_begins(r, "good ")) {
    (void)take_line(r, 0);
    page.good = take_example(r);
  }
  while (*r->at && !line_begins(r, "== "))
    (void)take_line(r, 0);
  return page;
}

static int compare_pages(const void *left, const void *right) {
  const struct explain_page *a = left, *b = right;
  return strcmp(a->code, b->code);
}

void explain_open(struct explain_book *book) {
  *book = (struct explain_book){0};
  book->pages = arena_array(&book->arena, CODES_MAX, sizeof *book->pages);
  for (const struct embedded *file = explain_files; file->name; file++) {
    struct reader r = {.arena = &book->arena, .at = file->text};
    skip_empty(&r);
    while (*r.at && book->n < CODES_MAX)
      book->pages[book->n++] = take_page(&r);
  }
  qsort(book->pages, book->n, sizeof *book->pages, compare_pages);
}

void explain_done(struct explain_book *book) {
  arena_done(&book->arena);
  *book = (struct explain_book){0};
}

/* -- Finding ----------------------------------------------------------------------------------- */

const struct explain_page *explain_find(struct explain_book *book, const char *code) {
  size_t len = strlen(code);
  bool bracketed = len > 2 && code[0] == '[' && code[len - 1] == ']';
  struct explain_page wanted = {.code = bracketed ? arena_strndup(&book->arena, code + 1, len - 2)
                                                  : code};
  return bsearch(&wanted, book->pages, book->n, sizeof *book->pages, compare_pages);
}

const char *explain_meant(const struct explain_book *book, const char *code) {
  const char *codes[CODES_MAX];
  for (size_t i = 0; i < book->n; i++)
    codes[i] = book->pages[i].code;
  return text_nearest(code, codes, book->n);
}

/* -- Showing ----------------------------------------------------------------------------------- */

static void add_line(void *out, const char *at, size_t len) {
  str_add(out, at, len);
  str_putc(out, '\n');
}

static void add_example(struct str *out, const char *heading, const char *example) {
  str_printf(out, "\n%s\n\n", heading);
  for (const char *at = example; *at; at += strcspn(at, "\n") + 1)
    str_printf(out, "    %.*s\n", (int)strcspn(at, "\n"), at);
}

/* Where such an example stands, for who does not know the format by heart. */
static const char *place_of(const char *kind) {
  static const struct {
    const char *kind, *place;
  } places[] = {
      {"lesson", N_("in a lesson")},
      {"question", N_("in a question")},
      {"drill", N_("in a drill")},
      {"module", N_("a module file")},
      {"course", N_("course.yaml")},
      {"competencies", N_("competencies.yaml")},
      {"position", N_("a file of positions")},
      {"zone", N_("for mafunzo mrz")},
      {"json", N_("for mafunzo mrz --compose")},
  };
  for (size_t i = 0; i < sizeof places / sizeof *places; i++)
    if (strcmp(places[i].kind, kind) == 0)
      return _(places[i].place);
  return kind;
}

void explain_print(const struct explain_page *page, size_t width, struct str *out) {
  struct str heading = {0};
  str_printf(out, "%s\n\n", page->code);
  str_printf(&heading, "%s.", page->title);
  text_wrap(heading.at, heading.len, width, add_line, out);
  str_putc(out, '\n');
  text_wrap(page->text, strlen(page->text), width, add_line, out);
  if (page->bad && page->good) {
    str_clear(&heading);
    str_printf(&heading, _("Wrong (%s):"), place_of(page->kind));
    add_example(out, str_text(&heading), page->bad);
    add_example(out, _("Right:"), page->good);
  }
  str_done(&heading);
}
