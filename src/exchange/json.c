/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/json.h"

#include "base/mem.h"

#include <jansson.h>

static json_t *cell_value(const struct cell *cell) {
  switch (cell->kind) {
  case CELL_TEXT:
    return json_string(cell->text);
  case CELL_WHOLE:
    return json_integer(cell->number);
  case CELL_SHARE:
    return json_real((double)cell->number / 10000);
  case CELL_NONE:
    break;
  }
  return json_null();
}

static json_t *row_value(const struct table *table, size_t row) {
  json_t *object = json_object();
  for (size_t c = 0; c < table->n_columns; c++)
    if (json_object_set_new(object, table->columns[c],
                            cell_value(&table->cells[row * table->n_columns + c])) < 0)
      mem_die();
  return object;
}

static int add_bytes(const char *bytes, size_t len, void *out) {
  str_add(out, bytes, len);
  return 0;
}

void json_put_table(const struct table *table, struct str *out) {
  json_t *rows = json_array(), *root = json_object();
  for (size_t row = 0; row < table->n_rows; row++)
    if (json_array_append_new(rows, row_value(table, row)) < 0)
      mem_die();
  if (json_object_set_new(root, "report", json_string(table->name)) < 0 ||
      json_object_set_new(root, "confidential", json_boolean(table->confidential)) < 0 ||
      json_object_set_new(root, "rows", rows) < 0)
    mem_die();
  /* 15 digits write every ten-thousandth as it is said, and never its binary neighbour. */
  if (json_dump_callback(root, add_bytes, out,
                         JSON_SORT_KEYS | JSON_INDENT(2) | JSON_REAL_PRECISION(15)) < 0)
    mem_die();
  str_putc(out, '\n');
  json_decref(root);
}

const struct format format_json = {.name = "json", .write = json_put_table};
