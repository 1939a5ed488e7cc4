/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that formats put between what a report says. They are part of the paper: taken when it
 * is made, so that the same paper gives the same bytes in whatever language the machine speaks
 * later.
 *
 * Patterns name their places: {n} {low} {high} {of}. */
#ifndef EXCHANGE_PAPER_WORDS_H
#define EXCHANGE_PAPER_WORDS_H

#include "base/str.h"

struct paper_words {
  const char *language; /* whose words they are: "fr" */
  const char *as_of, *confidential, *as_table, *contents;
  const char *percent;               /* {n} */
  const char *half;                  /* "0.5": between its digits stands the decimal mark */
  const char *between, *range;       /* {n} {low} {high}; {low} {high} */
  const char *of, *about, *required; /* {n} {of}; all; {n} */
  const char *before_after;          /* {low} {high}: from one to the other */
  const char *low, *high, *total;    /* heads of fields, behind a column's label in brackets */
  const char *note, *legend;
  const char *hidden, *absent; /* what the signs mean */
};

/* As one writes the parts of a pattern; NULL where it has none. */
struct paper_parts {
  const char *n, *low, *high, *of;
};

void paper_words_fill(struct paper_words *words);

/* A number as number_put writes it, with the language's decimal mark. */
void paper_words_put_number(struct str *out, const struct paper_words *words, const char *number);
void paper_words_put(struct str *out, const char *pattern, const struct paper_parts *parts);

#endif
