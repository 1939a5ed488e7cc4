/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report.h"

#include "base/text.h"
#include "measure/interval.h"

#include <math.h>
#include <string.h>
#include <time.h>

/* The keys are stable, and head CSV; labels are for people. */
static const struct column columns[] = {
    {.key = "person", .label = N_("Person")},
    {.key = "name", .label = N_("Name")},
    {.key = "agency", .label = N_("Agency")},
    {.key = "unit", .label = N_("Unit")},
    {.key = "position", .label = N_("Post")},
    {.key = "competency", .label = N_("Competency")},
    {.key = "competency_name", .label = N_("Its name")},
    {.key = "items", .label = N_("Items answered"), .kind = COLUMN_WHOLE},
    {.key = "right", .label = N_("Right"), .kind = COLUMN_WHOLE},
    {.key = "share", .label = N_("Share right"), .kind = COLUMN_SHARE},
    {.key = "low", .label = N_("From"), .kind = COLUMN_SHARE},
    {.key = "high", .label = N_("To"), .kind = COLUMN_SHARE},
    {.key = "required", .label = N_("Level required"), .kind = COLUMN_WHOLE},
    {.key = "last_activity", .label = N_("Last activity"), .kind = COLUMN_DATE},
    {.key = "self", .label = N_("Own rating"), .kind = COLUMN_WHOLE},
    {.key = "supervisor", .label = N_("Supervisor's rating"), .kind = COLUMN_WHOLE},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static struct cell safe_cell(struct arena *arena, const char *text) {
  return cell_text(text_safe(arena, text, strlen(text), false));
}

static struct cell share_cell(double share) { return cell_number(llround(share * 10000)); }

static struct cell time_cell(struct arena *arena, int64_t milliseconds) {
  int64_t seconds = milliseconds / 1000 - (milliseconds % 1000 < 0);
  time_t time = (time_t)seconds;
  struct tm utc = {0};
  gmtime_r(&time, &utc);
  return cell_text(arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", utc.tm_year + 1900,
                                utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec));
}

static void fill_person(struct cell *cells, const struct person *person, struct arena *arena) {
  char hex[2 * ID_BYTES + 1];
  seal_hex(person->id, ID_BYTES, hex);
  cells[0] = safe_cell(arena, hex);
  cells[1] = safe_cell(arena, person->name);
  cells[2] = safe_cell(arena, person->agency);
  cells[3] = safe_cell(arena, person->unit);
  cells[4] = safe_cell(arena, person->position);
}

/* What is not known stays absent: an empty share is not a share of nothing. */
static void fill_row(struct cell *cells, const struct report_row *row, struct arena *arena) {
  fill_person(cells, row->person, arena);
  cells[5] = safe_cell(arena, row->competency);
  cells[6] = safe_cell(arena, row->name);
  cells[7] = cell_number(row->items);
  cells[8] = cell_number(row->right);
  if (row->items) {
    struct interval interval = interval_wilson(row->right, row->items);
    cells[9] = share_cell((double)row->right / row->items);
    cells[10] = share_cell(interval.low);
    cells[11] = share_cell(interval.high);
  }
  if (row->items || row->last) /* a drill is activity, and no answer to an item */
    cells[13] = time_cell(arena, row->last);
  if (row->required >= 0)
    cells[12] = cell_number(row->required);
  if (row->self >= 0)
    cells[14] = cell_number(row->self);
  if (row->supervisor >= 0)
    cells[15] = cell_number(row->supervisor);
}

static const struct column *shown_columns(struct arena *arena) {
  struct column *shown = arena_array(arena, COLUMNS, sizeof *shown);
  for (size_t i = 0; i < COLUMNS; i++) {
    shown[i] = columns[i];
    shown[i].label = _(columns[i].label);
  }
  return shown;
}

const struct table *report_table(const struct report_row *rows, size_t n, struct arena *arena) {
  struct table *table = arena_alloc(arena, sizeof *table);
  struct cell *cells = arena_array(arena, n * COLUMNS, sizeof *cells);
  for (size_t i = 0; i < n; i++)
    fill_row(cells + i * COLUMNS, &rows[i], arena);
  *table = (struct table){.id = "competency",
                          .columns = shown_columns(arena),
                          .n_columns = COLUMNS,
                          .cells = cells,
                          .n_rows = n};
  return table;
}
