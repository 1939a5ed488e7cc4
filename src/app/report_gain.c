/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before and after: what changed between two measurements.
 *
 *   occasion   a finished exam, of form A or B, or a finished diagnostic; practice, review, drills
 *              and marks on paper are none. What was left unanswered in it says nothing.
 *   before     of each person and competency the first occasion with a question on it
 *   after      the last; who has but one was measured once, and is only counted
 *
 * People of the annex see levels (the sum over levels 1 to 4 of the chance of being at least
 * there); nothing here says what a course did: measure/gain.h. */
#include "app/reporting.h"

#include "base/text.h"
#include "base/vec.h"
#include "measure/ability.h"
#include "measure/gain.h"
#include "store/activity.h"

#include <stdlib.h>
#include <string.h>

struct sitting { /* one occasion, of one competency */
  uint8_t session[ID_BYTES];
  uint32_t n;
  double score; /* sum, 0..1 each */
  int64_t time;
  struct ability ability;
};

struct change { /* of one person and competency */
  size_t person, competency;
  bool twice;
  uint32_t n_before, n_after;
  int64_t when_before, when_after;
  double share_before, share_after; /* 0..1 */
  double level_before, level_after, rose;
};

struct changing {
  const struct reporting *r;
  size_t person, competency; /* at hand; NOBODY: none */
  struct sitting first, last;
  uint32_t unknown;
  struct change *list; /* by person, competency */
  size_t n, cap;
};

/* -- What changed ------------------------------------------------------------------------------ */

static double level(const struct ability *ability) {
  double sum = 0;
  for (unsigned r = 1; r < LEVELS; r++)
    sum += ability_at_least(ability, r);
  return sum;
}

static void pair_end(struct changing *c) {
  if (c->person == NOBODY || !c->first.n)
    return;
  struct change change = {.person = c->person,
                          .competency = c->competency,
                          .twice = c->last.n > 0,
                          .n_before = c->first.n,
                          .when_before = c->first.time,
                          .share_before = c->first.score / c->first.n,
                          .level_before = level(&c->first.ability)};
  if (change.twice) {
    change.n_after = c->last.n;
    change.when_after = c->last.time;
    change.share_after = c->last.score / c->last.n;
    change.level_after = level(&c->last.ability);
    change.rose = gain_rose(c->first.ability.p, c->last.ability.p, ABILITY_CELLS);
  }
  VEC_PUSH(c, change);
}

static void sitting_begin(struct sitting *sitting, const struct occasion *answer) {
  *sitting = (struct sitting){.time = answer->time};
  memcpy(sitting->session, answer->session, ID_BYTES);
  ability_begin(&sitting->ability, ABILITY_PRIOR_SD);
}

static void sitting_add(struct sitting *sitting, const struct occasion *answer) {
  const struct ability_item item = {ability_difficulty(answer->level),
                                    (double)answer->guess / SCORE_ONE};
  double score = (double)answer->score / SCORE_ONE;
  ability_add(&sitting->ability, &item, score, 1);
  sitting->score += score;
  sitting->n++;
}

static void pair_begin(struct changing *c, size_t person, size_t competency) {
  pair_end(c);
  c->person = person;
  c->competency = competency;
  c->first.n = c->last.n = 0;
}

static void take(void *ctx, const struct occasion *answer) {
  struct changing *c = ctx;
  size_t person = reporting_person(c->r, answer->person);
  int competency = framework_competency(c->r->framework, answer->competency);
  if (person == NOBODY)
    return;
  if (competency < 0) {
    c->unknown++;
    return;
  }
  if (person != c->person || (size_t)competency != c->competency)
    pair_begin(c, person, (size_t)competency);
  struct sitting *sitting = &c->last;
  if (!c->first.n || memcmp(c->first.session, answer->session, ID_BYTES) == 0)
    sitting = &c->first;
  if (!sitting->n || memcmp(sitting->session, answer->session, ID_BYTES) != 0)
    sitting_begin(sitting, answer);
  sitting_add(sitting, answer);
}

