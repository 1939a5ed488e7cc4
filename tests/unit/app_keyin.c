/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What assessors and supervisors key in: who it is recorded of, by whom, and what it comes to. */
#include "app_fixture.h"

#include "app/checklist.h"
#include "app/class.h"
#include "app/judge.h"
#include "app/keyin.h"
#include "app/measured.h"

#define STATION "demo/first/hands"

static uint8_t first_assessor[ID_BYTES], second_assessor[ID_BYTES];
static struct person bela, chen;
static struct keyin *keyin;

static void person(struct person *out, const char *name, const char *cohort) {
  *out = (struct person){.position = "POL"};
  strcpy(out->name, name);
  strcpy(out->cohort, cohort);
  cr_assert_eq(app_state_person(app, out, &diags), RC_OK);
}

static void setup_class(void) {
  struct person other;
  setup();
  app_close(app);
  static char module[8192];
  snprintf(module, sizeof module,
           "%spractical:\n- id: hands\n  title: Hands\n  task: Show.\n  pass: 50\n  source: s\n"
           "  specimens: [P-03, P-07]\n  steps:\n"
           "  - {id: a, text: A, competency: ABC, points: 2}\n"
           "  - {id: b, text: B, competency: ABC, points: 7}\n"
           "  - {id: c, text: C, competency: ABC, critical: It went.}\n",
           module_text);
  put_file("demo/01-first.yaml", module);
  open_app();
  person(&other, "Zed", "");
  person(&chen, "Chen", "spring");
  person(&bela, "Bela", "spring");
  memcpy(second_assessor, other.id, ID_BYTES);
  sign_in();
  memcpy(first_assessor, app->person.id, ID_BYTES);
}

static void teardown_class(void) {
  keyin_free(keyin);
  keyin = NULL;
  teardown();
}

TestSuite(app_keyin, .init = setup_class, .fini = teardown_class);

static void open_as(const uint8_t *assessor, const char *word) {
  cr_assert_eq(app_sign_in(app, assessor, &diags), RC_OK);
  keyin_free(keyin);
  cr_assert_eq(keyin_open(app, STATION, "spring", word, &keyin, &diags), RC_OK);
}

static enum rc type(const struct person *of, size_t column, const char *keys) {
  struct keyin_row *row = keyin_row(keyin, of->id);
  cr_assert_not_null(row);
  return keyin_type(app, keyin, row, column, keys, &diags);
}

static const char *marks(const struct person *of) { return keyin_row(keyin, of->id)->marks; }

static struct observation seen[8];
static size_t n_seen;

static void take(void *ctx, const struct observation *one) {
  (void)ctx;
  cr_assert_lt(n_seen, sizeof seen / sizeof *seen);
  seen[n_seen++] = *one;
}

static size_t look(void) {
  const struct evidence_scope scope = {.from = INT64_MIN, .until = INT64_MAX};
  n_seen = 0;
  cr_assert_eq(store_observations(app->store, &scope, take, NULL, &diags), RC_OK);
  return n_seen;
}

/* -- Judging ----------------------------------------------------------------------------------- */

static struct happening judge(const char *verdicts) {
  static struct step_mark step_marks[STEPS_MAX];
  uint8_t given[3];
  struct happening h;
  for (size_t i = 0; i < 3; i++)
    given[i] = (uint8_t)(verdicts[i] - '0');
  const struct module *module = app_module_at(app, STATION, &diags);
  cr_assert_not_null(module);
  judge_station(&module->stations[0], given, step_marks, &h);
  return h;
}

Test(app_keyin, a_critical_step_caps_and_fails) {
  struct happening h = judge("112"); /* enum step_verdict: 1 done, 2 not done, 0 not seen */
  cr_expect(h.critical);
  cr_expect(!h.passed);
  cr_expect_eq(h.score, 490000, "nine points of ten, and capped");
  h = judge("111");
  cr_expect(!h.critical && h.passed);
  cr_expect_eq(h.score, SCORE_ONE);
}

