/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Progress: how far people are in the modules of those courses that are meant for their post.
 *
 *   begun     something of it was begun or answered
 *   finished  every lesson and drill of it was completed, and its quiz or its exam, if it has one
 *   passed    its quiz or its exam was passed
 *   best      the mean, over the modules that have one, of the best score in quiz or exam
 *
 * Passed and best are as they count by rulings (store/rulings.h); as they were marked they stand
 * beside it where that was otherwise.
 */
#include "app/appeal.h"
#include "app/reporting.h"

#include "base/text.h"
#include "base/vec.h"
#include "store/activity.h"

#include <stdlib.h>
#include <string.h>

struct scores {
  uint32_t passed, scored; /* modules: passed; with a score */
  int64_t best;            /* millionths, of those scored together */
};
struct done { /* of one person, or added up */
  uint32_t people, active;
  uint32_t modules, begun, finished;
  struct scores now, marked; /* as they count, and as they were marked */
  uint32_t scorers, ruled;   /* people: with a score; whose marks and scores differ */
  int64_t last, time;
};

struct progressing {
  const struct reporting *r;
  const struct reporting_module *modules;
  size_t n_modules;
  struct appeal_best *bests; /* by person, path */
  size_t n_bests;
  struct { /* of the person at hand, by path */
    struct activity *list;
    size_t n, cap;
  } acts;
  struct done *people; /* one a person */
};

/* -- One person -------------------------------------------------------------------------------- */

static const struct activity *find_act(const struct progressing *p, const char *path,
                                       enum activity_what what) {
  for (size_t i = 0; path && i < p->acts.n; i++)
    if (p->acts.list[i].what == what && strcmp(p->acts.list[i].path, path) == 0)
      return &p->acts.list[i];
  return NULL;
}

static bool is_begun(const struct progressing *p, const struct module *module) {
  for (size_t i = 0; i < p->acts.n; i++)
    if (reporting_module_holds(module, p->acts.list[i].path))
      return true;
  return false;
}

static bool is_finished(const struct progressing *p, const struct module *module) {
  for (size_t i = 0; i < module->n_lessons; i++)
    if (!find_act(p, module->lessons[i].path, ACTIVITY_FINISHED))
      return false;
  for (size_t i = 0; i < module->n_drills; i++)
    if (!find_act(p, module->drills[i].path, ACTIVITY_FINISHED))
      return false;
  return module->quiz.n_items == 0 || find_act(p, module->path, ACTIVITY_FINISHED) ||
         find_act(p, module->exam_path, ACTIVITY_FINISHED);
}

static int best_order(const void *sought, const void *there) {
  const struct activity *act = sought;
  const struct appeal_best *best = there;
  int order = memcmp(act->person, best->person, ID_BYTES);
  return order ? order : strcmp(act->path, best->path);
}

static void take_best(struct appeal_best *to, const struct appeal_best *one) {
  to->scored |= one->scored;
  to->best = one->best > to->best ? one->best : to->best;
  to->passed |= one->passed;
}

static void add_score(struct scores *scores, bool scored, int32_t best, bool passed) {
  scores->passed += passed;
  scores->scored += scored;
  scores->best += scored ? best : 0;
}

/* The better one of a module's quiz and exam, NULL where it was not finished. */
static void add_best(const struct progressing *p, const struct activity *acts[2],
                     struct done *done) {
  struct appeal_best now = {0}, marked = {0};
  for (size_t i = 0; i < 2; i++) {
    const struct activity *act = acts[i];
    if (!act)
      continue;
    const struct appeal_best as_marked = {.scored = true, .best = act->best, .passed = act->passed};
    const struct appeal_best *ruled =
        p->n_bests ? bsearch(act, p->bests, p->n_bests, sizeof *p->bests, best_order) : NULL;
    take_best(&marked, &as_marked);
    take_best(&now, ruled ? ruled : &as_marked);
  }
  add_score(&done->now, now.scored, now.best, now.passed);
  add_score(&done->marked, marked.scored, marked.best, marked.passed);
}

