/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a table of typed cells, and the formats that write it.
 *
 * A format is a function of the table alone: no clock, locale, file or order of memory shows in its
 * bytes. To add a format: one file ending in its row, and the row in exchange/formats.c. */
#ifndef EXCHANGE_TABLE_H
#define EXCHANGE_TABLE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum cell_kind {
  CELL_NONE, /* nothing known: an empty cell, null */
  CELL_TEXT,
  CELL_WHOLE,
  CELL_SHARE, /* number in ten-thousandths: 4 decimals */
};

struct cell {
  enum cell_kind kind;
  const char *text; /* valid UTF-8, safe to show (text_safe); borrowed */
  int64_t number;
};

struct table {
  const char *name;           /* stable: "competency" */
  const char *const *columns; /* stable English identifiers, one each */
  size_t n_columns;
  const struct cell *cells; /* row by row */
  size_t n_rows;
  bool confidential; /* names people: said in formats that have a place for it */
};

struct format {
  const char *name;
  void (*write)(const struct table *table, struct str *out); /* appends */
};

extern const struct format format_csv, format_json;
extern const struct format *const formats[];
extern const size_t n_formats;

const struct format *format_find(const char *name); /* NULL if there is none */

#endif