Test(app_keyin, what_was_not_seen_brings_nothing_and_fails_nothing) {
  struct happening h = judge("110");
  cr_expect(!h.critical, "nobody saw that it went wrong");
  cr_expect(!h.passed, "nor that it went well");
  cr_expect_eq(h.score, 900000);
  cr_assert_eq(h.n_scores, 1);
  cr_expect_eq(h.scores[0].score, SCORE_ONE, "of what was seen");
  cr_expect_eq(h.scores[0].weight, 9);
  h = judge("000");
  cr_expect_eq(h.n_scores, 0, "no evidence of anything");
  h = judge("121");
  cr_expect(!h.passed, "three points of ten are less than half");
}

Test(app_keyin, more_competencies_than_fit_are_left_out) {
  static struct station_step steps[SCORES_MAX + 1];
  static char names[SCORES_MAX + 1][8];
  uint8_t verdicts[SCORES_MAX + 1];
  struct step_mark step_marks[SCORES_MAX + 1];
  struct station station = {.path = "c/m/s", .steps = steps, .n_steps = SCORES_MAX + 1};
  struct happening h;
  for (size_t i = 0; i <= SCORES_MAX; i++) {
    snprintf(names[i], sizeof names[i], "C-%zu", i);
    steps[i] = (struct station_step){.id = names[i], .competency = names[i], .points = 1};
    verdicts[i] = STEP_DONE;
  }
  judge_station(&station, verdicts, step_marks, &h);
  cr_expect_eq(h.n_scores, SCORES_MAX);
  cr_expect_eq(h.score, SCORE_ONE);
}

Test(app_keyin, specimens_are_their_last_digits) {
  cr_expect_eq(judge_specimen("P-03"), 3);
  cr_expect_eq(judge_specimen("7"), 7);
  cr_expect_eq(judge_specimen("blue"), 0);
  cr_expect_eq(judge_specimen("65536"), 0);
  cr_expect_eq(judge_specimen(""), 0);
}

/* -- A class ----------------------------------------------------------------------------------- */

Test(app_keyin, a_row_is_recorded_with_its_last_mark_of_the_person_it_is_of) {
  open_as(first_assessor, "day 1");
  cr_assert_eq(keyin->n, 2);
  cr_expect_str_eq(keyin->rows[0].person.name, "Bela", "by name");
  cr_assert_eq(keyin->n_columns, 4);
  cr_expect_eq(type(&chen, 0, "212"), RC_OK);
  cr_expect_eq(look(), 0, "a mark is missing");
  cr_expect_eq(keyin_to_go(keyin, keyin_row(keyin, chen.id)), 1);
  cr_expect_eq(type(&chen, 3, "1"), RC_OK);
  cr_assert_eq(look(), 1);
  cr_expect_arr_eq(seen[0].person, chen.id, ID_BYTES);
  cr_expect_arr_eq(seen[0].assessor, first_assessor, ID_BYTES);
  cr_expect_arr_eq(seen[0].occasion, keyin->occasion, ID_BYTES);
  cr_expect_str_eq(seen[0].path, STATION);
  cr_expect_eq(seen[0].specimen, 7);
  cr_expect_eq(seen[0].score, 300000);
  cr_expect_eq(seen[0].n_steps, 3);
  cr_expect(keyin_row(keyin, chen.id)->saved);
  cr_expect(!keyin_row(keyin, bela.id)->saved);
}

Test(app_keyin, a_changed_mark_is_recorded_anew_and_the_last_holds) {
  open_as(first_assessor, "day 1");
  type(&bela, 0, "1111");
  cr_expect_eq(type(&bela, 1, "1"), RC_OK, "nothing changed");
  cr_expect_eq(type(&bela, 3, "2"), RC_OK);
  cr_assert_eq(look(), 1);
  cr_expect(seen[0].critical);
  open_as(first_assessor, "Day  1");
  cr_expect_str_eq(marks(&bela), "1112", "the same occasion, as somebody else writes it");
  cr_expect(keyin_row(keyin, bela.id)->saved);
  open_as(first_assessor, "day 2");
  cr_expect_str_eq(marks(&bela), "    ");
}