static void add_module(const struct progressing *p, const struct module *module,
                       struct done *done) {
  const struct activity *acts[] = {find_act(p, module->path, ACTIVITY_FINISHED),
                                   find_act(p, module->exam_path, ACTIVITY_FINISHED)};
  done->modules++;
  done->begun += is_begun(p, module);
  done->finished += is_finished(p, module);
  add_best(p, acts, done);
}

static bool is_ruled(const struct done *done) {
  return done->now.passed != done->marked.passed || done->now.scored != done->marked.scored ||
         done->now.best != done->marked.best;
}

static bool is_meant(const struct course *course, const char *position) {
  for (size_t i = 0; i < course->n_audience; i++)
    if (strcmp(course->audience[i], position) == 0)
      return true;
  return false;
}

static void add_time(const struct progressing *p, struct done *done) {
  for (size_t i = 0; i < p->acts.n; i++) {
    const struct activity *act = &p->acts.list[i];
    done->time += act->active;
    if (!done->active || act->last > done->last)
      done->last = act->last;
    done->active = 1;
  }
}

static void person_end(struct progressing *p, size_t person) {
  struct done *done = &p->people[person];
  done->people = 1;
  add_time(p, done);
  for (size_t m = 0; m < p->n_modules; m++)
    if (is_meant(p->modules[m].course, p->r->people[person].position))
      add_module(p, p->modules[m].module, done);
  done->ruled = is_ruled(done);
  p->acts.n = 0;
}

static void acts_end(struct progressing *p) {
  if (p->acts.n == 0)
    return;
  size_t person = reporting_person(p->r, p->acts.list[0].person);
  if (person != NOBODY)
    person_end(p, person);
  p->acts.n = 0;
}

static void take(void *ctx, const struct activity *activity) {
  struct progressing *p = ctx;
  if (p->acts.n && memcmp(p->acts.list[0].person, activity->person, ID_BYTES) != 0)
    acts_end(p);
  VEC_PUSH(&p->acts, *activity);
}

static enum rc measure(struct progressing *p, struct diags *diags) {
  const struct evidence_scope scope = {.from = INT64_MIN, .until = p->r->until};
  p->n_modules = reporting_modules(p->r, &p->modules);
  p->people = arena_array(p->r->arena, p->r->n + 1, sizeof *p->people);
  enum rc rc = appeal_bests(p->r->app, &scope, p->r->arena, &p->bests, &p->n_bests, diags);
  if (rc == RC_OK)
    rc = store_activity(p->r->app->store, &scope, take, p, diags);
  acts_end(p);
  free(p->acts.list);
  p->acts.list = NULL;
  p->acts.n = p->acts.cap = 0;
  for (size_t i = 0; i < p->r->n; i++)
    if (!p->people[i].people)
      person_end(p, i);
  return rc;
}

/* -- Tables ------------------------------------------------------------------------------------ */

static const struct column columns[] = {
    {.key = "name", .label = N_("Who")},
    {.key = "people", .label = N_("People"), .kind = COLUMN_WHOLE},
    {.key = "active", .label = N_("Of them active"), .kind = COLUMN_WHOLE},
    {.key = "modules", .label = N_("Modules of their posts"), .kind = COLUMN_WHOLE},
    {.key = "begun", .label = N_("Begun"), .kind = COLUMN_WHOLE},
    {.key = "finished", .label = N_("Finished"), .kind = COLUMN_WHOLE},
    {.key = "passed", .label = N_("Passed"), .kind = COLUMN_WHOLE},
    {.key = "best", .label = N_("Best scores, mean"), .kind = COLUMN_SHARE},
    {.key = "last_activity", .label = N_("Last activity"), .kind = COLUMN_DATE},
    {.key = "minutes", .label = N_("Minutes answering"), .kind = COLUMN_WHOLE},
    {.key = "passed_marked", .label = N_("Passed, before rulings"), .kind = COLUMN_WHOLE},
    {.key = "best_marked", .label = N_("Best scores, before rulings"), .kind = COLUMN_SHARE},
};
static const struct column bar_columns[] = {
    {.key = "name", .label = N_("Who")},
    {.key = "share", .label = N_("Modules finished"), .kind = COLUMN_SHARE},
};
enum { MINUTE = 60000, MOST_BARS = 60 };

