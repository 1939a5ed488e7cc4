/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports on change, a day, progress and readiness: over a small course and a real store. */
#include "app_fixture.h"

#include "app/appeal.h"
#include "assess/kind.h"
#include "session/quiz.h"
#include "shuffled.h"

TestSuite(app_reports, .init = setup, .fini = teardown);

static const int64_t NOON = 1700000000000; /* 2023-11-14 */

static void say(uint8_t person, uint8_t session, int64_t after, struct happening h) {
  struct append append = {.happened = &h, .n = 1};
  append.actor[0] = append.subject[0] = person;
  append.session[0] = session;
  append.moment = (struct moment){.wall = NOON + after, .mono = after, .boot = {1}};
  cr_assert_eq(store_append(app->store, &append, &diags), RC_OK);
}

static void officer(uint8_t id, const char *agency) {
  struct happening h = {.verb = VERB_PERSON_STATED, .path = "", .language = ""};
  snprintf(h.person.name, sizeof h.person.name, "Officer %u", id);
  snprintf(h.person.agency, sizeof h.person.agency, "%s", agency);
  strcpy(h.person.position, "POL");
  strcpy(h.person.cohort, "spring");
  say(id, 0, 0, h);
}

static struct happening answer(const char *path, int32_t score) {
  struct happening h = {.verb = VERB_ANSWERED,
                        .mode = MODE_EXAM,
                        .path = path,
                        .language = "",
                        .competency = "ABC",
                        .level = 1,
                        .attempt = 1,
                        .guess = 500000,
                        .shape = SHAPE_CHOICE,
                        .score = score};
  return h;
}

/* An exam of two questions, both of that score. */
static void exam(uint8_t person, uint8_t session, int64_t after, int32_t score) {
  struct happening end = {.verb = VERB_COMPLETED,
                          .mode = MODE_EXAM,
                          .path = "demo/first/exam",
                          .language = "",
                          .score = score};
  say(person, session, after, answer("demo/first/one", score));
  say(person, session, after + 1000, answer("demo/first/two", score));
  say(person, session, after + 2000, end);
}

static struct sink out;

/* The report in that format; the code of its first diagnostic, "" if there is none. */
static const char *make(const char *name, const struct report_wanted *wanted, const char *format) {
  const struct app_paths paths = {.courses = courses, .store = records};
  app_close(app);
  app = NULL;
  sink_done(&out);
  out = (struct sink){0};
  report_make(&paths, name, wanted, format, &out, &diags);
  return diags.n ? diags.list[diags.n - 1].code : "";
}

static bool told(const char *words) { return out.text.at && strstr(out.text.at, words); }

static void class_of(uint8_t n) {
  for (uint8_t i = 1; i <= n; i++) {
    officer(i, "Gate");
    exam(i, i, 10000 * i, i == 1 ? SCORE_ONE : 0);
    exam(i, (uint8_t)(i + 100), 10000000 + 10000 * i, SCORE_ONE);
  }
}

Test(app_reports, change_is_from_the_first_exam_to_the_last) {
  class_of(5);
  cr_expect_str_eq(make("gain", &(struct report_wanted){.by = REPORT_BY_AGENCY}, "csv"), "");
  cr_expect(told("Gate,Letters,5,5,0.2000,1.0000,1.00,1.00,1.00"), "%s", out.text.at);
}

Test(app_reports, change_of_four_people_is_hidden) {
  class_of(4);
  cr_expect_str_eq(make("gain", &(struct report_wanted){.audience = REPORT_FOR_MINISTRY}, "csv"),
                   "");
  cr_expect(told("Agency A,Letters,4,4,[c],[c],[c],[c],[c],[c],[c],[c]"), "%s", out.text.at);
}

Test(app_reports, change_is_called_so_and_nothing_more) {
  class_of(5);
  make("gain", &(struct report_wanted){0}, "text");
  cr_expect(told("without a control group"));
  cr_expect_not(told("effect"));
}

Test(app_reports, as_of_leaves_out_what_came_later) {
  class_of(5);
  exam(1, 99, INT64_C(86400000) * 3, 0);
  make("gain", &(struct report_wanted){.by = REPORT_BY_AGENCY, .as_of = "2023-11-15"}, "csv");
  cr_expect(told("Gate,Letters,5,5,0.2000,1.0000"), "%s", out.text.at);
}