Test(app_keyin, cells_take_their_keys_alone) {
  open_as(first_assessor, "day 1");
  cr_expect_eq(type(&bela, 0, "3"), RC_USAGE, "there are two specimens");
  cr_expect_eq(type(&bela, 1, "3"), RC_USAGE);
  cr_expect_eq(type(&bela, 4, "1"), RC_USAGE, "beyond the last");
  cr_expect_eq(type(&bela, 3, "11"), RC_USAGE, "nothing of it is taken");
  cr_expect_str_eq(marks(&bela), "    ");
  cr_expect_eq(type(&bela, 1, "1-"), RC_OK);
  cr_expect_eq(type(&bela, 1, "-"), RC_OK);
  cr_expect_str_eq(marks(&bela), "    ");
  type(&bela, 0, "0111");
  cr_expect_eq(type(&bela, 0, "-"), RC_USAGE, "what is saved is not taken away");
  cr_assert_eq(look(), 1);
  cr_expect_eq(seen[0].specimen, 0);
}

Test(app_keyin, two_assessors_of_one_occasion_do_not_see_each_other) {
  open_as(first_assessor, "day 1");
  type(&bela, 0, "1111");
  open_as(second_assessor, "day 1");
  cr_expect_str_eq(marks(&bela), "    ");
  type(&bela, 0, "1121");
  cr_assert_eq(look(), 2, "both stand");
  cr_expect_arr_eq(seen[0].occasion, seen[1].occasion, ID_BYTES);
  cr_expect_neq(seen[0].score, seen[1].score);
  open_as(first_assessor, "day 1");
  cr_expect_str_eq(marks(&bela), "1111");
}

Test(app_keyin, nobody_marks_himself) {
  keyin_free(keyin);
  cr_assert_eq(app_sign_in(app, bela.id, &diags), RC_OK);
  cr_assert_eq(keyin_open(app, STATION, NULL, "x", &keyin, &diags), RC_OK);
  cr_expect_null(keyin_row(keyin, bela.id));
  cr_expect_not_null(keyin_row(keyin, chen.id));
}

Test(app_keyin, what_cannot_be_recorded_stays_and_is_saved_later) {
  struct rlimit limit, none;
  open_as(first_assessor, "day 1");
  signal(SIGXFSZ, SIG_IGN);
  cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
  none = limit;
  none.rlim_cur = 1;
  cr_assert_eq(setrlimit(RLIMIT_FSIZE, &none), 0);
  enum rc rc = type(&bela, 0, "1111"), again = type(&chen, 0, "1112");
  cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
  cr_expect_neq(rc, RC_OK);
  cr_expect_neq(again, RC_OK);
  cr_expect_str_eq(marks(&bela), "1111");
  cr_expect(!keyin_row(keyin, bela.id)->saved);
  cr_expect_eq(look(), 0);
  cr_expect_eq(keyin_save(app, keyin, &diags), RC_OK);
  cr_expect_eq(look(), 2, "all that waited, at once");
  cr_expect(keyin_row(keyin, chen.id)->saved);
}

Test(app_keyin, stations_and_classes_that_there_are) {
  struct arena arena = {0};
  const struct keyin_station *stations;
  struct class_name *classes;
  size_t n;
  cr_assert_eq(keyin_stations(app, &arena, &stations), 1);
  cr_expect_str_eq(stations[0].station->path, STATION);
  cr_assert_eq(class_names(app, &arena, &classes, &n, &diags), RC_OK);
  cr_assert_eq(n, 2);
  cr_expect_str_eq(classes[0].cohort, "");
  cr_expect_str_eq(classes[1].cohort, "spring");
  cr_expect_eq(classes[1].n, 2);
  cr_expect_str_eq(keyin_today(&arena), "2023-11-14");
  cr_expect_eq(keyin_open(app, "demo/first/none", NULL, "x", &keyin, &diags), RC_DATA);
  cr_expect_null(keyin);
  cr_expect_str_eq(diags.list[0].code, "practical.unknown");
  arena_done(&arena);
}

