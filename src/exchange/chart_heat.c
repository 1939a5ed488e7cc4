/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A heat map in panels that fit a page across: each begins with its heads again. A cell says its
 * number, the interval, what is required and the status's word; colour and pattern only repeat it.
 */
#include "exchange/chart.h"

#include <string.h>

enum { LABEL = 168, HEAD = 150, WIDE = 62, HIGH = 50, EDGE = 5 };
enum { PANEL_ROWS = 8, PANEL_COLUMNS = 16 };
enum { ROW, COLUMN, MEASURED, REQUIRED, STATUS };

struct panel {
  struct chart chart;
  struct arena *arena;
  const struct table *table;
  size_t across, row, rows, column, columns; /* of the map; this panel's first and how many */
};

static const struct cell *cells_at(const struct panel *p, size_t row, size_t column) {
  return p->table->cells + (row * p->across + column) * p->table->n_columns;
}

static const char *said(const struct panel *p, const struct cell *cells, size_t column) {
  return chart_say(p->arena, p->chart.words, &p->table->columns[column], &cells[column]);
}

static void put_column_heads(struct panel *p) {
  for (size_t i = 0; i < p->columns; i++) {
    const char *lines[3];
    const char *name = cells_at(p, 0, p->column + i)[COLUMN].text;
    long n = (long)chart_wrap(p->arena, name, 19, lines, 3);
    for (long k = 0; k < n; k++) { /* lines go on to the right, on a mirrored page too */
      long line = p->chart.rtl ? n - 1 - k : k;
      chart_text_up(&p->chart, LABEL + (long)i * WIDE + WIDE / 2 + 4 + 14 * line - 7 * (n - 1),
                    HEAD - 6, "head", lines[k]);
    }
  }
}

static void put_row_head(struct panel *p, size_t nth) {
  const char *lines[3];
  long n = (long)chart_wrap(p->arena, cells_at(p, p->row + nth, 0)[ROW].text, 25, lines, 3);
  for (long k = 0; k < n; k++)
    chart_text(&p->chart, LABEL - 8, HEAD + (long)nth * HIGH + HIGH / 2 + 4 + 14 * k - 7 * (n - 1),
               ANCHOR_END, "head", lines[k]);
}

static void put_interval(struct panel *p, const struct cell *cell, long x, long y) {
  const struct column *column = &p->table->columns[MEASURED];
  struct str text = {0};
  if (!column_has(column, PART_LOW) || !column_has(column, PART_HIGH) ||
      cell->part[PART_LOW] == NO_NUMBER || cell->part[PART_HIGH] == NO_NUMBER)
    return;
  say_number(&text, p->chart.words, column, cell->part[PART_LOW]);
  str_puts(&text, "\xe2\x80\x93");
  say_number(&text, p->chart.words, column, cell->part[PART_HIGH]);
  chart_text(&p->chart, x, y, ANCHOR_START, "small", text.at);
  str_done(&text);
}

static void put_measured(struct panel *p, const struct cell *cells, long x, long y) {
  struct cell point = cells[MEASURED];
  point.part[PART_LOW] = point.part[PART_HIGH] = point.part[PART_OF] = NO_NUMBER;
  const char *text = chart_say(p->arena, p->chart.words, &p->table->columns[MEASURED], &point);
  chart_text(&p->chart, x, y + 15, ANCHOR_START, "big", text);
  if (cells[MEASURED].state == CELL_KNOWN)
    put_interval(p, &cells[MEASURED], x, y + 26);
  if (cells[REQUIRED].state == CELL_KNOWN)
    chart_text(&p->chart, x + WIDE - EDGE - 7, y + 14, ANCHOR_END, "small",
               arena_printf(p->arena, "\xe2\x89\xa5%s", said(p, cells, REQUIRED)));
}

static void put_status(struct panel *p, const struct cell *cells, long x, long y) {
  const char *lines[2];
  if (cells[STATUS].state != CELL_KNOWN)
    return;
  size_t n = chart_wrap(p->arena, said(p, cells, STATUS), 10, lines, 2);
  for (size_t i = 0; i < n; i++)
    chart_text(&p->chart, x, y + 36 + 10 * (long)i, ANCHOR_START, "small", lines[i]);
}

