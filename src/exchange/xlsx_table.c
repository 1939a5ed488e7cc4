/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/xlsx.h"

#include "base/text.h"
#include "exchange/fields.h"
#include "exchange/say.h"

#include <stdio.h>
#include <string.h>

struct sheet {
  struct xlsx *xlsx;
  lxw_worksheet *sheet;
  const struct table *table;
  struct fields fields;
  lxw_format **formats; /* one a field; of texts NULL */
};

static lxw_format *make_once(struct xlsx *xlsx, lxw_format **format, const char *pattern) {
  if (!*format) {
    *format = workbook_add_format(xlsx->book);
    format_set_num_format(*format, pattern);
  }
  return *format;
}

lxw_format *xlsx_format(struct xlsx *xlsx, const struct column *column) {
  char pattern[32] = "#,##0_)"; /* room before a text beside it */
  if (!column || column_is_text(column) || column->kind == COLUMN_STATUS)
    return NULL;
  if (column->kind == COLUMN_SHARE)
    return make_once(xlsx, &xlsx->share, "0%_)");
  unsigned digits = column_digits(column);
  digits = digits < NUMBER_DIGITS ? digits : NUMBER_DIGITS;
  if (digits)
    snprintf(pattern, sizeof pattern, "#,##0.%.*s_)", (int)digits, "000000000000000");
  return make_once(xlsx, &xlsx->number[digits], pattern);
}

/* -- Heads and widths ------------------------------------------------------------------------ */

static const char *head_of(struct arena *arena, const struct paper_words *words,
                           const struct table_field *field) {
  const char *const parts[PARTS] = {NULL, words->low, words->high, words->total};
  if (!field->column)
    return words->note;
  const char *label = column_label(field->column);
  return field->part == PART_POINT ? label
                                   : arena_printf(arena, "%s (%s)", label, parts[field->part]);
}

/* As wide as the longest of the first texts, within reason; heads wrap. */
static double width_of(struct sheet *s, const struct table_field *field) {
  enum { LOOKED_AT = 100, LEAST = 11, MOST = 60 };
  size_t widest = LEAST;
  if (field->column && field->column->kind == COLUMN_DATE)
    return 17;
  if (field->column && field->column->kind != COLUMN_TEXT && field->column->kind != COLUMN_STATUS)
    return LEAST;
  for (size_t row = 0; row < s->table->n_rows && row < LOOKED_AT; row++) {
    const struct cell *cells = table_row(s->table, row, s->fields.buffer);
    struct value value = field_value(&s->fields, field, cells);
    size_t wide = value.kind == VALUE_TEXT ? text_width(value.text, strlen(value.text)) + 2 : 0;
    widest = wide > widest ? wide : widest;
  }
  return (double)(widest < MOST ? widest : MOST);
}

static void put_heads(struct sheet *s, struct arena *arena) {
  size_t lines = 1;
  for (size_t i = 0; i < s->fields.n; i++) {
    const struct table_field *field = &s->fields.list[i];
    const char *head = head_of(arena, &s->xlsx->paper->words, field);
    size_t needed = text_width(head, strlen(head)) / ((size_t)width_of(s, field) - 3) + 1;
    lines = needed > lines ? needed : lines;
  }
  xlsx_set_lines(s->sheet, 0, lines);
  for (size_t i = 0; i < s->fields.n; i++) {
    const struct table_field *field = &s->fields.list[i];
    lxw_col_t column = (lxw_col_t)i;
    worksheet_set_column(s->sheet, column, column, width_of(s, field), NULL);
    xlsx_put_text(s->xlsx, s->sheet, 0, i, head_of(arena, &s->xlsx->paper->words, field),
                  s->xlsx->head);
  }
}

/* -- Rows ------------------------------------------------------------------------------------ */

/* What is no date stays the text that it is. */
static void put_date(struct sheet *s, size_t row, size_t column, const char *text) {
  lxw_datetime at = {0};
  int end = 0, n = sscanf(text, "%4d-%2d-%2d%nT%2d:%2d:%lfZ%n", &at.year, &at.month, &at.day, &end,
                          &at.hour, &at.min, &at.sec, &end);
  lxw_format *format = n == 3 ? make_once(s->xlsx, &s->xlsx->day, "yyyy-mm-dd")
                              : make_once(s->xlsx, &s->xlsx->moment, "yyyy-mm-dd hh:mm");
  bool whole = (n == 3 || n == 6) && text[end] == '\0';
  if (!whole || at.year < 1900 || at.year > 9999 ||
      worksheet_write_datetime(s->sheet, (lxw_row_t)row, (lxw_col_t)column, &at, format) !=
          LXW_NO_ERROR)
    xlsx_put_text(s->xlsx, s->sheet, row, column, text, NULL);
}

static void put_text(struct sheet *s, size_t row, size_t column, const struct cell *cells,
                     const char *text) {
  const struct table_field *field = &s->fields.list[column];
  if (field->column && field->column->kind == COLUMN_DATE)
    put_date(s, row, column, text);
  else if (field->column && field->column->kind == COLUMN_STATUS)
    xlsx_put_text(s->xlsx, s->sheet, row, column,
                  column_status(field->column, &cells[field->nth])->word, NULL);
  else
    xlsx_put_text(s->xlsx, s->sheet, row, column, text, NULL);
}

static void put_value(struct sheet *s, size_t row, size_t column, const struct cell *cells) {
  struct value value = field_value(&s->fields, &s->fields.list[column], cells);
  switch (value.kind) {
  case VALUE_NONE:
    break;
  case VALUE_HIDDEN:
    xlsx_put_text(s->xlsx, s->sheet, row, column, FIELD_HIDDEN, NULL);
    break;
  case VALUE_TEXT:
    put_text(s, row, column, cells, value.text);
    break;
  case VALUE_NUMBER:
    s->xlsx->failed |= worksheet_write_number(s->sheet, (lxw_row_t)row, (lxw_col_t)column,
                                              number_real(value.number, value.digits),
                                              s->formats[column]) != LXW_NO_ERROR;
    break;
  }
}

static void put_rows(struct sheet *s) {
  for (size_t row = 0; row < s->table->n_rows && !s->xlsx->failed; row++) {
    const struct cell *cells = table_row(s->table, row, s->fields.buffer);
    for (size_t i = 0; i < s->fields.n; i++)
      put_value(s, row + 1, i, cells);
  }
}

static void fit_out(struct sheet *s) {
  size_t last = s->fields.n ? s->fields.n - 1 : 0;
  worksheet_freeze_panes(s->sheet, 1, 1);
  worksheet_repeat_rows(s->sheet, 0, 0);
  if (s->table->n_rows)
    worksheet_autofilter(s->sheet, 0, 0, (lxw_row_t)s->table->n_rows, (lxw_col_t)last);
}

void xlsx_put_table(struct xlsx *xlsx, const struct table *table) {
  struct arena arena = {0};
  struct sheet s = {.xlsx = xlsx, .table = table, .sheet = xlsx_sheet(xlsx, table->id)};
  if (!s.sheet)
    return;
  fields_init(&s.fields, table, &arena);
  s.formats = arena_array(&arena, s.fields.n, sizeof(lxw_format *));
  for (size_t i = 0; i < s.fields.n; i++)
    s.formats[i] = xlsx_format(xlsx, s.fields.list[i].column);
  put_heads(&s, &arena);
  put_rows(&s);
  fit_out(&s);
  fields_done(&s.fields);
  arena_done(&arena);
}