/* -- At work ----------------------------------------------------------------------------------- */

static struct observed work;

static void on_row(void *ctx, const struct measured *row) {
  if (memcmp(row->person->id, ctx, ID_BYTES) == 0)
    work = row->after_30;
}

static void measure(struct person *of) {
  struct measured_roster roster = {0};
  const struct evidence_scope scope = {.from = INT64_MIN, .until = INT64_MAX};
  work = (struct observed){0};
  cr_assert_eq(measured_roster(app->store, INT64_MAX, &roster, &diags), RC_OK);
  cr_assert_eq(
      measured_each(app->store, app_framework(app), &roster, &scope, on_row, of->id, NULL, &diags),
      RC_OK);
  measured_roster_free(&roster);
}

static const struct {
  char mark;
  uint32_t n;
  bool passed, elsewhere;
} meanings[] = {{CHECK_DOES, 1, true, false},
                {CHECK_TRAIN, 1, false, false},
                {CHECK_ELSEWHERE, 1, false, true},
                {CHECK_UNSURE, 1, false, false},
                {CHECK_NOT_SEEN, 0, false, false}};

Test(app_keyin, a_check_at_work_says_what_was_seen_and_whether_training_would_help) {
  struct checklist *list;
  for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
    cr_assert_eq(checklist_open(app, &bela, EVIDENCE_CHECKLIST_30, &list, &diags), RC_OK);
    cr_assert_eq(list->n, 1);
    cr_expect_str_eq(list->rows[0].descriptor, "Some.", "of the level that the post requires");
    cr_expect_eq(list->rows[0].mark, i ? meanings[i - 1].mark : CHECK_EMPTY, "as marked last");
    cr_assert_eq(checklist_mark(app, list, list->rows, meanings[i].mark, &diags), RC_OK);
    measure(&bela);
    cr_expect_eq(work.n, meanings[i].n, "%c", meanings[i].mark);
    cr_expect_eq(work.passed, meanings[i].passed, "%c", meanings[i].mark);
    cr_expect_eq(work.elsewhere, meanings[i].elsewhere, "%c", meanings[i].mark);
    checklist_free(list);
  }
}

Test(app_keyin, checks_of_other_days_and_supervisors_stand_beside) {
  struct checklist *list;
  cr_assert_eq(checklist_open(app, &bela, EVIDENCE_CHECKLIST_30, &list, &diags), RC_OK);
  cr_expect_eq(checklist_mark(app, list, list->rows, '9', &diags), RC_USAGE);
  cr_expect_eq(checklist_mark(app, list, list->rows, CHECK_DOES, &diags), RC_OK);
  checklist_free(list);
  cr_assert_eq(checklist_open(app, &bela, EVIDENCE_CHECKLIST_90, &list, &diags), RC_OK);
  cr_expect_eq(list->rows[0].mark, CHECK_EMPTY);
  checklist_free(list);
  cr_assert_eq(app_sign_in(app, second_assessor, &diags), RC_OK);
  cr_assert_eq(checklist_open(app, &bela, EVIDENCE_CHECKLIST_30, &list, &diags), RC_OK);
  cr_expect_eq(list->rows[0].mark, CHECK_EMPTY);
  cr_expect_eq(checklist_mark(app, list, list->rows, CHECK_TRAIN, &diags), RC_OK);
  checklist_free(list);
  measure(&bela);
  cr_expect_eq(work.n, 2);
  cr_expect(!work.passed, "one of the two saw that it is not done");
}

Test(app_keyin, who_has_no_post_is_asked_nothing) {
  struct checklist *list;
  struct person nobody = bela;
  nobody.position[0] = '\0';
  cr_assert_eq(checklist_open(app, &nobody, EVIDENCE_CHECKLIST_90, &list, &diags), RC_OK);
  cr_expect_eq(list->n, 0);
  checklist_free(list);
}

