/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/csv.h"

#include "exchange/format.h"
#include "exchange/number.h"

#include <stdbool.h>
#include <string.h>

static bool is_obeyed(char first) {
  switch (first) {
  case '=':
  case '+':
  case '-':
  case '@':
  case '\t':
  case '\r':
    return true;
  default:
    return false;
  }
}

void csv_put_text(struct str *out, const char *text) {
  bool inert = is_obeyed(text[0]);
  size_t plain = strcspn(text, "\",\r\n");
  bool quoted = text[plain] != '\0';
  if (quoted)
    str_putc(out, '"');
  if (inert)
    str_putc(out, '\'');
  str_add(out, text, plain);
  for (const char *at = text + plain; *at; at++) {
    if (*at == '"')
      str_putc(out, '"');
    str_putc(out, *at);
  }
  if (quoted)
    str_putc(out, '"');
}

static void put_value(struct str *out, const struct value *value) {
  switch (value->kind) {
  case VALUE_NONE:
    break;
  case VALUE_HIDDEN:
    str_puts(out, FIELD_HIDDEN);
    break;
  case VALUE_TEXT:
    csv_put_text(out, value->text);
    break;
  case VALUE_NUMBER:
    number_put(out, value->number, value->digits);
    break;
  }
}

void csv_put_head(const struct fields *fields, struct str *out) {
  str_puts(out, "\xef\xbb\xbf");
  for (size_t i = 0; i < fields->n; i++) {
    if (i)
      str_putc(out, ',');
    csv_put_text(out, fields->list[i].key);
  }
  str_puts(out, "\r\n");
}

void csv_put_row(struct fields *fields, const struct cell *cells, struct str *out) {
  for (size_t i = 0; i < fields->n; i++) {
    struct value value = field_value(fields, &fields->list[i], cells);
    if (i)
      str_putc(out, ',');
    put_value(out, &value);
  }
  str_add(out, "\r\n", 2);
}

static enum rc csv_write(const struct paper *paper, const struct table *only, struct sink *sink,
                         struct diags *diags) {
  struct arena arena = {0};
  struct fields fields;
  (void)paper, (void)diags;
  fields_init(&fields, only, &arena);
  csv_put_head(&fields, &sink->text);
  for (size_t row = 0; row < only->n_rows && !sink->failed; row++) {
    csv_put_row(&fields, table_row(only, row, fields.buffer), &sink->text);
    sink_spill(sink);
  }
  fields_done(&fields);
  arena_done(&arena);
  return RC_OK;
}

const struct format format_csv = {.name = "csv", .one_table = true, .write = csv_write};
