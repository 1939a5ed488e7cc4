/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/span.h"

#include "base/vec.h"

#include <stdlib.h>

static uint32_t times(uint32_t a, uint32_t b) { return (uint32_t)((uint64_t)a * b % SPAN_PRIME); }

static uint32_t minus(uint32_t a, uint32_t b) {
  return (uint32_t)(((uint64_t)a + SPAN_PRIME - b) % SPAN_PRIME);
}

/* a^(p - 2) is 1 / a (Fermat). */
static uint32_t inverse(uint32_t a) {
  uint32_t result = 1;
  for (uint32_t power = SPAN_PRIME - 2; power; power >>= 1, a = times(a, a))
    if (power & 1)
      result = times(result, a);
  return result;
}

void span_init(struct span *span, uint32_t columns) {
  *span = (struct span){mem_array(columns ? columns : 1, sizeof *span->rows), columns};
}

void span_done(struct span *span) {
  for (uint32_t i = 0; i < span->n; i++)
    free(span->rows[i].list);
  free(span->rows);
  *span = (struct span){0};
}

/* row -= factor * other. */
static void subtract(struct span_row *row, const struct span_row *other, uint32_t factor) {
  struct span_row out = {0};
  for (size_t i = 0, k = 0; i < row->n || k < other->n;) {
    uint32_t mine = i < row->n ? row->list[i].column : SPAN_NONE;
    uint32_t its = k < other->n ? other->list[k].column : SPAN_NONE;
    struct span_entry entry = {mine < its ? mine : its, 0};
    if (mine == entry.column)
      entry.value = row->list[i++].value;
    if (its == entry.column)
      entry.value = minus(entry.value, times(factor, other->list[k++].value));
    if (entry.value)
      VEC_PUSH(&out, entry);
  }
  free(row->list);
  *row = out;
}

void span_add(struct span *span, struct span_row *row) {
  while (row->n && span->rows[row->list[0].column].n)
    subtract(row, &span->rows[row->list[0].column], row->list[0].value);
  if (row->n) {
    uint32_t unit = inverse(row->list[0].value);
    for (size_t i = 0; i < row->n; i++)
      row->list[i].value = times(row->list[i].value, unit);
    span->rows[row->list[0].column] = *row;
  } else {
    free(row->list);
  }
  *row = (struct span_row){0};
}

uint32_t span_circuit_with(const struct span *span, uint32_t basis) {
  struct span_row row = {0};
  uint32_t found = SPAN_NONE;
  for (size_t i = 0; i < span->rows[basis].n; i++)
    VEC_PUSH(&row, span->rows[basis].list[i]);
  while (row.n > 1 && span->rows[row.list[1].column].n)
    subtract(&row, &span->rows[row.list[1].column], row.list[1].value);
  if (row.n > 1)
    found = row.list[1].column;
  free(row.list);
  return found;
}

/* Solves for the column by the basis, from the last row to the first. */
void span_circuit(const struct span *span, uint32_t column, uint32_t from, bool *on) {
  uint32_t *x = mem_array((size_t)column - from + 1, sizeof *x); /* of each, how much of it */
  x[column - from] = SPAN_PRIME - 1;
  on[column - from] = true;
  for (uint32_t at = column; at-- > from;) {
    const struct span_row *row = &span->rows[at];
    for (size_t i = 1; i < row->n && row->list[i].column <= column; i++)
      x[at - from] = minus(x[at - from], times(row->list[i].value, x[row->list[i].column - from]));
    on[at - from] = x[at - from] != 0;
  }
  free(x);
}