static const char own_post[] =
    "id: POL\ntitle: Guard\nsummary: Reads.\nagency: Guard\nrequirements:\n"
    "  ABC: {level: 4, importance: 3, frequency: 3, difficulty: 3}\n";

Test(app_keyin, a_checklist_asks_what_the_own_agency_does) {
  struct checklist *list;
  struct person guard = bela, other = bela;
  strcpy(guard.agency, "Guard");
  strcpy(other.agency, "Police");
  app_close(app);
  put_file("framework/positions/POL-guard.yaml", own_post);
  open_app();
  sign_in();
  cr_assert_eq(checklist_open(app, &guard, EVIDENCE_CHECKLIST_30, &list, &diags), RC_OK);
  cr_assert_eq(list->n, 1);
  cr_expect_str_eq(list->rows[0].descriptor, "All.");
  checklist_free(list);
  cr_assert_eq(checklist_open(app, &other, EVIDENCE_CHECKLIST_30, &list, &diags), RC_OK);
  cr_assert_eq(list->n, 1);
  cr_expect_str_eq(list->rows[0].descriptor, "Some.", "the common one, of who has no own");
  checklist_free(list);
}

/* -- Agreement --------------------------------------------------------------------------------- */

static struct sink out;

static const char *agreement(void) {
  const struct app_paths paths = {.courses = courses, .store = records};
  app_close(app);
  app = NULL;
  sink_done(&out);
  out = (struct sink){0};
  cr_assert_eq(report_make(&paths, "agreement", &(struct report_wanted){0}, "csv", &out, &diags),
               RC_OK);
  return str_text(&out.text);
}

/* So many people, of whom the second assessor reads the second step otherwise in some. */
static void class_marked_twice(size_t n, size_t otherwise) {
  struct person *people = calloc(n, sizeof *people);
  for (size_t i = 0; i < n; i++) {
    char name[32];
    snprintf(name, sizeof name, "Officer %02zu", i);
    person(&people[i], name, "spring");
  }
  for (int second = 0; second < 2; second++) {
    open_as(second ? second_assessor : first_assessor, "day 1");
    for (size_t i = 0; i < n; i++)
      cr_assert_eq(type(&people[i], 0,
                        second && i < otherwise ? "1121"
                        : i % 2                 ? "1211"
                                                : "1111"),
                   RC_OK);
  }
  free(people);
}

Test(app_keyin, agreement_of_one_class_is_confidential) {
  const struct app_paths paths = {.courses = courses, .store = records};
  static const char *const cohorts[] = {"spring", NULL};
  class_marked_twice(2, 0);
  app_close(app);
  app = NULL;
  for (size_t i = 0; i < 2; i++) {
    const struct report_wanted wanted = {.cohort = cohorts[i]};
    sink_done(&out);
    out = (struct sink){0};
    cr_assert_eq(report_make(&paths, "agreement", &wanted, "json", &out, &diags), RC_OK);
    cr_expect_eq(strstr(str_text(&out.text), "\"confidential\": true") != NULL, cohorts[i] != NULL);
  }
}

Test(app_keyin, agreement_step_by_step) {
  class_marked_twice(20, 10);
  const char *csv = agreement();
  cr_expect_not_null(strstr(csv, "Hands,A,20,0.7500,0.5313,0.8881,"), "%s", csv);
  cr_expect_not_null(strstr(csv, ",B,20,0.5000,0.2993,0.7007,0.00,0.00,0.00,differently"), "%s",
                     csv);
  cr_expect_not_null(strstr(csv, ",C,20,1.0000,0.8389,1.0000,,,,alike"), "%s", csv);
  cr_expect_null(strstr(csv, "Officer"), "it names nobody");
}

Test(app_keyin, few_pairs_say_nothing) {
  class_marked_twice(9, 9);
  const char *csv = agreement();
  cr_expect_not_null(strstr(csv, ",B,9,"), "%s", csv);
  cr_expect_not_null(strstr(csv, "too-few"));
  cr_expect_null(strstr(csv, "differently"));
}
