/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/mrz.h"

#include "base/mem.h"
#include "cli/diag_json.h"

#include <jansson.h>

static void set(json_t *object, const char *key, json_t *value) {
  if (json_object_set_new(object, key, value) < 0)
    mem_die();
}

static void add(json_t *list, json_t *value) {
  if (json_array_append_new(list, value) < 0)
    mem_die();
}

static json_t *holder_json(const struct mrz_told *told) {
  json_t *holder = json_object();
  for (size_t i = 0; i < mrz_n_keys; i++)
    set(holder, mrz_keys[i].name, json_string(mrz_key_value(&told->holder, &mrz_keys[i])));
  if (told->zero)
    set(holder, "optional-check", json_string(told->zero));
  return holder;
}

static json_t *row_json(const struct mrz_row *row) {
  return json_pack("{s:s, s:I, s:I, s:s}", "name", row->name, "line", (json_int_t)row->line,
                   "column", (json_int_t)row->column, "value", row->value);
}

static json_t *sum_json(const struct mrz_sum *sum) {
  char found[2] = {sum->found}, expected[2] = {sum->expected};
  return json_pack("{s:s, s:I, s:I, s:i, s:s, s:s, s:b}", "name", sum->name, "line",
                   (json_int_t)sum->line, "column", (json_int_t)sum->column, "sum", sum->sum,
                   "found", found, "expected", expected, "ok", sum->ok);
}

static json_t *document_json(const struct mrz_told *told) {
  json_t *document = json_pack("{s:I, s:b, s:s?}", "line", (json_int_t)told->line, "valid",
                               told->valid, "format", told->format);
  json_t *lines = json_array(), *fields = json_array(), *digits = json_array();
  for (size_t i = 0; i < told->n_lines; i++)
    add(lines, json_string(told->lines[i]));
  for (size_t i = 0; i < told->n_rows; i++)
    add(fields, row_json(&told->rows[i]));
  for (size_t i = 0; i < told->n_sums; i++)
    add(digits, sum_json(&told->sums[i]));
  set(document, "lines", lines);
  set(document, "holder", told->format ? holder_json(told) : json_null());
  set(document, "name_may_be_cut", json_boolean(told->may_be_cut));
  set(document, "fields", fields);
  set(document, "digits", digits);
  return document;
}

static int add_bytes(const char *bytes, size_t len, void *out) {
  str_add(out, bytes, len);
  return 0;
}

void cli_mrz_json(const struct mrz_book *book, const struct diags *diags, struct str *out) {
  json_t *root = json_object(), *documents = json_array(), *list = json_array();
  for (size_t i = 0; i < book->n; i++)
    add(documents, document_json(&book->list[i]));
  for (size_t i = 0; i < diags->n; i++)
    add(list, cli_diag_json(&diags->list[i]));
  set(root, "documents", documents);
  set(root, "valid", json_integer((json_int_t)book->valid));
  set(root, "diagnostics", list);
  set(root, "errors", json_integer((json_int_t)diags->errors));
  if (json_dump_callback(root, add_bytes, out, JSON_INDENT(1)) < 0)
    mem_die();
  str_putc(out, '\n');
  json_decref(root);
}