/* -- Person by person -------------------------------------------------------------------------- */

static const struct column person_columns[] = {
    {.key = "name", .label = N_("Who")},
    {.key = "competency", .label = N_("Competency")},
    {.key = "before", .label = N_("First measured"), .kind = COLUMN_DATE},
    {.key = "after", .label = N_("Last measured"), .kind = COLUMN_DATE},
    {.key = "items_before", .label = N_("Questions then"), .kind = COLUMN_WHOLE},
    {.key = "items_after", .label = N_("Questions now"), .kind = COLUMN_WHOLE},
    {.key = "share_before", .label = N_("Right then"), .kind = COLUMN_SHARE},
    {.key = "share_after", .label = N_("Right now"), .kind = COLUMN_SHARE},
    {.key = "level_before", .label = N_("Level then"), .kind = COLUMN_DECIMAL, .digits = 2},
    {.key = "level_after", .label = N_("Level now"), .kind = COLUMN_DECIMAL, .digits = 2},
    {.key = "rose", .label = N_("Chance that it rose"), .kind = COLUMN_SHARE},
};

static const char *topic(const struct reporting *r, size_t competency) {
  const char *name = r->framework->competencies[competency].name;
  return text_safe(r->arena, name, strlen(name), false);
}

static void fill_person(const struct reporting *r, struct cell *cells,
                        const struct change *change) {
  cells[0] = cell_text(reporting_name(r, change->person));
  cells[1] = cell_text(topic(r, change->competency));
  cells[2] = cell_day(r, change->when_before);
  cells[4] = cell_number(change->n_before);
  cells[6] = cell_share(change->share_before);
  cells[8] = cell_decimal(change->level_before, 2);
  if (!change->twice)
    return;
  cells[3] = cell_day(r, change->when_after);
  cells[5] = cell_number(change->n_after);
  cells[7] = cell_share(change->share_after);
  cells[9] = cell_decimal(change->level_after, 2);
  cells[10] = cell_share(change->rose);
}

static const struct table *person_table(const struct changing *c) {
  const struct reporting *r = c->r;
  struct sheet *sheet =
      sheet_new(r->arena, "person-change", NULL, person_columns, COUNT(person_columns), c->n);
  const size_t *order = reporting_order(r);
  size_t *from = arena_array(r->arena, r->n + 1, sizeof *from);
  size_t *count = arena_array(r->arena, r->n + 1, sizeof *count);
  for (size_t i = 0; i < c->n; i++)
    if (count[c->list[i].person]++ == 0)
      from[c->list[i].person] = i;
  for (size_t i = 0; i < r->n; i++)
    for (size_t k = 0; k < count[order[i]]; k++)
      fill_person(r, sheet_add(sheet), &c->list[from[order[i]] + k]);
  return &sheet->table;
}

/* -- Groups ------------------------------------------------------------------------------------ */

static const struct column group_columns[] = {
    {.key = "group", .label = N_("Who")},
    {.key = "competency", .label = N_("Competency")},
    {.key = "twice",
     .label = N_("Measured twice"),
     .kind = COLUMN_WHOLE,
     .parts = HAS_POINT | HAS_OF},
    {.key = "share_before", .label = N_("Right then"), .kind = COLUMN_SHARE},
    {.key = "share_after", .label = N_("Right now"), .kind = COLUMN_SHARE},
    {.key = "gain",
     .label = N_("Change, of what could be gained"),
     .kind = COLUMN_DECIMAL,
     .digits = 2,
     .parts = HAS_POINT | HAS_INTERVAL},
    {.key = "level_before", .label = N_("Level then"), .kind = COLUMN_DECIMAL, .digits = 2},
    {.key = "level_after", .label = N_("Level now"), .kind = COLUMN_DECIMAL, .digits = 2},
    {.key = "rose", .label = N_("Likely risen"), .kind = COLUMN_DECIMAL, .digits = 1},
};
static const struct column slope_columns[] = {
    {.key = "competency", .label = N_("Competency")},
    {.key = "level_before", .label = N_("Level then"), .kind = COLUMN_DECIMAL, .digits = 2},
    {.key = "level_after", .label = N_("Level now"), .kind = COLUMN_DECIMAL, .digits = 2},
};

