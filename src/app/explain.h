/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page for every code of a diagnostic: what it means, how it comes about, how it is mended.
 *
 * The pages are files of assets/explain, one for each noun, and each page in them reads
 *
 *     == noun.what
 *     One line: what is the matter
 *
 *     Paragraphs that say more.
 *
 *     bad KIND
 *         an example that gives this code, four blanks deep
 *
 *     good KIND
 *         the same, mended: it gives nothing at all
 *
 * KIND: module, course, competencies or position is a whole file; lesson, question or drill are the
 * keys of one (what they do not give is filled in: id, title, source, competency, level); zone is
 * what mafunzo mrz reads, json what it composes from. Where no file can show it: "no example".
 * Tests run every example. */
#ifndef APP_EXPLAIN_H
#define APP_EXPLAIN_H

#include "base/arena.h"
#include "base/str.h"

#include <stddef.h>

struct explain_page {
  const char *code, *title;
  const char *text;       /* paragraphs, each one line, parted by an empty one */
  const char *kind;       /* of the examples; NULL: there are none */
  const char *bad, *good; /* NULL where there are none */
};

struct explain_book {
  struct arena arena;
  struct explain_page *pages; /* by code, bytewise */
  size_t n;
};

void explain_open(struct explain_book *book);
void explain_done(struct explain_book *book);

/* NULL where there is none. A code may stand in the brackets in which diagnostics show it. */
const struct explain_page *explain_find(struct explain_book *book, const char *code);
/* The code that was most likely meant; NULL if none is near. */
const char *explain_meant(const struct explain_book *book, const char *code);

/* Appends the page as people read it, in lines of at most width cells (examples stay as they are).
 */
void explain_print(const struct explain_page *page, size_t width, struct str *out);

#endif
