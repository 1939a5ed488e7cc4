/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/fields.h"

static const char *const suffixes[PARTS] = {"", "_low", "_high", "_of"};

static size_t count_fields(const struct table *table) {
  size_t n = table->has_notes;
  for (size_t c = 0; c < table->n_columns; c++)
    for (enum cell_part part = 0; part < PARTS; part++)
      n += column_has(&table->columns[c], part);
  return n;
}

void fields_init(struct fields *fields, const struct table *table, struct arena *arena) {
  *fields = (struct fields){.table = table};
  fields->list = arena_array(arena, count_fields(table), sizeof *fields->list);
  fields->buffer = arena_array(arena, table->n_columns, sizeof *fields->buffer);
  for (size_t c = 0; c < table->n_columns; c++)
    for (enum cell_part part = 0; part < PARTS; part++) {
      const struct column *column = &table->columns[c];
      if (column_has(column, part))
        fields->list[fields->n++] = (struct table_field){
            .key = arena_printf(arena, "%s%s", column->key, suffixes[part]),
            .column = column,
            .nth = c,
            .part = part,
            .is_text = column_is_text(column),
            .digits = column_digits(column),
        };
    }
  if (table->has_notes)
    fields->list[fields->n++] = (struct table_field){.key = "note", .nth = table->n_columns};
}

void fields_done(struct fields *fields) { str_done(&fields->note); }

static struct value note_value(struct fields *fields, const struct cell *row) {
  str_clear(&fields->note);
  for (size_t c = 0; c < fields->table->n_columns; c++)
    if (row[c].note)
      str_printf(&fields->note, "%s%s: %s", fields->note.len ? "; " : "",
                 fields->table->columns[c].key, row[c].note);
  return (struct value){.kind = fields->note.len ? VALUE_TEXT : VALUE_NONE,
                        .text = str_text(&fields->note)};
}

struct value field_value(struct fields *fields, const struct table_field *field,
                         const struct cell *row) {
  const struct cell *cell = &row[field->nth];
  if (!field->column)
    return note_value(fields, row);
  if (cell->state != CELL_KNOWN)
    return (struct value){.kind = cell->state == CELL_HIDDEN ? VALUE_HIDDEN : VALUE_NONE};
  if (field->is_text)
    return (struct value){.kind = VALUE_TEXT, .text = cell->text};
  if (field->column->kind == COLUMN_STATUS) {
    const struct status_word *status = column_status(field->column, cell);
    return (struct value){.kind = status ? VALUE_TEXT : VALUE_NONE,
                          .text = status ? status->key : NULL};
  }
  if (cell->part[field->part] == NO_NUMBER)
    return (struct value){0};
  return (struct value){
      .kind = VALUE_NUMBER, .digits = field->digits, .number = cell->part[field->part]};
}
