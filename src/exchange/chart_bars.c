/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars, a label and its number above each: so that they read on a telephone as on paper. A whisker
 * shows the interval. */
#include "exchange/chart.h"

enum { WIDE = 440, ROW = 36, BAR = 12, PANEL = 22 };
enum { LABEL, LENGTH, STATUS };

struct bars {
  struct chart chart;
  struct arena *arena;
  const struct table *table;
  struct cell *buffer;
  int64_t most;
};

static int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }

/* The whole length stands for: all, of a share; else the most that any bar or whisker needs. */
static int64_t find_most(struct bars *b) {
  int64_t most = b->table->columns[LENGTH].kind == COLUMN_SHARE ? 10000 : 1;
  for (size_t row = 0; row < b->table->n_rows; row++) {
    const struct cell *cell = &table_row(b->table, row, b->buffer)[LENGTH];
    for (enum cell_part part = 0; part < PARTS && cell->state == CELL_KNOWN; part++)
      if (column_has(&b->table->columns[LENGTH], part) && part != PART_OF)
        most = larger(most, cell->part[part]);
  }
  return most;
}

static long length_of(const struct bars *b, int64_t number) {
  return number <= 0 ? 0 : (long)((double)number / (double)b->most * WIDE + .5);
}

static void put_whisker(struct bars *b, const struct cell *cell, long y) {
  const struct column *column = &b->table->columns[LENGTH];
  if (!column_has(column, PART_LOW) || !column_has(column, PART_HIGH) ||
      cell->part[PART_LOW] == NO_NUMBER || cell->part[PART_HIGH] == NO_NUMBER)
    return;
  long low = length_of(b, cell->part[PART_LOW]), high = length_of(b, cell->part[PART_HIGH]);
  chart_line(&b->chart, low, y + BAR / 2, high, y + BAR / 2, "whisker");
  chart_line(&b->chart, low, y + 2, low, y + BAR - 2, "whisker");
  chart_line(&b->chart, high, y + 2, high, y + BAR - 2, "whisker");
}

static void put_bar(struct bars *b, const struct cell *cells, long y) {
  const struct column *columns = b->table->columns;
  const struct status_word *status =
      b->table->n_columns > STATUS ? column_status(&columns[STATUS], &cells[STATUS]) : NULL;
  const char *number = chart_say(b->arena, b->chart.words, &columns[LENGTH], &cells[LENGTH]);
  if (status)
    number = arena_printf(b->arena, "%s, %s", number, status->word);
  chart_text(&b->chart, 0, y + 13, ANCHOR_START, "head",
             chart_fit(b->arena, cells[LABEL].text, 40));
  chart_text(&b->chart, WIDE, y + 13, ANCHOR_END, "head", number);
  chart_rect(&b->chart, 0, y + 18, WIDE, BAR, "plain");
  if (cells[LENGTH].state != CELL_KNOWN || cells[LENGTH].part[PART_POINT] == NO_NUMBER)
    return;
  chart_rect(&b->chart, 0, y + 18, length_of(b, cells[LENGTH].part[PART_POINT]), BAR,
             arena_printf(b->arena, "edge edge-%s", html_tone(status ? status->tone : TONE_GOOD)));
  put_whisker(b, &cells[LENGTH], y + 18);
}

void chart_bars(struct html *html, const struct paper_block *block, struct arena *arena) {
  const struct table *table = block->table;
  struct bars b = {.chart = {.out = &html->sink->text,
                             .words = &html->paper->words,
                             .title = table->title ? table->title : table->id,
                             .wide = WIDE,
                             .rtl = paper_is_rtl(html->paper)},
                   .arena = arena,
                   .table = table,
                   .buffer = arena_array(arena, table->n_columns, sizeof(struct cell))};
  b.most = find_most(&b);
  for (size_t from = 0; from < table->n_rows; from += PANEL) {
    size_t n = table->n_rows - from < PANEL ? table->n_rows - from : PANEL;
    b.chart.high = (long)n * ROW;
    chart_begin(&b.chart, arena_printf(arena, "b-%s-%zu", table->id, from), "bar",
                column_label(&table->columns[LENGTH]));
    for (size_t i = 0; i < n; i++)
      put_bar(&b, table_row(table, from + i, b.buffer), (long)i * ROW);
    chart_end(&b.chart);
    sink_spill(html->sink);
  }
}
