/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report_sheet.h"

#include "base/text.h"

#include <math.h>

static const struct status_word *translated(struct arena *arena, const struct column *column) {
  struct status_word *words = arena_array(arena, column->n_statuses, sizeof *words);
  for (size_t i = 0; i < column->n_statuses; i++) {
    words[i] = column->statuses[i];
    words[i].word = _(words[i].word);
  }
  return words;
}

struct sheet *sheet_new(struct arena *arena, const char *id, const char *title,
                        const struct column *columns, size_t n_columns, size_t most) {
  struct sheet *sheet = arena_alloc(arena, sizeof *sheet);
  struct column *shown = arena_array(arena, n_columns, sizeof *shown);
  for (size_t i = 0; i < n_columns; i++) {
    shown[i] = columns[i];
    shown[i].label = _(columns[i].label);
    if (columns[i].n_statuses)
      shown[i].statuses = translated(arena, &columns[i]);
  }
  sheet->cells = arena_array(arena, most * n_columns + 1, sizeof *sheet->cells);
  sheet->table = (struct table){
      .id = id, .title = title, .columns = shown, .n_columns = n_columns, .cells = sheet->cells};
  return sheet;
}

struct cell *sheet_add(struct sheet *sheet) {
  return sheet->cells + sheet->table.n_rows++ * sheet->table.n_columns;
}

struct cell cell_decimal(double number, unsigned digits) {
  return cell_number(llround(number * pow(10, digits)));
}

struct cell cell_share(double of_one) {
  return cell_decimal(of_one, 4);
}