/* What must not be told of a group. What was done is known of those who did something, a score of
 * those who have one, and the difference that rulings made of those whom they concern: each has
 * small groups of its own. */
struct untold {
  bool people, doings, scores, ruled;
};

static const struct untold all_told;

static struct cell told(bool hidden, struct cell cell) { return hidden ? cell_hidden() : cell; }

static struct cell best_cell(const struct scores *scores) {
  return scores->scored ? cell_share((double)scores->best / scores->scored / SCORE_ONE)
                        : (struct cell){0};
}

static void fill(const struct reporting *r, struct cell *cells, const char *name,
                 const struct done *done, const struct untold *un) {
  cells[0] = cell_text(name);
  cells[1] = cell_number(done->people);
  cells[2] = told(un->people, cell_number(done->active));
  cells[3] = told(un->people, cell_number(done->modules));
  cells[4] = told(un->doings, cell_number(done->begun));
  cells[5] = told(un->doings, cell_number(done->finished));
  cells[6] = told(un->doings, cell_number(done->now.passed));
  cells[7] = told(un->scores, best_cell(&done->now));
  cells[8] = told(un->doings, done->active ? cell_day(r, done->last) : (struct cell){0});
  cells[9] = told(un->doings, cell_number(done->time / MINUTE));
  if (!done->ruled)
    return;
  cells[10] = told(un->ruled, cell_number(done->marked.passed));
  cells[11] = told(un->ruled, best_cell(&done->marked));
}

static void add_rows(struct sheet *sheet, struct sheet *bars, const struct reporting *r,
                     const char *name, const struct done *done, const struct untold *un) {
  fill(r, sheet_add(sheet), name, done, un);
  if (un->doings || !done->modules || bars->table.n_rows >= MOST_BARS)
    return;
  struct cell *cells = sheet_add(bars);
  cells[0] = cell_text(name);
  cells[1] = cell_share((double)done->finished / done->modules);
}

static void add_scores(struct scores *sum, const struct scores *one) {
  sum->passed += one->passed;
  sum->scored += one->scored;
  sum->best += one->best;
}

static void add_up(struct done *sum, const struct done *one) {
  sum->people += one->people;
  sum->modules += one->modules;
  sum->begun += one->begun;
  sum->finished += one->finished;
  add_scores(&sum->now, &one->now);
  add_scores(&sum->marked, &one->marked);
  sum->scorers += one->now.scored > 0;
  sum->ruled += one->ruled;
  sum->time += one->time;
  if (one->active && (!sum->active || one->last > sum->last))
    sum->last = one->last;
  sum->active += one->active;
}

static uint32_t people_of(const struct done *sum) { return sum->people; }
static uint32_t active_of(const struct done *sum) { return sum->active; }
static uint32_t scored_of(const struct done *sum) { return sum->scorers; }
static uint32_t ruled_of(const struct done *sum) { return sum->ruled; }

/* Hides, beside what is hidden already, what is known of too few. */
static void hide(const struct reporting *r, const struct rollup *rollup, const struct done *sums,
                 uint32_t (*known_of)(const struct done *sum), bool *hidden) {
  uint32_t *known = arena_array(r->arena, rollup->n + 1, sizeof *known);
  bool *more = arena_array(r->arena, rollup->n + 1, sizeof *more);
  for (size_t g = 0; g < rollup->n; g++)
    known[g] = known_of(&sums[g]);
  rollup_hide(rollup, known, more);
  for (size_t g = 0; g < rollup->n; g++)
    hidden[g] |= more[g];
}

