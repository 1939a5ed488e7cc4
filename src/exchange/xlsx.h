/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of XLSX share: the only users of libxlsxwriter, in mafunzo-office alone.
 *
 * Memory is constant: rows are written as they come, texts stand within their cells (so that none
 * is a formula). What is being written has no name in any folder: when the program dies, nothing
 * personal is left. */
#ifndef EXCHANGE_XLSX_H
#define EXCHANGE_XLSX_H

#include "exchange/number.h"
#include "exchange/paper.h"

#include <xlsxwriter.h>

enum {
  XLSX_ROWS = LXW_ROW_MAX - 1, /* of a table: one row has the heads */
  XLSX_TEXT = 32767,           /* characters of a cell */
};

struct xlsx {
  const struct paper *paper;
  lxw_workbook *book;
  lxw_format *head, *wrapped, *title, *tilted;
  /* Of numbers by their digits, of shares and dates: one of each look, since the library looks for
   * the like of a second one at every cell. NULL until one is needed. */
  lxw_format *number[NUMBER_DIGITS + 1], *share, *day, *moment;
  bool failed; /* a sheet could not be begun, or a row not be written */
};

lxw_worksheet *xlsx_sheet(struct xlsx *xlsx, const char *name); /* NULL: it failed */
/* As high as so many lines: not every program finds that out by itself. Before its cells. */
void xlsx_set_lines(lxw_worksheet *sheet, size_t row, size_t lines);

/* Texts longer than a cell holds are cut. format may be NULL. */
void xlsx_put_text(struct xlsx *xlsx, lxw_worksheet *sheet, size_t row, size_t column,
                   const char *text, lxw_format *format);
lxw_format *xlsx_format(struct xlsx *xlsx, const struct column *column); /* of texts NULL */

void xlsx_put_about(struct xlsx *xlsx); /* the texts, as the first sheet */
void xlsx_put_table(struct xlsx *xlsx, const struct table *table);
void xlsx_put_map(struct xlsx *xlsx, const struct paper_block *block); /* a heat map's grid */

#endif
