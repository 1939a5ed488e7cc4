/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sparse rows in echelon form, modulo the prime 2^31 - 1: what depends on what.
 *
 * Columns are numbered in the order of preference. The leading columns of the rows are the basis
 * that comes first in that order; every other column makes one circuit with basis columns before it
 * (W. T. Tutte, J. Research NBS 69B, 1965, 1-47, on matroids of chain groups). */
#ifndef MEASURE_SPAN_H
#define MEASURE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SPAN_PRIME = 2147483647, SPAN_NONE = UINT32_MAX };

struct span_entry {
  uint32_t column, value; /* value 1..SPAN_PRIME - 1 */
};

struct span_row {
  struct span_entry *list; /* by column */
  size_t n, cap;
};

struct span {
  struct span_row *rows; /* of each column the row that begins with 1 there; n 0: none does */
  uint32_t n;            /* columns */
};

void span_init(struct span *span, uint32_t columns);
void span_done(struct span *span);

/* Takes the row over (sorted by column, each once) and leaves it empty. */
void span_add(struct span *span, struct span_row *row);

/* The first column outside the basis whose circuit holds this basis column; SPAN_NONE if it is on
 * no circuit at all. */
uint32_t span_circuit_with(const struct span *span, uint32_t basis);

/* on[c - from]: whether column c, from..column, is on the circuit of `column`, which is outside the
 * basis; from: no column before it has any part in it. */
void span_circuit(const struct span *span, uint32_t column, uint32_t from, bool *on);

#endif
