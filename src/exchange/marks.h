/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A matrix of marks, from CSV: what people got for the items of a test held elsewhere.
 *
 *     person;td3-length;check-digit        the first row: the word person, then the items' names
 *     max;1;2,5                            optional: the highest mark of each; else it is 1
 *     A-17;1;0,5                           one row a person
 *
 * Whoever did not answer got 0: an empty cell is a fault, since nobody can tell what it means. */
#ifndef EXCHANGE_MARKS_H
#define EXCHANGE_MARKS_H

#include "base/diag.h"
#include "base/pack.h"

#include <stdint.h>

enum { MARKS_BYTES = 16 << 20 };

struct marks {
  struct arena arena;
  size_t n_items, n_people;
  const char **items; /* safe to show */
  unsigned *columns;  /* where each stands in the first row, in characters */
  int64_t *most;      /* of each, millionths, above 0 */
  int64_t *cells;     /* person by person; heap */
};

/* RC_DATA with every fault, sorted and with excerpts: csv_read.h's, and "marks.header",
 * "marks.item", "marks.person" (nameless or twice), "marks.cells" (a row too short or too long),
 * "marks.number", "marks.above", "marks.max", "marks.people" (none). marks_done it either way. */
enum rc marks_read(const char *shown, const char *bytes, size_t len, struct marks *marks,
                   struct diags *diags);
void marks_done(struct marks *marks);

/* marks_flat.c: as bytes, and back, for a child that reads them in a cage (app/caged.h). False: no
 * child of ours said that, as a mark above its highest; marks_done it either way. */
void marks_flatten(const struct marks *marks, struct str *out);
bool marks_unflatten(struct unpack *in, struct marks *marks);

#endif
