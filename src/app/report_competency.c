/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions answered and answered right, by competency (store_competency): of each person, or of
 * groups. */
#include "app/inner.h"
#include "app/reporting.h"

#include "base/text.h"
#include "base/vec.h"
#include "store/evidence.h"

#include <stdlib.h>
#include <string.h>

/* -- Groups ------------------------------------------------------------------------------------ */

static const struct column columns[] = {
    {.key = "group", .label = N_("Who")},
    {.key = "competency", .label = N_("Competency")},
    {.key = "competency_name", .label = N_("Its name")},
    {.key = "people",
     .label = N_("People who answered"),
     .kind = COLUMN_WHOLE,
     .parts = HAS_POINT | HAS_OF},
    {.key = "items", .label = N_("Items answered"), .kind = COLUMN_WHOLE},
    {.key = "right", .label = N_("Right"), .kind = COLUMN_WHOLE},
    {.key = "share", .label = N_("Share right"), .kind = COLUMN_SHARE},
};

struct answered { /* of one group and competency */
  uint64_t items, right;
};

struct grouping {
  const struct reporting *r;
  const struct report_row *rows;
  size_t n;
  struct rollup rollup;
  const size_t *order;         /* of its groups */
  struct answered *sums;       /* one a group */
  uint32_t *known, *concerned; /* people who answered; whom it is asked of, or who did */
  bool *hidden;
  struct sheet *sheet;
};

static void sum_up(struct grouping *g, const char *competency) {
  memset(g->sums, 0, g->rollup.n * sizeof *g->sums);
  memset(g->known, 0, g->rollup.n * sizeof *g->known);
  memset(g->concerned, 0, g->rollup.n * sizeof *g->concerned);
  for (size_t i = 0; i < g->n; i++) {
    const struct report_row *row = &g->rows[i];
    size_t person = (size_t)(row->person - g->r->people);
    for (size_t k = 0; strcmp(row->competency, competency) == 0 && k < ROLLUP_KINDS; k++) {
      uint32_t at = g->rollup.of[person][k];
      g->concerned[at]++;
      g->known[at] += row->items > 0;
      g->sums[at].items += row->items;
      g->sums[at].right += row->right;
    }
  }
  rollup_hide(&g->rollup, g->known, g->hidden);
}

static void fill(struct cell *cells, const struct answered *sum, bool hidden) {
  cells[4] = hidden ? cell_hidden() : cell_number((int64_t)sum->items);
  cells[5] = hidden ? cell_hidden() : cell_number((int64_t)sum->right);
  if (hidden)
    cells[6] = cell_hidden();
  else if (sum->items)
    cells[6] = cell_share((double)sum->right / (double)sum->items);
}

static void add_competency(struct grouping *g, const struct competency *competency) {
  sum_up(g, competency->id);
  for (size_t nth = 0; nth < g->rollup.n; nth++) {
    size_t i = g->order[nth];
    const struct rollup_group *group = &g->rollup.list[i];
    if (!g->concerned[i] || (group->kind != reporting_kind(g->r) && group->kind != ROLLUP_ALL))
      continue;
    struct cell *cells = sheet_add(g->sheet);
    cells[0] = cell_text(reporting_group(g->r, group));
    cells[1] = cell_line(g->r, competency->id);
    cells[2] = cell_line(g->r, competency->name);
    cells[3] = cell_count(g->known[i], NO_NUMBER, NO_NUMBER, g->concerned[i]);
    fill(cells, &g->sums[i], g->hidden[i]);
  }
}

static const struct table *group_table(const struct reporting *r, const struct report_row *rows,
                                       size_t n) {
  struct grouping g = {.r = r, .rows = rows, .n = n};
  rollup_make(r->people, r->n, r->arena, &g.rollup);
  g.order = reporting_groups(r, &g.rollup);
  size_t groups = g.rollup.n + 1;
  g.sums = arena_array(r->arena, groups, sizeof *g.sums);
  g.known = arena_array(r->arena, groups, sizeof *g.known);
  g.concerned = arena_array(r->arena, groups, sizeof *g.concerned);
  g.hidden = arena_array(r->arena, groups, sizeof *g.hidden);
  g.sheet = sheet_new(r->arena, "competency", NULL, columns, COUNT(columns),
                      groups * r->framework->n_competencies);
  for (size_t c = 0; c < r->framework->n_competencies; c++)
    add_competency(&g, &r->framework->competencies[c]);
  return &g.sheet->table;
}

/* -- The paper --------------------------------------------------------------------------------- */

static const struct report_row *as_shown(const struct reporting *r, const struct report_row *rows,
                                         size_t n) {
  struct report_row *shown = arena_array(r->arena, n + 1, sizeof *shown);
  for (size_t i = 0; i < n; i++) {
    shown[i] = rows[i];
    shown[i].person = r->shown[rows[i].person - r->people];
  }
  return shown;
}

static const struct paper *paper_of(const struct reporting *r, const struct report_row *rows,
                                    size_t n) {
  if (reporting_by_person(r))
    return paper_of_table(r->arena,
                          &(struct paper_head){.id = "competency",
                                               .title = _("Competencies by person"),
                                               .as_of = r->wanted->as_of,
                                               .confidential = true},
                          report_table(as_shown(r, rows, n), n, r->arena));
  struct paper *paper = reporting_paper(r, "competency", _("Competencies by group"));
  paper_section(paper, _("What was answered"));
  paper_text(paper,
             _("Of each competency: how many of those whom it concerns answered questions on "
               "it, and which share of their answers was right. Questions differ in how hard "
               "they are, so that a share is no measure: the report on training needs is."));
  paper_table(paper, PAPER_TABLE, group_table(r, rows, n));
  return paper;
}

enum rc report_make_competency(const struct reporting *r, const struct paper **paper,
                               struct diags *diags) {
  const struct evidence_scope scope = {.from = INT64_MIN, .until = r->until};
  struct competency_row *answered = NULL;
  struct report_row *rows;
  struct rated *ratings = NULL;
  size_t n_answered = 0, n_ratings = 0;
  enum rc rc = store_competency(r->app->store, NULL, r->until, &answered, &n_answered, diags);
  if (rc == RC_OK)
    rc = store_ratings(r->app->store, &scope, &ratings, &n_ratings, diags);
  if (rc == RC_OK) {
    size_t n =
        report_competency(r->framework, r->people, r->n, answered, n_answered, r->arena, &rows);
    report_add_ratings(rows, n, ratings, n_ratings);
    *paper = paper_of(r, rows, n);
  }
  free(answered);
  free(ratings);
  return rc;
}
