/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before and after, a line for each: what rises is drawn through, what falls is dashed. Names and
 * numbers stand at both ends, moved apart where they would cover each other. */
#include "exchange/chart.h"

#include <stdlib.h>

enum {
  WIDE = 500,
  LEFT = 190,
  RIGHT = 310,
  GUIDE = 16,
  TOP = 34,
  LINE = 15,
  BASE = 14,
  LEAST = 120,
  NUMBER = 40
};
enum { LABEL, BEFORE, AFTER };

struct slope {
  const char *label, *before, *after;
  int64_t from, to;
  long text; /* where the label of the end in hand stands */
};

struct slopes {
  struct chart chart;
  const struct column *columns;
  struct slope *list;
  size_t n;
  int64_t least, most;
};

static bool is_drawn(const struct cell *cell) {
  return cell->state == CELL_KNOWN && cell->part[PART_POINT] != NO_NUMBER;
}

static const char *say_point(struct slopes *s, struct arena *arena, struct cell cell,
                             size_t column) {
  cell.part[PART_LOW] = cell.part[PART_HIGH] = cell.part[PART_OF] = NO_NUMBER;
  return chart_say(arena, s->chart.words, &s->columns[column], &cell);
}

/* What was measured only once has no slope; the table behind the picture has it. */
static void read_slopes(struct slopes *s, const struct table *table, struct arena *arena) {
  struct cell *buffer = arena_array(arena, table->n_columns, sizeof *buffer);
  s->list = arena_array(arena, table->n_rows, sizeof *s->list);
  for (size_t row = 0; row < table->n_rows; row++) {
    const struct cell *cells = table_row(table, row, buffer);
    if (!is_drawn(&cells[BEFORE]) || !is_drawn(&cells[AFTER]))
      continue;
    struct slope *slope = &s->list[s->n++];
    *slope = (struct slope){.label = chart_fit(arena, arena_strdup(arena, cells[LABEL].text), 18),
                            .before = say_point(s, arena, cells[BEFORE], BEFORE),
                            .after = say_point(s, arena, cells[AFTER], AFTER),
                            .from = cells[BEFORE].part[PART_POINT],
                            .to = cells[AFTER].part[PART_POINT]};
    int64_t low = slope->from < slope->to ? slope->from : slope->to;
    int64_t high = slope->from < slope->to ? slope->to : slope->from;
    s->least = s->n == 1 || low < s->least ? low : s->least;
    s->most = s->n == 1 || high > s->most ? high : s->most;
  }
}

static long height_of(const struct slopes *s, int64_t number) {
  double span = (double)s->most - (double)s->least, room = (double)(s->chart.high - TOP - BASE);
  double part = span > 0 ? ((double)number - (double)s->least) / span : .5;
  return s->chart.high - BASE - (long)(part * room + .5);
}

static int by_from(const void *a, const void *b) {
  const struct slope *const *x = a, *const *y = b;
  return (*x)->from == (*y)->from ? (*x > *y) - (*x < *y) : (*x)->from < (*y)->from ? 1 : -1;
}

static int by_to(const void *a, const void *b) {
  const struct slope *const *x = a, *const *y = b;
  return (*x)->to == (*y)->to ? (*x > *y) - (*x < *y) : (*x)->to < (*y)->to ? 1 : -1;
}

/* From the top down each a line below the one above; what that pushes out comes back from below. */
static void spread(struct slopes *s, struct slope **order, bool after) {
  long floor = TOP - LINE;
  for (size_t i = 0; i < s->n; i++) {
    long wish = height_of(s, after ? order[i]->to : order[i]->from);
    order[i]->text = floor = wish < floor + LINE ? floor + LINE : wish;
  }
  long ceiling = s->chart.high - BASE + LINE;
  for (size_t i = s->n; i-- > 0;) {
    if (order[i]->text <= ceiling - LINE)
      break;
    order[i]->text = ceiling = ceiling - LINE;
  }
}

static void put_labels(struct slopes *s, struct slope **order, bool after) {
  qsort(order, s->n, sizeof(struct slope *), after ? by_to : by_from);
  spread(s, order, after);
  for (size_t i = 0; i < s->n; i++) {
    struct slope *slope = order[i];
    long x = after ? RIGHT : LEFT, out = after ? GUIDE : -GUIDE;
    chart_line(&s->chart, x, height_of(s, after ? slope->to : slope->from), x + out, slope->text,
               "guide");
    chart_text(&s->chart, x + out + (after ? 4 : -4), slope->text + 4,
               after ? ANCHOR_START : ANCHOR_END, "head", after ? slope->after : slope->before);
    /* Apart from the number: a label may be of a script that runs the other way. */
    chart_text(&s->chart, x + out + (after ? NUMBER : -NUMBER), slope->text + 4,
               after ? ANCHOR_START : ANCHOR_END, "head", slope->label);
  }
}

static void put_lines(struct slopes *s) {
  chart_line(&s->chart, LEFT, TOP - 6, LEFT, s->chart.high, "axis");
  chart_line(&s->chart, RIGHT, TOP - 6, RIGHT, s->chart.high, "axis");
  chart_text(&s->chart, LEFT, 16, ANCHOR_END, "big", column_label(&s->columns[BEFORE]));
  chart_text(&s->chart, RIGHT, 16, ANCHOR_START, "big", column_label(&s->columns[AFTER]));
  for (size_t i = 0; i < s->n; i++) {
    const struct slope *slope = &s->list[i];
    const char *style = slope->to > slope->from ? "up" : slope->to < slope->from ? "down" : "same";
    chart_line(&s->chart, LEFT, height_of(s, slope->from), RIGHT, height_of(s, slope->to), style);
    chart_dot(&s->chart, LEFT, height_of(s, slope->from), style);
    chart_dot(&s->chart, RIGHT, height_of(s, slope->to), style);
  }
}

void chart_slopes(struct html *html, const struct paper_block *block, struct arena *arena) {
  const struct table *table = block->table;
  struct slopes s = {.chart = {.out = &html->sink->text,
                               .words = &html->paper->words,
                               .title = table->title ? table->title : table->id,
                               .wide = WIDE,
                               .rtl = paper_is_rtl(html->paper)},
                     .columns = table->columns};
  read_slopes(&s, table, arena);
  if (!s.n)
    return;
  s.chart.high = TOP + BASE + (long)s.n * LINE;
  if (s.chart.high < TOP + BASE + LEAST)
    s.chart.high = TOP + BASE + LEAST;
  struct slope **order = arena_array(arena, s.n, sizeof *order);
  for (size_t i = 0; i < s.n; i++)
    order[i] = &s.list[i];
  chart_begin(&s.chart, arena_printf(arena, "c-%s", table->id), "slope",
              arena_printf(arena, "%s \xe2\x86\x92 %s", column_label(&table->columns[BEFORE]),
                           column_label(&table->columns[AFTER])));
  put_lines(&s);
  put_labels(&s, order, false);
  put_labels(&s, order, true);
  chart_end(&s.chart);
}
