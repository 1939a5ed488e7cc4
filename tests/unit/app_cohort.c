/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Officers who do not exist: what they did is a record like any other. */
#include "app/cohort_inner.h"

#include "app/measured.h"
#include "app_fixture.h"
#include "base/vec.h"
#include "session/exam.h"

enum { PEOPLE = 12, QUESTIONS = 24 };
static const int64_t until = 1700000000000;
static struct store *store;
static struct cohort_done done_all;

static const char drill_text[] =
    "drills:\n  - id: gate\n    scenario: Gate\n    minutes: 2\n    state: {s: {start: 0, from: 0, "
    "to: 3}}\n"
    "    start: a\n    scenes:\n"
    "      a:\n        text: t\n        choices:\n          - {do: x, score: {DOC-EXAM: 2}, go: "
    "good}\n"
    "          - {do: y, go: bad}\n          - {do: z, critical: c, go: bad}\n"
    "      good: {end: pass, text: t}\n      bad: {end: fail, text: t}\n";

static void put_framework(void) {
  static const char *const ids[] = {"DOC-EXAM", "COMM-CHK"};
  static const char *const posts[] = {"PLO", "SLO", "DEX", "CTF", "SUP"};
  char text[2048], name[64];
  int at = sprintf(text, "id: f\ntitle: F\nlanguage: en\nversion: 1.0.0\ncompetencies:\n");
  for (size_t i = 0; i < COUNT(ids); i++)
    at += sprintf(text + at,
                  "  - id: %s\n    name: N%zu\n    descriptors: {0: a, 1: b, 2: c, 3: d, 4: e}\n"
                  "    source: us\n",
                  ids[i], i);
  put_file("framework/competencies.yaml", text);
  for (size_t i = 0; i < COUNT(posts); i++) {
    sprintf(name, "framework/positions/%s.yaml", posts[i]);
    sprintf(text,
            "id: %s\ntitle: T\nsummary: S.\nrequirements:\n"
            "  DOC-EXAM: {level: 3, importance: 5, frequency: 3, difficulty: 3}\n"
            "  COMM-CHK: {level: 2, importance: 4, frequency: 3, difficulty: 3}\n",
            posts[i]);
    put_file(name, text);
  }
}

static void put_module(void) {
  char text[8192];
  int at =
      sprintf(text, "id: first\ntitle: First\nobjectives:\n  o: Say it.\nsources:\n  s: A source\n"
                    "quiz:\n  draw: 4\n  pass: 50\n  exam: {draw: 10, minutes: 20}\n"
                    "  questions:\n");
  for (int i = 0; i < QUESTIONS; i++)
    at += sprintf(
        text + at,
        "    - {id: q%d, choose: Which %d, options: [{right: r}, {wrong: x, why: n}, "
        "{wrong: y, why: n}], why: w, competency: %s, level: %d, source: s, objective: o}\n",
        i, i, i % 2 ? "DOC-EXAM" : "COMM-CHK", 2 + i / 2 % 2);
  strcat(text, drill_text);
  put_file("demo/01-first.yaml", text);
}

static void put_all(void) {
  const char *tmp = getenv("TMPDIR");
  snprintf(root, sizeof root, "%s/mafunzo-XXXXXX", tmp ? tmp : "/tmp");
  cr_assert_not_null(mkdtemp(root));
  snprintf(courses, sizeof courses, "%s/courses", root);
  put_folder("");
  put_folder("framework");
  put_folder("framework/positions");
  put_folder("demo");
  put_framework();
  put_file("demo/course.yaml",
           "id: demo\ntitle: Demo\nlanguage: en\nversion: 1.0.0\nsummary: A demo.\n"
           "audience: [PLO, SLO, DEX, CTF, SUP]\nlicence: CC-BY-SA-4.0\nmodules:\n"
           "  - 01-first.yaml\n");
  put_module();
}

static enum rc play(const char *folder, uint64_t seed, uint32_t people) {
  snprintf(records, sizeof records, "%s/%s", root, folder);
  const struct cohort_how how = {courses, records, people, seed, until};
  return cohort_play(&how, &done_all, &diags);
}

