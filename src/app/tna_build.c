/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tna_inner.h"
#include "measure/headcount.h"

#include <assert.h>
#include <math.h>

static const struct status_word *translated_words(const struct tna *tna,
                                                  const struct column *column) {
  struct status_word *words = arena_array(tna->arena, column->n_statuses + 1, sizeof *words);
  for (size_t i = 0; i < column->n_statuses; i++) {
    words[i] = column->statuses[i];
    words[i].word = _(words[i].word);
  }
  return words;
}

struct tna_table *tna_table_new(const struct tna *tna, const char *id, const char *title,
                                const struct column *columns, size_t n_columns, size_t most) {
  struct tna_table *table = arena_alloc(tna->arena, sizeof *table);
  struct column *shown = arena_array(tna->arena, n_columns, sizeof *shown);
  for (size_t i = 0; i < n_columns; i++) {
    shown[i] = columns[i];
    shown[i].label = _(columns[i].label);
    if (columns[i].n_statuses)
      shown[i].statuses = translated_words(tna, &columns[i]);
  }
  table->cells = arena_array(tna->arena, most * n_columns + 1, sizeof *table->cells);
  table->table = (struct table){
      .id = id, .title = title, .columns = shown, .n_columns = n_columns, .cells = table->cells};
  return table;
}

struct cell *tna_table_add(struct tna_table *table) {
  return table->cells + table->table.n_rows++ * table->table.n_columns;
}

struct cell tna_decimal(double number, unsigned digits) {
  return cell_number(llround(number * pow(10, digits)));
}

struct cell tna_share(double of_one) {
  return tna_decimal(of_one, 4);
}

struct cell tna_told(const struct tna_line *line, struct cell cell) {
  const struct needs_cell *about = line_cell(line);
  if (!about->assessed)
    return (struct cell){.state = CELL_ABSENT};
  return about->hidden[FACT_MEASURED] ? cell_hidden() : cell;
}

struct cell tna_people_lacking(const struct tna_line *line) {
  const struct needs_cell *about = line_cell(line);
  struct headcount said = headcount_say(about->lacking.expected, about->lacking.low,
                                        about->lacking.high, about->eligible);
  return tna_told(line, cell_count(said.about, said.low, said.high, said.of));
}
