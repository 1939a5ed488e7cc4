/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/table.h"

const struct cell *table_row(const struct table *table, size_t nth, struct cell *buffer) {
  if (table->cells)
    return table->cells + nth * table->n_columns;
  for (size_t i = 0; i < table->n_columns; i++)
    buffer[i] = (struct cell){0};
  table->row(table->source, nth, buffer);
  return buffer;
}

const char *column_label(const struct column *column) {
  return column->label ? column->label : column->key;
}

unsigned column_digits(const struct column *column) {
  switch (column->kind) {
  case COLUMN_SHARE:
    return 4;
  case COLUMN_DECIMAL:
    return column->digits;
  case COLUMN_TEXT:
  case COLUMN_WHOLE:
  case COLUMN_DATE:
  case COLUMN_STATUS:
    break;
  }
  return 0;
}

bool column_is_text(const struct column *column) {
  return column->kind == COLUMN_TEXT || column->kind == COLUMN_DATE;
}

bool column_has(const struct column *column, enum cell_part part) {
  bool several = !column_is_text(column) && column->kind != COLUMN_STATUS && column->parts;
  return several ? column->parts >> part & 1 : part == PART_POINT;
}

const struct status_word *column_status(const struct column *column, const struct cell *cell) {
  bool known = cell->state == CELL_KNOWN && cell->part[PART_POINT] >= 0 &&
               (uint64_t)cell->part[PART_POINT] < column->n_statuses;
  return known ? &column->statuses[cell->part[PART_POINT]] : NULL;
}
