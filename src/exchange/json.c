/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON with sorted keys, written row by row.
 *
 * One table: { "confidential", "report": id of the table, "rows": [ { field: value, ... }, ... ] },
 * an object a row; null where nothing is known or shown; numbers of no more decimals than the
 * column has; a newline at the end. If anything is hidden, "suppressed" follows: [ { "field", "row"
 * }, ...
 * ], rows from 0.
 *
 * A whole paper: { "as_of", "confidential", "language", "report", "sections": [ { "findings",
 * "heading", "tables": [ id, ... ], "text" }, ... ], "tables": { id: { "labels": { column: label },
 * "rows", "suppressed", "title", "words": { column: { key of status: word } } } }, "title" }. */
#include "base/mem.h"
#include "exchange/fields.h"
#include "exchange/format.h"
#include "exchange/number.h"

#include <jansson.h>

/* -- Values ---------------------------------------------------------------------------------- */

static void set(json_t *object, const char *key, json_t *value) {
  if (json_object_set_new(object, key, value) < 0)
    mem_die();
}

static void append(json_t *array, json_t *value) {
  if (json_array_append_new(array, value) < 0)
    mem_die();
}

static json_t *text_or_null(const char *text) { return text ? json_string(text) : json_null(); }

static json_t *json_of(const struct value *value) {
  if (value->kind == VALUE_TEXT)
    return json_string(value->text);
  if (value->kind != VALUE_NUMBER)
    return json_null();
  return value->digits ? json_real(number_real(value->number, value->digits))
                       : json_integer(value->number);
}

static int add_bytes(const char *bytes, size_t len, void *out) {
  str_add(out, bytes, len);
  return 0;
}

/* A value within others: its lines after the first begin so many blanks further in. */
static void put(struct str *out, json_t *value, size_t indent) {
  struct str text = {0};
  /* 15 digits write every decimal as it is said, and never its binary neighbour. */
  if (json_dump_callback(value, add_bytes, &text,
                         JSON_SORT_KEYS | JSON_INDENT(2) | JSON_REAL_PRECISION(15) |
                             JSON_ENCODE_ANY) < 0)
    mem_die();
  for (size_t i = 0; i < text.len; i++) {
    str_putc(out, text.at[i]);
    for (size_t blanks = 0; text.at[i] == '\n' && blanks < indent; blanks++)
      str_putc(out, ' ');
  }
  str_done(&text);
  json_decref(value);
}

static void put_line(struct str *out, size_t indent) { str_printf(out, "\n%*s", (int)indent, ""); }

static void put_key(struct str *out, size_t indent, bool first, const char *key) {
  if (!first)
    str_putc(out, ',');
  put_line(out, indent);
  put(out, json_string(key), 0);
  str_puts(out, ": ");
}

/* -- Rows ------------------------------------------------------------------------------------ */

static json_t *row_value(struct fields *fields, const struct cell *cells, size_t row,
                         json_t *hidden) {
  json_t *object = json_object();
  for (size_t i = 0; i < fields->n; i++) {
    struct value value = field_value(fields, &fields->list[i], cells);
    set(object, fields->list[i].key, json_of(&value));
    if (value.kind == VALUE_HIDDEN)
      append(hidden, json_pack("{s:s, s:I}", "field", fields->list[i].key, "row", (json_int_t)row));
  }
  return object;
}

/* "rows": [...], and "suppressed": [...] if anything is. */
static void put_rows(struct sink *sink, const struct table *table, size_t indent) {
  struct arena arena = {0};
  struct fields fields;
  json_t *hidden = json_array();
  fields_init(&fields, table, &arena);
  put_key(&sink->text, indent, false, "rows");
  str_putc(&sink->text, '[');
  for (size_t row = 0; row < table->n_rows && !sink->failed; row++) {
    const struct cell *cells = table_row(table, row, fields.buffer);
    if (row)
      str_putc(&sink->text, ',');
    put_line(&sink->text, indent + 2);
    put(&sink->text, row_value(&fields, cells, row, hidden), indent + 2);
    sink_spill(sink);
  }
  if (table->n_rows)
    put_line(&sink->text, indent);
  str_putc(&sink->text, ']');
  if (json_array_size(hidden)) {
    put_key(&sink->text, indent, false, "suppressed");
    put(&sink->text, json_incref(hidden), indent);
  }
  json_decref(hidden);
  fields_done(&fields);
  arena_done(&arena);
}

