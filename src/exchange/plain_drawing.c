/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings in words: a heat map row by row, bars as bars, a change as from and to. */
#include "exchange/plain.h"

#include "base/text.h"

#include <string.h>

enum { HEAT_ROW, HEAT_COLUMN, MEASURED, REQUIRED, STATUS };
enum { LABEL, FIRST, SECOND };

static void say(struct plain *plain, struct str *out, const struct table *table,
                const struct cell *cells, size_t column) {
  say_cell(out, &plain->paper->words, &table->columns[column], &cells[column]);
  say_see(&plain->seen, &cells[column]);
}

static void put_heat_cell(struct plain *plain, const struct table *table,
                          const struct cell *cells) {
  struct str line = {0}, required = {0};
  str_printf(&line, "%s: ", cells[HEAT_COLUMN].text);
  say(plain, &line, table, cells, MEASURED);
  if (cells[REQUIRED].state == CELL_KNOWN) {
    str_puts(&line, "; ");
    say(plain, &required, table, cells, REQUIRED);
    paper_words_put(&line, plain->paper->words.required, &(struct paper_parts){.n = required.at});
  }
  if (cells[STATUS].state == CELL_KNOWN) {
    str_puts(&line, "; ");
    say(plain, &line, table, cells, STATUS);
  }
  plain_put_text(&plain->sink->text, "  ", 4, line.at);
  str_done(&line);
  str_done(&required);
}

static void put_heat(struct plain *plain, const struct paper_block *block) {
  const struct table *table = block->table;
  for (size_t i = 0; i < table->n_rows; i++) {
    const struct cell *cells = table->cells + i * table->n_columns;
    if (i && i % block->across == 0)
      str_putc(&plain->sink->text, '\n');
    if (i % block->across == 0)
      plain_put_text(&plain->sink->text, "", 0, cells[HEAT_ROW].text);
    put_heat_cell(plain, table, cells);
  }
}

static int64_t longest_bar(const struct table *table, struct cell *buffer) {
  int64_t most = table->columns[FIRST].kind == COLUMN_SHARE ? 10000 : 1;
  for (size_t row = 0; row < table->n_rows; row++) {
    const struct cell *cell = &table_row(table, row, buffer)[FIRST];
    if (cell->state == CELL_KNOWN && cell->part[PART_POINT] > most)
      most = cell->part[PART_POINT];
  }
  return most;
}

static void put_bar(struct plain *plain, const struct table *table, const struct cell *cells,
                    int64_t most) {
  enum { LABEL_WIDE = 24, BAR_WIDE = 16, LEFT = LABEL_WIDE + BAR_WIDE + 4 };
  struct str *out = &plain->sink->text, said = {0};
  const char *label = cells[LABEL].text;
  size_t fits = text_fit(label, strlen(label), LABEL_WIDE);
  bool drawn = cells[FIRST].state == CELL_KNOWN && cells[FIRST].part[PART_POINT] > 0;
  size_t length =
      drawn ? (size_t)((double)cells[FIRST].part[PART_POINT] / (double)most * BAR_WIDE + .5) : 0;
  str_add(out, label, fits);
  plain_pad(out, LABEL_WIDE - text_width(label, fits) + 2);
  for (size_t i = 0; i < BAR_WIDE; i++)
    str_putc(out, i < length ? '#' : '.');
  say(plain, &said, table, cells, FIRST);
  if (table->n_columns > SECOND && cells[SECOND].state == CELL_KNOWN) {
    str_puts(&said, ", ");
    say(plain, &said, table, cells, SECOND);
  }
  bool fits_behind = text_width(said.at, said.len) <= PLAIN_WIDE - LEFT;
  plain_put_text(out, fits_behind ? "  " : "\n    ", 4, said.at);
  str_done(&said);
}

static void put_slope(struct plain *plain, const struct table *table, const struct cell *cells) {
  struct str line = {0}, before = {0}, after = {0};
  say(plain, &before, table, cells, FIRST);
  say(plain, &after, table, cells, SECOND);
  str_printf(&line, "%s: ", cells[LABEL].text);
  paper_words_put(&line, plain->paper->words.before_after,
                  &(struct paper_parts){.low = before.at, .high = after.at});
  plain_put_text(&plain->sink->text, "", 2, line.at);
  str_done(&line);
  str_done(&before);
  str_done(&after);
}

static void put_lines(struct plain *plain, const struct paper_block *block) {
  struct arena arena = {0};
  const struct table *table = block->table;
  struct cell *buffer = arena_array(&arena, table->n_columns, sizeof *buffer);
  int64_t most = longest_bar(table, buffer);
  for (size_t row = 0; row < table->n_rows; row++) {
    const struct cell *cells = table_row(table, row, buffer);
    if (block->kind == PAPER_BARS)
      put_bar(plain, table, cells, most);
    else
      put_slope(plain, table, cells);
  }
  arena_done(&arena);
}

void plain_put_drawing(struct plain *plain, const struct paper_block *block) {
  if (block->table->title) {
    plain_put_text(&plain->sink->text, "", 0, block->table->title);
    str_putc(&plain->sink->text, '\n');
  }
  if (block->kind == PAPER_HEAT)
    put_heat(plain, block);
  else
    put_lines(plain, block);
  str_putc(&plain->sink->text, '\n');
}
