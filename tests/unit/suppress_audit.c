/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "suppress_audit.h"

#include <stdlib.h>
#include <string.h>

static const uint64_t prime = (UINT64_C(1) << 61) - 1;

static uint64_t times(uint64_t a, uint64_t b) {
  return (uint64_t)((unsigned __int128)a * b % prime);
}

static uint64_t inverse(uint64_t a) {
  uint64_t result = 1;
  for (uint64_t power = prime - 2; power; power >>= 1, a = times(a, a))
    if (power & 1)
      result = times(result, a);
  return result;
}

struct matrix {
  uint64_t *list;
  size_t rows, columns;
};

static uint64_t *row_of(const struct matrix *m, size_t row) { return m->list + row * m->columns; }

/* One row for each sum, one column for each unknown: parts less total are something known. */
static struct matrix equations(const struct suppress *tables, const size_t *column, size_t n) {
  struct matrix m = {calloc(tables->sums.n * n + 1, sizeof *m.list), tables->sums.n, n};
  for (size_t i = 0; i < m.rows; i++) {
    const struct suppress_sum *sum = &tables->sums.list[i];
    uint64_t *row = row_of(&m, i);
    if (column[sum->total] < n)
      row[column[sum->total]] = prime - 1;
    for (size_t k = 0; k < suppress_parts(tables, i); k++) {
      size_t at = column[tables->parts.list[sum->from + k]];
      if (at < n)
        row[at] = (row[at] + 1) % prime;
    }
  }
  return m;
}

static void subtract(const struct matrix *m, size_t from, size_t row, size_t column) {
  uint64_t factor = row_of(m, from)[column];
  for (size_t i = 0; factor && i < m->columns; i++)
    row_of(m, from)[i] = (row_of(m, from)[i] + prime - times(factor, row_of(m, row)[i])) % prime;
}

/* To reduced row echelon form; returns the rank. */
static size_t reduce(const struct matrix *m) {
  size_t rank = 0;
  for (size_t column = 0; column < m->columns && rank < m->rows; column++) {
    size_t at = rank;
    while (at < m->rows && !row_of(m, at)[column])
      at++;
    if (at == m->rows)
      continue;
    for (size_t i = 0; i < m->columns; i++) {
      uint64_t kept = row_of(m, at)[i];
      row_of(m, at)[i] = row_of(m, rank)[i];
      row_of(m, rank)[i] = kept;
    }
    uint64_t unit = inverse(row_of(m, rank)[column]);
    for (size_t i = 0; i < m->columns; i++)
      row_of(m, rank)[i] = times(row_of(m, rank)[i], unit);
    for (size_t i = 0; i < m->rows; i++)
      if (i != rank)
        subtract(m, i, rank, column);
    rank++;
  }
  return rank;
}

/* The only column in which the row is not 0; columns if there are more. */
static size_t only(const struct matrix *m, size_t row) {
  size_t found = m->columns;
  for (size_t i = 0; i < m->columns; i++)
    if (row_of(m, row)[i]) {
      if (found < m->columns)
        return m->columns;
      found = i;
    }
  return found;
}

size_t suppress_audit(const struct suppress *tables, const bool *shown, uint32_t *which) {
  size_t n = 0, known = 0, cells = tables->heads.n;
  size_t *column = calloc(cells + 1, sizeof *column), *cell = calloc(cells + 1, sizeof *cell);
  for (size_t i = 0; i < cells; i++) {
    column[i] = SIZE_MAX;
    if (!shown[i] && tables->heads.list[i]) {
      cell[n] = i;
      column[i] = n++;
    }
  }
  struct matrix m = equations(tables, column, n);
  size_t rank = reduce(&m);
  for (size_t i = 0; i < rank; i++) {
    size_t at = only(&m, i);
    if (at < n && known++ == 0 && which)
      *which = (uint32_t)cell[at];
  }
  free(m.list);
  free(cell);
  free(column);
  return known;
}

size_t suppress_audit_flags(const struct suppress *tables, bool complementary, uint32_t *which) {
  bool *shown = calloc(tables->heads.n + 1, sizeof *shown);
  for (size_t i = 0; i < tables->heads.n; i++)
    shown[i] = tables->flags.list[i] == SUPPRESS_SHOWN ||
               (!complementary && tables->flags.list[i] == SUPPRESS_WITH);
  size_t known = suppress_audit(tables, shown, which);
  free(shown);
  return known;
}