struct summed {
  uint32_t once, twice;
  double before, after, level_before, level_after, rose;
  double *pre, *post; /* of those measured twice, percent */
};

struct grouping {
  const struct changing *c;
  struct rollup rollup;
  const size_t *order; /* of its groups */
  struct summed *sums; /* of one competency, one a group */
  uint32_t *known;
  bool *hidden;
  struct sheet *groups, *slopes;
};

static void add_change(struct summed *sum, const struct change *change) {
  sum->once++;
  if (!change->twice)
    return;
  sum->pre[sum->twice] = 100 * change->share_before;
  sum->post[sum->twice++] = 100 * change->share_after;
  sum->before += change->share_before;
  sum->after += change->share_after;
  sum->level_before += change->level_before;
  sum->level_after += change->level_after;
  sum->rose += change->rose;
}

static void sum_competency(struct grouping *g, size_t competency) {
  for (size_t i = 0; i < g->rollup.n; i++) {
    double *pre = g->sums[i].pre, *post = g->sums[i].post;
    g->sums[i] = (struct summed){.pre = pre, .post = post};
  }
  for (size_t i = 0; i < g->c->n; i++)
    for (size_t kind = 0; kind < ROLLUP_KINDS; kind++)
      if (g->c->list[i].competency == competency)
        add_change(&g->sums[g->rollup.of[g->c->list[i].person][kind]], &g->c->list[i]);
  for (size_t i = 0; i < g->rollup.n; i++)
    g->known[i] = g->sums[i].twice;
  rollup_hide(&g->rollup, g->known, g->hidden);
}

static void fill_group(struct cell *cells, const struct summed *sum, bool hidden) {
  struct interval interval;
  double n = sum->twice, gain;
  cells[2] = cell_count(sum->twice, NO_NUMBER, NO_NUMBER, sum->once);
  for (size_t i = 3; i < COUNT(group_columns); i++)
    if (hidden)
      cells[i] = cell_hidden();
  if (hidden || !sum->twice)
    return;
  cells[3] = cell_share(sum->before / n);
  cells[4] = cell_share(sum->after / n);
  if (gain_people(sum->pre, sum->post, sum->twice, &gain, &interval))
    cells[5] = cell_between(cell_decimal(gain, 2).part[PART_POINT],
                            cell_decimal(interval.low, 2).part[PART_POINT],
                            cell_decimal(interval.high, 2).part[PART_POINT]);
  cells[6] = cell_decimal(sum->level_before / n, 2);
  cells[7] = cell_decimal(sum->level_after / n, 2);
  cells[8] = cell_decimal(sum->rose, 1);
}

static void add_competency(struct grouping *g, size_t competency) {
  const struct reporting *r = g->c->r;
  const char *name = topic(r, competency);
  sum_competency(g, competency);
  for (size_t nth = 0; nth < g->rollup.n; nth++) {
    size_t i = g->order[nth];
    const struct rollup_group *group = &g->rollup.list[i];
    bool all = group->kind == ROLLUP_ALL;
    if (!g->sums[i].once || (!all && (reporting_by_person(r) || group->kind != reporting_kind(r))))
      continue;
    struct cell *cells = sheet_add(g->groups);
    cells[0] = cell_text(reporting_group(r, group));
    cells[1] = cell_text(name);
    bool hidden = g->hidden[i] && !reporting_by_person(r); /* where people are named, it is moot */
    fill_group(cells, &g->sums[i], hidden);
    if (!all || hidden || !g->sums[i].twice)
      continue;
    struct cell *slope = sheet_add(g->slopes);
    slope[0] = cells[1];
    slope[1] = cells[6];
    slope[2] = cells[7];
  }
}

