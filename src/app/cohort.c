/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cohort_inner.h"

#include "app/inner.h"
#include "base/text.h"
#include "base/vec.h"
#include "document/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Days before the date, and how many an act may take. */
enum {
  FIRST = 118,
  FIRST_DAYS = 25,
  RATED_AT = 90,
  RATED_DAYS = 10,
  TRAINED = 78,
  TRAINED_DAYS = 30
};
enum { SECOND_TEST = 44, SECOND_DAYS = 25, SEEN = 18, SEEN_DAYS = 12, CONTESTED = 4 };
enum { TESTS = 14, SCENARIOS = 2 };
static const int64_t day = INT64_C(86400000);

/* -- What can be taken ---------------------------------------------------------------------------
 */

static void read_modules(struct cohort *cohort, struct diags *diags) {
  for (size_t i = 0; i < cohort->catalogue.n; i++) {
    const struct course *course = &cohort->catalogue.courses[i];
    for (size_t k = 0; !course->broken && k < course->n_files; k++) {
      struct module *module = module_load(course, course->files[k], cohort->framework, diags);
      if (!module)
        continue;
      VEC_PUSH(&cohort->modules, module);
      cohort->modules.courses =
          mem_grow(cohort->modules.courses, cohort->modules.n, sizeof *cohort->modules.courses);
      cohort->modules.courses[cohort->modules.n - 1] = course;
    }
  }
}

static bool is_for(const struct course *course, const struct position *position) {
  for (size_t i = 0; i < course->n_audience; i++)
    if (strcmp(course->audience[i], position->id) == 0)
      return true;
  return false;
}

static enum rc read_courses(struct cohort *cohort, struct diags *diags) {
  struct str folder = {0};
  str_printf(&folder, "%s/framework", cohort->how->courses);
  cohort->framework = framework_load(str_text(&folder), diags);
  str_done(&folder);
  if (cohort->framework &&
      catalogue_load(cohort->how->courses, cohort->framework, &cohort->catalogue, diags) == RC_OK)
    read_modules(cohort, diags);
  return !cohort->framework ? RC_MISSING : diags->errors ? RC_DATA : RC_OK;
}

/* -- Who takes it --------------------------------------------------------------------------------
 */

static void meet(struct cohort *cohort) {
  uint32_t counts[16] = {0}, nth = 0;
  size_t width = cohort->framework->n_competencies;
  cohort->officers = mem_array(cohort->how->people, sizeof *cohort->officers);
  cohort->theta = mem_array(cohort->how->people * width + 1, sizeof *cohort->theta);
  cohort_share(cohort->how->people, counts);
  for (size_t u = 0; u < n_cohort_units; u++)
    for (uint32_t i = 0; i < counts[u]; i++, nth++) {
      struct officer *officer = &cohort->officers[cohort->n];
      *officer = (struct officer){.theta = cohort->theta + cohort->n * width};
      cohort->n +=
          cohort_officer(cohort->framework, &cohort_units[u], cohort->how->seed, nth, officer);
    }
}

/* -- Recording -----------------------------------------------------------------------------------
 */

static struct happening established(const struct unit *unit, uint32_t count) {
  struct happening h = {.verb = VERB_ESTABLISHED, .count = count + unit->missing};
  snprintf(h.person.agency, sizeof h.person.agency, "%s", unit->agency);
  snprintf(h.person.unit, sizeof h.person.unit, "%s", unit->name);
  snprintf(h.person.position, sizeof h.person.position, "%s", unit->position);
  return h;
}

/* Everybody and the establishment, in one transaction. */
static enum rc record_roster(struct cohort *cohort, struct diags *diags) {
  size_t most = cohort->n + n_cohort_units, n = 0;
  struct happening *list = mem_array(most, sizeof *list);
  uint8_t(*subjects)[ID_BYTES] = mem_array(most, ID_BYTES);
  uint32_t counts[16] = {0};
  cohort_share(cohort->how->people, counts);
  memset(subjects, 0, most * ID_BYTES);
  for (; n < cohort->n; n++) {
    list[n] = (struct happening){.verb = VERB_PERSON_STATED, .person = cohort->officers[n].person};
    memcpy(subjects[n], cohort->officers[n].person.id, ID_BYTES);
  }
  for (size_t u = 0; u < n_cohort_units; u++)
    if (framework_position(cohort->framework, cohort_units[u].position) >= 0)
      list[n++] = established(&cohort_units[u], counts[u]), cohort->done->units++;
  enum rc rc = cohort_record(cohort, &(struct entry_of){0}, list, n,
                             (const uint8_t(*)[ID_BYTES])subjects, diags);
  free(list);
  free(subjects);
  return rc;
}

/* -- The plan ------------------------------------------------------------------------------------
 */

static struct planned *plan_act(struct cohort *cohort, uint32_t officer, enum act act, int from,
                                int days, struct rng *rng) {
  int64_t span = days * day;
  int64_t at = cohort->how->until - from * day + (int64_t)rng_below(rng, (uint64_t)span);
  VEC_PUSH(&cohort->plan,
           (struct planned){.at = at, .officer = officer, .act = act, .seed = rng_next(rng)});
  return &cohort->plan.list[cohort->plan.n - 1];
}

static void plan_sit(struct cohort *cohort, uint32_t officer, size_t module, enum run_kind kind,
                     bool after, struct rng *rng) {
  bool practice = kind == RUN_QUIZ;
  struct planned *it = plan_act(cohort, officer, ACT_SIT,
                                practice ? TRAINED
                                : after  ? SECOND_TEST
                                         : FIRST,
                                practice ? TRAINED_DAYS
                                : after  ? SECOND_DAYS
                                         : FIRST_DAYS,
                                rng);
  it->module = cohort->modules.list[module];
  it->after = after;
  it->how = (struct beginning){.kind = kind, .form = after ? FORM_B : FORM_A, .time_percent = 100};
}