/* What a pointer resting on the cell is told. */
static void put_tip(struct panel *p, const struct cell *cells) {
  struct str *out = p->chart.out;
  struct str tip = {0};
  str_printf(&tip, "%s, %s: %s", cells[ROW].text, cells[COLUMN].text, said(p, cells, MEASURED));
  if (cells[REQUIRED].state == CELL_KNOWN) {
    str_puts(&tip, ", ");
    paper_words_put(&tip, p->chart.words->required,
                    &(struct paper_parts){.n = said(p, cells, REQUIRED)});
  }
  if (cells[STATUS].state == CELL_KNOWN)
    str_printf(&tip, ", %s", said(p, cells, STATUS));
  str_puts(out, "<g><title>");
  html_put_text(out, tip.at);
  str_puts(out, "</title>\n");
  str_done(&tip);
}

static void put_cell(struct panel *p, size_t row, size_t column) {
  const struct cell *cells = cells_at(p, p->row + row, p->column + column);
  const struct status_word *status = column_status(&p->table->columns[STATUS], &cells[STATUS]);
  const char *tone = html_tone(status ? status->tone : TONE_PLAIN);
  long x = LABEL + (long)column * WIDE, y = HEAD + (long)row * HIGH;
  put_tip(p, cells);
  chart_rect(&p->chart, x, y, WIDE, HIGH, arena_printf(p->arena, "cell %s", tone));
  if (status)
    chart_rect(&p->chart, x + 1, y + 1, EDGE, HIGH - 2, arena_printf(p->arena, "edge-%s", tone));
  put_measured(p, cells, x + EDGE + 4, y);
  put_status(p, cells, x + EDGE + 4, y);
  str_puts(p->chart.out, "</g>\n");
}

static void put_panel(struct panel *p) {
  p->chart.wide = LABEL + (long)p->columns * WIDE;
  p->chart.high = HEAD + (long)p->rows * HIGH;
  const char *name = arena_printf(p->arena, "h-%s-%zu-%zu", p->table->id, p->row, p->column);
  const char *about = arena_printf(p->arena, "%s \xe2\x80\xa6 %s", cells_at(p, p->row, 0)[ROW].text,
                                   cells_at(p, p->row + p->rows - 1, 0)[ROW].text);
  chart_begin(&p->chart, name, p->columns > PANEL_COLUMNS / 2 ? "broad" : "narrow", about);
  put_column_heads(p);
  for (size_t row = 0; row < p->rows; row++) {
    put_row_head(p, row);
    for (size_t column = 0; column < p->columns; column++)
      put_cell(p, row, column);
  }
  chart_end(&p->chart);
}

/* The nth share of n things dealt evenly into pieces of at most so many. */
static size_t pieces(size_t n, size_t most) { return (n + most - 1) / most; }
static size_t share_begin(size_t n, size_t of, size_t nth) { return n * nth / of; }

void chart_heat(struct html *html, const struct paper_block *block, struct arena *arena) {
  const struct table *table = block->table;
  size_t rows = table->n_rows / block->across, down = pieces(rows, PANEL_ROWS),
         along = pieces(block->across, PANEL_COLUMNS);
  struct panel p = {.chart = {.out = &html->sink->text,
                              .words = &html->paper->words,
                              .title = table->title ? table->title : table->id,
                              .rtl = paper_is_rtl(html->paper)},
                    .arena = arena,
                    .table = table,
                    .across = block->across};
  for (size_t d = 0; d < down; d++)
    for (size_t a = 0; a < along; a++) {
      p.row = share_begin(rows, down, d);
      p.rows = share_begin(rows, down, d + 1) - p.row;
      p.column = share_begin(p.across, along, a);
      p.columns = share_begin(p.across, along, a + 1) - p.column;
      put_panel(&p);
      sink_spill(html->sink);
    }
}
