/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readiness on a date: a forecast (app/readiness.h), called so in its title, its heads and its
 * first sentence. Rows stand in the order of names, never in that of readiness: who forgets is no
 * rank. */
#include "app/readiness.h"
#include "app/reporting.h"

#include "base/text.h"
#include "base/vec.h"
#include "document/date.h"
#include "measure/retention.h"

#include <string.h>

static const struct column person_columns[] = {
    {.key = "name", .label = N_("Who")},
    {.key = "forecast", .label = N_("Forecast for the post"), .kind = COLUMN_SHARE},
    {.key = "competency", .label = N_("Competency")},
    {.key = "competency_forecast", .label = N_("Forecast"), .kind = COLUMN_SHARE},
    {.key = "questions",
     .label = N_("Questions met"),
     .kind = COLUMN_WHOLE,
     .parts = HAS_POINT | HAS_OF},
};
static const struct column group_columns[] = {
    {.key = "group", .label = N_("Who")},
    {.key = "people",
     .label = N_("People with a forecast"),
     .kind = COLUMN_WHOLE,
     .parts = HAS_POINT | HAS_OF},
    {.key = "forecast", .label = N_("Mean forecast"), .kind = COLUMN_SHARE},
};

static struct cell forecast(int32_t millionths) {
  return millionths == FORECAST_NONE ? (struct cell){.state = CELL_ABSENT}
                                     : cell_share((double)millionths / SCORE_ONE);
}

static void add_person(struct sheet *sheet, const struct reporting *r,
                       const struct readiness *readiness, size_t person) {
  const struct readiness_post *post = &readiness->posts[person];
  for (size_t i = post->first; i < post->first + post->n; i++) {
    const struct readiness_row *row = &readiness->rows[i];
    struct cell *cells = sheet_add(sheet);
    cells[0] = cell_text(reporting_name(r, person));
    cells[1] = forecast(post->forecast);
    cells[2] = cell_line(r, row->name);
    cells[3] = forecast(row->forecast);
    cells[4] = cell_count(row->met, NO_NUMBER, NO_NUMBER, row->items);
  }
}

static const struct table *person_table(const struct reporting *r,
                                        const struct readiness *readiness) {
  struct sheet *sheet = sheet_new(r->arena, "readiness", NULL, person_columns,
                                  COUNT(person_columns), readiness->n_rows);
  const size_t *order = reporting_order(r);
  for (size_t i = 0; i < r->n; i++)
    add_person(sheet, r, readiness, order[i]);
  return &sheet->table;
}

static const struct table *group_table(const struct reporting *r,
                                       const struct readiness *readiness) {
  struct rollup rollup;
  rollup_make(r->people, r->n, r->arena, &rollup);
  int64_t *sums = arena_array(r->arena, rollup.n + 1, sizeof *sums);
  uint32_t *known = arena_array(r->arena, rollup.n + 1, sizeof *known);
  bool *hidden = arena_array(r->arena, rollup.n + 1, sizeof *hidden);
  for (size_t i = 0; i < r->n; i++)
    for (size_t kind = 0; kind < ROLLUP_KINDS && readiness->posts[i].forecast != FORECAST_NONE;
         kind++) {
      sums[rollup.of[i][kind]] += readiness->posts[i].forecast;
      known[rollup.of[i][kind]]++;
    }
  rollup_hide(&rollup, known, hidden);
  struct sheet *sheet =
      sheet_new(r->arena, "readiness", NULL, group_columns, COUNT(group_columns), rollup.n);
  const size_t *order = reporting_groups(r, &rollup);
  for (size_t i = 0; i < rollup.n; i++) {
    size_t g = order[i];
    const struct rollup_group *group = &rollup.list[g];
    if (group->kind != reporting_kind(r) && group->kind != ROLLUP_ALL)
      continue;
    struct cell *cells = sheet_add(sheet);
    cells[0] = cell_text(reporting_group(r, group));
    cells[1] = cell_count(known[g], NO_NUMBER, NO_NUMBER, group->people);
    if (hidden[g])
      cells[2] = cell_hidden();
    else if (known[g])
      cells[2] = cell_share((double)sums[g] / known[g] / SCORE_ONE);
  }
  return &sheet->table;
}

/* A day that the records have not reached: before it nothing is a forecast. */
static enum rc read_day(const struct reporting *r, int32_t *day, struct diags *diags) {
  struct store_facts facts = {0};
  struct date date;
  const char *on = r->wanted->on;
  if (!on || !date_read(on, &date)) {
    diag_error(diags, (struct place){0}, 1, "report.date",
               _("write the year, the month and the day: 2027-03-12"),
               on ? _("\"%.40s\" is not a date") : _("say for which day: --on DATE%.0s"),
               on ? on : "");
    return RC_USAGE;
  }
  *day = (int32_t)date_number(date);
  enum rc rc = store_inspect(r->app->store, &facts, diags);
  if (rc != RC_OK || *day >= retention_day(facts.newest))
    return rc;
  diag_error(diags, (struct place){0}, 1, "report.past", _("name a day to come"),
             _("a forecast cannot be of %.40s: later days are recorded already"), on);
  return RC_USAGE;
}

enum rc report_make_readiness(const struct reporting *r, const struct paper **out,
                              struct diags *diags) {
  struct readiness readiness;
  int32_t day;
  enum rc rc = read_day(r, &day, diags);
  if (rc == RC_OK)
    rc = readiness_forecast(r->app, r->people, r->n, day, r->arena, &readiness, diags);
  if (rc != RC_OK)
    return rc;
  struct paper *paper = reporting_paper(
      r, "readiness", arena_printf(r->arena, _("Forecast of readiness on %s"), r->wanted->on));
  paper_section(paper, _("Forecast"));
  paper_text(paper, _("This is a forecast and no measurement: the part of the questions of a post "
                      "that would be recalled on that day if nothing were asked before. No ranking "
                      "of needs takes it in, and it is no reason to send or to keep anybody."));
  paper_table(paper, PAPER_TABLE,
              reporting_by_person(r) ? person_table(r, &readiness) : group_table(r, &readiness));
  paper_section(paper, _("How this was forecast"));
  paper_text(paper, _("Of each competency that a post requires: the mean, over the questions that "
                      "practice may ask up to the level required, of the chance to recall it; of "
                      "what was never met it is none. Of a post: the mean of its competencies by "
                      "the weight of their tasks."));
  *out = paper;
  return RC_OK;
}
