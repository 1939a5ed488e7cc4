/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV as others write it: row by row, each cell with its place.
 *
 * A byte order mark is passed over; lines end in LF, CRLF or CR; cells are parted by the comma,
 * semicolon or tab that stands first outside quotes in the first row; a cell in quotes may hold all
 * of those, and a quote twice. Empty lines are no rows. Of a cell no more than CSV_CELL bytes are
 * kept: what is longer is a fault of the file. */
#ifndef EXCHANGE_CSV_READ_H
#define EXCHANGE_CSV_READ_H

#include "base/diag.h"
#include "base/str.h"

#include <stdint.h>

enum { CSV_CELL = 1000, CSV_COLUMNS = 2000 };

struct csv_cell {
  size_t at, len;                /* of csv->text; without quotes and blanks around it, then a NUL */
  unsigned line, column, points; /* where it begins in the file, and how many characters it has */
};

struct csv {
  const char *shown; /* as diagnostics name the file */
  const char *bytes;
  size_t len, at;
  unsigned line;
  char separator; /* known after the first row */
  struct str text;
  struct csv_cell *list; /* the cells of the row read last */
  size_t n, cap;
  struct diags *diags;
};

/* The bytes stay the caller's. False: they are no text of one row at least ("file.empty",
 * "file.encoding" with its place). */
bool csv_begin(struct csv *csv, const char *shown, const char *bytes, size_t len,
               struct diags *diags);
/* False at the end. Faults: "csv.cell" (too long), "csv.columns" (more than CSV_COLUMNS),
 * "csv.quote" (one that is not closed, or something behind the closing one). */
bool csv_next(struct csv *csv);
const char *csv_text(const struct csv *csv, size_t cell);
void csv_done(struct csv *csv);

/* A decimal number in millionths: digits, a point (or, where cells are not parted by commas, a
 * comma), at most six decimals that are not 0, at most nine digits before them. Nothing else. */
bool csv_number(const struct csv *csv, const char *text, int64_t *millionths);

#endif