Test(app_reports, questions_of_an_exam_are_held_back_while_it_is_sat) {
  struct happening begun = {.verb = VERB_STARTED,
                            .mode = MODE_EXAM,
                            .path = "demo/first/exam",
                            .language = "",
                            .plan.kind = RUN_EXAM,
                            .plan.engine = ENGINE_VERSION};
  officer(1, "Gate");
  officer(2, "Gate");
  exam(1, 1, 1000, 0);
  say(2, 2, 2000, begun);
  make("day", &(struct report_wanted){0}, "csv");
  cr_expect_not(told("an exam"), "%s", out.text.at);
  open_app();
  exam(2, 2, 5000, 0);
  make("day", &(struct report_wanted){0}, "csv");
  cr_expect(told("an exam,2,2"), "%s", out.text.at);
}

/* Answers the question at hand with the solution turned round. */
static void miss(struct run *run) {
  struct input input = {.action = "answer", .n = 1};
  const struct item *item = quiz_item(&run->session, run->module);
  input.fields[0].block = page_id("answer");
  item_kind_of(item)->solution(item, &input.fields[0].value);
  input.fields[0].value.pick[0] = !input.fields[0].value.pick[0];
  cr_assert_eq(run_input(app, run, &input, &diags), RC_OK);
}

Test(app_reports, day_names_what_was_chosen_instead) {
  struct run *run;
  const struct module *module = app_module_at(app, "demo/first", &diags);
  cr_assert_eq(run_begin(app, module, RUN_QUIZ, NULL, &run, &diags), RC_OK);
  miss(run);
  run_free(run);
  make("day", &(struct report_wanted){0}, "csv");
  cr_expect(told("practice,1,1,1 × "), "%s", out.text.at);
}

Test(app_reports, day_tells_of_critical_errors) {
  struct happening bad = {
      .verb = VERB_COMPLETED, .path = "demo/first/intro", .language = "", .critical = true};
  officer(1, "Gate");
  say(1, 1, 1000, bad);
  make("day", &(struct report_wanted){.cohort = "spring"}, "text");
  cr_expect(told("a critical error"), "%s", out.text.at);
}

Test(app_reports, progress_counts_the_modules_of_the_post) {
  struct happening lesson = {.verb = VERB_COMPLETED, .path = "demo/first/intro", .language = ""};
  struct happening quiz = {.verb = VERB_COMPLETED,
                           .path = "demo/first",
                           .language = "",
                           .score = 750000,
                           .passed = true};
  officer(1, "Gate");
  officer(2, "Gate");
  say(1, 1, 1000, lesson);
  say(1, 2, 2000, quiz);
  say(2, 3, 3000, lesson);
  make("progress", &(struct report_wanted){.cohort = "spring"}, "csv");
  cr_expect(told("Officer 1,1,1,1,1,1,1,0.7500,2023-11-14,0"), "%s", out.text.at);
  cr_expect(told("Officer 2,1,1,1,1,0,0,,2023-11-14,0"), "%s", out.text.at);
}