static struct untold *find_untold(const struct reporting *r, const struct rollup *rollup,
                                  const struct done *sums) {
  struct untold *un = arena_array(r->arena, rollup->n + 1, sizeof *un);
  bool *hidden = arena_array(r->arena, rollup->n + 1, sizeof *hidden);
  hide(r, rollup, sums, people_of, hidden);
  for (size_t g = 0; g < rollup->n; g++)
    un[g].people = hidden[g];
  hide(r, rollup, sums, active_of, hidden);
  for (size_t g = 0; g < rollup->n; g++)
    un[g].doings = hidden[g];
  hide(r, rollup, sums, scored_of, hidden);
  for (size_t g = 0; g < rollup->n; g++)
    un[g].scores = hidden[g];
  hide(r, rollup, sums, ruled_of, hidden);
  for (size_t g = 0; g < rollup->n; g++)
    un[g].ruled = hidden[g];
  return un;
}

static void add_groups(const struct progressing *p, struct sheet *sheet, struct sheet *bars) {
  const struct reporting *r = p->r;
  struct rollup rollup;
  rollup_make(r->people, r->n, r->arena, &rollup);
  struct done *sums = arena_array(r->arena, rollup.n + 1, sizeof *sums);
  for (size_t i = 0; i < r->n; i++)
    for (size_t kind = 0; kind < ROLLUP_KINDS; kind++)
      add_up(&sums[rollup.of[i][kind]], &p->people[i]);
  const struct untold *un = find_untold(r, &rollup, sums);
  const size_t *order = reporting_groups(r, &rollup);
  for (size_t i = 0; i < rollup.n; i++) {
    const struct rollup_group *group = &rollup.list[order[i]];
    if (group->kind == reporting_kind(r) || group->kind == ROLLUP_ALL)
      add_rows(sheet, bars, r, reporting_group(r, group), &sums[order[i]], &un[order[i]]);
  }
}

static void say(struct paper *paper) {
  paper_section(paper, _("How this was counted"));
  paper_text(paper,
             _("The modules of a post are those of the installed courses that are meant for "
               "it. A module is begun once anything of it was; finished once every lesson "
               "and exercise of it, and its quiz or its exam, was completed; passed once its "
               "quiz or its exam was. Time is the time spent on questions, an hour an answer "
               "at most; reading is not timed. Passed and the best scores are as they count "
               "since contests were ruled on; what was marked before stands beside them where "
               "it differs."));
}

enum rc report_make_progress(const struct reporting *r, const struct paper **out,
                             struct diags *diags) {
  struct progressing p = {.r = r};
  enum rc rc = measure(&p, diags);
  if (rc != RC_OK)
    return rc;
  struct paper *paper = reporting_paper(r, "progress", _("Progress"));
  const size_t *order = reporting_order(r);
  size_t most = r->n * 2 + 1;
  struct sheet *sheet = sheet_new(r->arena, "progress", NULL, columns, COUNT(columns), most);
  struct sheet *bars =
      sheet_new(r->arena, "finished", NULL, bar_columns, COUNT(bar_columns), MOST_BARS);
  for (size_t i = 0; reporting_by_person(r) && i < r->n; i++)
    add_rows(sheet, bars, r, reporting_name(r, order[i]), &p.people[order[i]], &all_told);
  if (!reporting_by_person(r))
    add_groups(&p, sheet, bars);
  paper_section(paper, _("How far they are"));
  paper_table(paper, PAPER_TABLE, &sheet->table);
  if (bars->table.n_rows) {
    paper_section(paper, _("Share of the modules that was finished"));
    paper_table(paper, PAPER_BARS, &bars->table);
  }
  say(paper);
  *out = paper;
  return RC_OK;
}