static void group_tables(struct grouping *g) {
  const struct reporting *r = g->c->r;
  size_t n_competencies = r->framework->n_competencies;
  rollup_make(r->people, r->n, r->arena, &g->rollup);
  g->order = reporting_groups(r, &g->rollup);
  g->sums = arena_array(r->arena, g->rollup.n + 1, sizeof *g->sums);
  g->known = arena_array(r->arena, g->rollup.n + 1, sizeof *g->known);
  g->hidden = arena_array(r->arena, g->rollup.n + 1, sizeof *g->hidden);
  for (size_t i = 0; i < g->rollup.n; i++) {
    g->sums[i].pre = arena_array(r->arena, g->rollup.list[i].people, sizeof(double));
    g->sums[i].post = arena_array(r->arena, g->rollup.list[i].people, sizeof(double));
  }
  size_t rows = 1; /* everybody */
  for (size_t i = 0; i < g->rollup.n; i++)
    rows += !reporting_by_person(r) && g->rollup.list[i].kind == reporting_kind(r);
  g->groups = sheet_new(r->arena, "change", NULL, group_columns, COUNT(group_columns),
                        rows * n_competencies);
  g->slopes =
      sheet_new(r->arena, "levels", NULL, slope_columns, COUNT(slope_columns), n_competencies);
  for (size_t i = 0; i < n_competencies; i++)
    add_competency(g, i);
}

/* -- The paper --------------------------------------------------------------------------------- */

static void say_rules(const struct changing *c, struct paper *paper) {
  paper_section(paper, _("How this was measured"));
  paper_text(paper, _("Before and after are the first and the last measurement of each person in "
                      "each competency: a finished exam, of form A or B, or a finished diagnostic. "
                      "Practice, review, exercises and tests on paper are none. Who was measured "
                      "once is counted and left out of every change. The forms ask different "
                      "questions, whose difficulty the levels take into account and the shares of "
                      "right answers do not."));
  paper_text(paper, _("The change as a part of what could be gained is the mean rise of the share "
                      "right, divided by what was lacking at first; it is given from five people "
                      "on. The chance that it rose is near one half where there is too little "
                      "evidence to tell. Groups of fewer than five are told of only within larger "
                      "ones."));
  if (c->unknown)
    paper_text(paper, _("Answers on what the framework does not have are left out."));
}

static void say_change(const struct changing *c, struct paper *paper) {
  uint32_t twice = 0;
  for (size_t i = 0; i < c->n; i++)
    twice += c->list[i].twice;
  paper_section(paper, _("What changed"));
  if (!twice)
    paper_finding(paper, _("Nobody was measured twice yet, so that no change can be told of."));
  paper_text(paper,
             _("This is a change, and no more than that can be said: without a control group, "
               "which was measured twice and took no course, nobody knows what part the "
               "course had in it."));
}

enum rc report_make_gain(const struct reporting *r, const struct paper **out, struct diags *diags) {
  const struct evidence_scope scope = {.from = INT64_MIN, .until = r->until};
  struct changing c = {.r = r, .person = NOBODY};
  struct grouping g = {.c = &c};
  enum rc rc = store_occasions(r->app->store, &scope, take, &c, diags);
  pair_end(&c);
  if (rc == RC_OK) {
    struct paper *paper = reporting_paper(r, "gain", _("Change between two measurements"));
    group_tables(&g);
    say_change(&c, paper);
    if (g.slopes->table.n_rows)
      paper_table(paper, PAPER_SLOPES, &g.slopes->table);
    paper_table(paper, PAPER_TABLE, &g.groups->table);
    if (reporting_by_person(r) && c.n) {
      paper_section(paper, _("Person by person"));
      paper_table(paper, PAPER_TABLE, person_table(&c));
    }
    say_rules(&c, paper);
    *out = paper;
  }
  free(c.list);
  return rc;
}
