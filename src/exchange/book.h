/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A course on paper, as a value: chapters that begin on a new page, with what is read and asked in
 * them. One file of HTML without script or outer reference, well-formed as XML too; it prints well
 * on A4, with the numbers of the pages.
 *
 * Texts and pages are borrowed, valid UTF-8 and safe to show (text_safe). */
#ifndef EXCHANGE_BOOK_H
#define EXCHANGE_BOOK_H

#include "model/course.h"
#include "model/page.h"

#include "base/str.h"

struct book_part;

struct book {
  struct arena *arena;
  const char *title, *kind, *language; /* kind: "Participant's book"; language: "en" */
  const char *summary, *note;          /* lines under both; NULL: none */
  struct book_part *list;
  size_t n, cap;
};

/* In the arena. */
struct book *book_new(struct arena *arena, const char *title, const char *kind,
                      const char *language);

void book_chapter(struct book *book, const char *title); /* on a new page, and in the contents */
void book_section(struct book *book, const char *title);
void book_markup(struct book *book, const char *commonmark);
void book_page(struct book *book, const struct page *page);
/* Stays together on a page where it can. number: "2.13". */
void book_question(struct book *book, const char *number, const struct page *page);
void book_terms(struct book *book, const struct entry *entries, size_t n, bool keyed);

void book_html(const struct book *book, struct str *out); /* appends */

#endif