static bool plan_scenario(struct cohort *cohort, uint32_t officer, size_t module, struct rng *rng) {
  const struct module *of = cohort->modules.list[module];
  for (size_t i = 0; i < of->n_drills; i++)
    if (strcmp(drill_kinds[of->drills[i].kind]->key, "scenario") == 0) {
      plan_sit(cohort, officer, module, RUN_DRILL, false, rng);
      cohort->plan.list[cohort->plan.n - 1].how.item = of->drills[i].id;
      return true;
    }
  return false;
}

/* Begins where somebody else did not, so that all modules are taken by some. */
static void plan_modules(struct cohort *cohort, uint32_t nth, struct rng *rng) {
  const struct officer *officer = &cohort->officers[nth];
  size_t n = cohort->modules.n, tests = 0, scenarios = 0, from = n ? rng_below(rng, n) : 0;
  for (size_t i = 0; i < n; i++) {
    size_t m = (from + i) % n;
    if (!is_for(cohort->modules.courses[m], officer->position))
      continue;
    if (scenarios < SCENARIOS)
      scenarios += plan_scenario(cohort, nth, m, rng);
    if (tests == TESTS || !cohort->modules.list[m]->quiz.exam.draw)
      continue;
    tests++;
    plan_sit(cohort, nth, m, RUN_EXAM, false, rng);
    if (officer->trained) {
      plan_sit(cohort, nth, m, RUN_QUIZ, false, rng);
      plan_sit(cohort, nth, m, RUN_EXAM, true, rng);
    }
  }
}

static int by_time(const void *left, const void *right) {
  const struct planned *a = left, *b = right;
  int order = (a->at > b->at) - (a->at < b->at);
  return order ? order : (a->seed > b->seed) - (a->seed < b->seed);
}

static void plan_all(struct cohort *cohort) {
  struct rng rng;
  rng_seed(&rng, cohort->how->seed);
  for (uint32_t i = 0; i < cohort->n; i++) {
    plan_modules(cohort, i, &rng);
    if (rng_below(&rng, 2))
      plan_act(cohort, i, ACT_RATE, RATED_AT, RATED_DAYS, &rng);
    if (strcmp(cohort->officers[i].position->id, "PLO") == 0 && rng_below(&rng, 2))
      plan_act(cohort, i, ACT_SHEET, SEEN, SEEN_DAYS, &rng);
  }
  plan_act(cohort, 0, ACT_CONTEST, CONTESTED, 1, &rng);
  qsort(cohort->plan.list, cohort->plan.n, sizeof *cohort->plan.list, by_time);
}

/* -- All of it ------------------------------------------------------------------------------------
 */

static enum rc open_empty(struct cohort *cohort, struct diags *diags) {
  struct store_facts facts;
  enum rc rc = store_open(cohort->how->store, &cohort->store, diags);
  if (rc == RC_OK)
    rc = store_inspect(cohort->store, &facts, diags);
  if (rc == RC_OK && facts.events) {
    diag_error(diags, (struct place){.file = cohort->how->store}, 1, "cohort.store-used",
               _("Name a folder that is empty or not there yet."), "%s",
               _("this store has records; people who do not exist are not mixed with them"));
    rc = RC_USAGE;
  }
  return rc;
}

static enum rc play_all(struct cohort *cohort, struct diags *diags) {
  struct rng rng;
  rng_seed(&rng, ~cohort->how->seed);
  cohort_id(&rng, cohort->moment.boot);
  cohort->moment.wall = cohort->how->until - (FIRST + 1) * day;
  meet(cohort);
  plan_all(cohort);
  if (!cohort->n || !cohort->modules.n) {
    diag_error(diags, (struct place){.file = cohort->how->courses}, 1, "cohort.no-course", NULL,
               "%s", _("there is no course or no post here that the invented officers could have"));
    return RC_DATA;
  }
  cohort->done->people = cohort->n;
  enum rc rc = record_roster(cohort, diags);
  for (size_t i = 0; rc == RC_OK && i < cohort->plan.n; i++)
    rc = cohort_act(cohort, &cohort->plan.list[i], diags);
  return rc;
}

static void cohort_close(struct cohort *cohort) {
  store_close(cohort->store);
  for (size_t i = 0; i < cohort->modules.n; i++)
    module_free(cohort->modules.list[i]);
  free(cohort->modules.list);
  free(cohort->modules.courses);
  free(cohort->officers);
  free(cohort->theta);
  free(cohort->plan.list);
  catalogue_done(&cohort->catalogue);
  framework_free(cohort->framework);
}

bool cohort_read_date(const char *text, int64_t *until) {
  struct date date;
  bool good = date_read(text, &date) && date.year > 1970;
  *until = good ? date_number(date) * day : 0;
  return good;
}

enum rc cohort_play(const struct cohort_how *asked, struct cohort_done *done, struct diags *diags) {
  struct cohort_how how = *asked;
  struct moment now;
  clock_read(&now);
  if (!how.until)
    how.until = now.wall;
  *done = (struct cohort_done){0};
  struct cohort cohort = {.how = &how, .done = done};
  enum rc rc = read_courses(&cohort, diags);
  if (rc == RC_OK)
    rc = open_empty(&cohort, diags);
  if (rc == RC_OK)
    rc = play_all(&cohort, diags);
  cohort_close(&cohort);
  return rc;
}