static void put_one(const struct paper *paper, const struct table *table, struct sink *sink) {
  str_putc(&sink->text, '{');
  put_key(&sink->text, 2, true, "confidential");
  put(&sink->text, json_boolean(paper->head.confidential), 0);
  put_key(&sink->text, 2, false, "report");
  put(&sink->text, json_string(table->id), 0);
  put_rows(sink, table, 2);
}

/* -- The whole paper ------------------------------------------------------------------------- */

static json_t *section_value(const struct paper_section *section) {
  json_t *object = json_object(), *text = json_array(), *findings = json_array(),
         *tables = json_array();
  for (size_t i = 0; i < section->n; i++) {
    const struct paper_block *block = &section->list[i];
    if (block->table)
      append(tables, json_string(block->table->id));
    else
      append(block->kind == PAPER_FINDING ? findings : text, json_string(block->text));
  }
  set(object, "heading", text_or_null(section->heading));
  set(object, "text", text);
  set(object, "findings", findings);
  set(object, "tables", tables);
  return object;
}

static json_t *labels_value(const struct table *table) {
  json_t *labels = json_object();
  for (size_t c = 0; c < table->n_columns; c++)
    set(labels, table->columns[c].key, json_string(column_label(&table->columns[c])));
  return labels;
}

static json_t *words_value(const struct table *table) {
  json_t *words = json_object();
  for (size_t c = 0; c < table->n_columns; c++) {
    const struct column *column = &table->columns[c];
    if (column->kind != COLUMN_STATUS)
      continue;
    json_t *of_column = json_object();
    for (size_t i = 0; i < column->n_statuses; i++)
      set(of_column, column->statuses[i].key, json_string(column->statuses[i].word));
    set(words, column->key, of_column);
  }
  return words;
}

static void put_table(struct sink *sink, const struct table *table, bool first) {
  struct str *out = &sink->text;
  put_key(out, 4, first, table->id);
  str_putc(out, '{');
  put_key(out, 6, true, "labels");
  put(out, labels_value(table), 6);
  put_rows(sink, table, 6);
  put_key(out, 6, false, "title");
  put(out, text_or_null(table->title), 6);
  put_key(out, 6, false, "words");
  put(out, words_value(table), 6);
  put_line(out, 4);
  str_putc(out, '}');
}

static void put_tables(const struct paper *paper, struct sink *sink) {
  const struct paper_block *block;
  put_key(&sink->text, 2, false, "tables");
  str_putc(&sink->text, '{');
  for (size_t i = 0; (block = paper_nth_table(paper, i)); i++)
    put_table(sink, block->table, i == 0);
  put_line(&sink->text, 2);
  str_putc(&sink->text, '}');
}

static void put_paper(const struct paper *paper, struct sink *sink) {
  struct str *out = &sink->text;
  json_t *sections = json_array();
  for (size_t i = 0; i < paper->n; i++)
    append(sections, section_value(&paper->list[i]));
  str_putc(out, '{');
  put_key(out, 2, true, "as_of");
  put(out, text_or_null(paper->head.as_of), 0);
  put_key(out, 2, false, "confidential");
  put(out, json_boolean(paper->head.confidential), 0);
  put_key(out, 2, false, "language");
  put(out, json_string(paper->head.language), 0);
  put_key(out, 2, false, "report");
  put(out, json_string(paper->head.id), 0);
  put_key(out, 2, false, "sections");
  put(out, sections, 2);
  put_tables(paper, sink);
  put_key(out, 2, false, "title");
  put(out, text_or_null(paper->head.title), 0);
}

static enum rc json_write(const struct paper *paper, const struct table *only, struct sink *sink,
                          struct diags *diags) {
  (void)diags;
  if (only)
    put_one(paper, only, sink);
  else
    put_paper(paper, sink);
  str_puts(&sink->text, "\n}\n");
  return RC_OK;
}

const struct format format_json = {.name = "json", .write = json_write};