static void must_play(const char *folder, uint64_t seed) {
  enum rc rc = play(folder, seed, PEOPLE);
  cr_assert_eq(rc, RC_OK, "%s: %s", diags.n ? diags.list[0].code : "",
               diags.n ? diags.list[0].message : "");
  cr_assert_eq(store_open(records, &store, &diags), RC_OK);
}

static void end(void) {
  store_close(store);
  diags_done(&diags);
}

TestSuite(app_cohort, .init = put_all, .fini = end);

Test(app_cohort, everybody_is_on_the_roster_and_took_what_is_for_the_post) {
  struct person *people;
  struct posts *posts;
  struct store_facts facts;
  size_t n, n_posts;
  must_play("one", 7);
  cr_assert_eq(store_people_as_of(store, INT64_MAX, &people, &n, &diags), RC_OK);
  cr_assert_eq(store_posts(store, INT64_MAX, &posts, &n_posts, &diags), RC_OK);
  cr_expect_eq(n, PEOPLE);
  cr_expect_eq(n_posts, n_cohort_units);
  for (size_t i = 0; i < n; i++) {
    cr_expect_neq(people[i].code[0], 0);
    for (size_t k = 0; k < i; k++)
      cr_expect_str_neq(people[i].code, people[k].code);
  }
  free(people);
  free(posts);
  cr_expect_eq(done_all.people, PEOPLE);
  cr_expect_geq(done_all.sessions, 2 * PEOPLE); /* a test and a scenario each */
  cr_expect_geq(done_all.answers, 10 * PEOPLE);
  cr_expect_geq(done_all.decisions, PEOPLE);
  cr_expect_gt(done_all.ratings, 0);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
  cr_assert_eq(store_inspect(store, &facts, &diags), RC_OK);
  cr_expect_eq(facts.chains, 1);
  cr_expect_eq(facts.backwards, 0);
  cr_expect_eq(facts.far, 0);
  cr_expect_leq(facts.newest, until);
  cr_expect_eq(diags.errors, 0);
}

/* Steps through what the store gives back, as whoever looks at it again. */
static void check_record(const struct module *module, const uint8_t person[ID_BYTES],
                         const uint8_t id[ID_BYTES]) {
  struct arena arena = {0};
  struct happening *list, closed;
  struct session session;
  bool has_closed;
  size_t n;
  cr_assert_eq(store_session(store, person, id, &arena, &list, &n, &diags), RC_OK);
  cr_assert(session_resume(module, &list[0], &session, &closed, &has_closed));
  for (size_t i = 1; i < n; i++)
    session_replay(&session, module, &list[i]);
  const struct happening *last = &list[n - 1];
  struct quiz_tally tally = exam_tally(&session.u.quiz, module->quiz.pass);
  cr_expect_eq(last->verb, VERB_COMPLETED);
  cr_expect(session.over);
  cr_expect_eq(tally.n, 10);
  cr_expect_eq(tally.score, last->score);
  cr_expect_eq(tally.passed, last->passed);
  arena_done(&arena);
}

Test(app_cohort, a_test_that_is_replayed_gives_its_record) {
  struct catalogue catalogue;
  struct person *people;
  size_t n, n_runs, checked = 0;
  must_play("one", 7);
  cr_assert_eq(catalogue_load(courses, NULL, &catalogue, &diags), RC_OK);
  struct module *module = module_load(&catalogue.courses[0], "01-first.yaml", NULL, &diags);
  cr_assert_eq(store_people_as_of(store, INT64_MAX, &people, &n, &diags), RC_OK);
  for (size_t i = 0; i < n; i++) {
    struct finished_run *runs;
    cr_assert_eq(store_finished(store, people[i].id, module->exam_path, &runs, &n_runs, &diags),
                 RC_OK);
    for (size_t k = 0; k < n_runs; k++, checked++)
      check_record(module, people[i].id, runs[k].session);
    free(runs);
  }
  cr_expect_geq(checked, PEOPLE);
  free(people);
  module_free(module);
  catalogue_done(&catalogue);
}