/* What a person sees on screen is what the report says, whichever of his ids he is known by. */
Test(app_reports, own_share_is_the_one_of_the_report) {
  struct happening joined = {.verb = VERB_JOINED, .path = "", .language = ""};
  struct happening review = answer("demo/first/two", SCORE_ONE);
  struct arena arena = {0};
  struct report_row *rows;
  size_t n;
  review.mode = MODE_REVIEW;
  officer(1, "Gate");
  officer(2, "Gate");
  exam(1, 1, 1000, 0);
  exam(2, 2, 5000, SCORE_ONE);
  say(2, 3, 9000, review);
  joined.other[0] = 1;
  say(2, 0, 10000, joined);
  cr_assert_eq(app_sign_in(app, (const uint8_t[ID_BYTES]){2}, &diags), RC_OK);
  cr_assert_eq(app_competency(app, &arena, &rows, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  cr_expect(rows[0].items == 2 && rows[0].right == 2, "%u of %u", rows[0].right, rows[0].items);
  arena_done(&arena);
  make("competency", &(struct report_wanted){.cohort = "spring"}, "csv");
  cr_expect(told(",ABC,Letters,2,2,1.0000,"), "%s", out.text.at);
}

/* Subtracted from one of everybody it tells of the few that are in one and not in the other. */
Test(app_reports, report_of_a_class_names_people_in_whichever_groups) {
  static const char *const reports[] = {"competency", "progress", "gain", "readiness"};
  class_of(5);
  for (size_t i = 0; i < COUNT(reports); i++) {
    struct report_wanted wanted = {.by = REPORT_BY_UNIT};
    wanted.on = i == 3 ? "2024-01-01" : NULL;
    make(reports[i], &wanted, "json");
    cr_expect(told("\"confidential\": false"), "%s", reports[i]);
    cr_expect(!report_names_people(reports[i], &wanted));
    wanted.cohort = "spring";
    make(reports[i], &wanted, "json");
    cr_expect(told("\"confidential\": true"), "%s", reports[i]);
    cr_expect(report_names_people(reports[i], &wanted));
  }
}

/* -- What was ruled -----------------------------------------------------------------------------
 */

static void go_on(struct run *run) {
  const struct input next = {.action = "next"};
  cr_assert_eq(run_input(app, run, &next, &diags), RC_OK);
}

/* A practice of both questions with both missed, under whoever is signed in. */
static void miss_all(void) {
  struct run *run;
  cr_assert_eq(
      run_begin(app, app_module_at(app, "demo/first", &diags), RUN_QUIZ, NULL, &run, &diags),
      RC_OK);
  while (!run->session.over)
    if (run->session.u.quiz.telling)
      go_on(run);
    else
      miss(run);
  run_free(run);
}

static void rule_on(const char *path, const char *key) {
  const struct appeal first = {.by = "07000000", .words = "It is wrong."};
  const struct appeal second = {.by = "08000000", .words = "It is."};
  const struct appeal_decision decision = {
      .ruling = key ? RULING_CORRECTED : RULING_ANNULLED, .key = key, .percent = -1};
  struct arena arena = {0};
  struct contest contest;
  cr_assert_eq(appeal_contest(app, &first, path, NULL, &arena, &contest, &diags), RC_OK);
  cr_assert_eq(appeal_rule(app, &second, path, &decision, &arena, &contest, &diags), RC_OK);
  arena_done(&arena);
}

/* The columns of one line behind the name, in that order. */
static bool line_is(const char *name, const char *rest) {
  const char *line = out.text.at ? strstr(out.text.at, name) : NULL;
  return line && strncmp(line + strlen(name), rest, strlen(rest)) == 0;
}

Test(app_reports, progress_counts_as_ruled_and_tells_what_was_marked) {
  officer(7, "Gate");
  officer(8, "Gate");
  miss_all();
  make("progress", &(struct report_wanted){0}, "csv");
  cr_expect(line_is("Amina", ",1,1,1,1,0,0,0.0000,2023-11-14,0,,\r"), "%s", out.text.at);
  open_app();
  rule_on("demo/first/one", "2"); /* what was picked was right */
  make("progress", &(struct report_wanted){0}, "csv");
  cr_expect(line_is("Amina", ",1,1,1,1,0,1,0.5000,2023-11-14,0,0,0.0000\r"), "%s", out.text.at);
  cr_expect(line_is("Officer 7", ",1,0,1,0,0,0,,,0,,\r"), "%s", out.text.at);
  make("progress", &(struct report_wanted){.as_of = "2023-11-13"}, "csv");
  cr_expect(!told("0.5000"), "%s", out.text.at);
}

Test(app_reports, what_is_annulled_altogether_is_no_score) {
  officer(7, "Gate");
  officer(8, "Gate");
  miss_all();
  rule_on("demo/first/one", NULL);
  rule_on("demo/first/two", NULL);
  make("progress", &(struct report_wanted){0}, "csv");
  cr_expect(line_is("Amina", ",1,1,1,1,0,0,,2023-11-14,0,0,0.0000\r"), "%s", out.text.at);
}

/* One score of a group that changed would tell how one person did. */
Test(app_reports, what_rulings_changed_for_few_is_not_told_of_their_group) {
  struct happening end = {.verb = VERB_COMPLETED, .path = "demo/first", .language = "", .score = 0};
  for (uint8_t i = 1; i <= 12; i++)
    officer(i, "");
  for (uint8_t i = 1; i <= 6; i++)
    say(i, i, 1000, end);
  miss_all();
  rule_on("demo/first/one", "2");
  make("progress", &(struct report_wanted){.by = REPORT_BY_AGENCY}, "csv");
  cr_expect(told(",7,13,7,0,1,0.0714,2023-11-14,0,[c],[c]"), "%s", out.text.at);
}

Test(app_reports, readiness_is_a_forecast) {
  make("readiness", &(struct report_wanted){.on = "2024-01-01"}, "text");
  cr_expect(told("Forecast of readiness on 2024-01-01"));
  cr_expect(told("a forecast and no measurement"));
}

Test(app_reports, score_of_one_who_was_active_is_not_told_of_his_group) {
  struct happening quiz = {.verb = VERB_COMPLETED,
                           .path = "demo/first",
                           .language = "",
                           .score = 750000,
                           .passed = true};
  for (uint8_t i = 1; i <= 12; i++)
    officer(i, i <= 6 ? "Gate" : "");
  say(1, 1, 1000, quiz);
  make("progress", &(struct report_wanted){.by = REPORT_BY_AGENCY}, "csv");
  cr_expect(told("Gate,6,1,6,[c],[c],[c],[c],[c],[c]"), "%s", out.text.at);
}

/* Whose statement has not arrived is told of all the same. */
Test(app_reports, nobody_is_left_out_for_want_of_a_roster) {
  static const char *const reports[] = {"competency", "progress", "gain"};
  exam(7, 1, 1000, SCORE_ONE);
  for (size_t i = 0; i < COUNT(reports); i++) {
    make(reports[i], &(struct report_wanted){0}, "json");
    cr_expect(told(i == 0 ? "\"07000000" : "(07000000)"), "%s", reports[i]);
  }
}

Test(app_reports, competency_is_told_of_groups_and_of_a_day) {
  for (uint8_t i = 1; i <= 5; i++)
    officer(i, "Gate");
  for (uint8_t i = 1; i <= 5; i++)
    exam(i, i, 10000 * i, i == 1 ? SCORE_ONE : 0);
  for (uint8_t i = 1; i <= 5; i++) /* the next day */
    exam(i, (uint8_t)(i + 100), 10000000 + 10000 * i, SCORE_ONE);
  make("competency", &(struct report_wanted){.by = REPORT_BY_AGENCY}, "csv");
  cr_expect(told("Gate,ABC,Letters,5,5,10,10,1.0000"), "%s", out.text.at);
  make("competency", &(struct report_wanted){.by = REPORT_BY_AGENCY, .as_of = "2023-11-14"}, "csv");
  cr_expect(told("Gate,ABC,Letters,5,5,10,2,0.2000"), "%s", out.text.at);
}

Test(app_reports, competency_of_four_is_hidden) {
  class_of(4);
  make("competency", &(struct report_wanted){.by = REPORT_BY_UNIT}, "csv");
  cr_expect(told("Gate, no unit stated\",ABC,Letters,4,4,[c],[c],[c]"), "%s", out.text.at);
}

/* -- The same bytes from the same events ------------------------------------------------------ */

static struct str bytes_of(const char *store, const char *report,
                           const struct report_wanted *wanted, const char *format) {
  const struct app_paths paths = {.courses = courses, .store = store};
  struct sink sink = {0};
  cr_assert_eq(report_make(&paths, report, wanted, format, &sink, &diags), RC_OK, "%s", report);
  return sink.text;
}

static const struct {
  const char *report;
  struct report_wanted wanted;
} every[] = {{"tna", {.by = REPORT_BY_UNIT, .as_of = "2023-11-15"}},
             {"competency", {0}},
             {"competency", {.by = REPORT_BY_POSITION}},
             {"progress", {.by = REPORT_BY_AGENCY}},
             {"gain", {0}},
             {"readiness", {.on = "2024-01-01"}},
             {"day", {.as_of = "2023-11-14"}}};

Test(app_reports, order_of_arrival_changes_no_byte) {
  static const char *const all[] = {"json", "html", "xlsx"};
  char other[320];
  class_of(5);
  snprintf(other, sizeof other, "%s-shuffled", records);
  struct store *copy = NULL;
  cr_assert_eq(store_open(other, &copy, &diags), RC_OK);
  shuffled_into(copy, app->store);
  store_close(copy);
  app_close(app);
  app = NULL;
  for (size_t i = 0; i < COUNT(every); i++)
    for (size_t f = 0; f < COUNT(all); f++) {
      struct str one = bytes_of(records, every[i].report, &every[i].wanted, all[f]),
                 two = bytes_of(other, every[i].report, &every[i].wanted, all[f]);
      cr_expect(one.len && one.len == two.len && memcmp(one.at, two.at, one.len) == 0, "%s %s",
                every[i].report, all[f]);
      str_done(&one);
      str_done(&two);
    }
}

static const struct {
  const char *report;
  struct report_wanted wanted;
  const char *code;
} refused[] = {
    {"day", {.by = REPORT_BY_UNIT}, "report.option"},
    {"competency", {.on = "2023-11-14"}, "report.option"},
    {"competency", {.by = REPORT_BY_UNIT, .table = "salaries"}, "report.table"},
    {"progress", {.on = "2024-01-01"}, "report.option"},
    {"gain", {.audience = REPORT_FOR_AGENCY, .by = REPORT_BY_PERSON}, "report.people"},
    {"gain", {.audience = REPORT_FOR_MINISTRY, .cohort = "spring"}, "report.people"},
    {"gain", {.as_of = "2023-02-29"}, "report.date"},
    {"readiness", {0}, "report.date"},
    {"readiness", {.on = "2001-01-01"}, "report.past"},
    {"day", {.cohort = "autumn"}, "report.cohort"},
};

Test(app_reports, what_cannot_be_made_is_refused) {
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    cr_expect_str_eq(make(refused[i].report, &refused[i].wanted, "csv"), refused[i].code);
    cr_expect_eq(out.text.len, 0);
  }
}
