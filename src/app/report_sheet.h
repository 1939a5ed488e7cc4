/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report's table as it is filled, row by row: all in the arena. Labels, and the words of
 * statuses, are translated here. */
#ifndef APP_REPORT_SHEET_H
#define APP_REPORT_SHEET_H

#include "base/arena.h"
#include "exchange/table.h"

struct sheet {
  struct table table;
  struct cell *cells;
};

/* title: translated, or NULL; most: rows that there is room for. */
struct sheet *sheet_new(struct arena *arena, const char *id, const char *title,
                        const struct column *columns, size_t n_columns, size_t most);
struct cell *sheet_add(struct sheet *sheet); /* a row of absent cells */

struct cell cell_decimal(double number, unsigned digits);
struct cell cell_share(double of_one);

#endif