struct sums {
  struct measured rows[64];
  struct person people[64];
  size_t n;
};

static void keep(void *ctx, const struct measured *row) {
  struct sums *sums = ctx;
  cr_assert_lt(sums->n, COUNT(sums->rows));
  sums->people[sums->n] = *row->person;
  sums->rows[sums->n] = *row;
  sums->rows[sums->n++].person = NULL;
}

static void measure(const char *folder, uint64_t seed, struct sums *sums) {
  static const struct evidence_scope all = {.until = INT64_MAX};
  char path[400];
  struct measured_roster roster;
  memset(sums, 0, sizeof *sums);
  must_play(folder, seed);
  snprintf(path, sizeof path, "%s/framework", courses);
  struct framework *framework = framework_load(path, &diags);
  cr_assert_eq(measured_roster(store, all.until, &roster, &diags), RC_OK);
  cr_assert_eq(measured_each(store, framework, &roster, &all, keep, sums, NULL, &diags), RC_OK);
  measured_roster_free(&roster);
  framework_free(framework);
  store_close(store);
  store = NULL;
}

static bool alike(const struct measured *a, const struct measured *b) {
  return a->competency == b->competency && a->estimate.n == b->estimate.n &&
         a->estimate.mean == b->estimate.mean && a->status == b->status && a->self == b->self &&
         a->supervisor == b->supervisor && a->practical.score == b->practical.score &&
         a->last == b->last;
}

Test(app_cohort, one_seed_gives_the_same_rows_and_another_gives_others) {
  static struct sums one, same, other;
  size_t differ = 0;
  measure("one", 7, &one);
  measure("same", 7, &same);
  measure("other", 8, &other);
  cr_assert_eq(one.n, 2 * PEOPLE);
  cr_assert_eq(same.n, one.n);
  for (size_t i = 0; i < one.n; i++) {
    cr_expect_eq(memcmp(&one.people[i], &same.people[i], sizeof one.people[i]), 0, "%zu", i);
    cr_expect(alike(&one.rows[i], &same.rows[i]), "%zu", i);
    differ += i >= other.n || !alike(&one.rows[i], &other.rows[i]);
  }
  cr_expect_gt(differ, one.n / 2);
}

Test(app_cohort, a_store_that_has_records_stays_as_it_is) {
  struct store_facts before, after;
  must_play("one", 7);
  cr_assert_eq(store_inspect(store, &before, &diags), RC_OK);
  store_close(store);
  cr_expect_eq(play("one", 7, PEOPLE), RC_USAGE);
  cr_assert_eq(diags.n, 1);
  cr_expect_str_eq(diags.list[0].code, "cohort.store-used");
  cr_assert_eq(store_open(records, &store, &diags), RC_OK);
  cr_assert_eq(store_inspect(store, &after, &diags), RC_OK);
  cr_expect_eq(before.events, after.events);
}

Test(app_cohort, without_a_post_nobody_can_have_it_says_so) {
  put_file("framework/competencies.yaml",
           "id: f\ntitle: F\nlanguage: en\nversion: 1.0.0\ncompetencies: []\n");
  put_file("demo/course.yaml", "id: demo\ntitle: Demo\n");
  cr_expect_neq(play("one", 7, PEOPLE), RC_OK);
  cr_expect_gt(diags.errors, 0);
  cr_expect_eq(done_all.people, 0);
}

Test(app_cohort, shares_add_up_and_the_small_unit_stays_small) {
  for (uint32_t people = COHORT_LEAST; people < 600; people++) {
    uint32_t counts[16], sum = 0;
    cohort_share(people, counts);
    for (size_t i = 0; i < n_cohort_units; i++)
      sum += counts[i];
    cr_expect_eq(sum, people);
    cr_expect_eq(counts[n_cohort_units - 1], COHORT_SMALL);
  }
}
