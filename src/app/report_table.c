/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report.h"

#include "base/text.h"
#include "measure/interval.h"

#include <math.h>
#include <string.h>
#include <time.h>

static const char *const columns[] = {
    "person", "name",  "agency", "unit", "position", "competency", "competency_name",
    "items",  "right", "share",  "low",  "high",     "required",   "last_activity",
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static struct cell text_cell(struct arena *arena, const char *text) {
  return (struct cell){CELL_TEXT, text_safe(arena, text, strlen(text), false), 0};
}

static struct cell whole_cell(int64_t number) { return (struct cell){CELL_WHOLE, NULL, number}; }

static struct cell share_cell(double share) {
  return (struct cell){CELL_SHARE, NULL, llround(share * 10000)};
}

static struct cell time_cell(struct arena *arena, int64_t milliseconds) {
  int64_t seconds = milliseconds / 1000 - (milliseconds % 1000 < 0);
  time_t time = (time_t)seconds;
  struct tm utc = {0};
  gmtime_r(&time, &utc);
  return (struct cell){CELL_TEXT,
                       arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", utc.tm_year + 1900,
                                    utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min,
                                    utc.tm_sec),
                       0};
}

static void fill_person(struct cell *cells, const struct person *person, struct arena *arena) {
  char hex[2 * ID_BYTES + 1];
  seal_hex(person->id, ID_BYTES, hex);
  cells[0] = text_cell(arena, hex);
  cells[1] = text_cell(arena, person->name);
  cells[2] = text_cell(arena, person->agency);
  cells[3] = text_cell(arena, person->unit);
  cells[4] = text_cell(arena, person->position);
}

/* What is not known stays CELL_NONE: an empty share is not a share of nothing. */
static void fill_row(struct cell *cells, const struct report_row *row, struct arena *arena) {
  fill_person(cells, row->person, arena);
  cells[5] = text_cell(arena, row->competency);
  cells[6] = text_cell(arena, row->name);
  cells[7] = whole_cell(row->items);
  cells[8] = whole_cell(row->right);
  if (row->items) {
    struct interval interval = interval_wilson(row->right, row->items);
    cells[9] = share_cell((double)row->right / row->items);
    cells[10] = share_cell(interval.low);
    cells[11] = share_cell(interval.high);
  }
  if (row->items || row->last) /* a drill is activity, and no answer to an item */
    cells[13] = time_cell(arena, row->last);
  if (row->required >= 0)
    cells[12] = whole_cell(row->required);
}

const struct table *report_table(const struct report_row *rows, size_t n, struct arena *arena) {
  struct table *table = arena_alloc(arena, sizeof *table);
  struct cell *cells = arena_array(arena, n * COLUMNS, sizeof *cells);
  for (size_t i = 0; i < n; i++)
    fill_row(cells + i * COLUMNS, &rows[i], arena);
  *table = (struct table){.name = "competency",
                          .columns = columns,
                          .n_columns = COLUMNS,
                          .cells = cells,
                          .n_rows = n,
                          .confidential = true};
  return table;
}
