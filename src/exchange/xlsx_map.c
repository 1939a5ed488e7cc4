/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A heat map as a grid of its numbers, coloured by them; its other columns stand in the table's own
 * sheet. */
#include "exchange/xlsx.h"

#include "base/text.h"
#include "exchange/number.h"
#include "exchange/say.h"

#include <string.h>

enum { ROW, COLUMN, MEASURED };

/* Orange lacks, blue has. Of shares the ends are fixed: then a colour means the same everywhere. */
static void colour(lxw_worksheet *sheet, const struct paper_block *block) {
  bool share = block->table->columns[MEASURED].kind == COLUMN_SHARE;
  lxw_conditional_format scale = {.type = LXW_CONDITIONAL_3_COLOR_SCALE,
                                  .min_color = 0xf0a04b,
                                  .mid_color = 0xffffff,
                                  .max_color = 0x5b9bd5};
  if (share) {
    scale.min_rule_type = scale.mid_rule_type = scale.max_rule_type =
        LXW_CONDITIONAL_RULE_TYPE_NUMBER;
    scale.mid_value = .5;
    scale.max_value = 1;
  }
  worksheet_conditional_format_range(sheet, 1, 1, (lxw_row_t)(block->table->n_rows / block->across),
                                     (lxw_col_t)block->across, &scale);
}

static void put_measured(struct xlsx *xlsx, lxw_worksheet *sheet, size_t row, size_t column,
                         const struct column *measured, const struct cell *cell,
                         lxw_format *format) {
  if (cell->state == CELL_HIDDEN)
    xlsx_put_text(xlsx, sheet, row, column, SAY_HIDDEN, NULL);
  else if (cell->state == CELL_KNOWN && cell->part[PART_POINT] != NO_NUMBER)
    xlsx->failed |=
        worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column,
                               number_real(cell->part[PART_POINT], column_digits(measured)),
                               format) != LXW_NO_ERROR;
}

/* Of the longest head, which leans: some 5 points a letter, within what a row can be. */
static double head_height(const struct paper_block *block) {
  enum { LEAST = 60, MOST = 400 };
  size_t longest = 0;
  for (size_t c = 0; c < block->across && c < block->table->n_rows; c++) {
    const char *text = block->table->cells[c * block->table->n_columns + COLUMN].text;
    size_t wide = text_width(text, strlen(text));
    longest = wide > longest ? wide : longest;
  }
  double high = 20 + 5 * (double)longest;
  return high < LEAST ? LEAST : high < MOST ? high : MOST;
}

void xlsx_put_map(struct xlsx *xlsx, const struct paper_block *block) {
  const struct table *table = block->table;
  struct str name = {0};
  str_printf(&name, "%s-map", table->id);
  lxw_worksheet *sheet = xlsx_sheet(xlsx, name.at);
  lxw_format *format = xlsx_format(xlsx, &table->columns[MEASURED]);
  str_done(&name);
  if (!sheet || !table->n_rows)
    return;
  worksheet_set_column(sheet, 0, 0, 32, NULL);
  worksheet_set_row(sheet, 0, head_height(block), NULL);
  for (size_t c = 0; c < block->across; c++)
    xlsx_put_text(xlsx, sheet, 0, c + 1, table->cells[c * table->n_columns + COLUMN].text,
                  xlsx->tilted);
  for (size_t i = 0; i < table->n_rows; i++) {
    const struct cell *cells = table->cells + i * table->n_columns;
    size_t row = i / block->across + 1, column = i % block->across + 1;
    if (column == 1)
      xlsx_put_text(xlsx, sheet, row, 0, cells[ROW].text, NULL);
    put_measured(xlsx, sheet, row, column, &table->columns[MEASURED], &cells[MEASURED], format);
  }
  colour(sheet, block);
  worksheet_freeze_panes(sheet, 1, 1);
}
