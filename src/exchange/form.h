/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms to be printed and filled in by hand: a head with blanks, rows with boxes to tick. As one
 * file of HTML without script or outer reference, a form a page; or as text of 80 columns, a form
 * feed between.
 *
 * Texts are borrowed and valid UTF-8; the writers make them safe. */
#ifndef EXCHANGE_FORM_H
#define EXCHANGE_FORM_H

#include "base/str.h"

#include <stdbool.h>

enum { FORM_BLANKS = 6, FORM_TEXTS = 3, FORM_FEET = 4 };

struct form_row {
  const char *texts[FORM_TEXTS]; /* of the columns before the boxes; NULL: empty */
  const char *note;              /* beneath the widest; NULL if none */
};

struct form {
  const char *title, *path; /* path: a line under the title; NULL if none */
  const char *text;         /* line breaks are kept; NULL if none */
  struct form_blank {
    const char *label, *value; /* value NULL: to be written in */
  } blanks[FORM_BLANKS];
  const char *heads[FORM_TEXTS]; /* of the columns before the boxes; NULL ends */
  unsigned widest;               /* which of them takes all the room */
  const char *const *boxes;      /* labels of what can be ticked in each row */
  size_t n_boxes;
  const struct form_row *rows;
  size_t n_rows;
  const char *feet[FORM_FEET]; /* paragraphs; NULL ends */
  bool wide;                   /* the page lies on its side */
};

/* language: of the texts, "en". Both append. */
void form_html(const struct form *forms, size_t n, const char *language, struct str *out);
void form_text(const struct form *forms, size_t n, struct str *out);

#endif
