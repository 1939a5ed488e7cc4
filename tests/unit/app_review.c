/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reviews, readiness and warm-ups over a small course and a real store. */
#include "app_fixture.h"

#include "app/readiness.h"
#include "app/review.h"
#include "app/warmup.h"
#include "assess/kind.h"
#include "session/quiz.h"

static const int64_t NOON = 1700000000000, DAY = 86400000;

TestSuite(app_review, .init = setup, .fini = teardown);

static struct arena arena;

/* The same laptop, so many days later. */
static void restart_after(int days) {
  app_close(app);
  app_pin_clock(NOON + days * DAY);
  open_app();
  cr_assert(app_sign_in_alone(app));
}

static const struct item *asked(const struct run *run) {
  return quiz_item(&run->session, run->module);
}

static void answer(struct run *run, bool right) {
  struct input input = {.action = "answer", .n = 1};
  struct response *given = &input.fields[0].value;
  input.fields[0].block = page_id("answer");
  item_kind_of(asked(run))->solution(asked(run), given);
  if (!right)
    given->pick[0] = !given->pick[0];
  cr_assert_eq(run_input(app, run, &input, &diags), RC_OK);
  cr_assert_eq(run_input(app, run, &(struct input){.action = "next"}, &diags), RC_OK);
}

/* Both questions of the practice. */
static void practise(bool one, bool two) {
  struct run *run;
  const struct module *module = app_module_at(app, "demo/first", &diags);
  cr_assert_eq(run_begin(app, module, RUN_QUIZ, NULL, &run, &diags), RC_OK);
  while (!run->session.over)
    answer(run, strcmp(asked(run)->id, "one") == 0 ? one : two);
  run_free(run);
}

static struct review read_review(void) {
  struct review review;
  cr_assert_eq(review_read(app, &arena, &review, &diags), RC_OK);
  return review;
}

static struct run *open_review(void) {
  struct run *run = NULL;
  const struct module *module = app_module_at(app, REVIEW_PATH, &diags);
  cr_assert_eq(run_open(app, module, RUN_REVIEW, NULL, &run, &diags), RC_OK);
  return run;
}

static size_t due_today(void) {
  struct schedule_count count;
  return review_count(app, &count) ? count.today : 99;
}

Test(app_review, nothing_met_is_nothing_to_review) {
  struct run *run;
  cr_expect_eq(read_review().n, 0);
  const struct module *module = app_module_at(app, REVIEW_PATH, &diags);
  cr_expect_eq(run_open(app, module, RUN_REVIEW, NULL, &run, &diags), RC_USAGE);
  cr_expect_str_eq(diags.list[0].code, "run.nothing");
}

Test(app_review, what_was_missed_is_due_before_what_was_known) {
  practise(false, true);
  cr_expect_eq(read_review().count.today, 0, "not on the same day");
  cr_expect_eq(read_review().count.next, retention_day(NOON) + 1);
  restart_after(1);
  cr_expect_eq(read_review().count.today, 1);
  restart_after(3);
  struct run *run = open_review();
  cr_assert_eq(run->session.u.quiz.n, 2);
  cr_expect_str_eq(asked(run)->id, "demo/first/one");
  run_free(run);
}

Test(app_review, what_is_remembered_comes_back_later) {
  practise(true, true);
  restart_after(4);
  struct run *run = open_review();
  while (!run->session.over)
    answer(run, true);
  run_free(run);
  const struct review review = read_review();
  cr_expect_eq(review.n, 2);
  cr_expect_eq(review.count.today, 0);
  cr_expect_gt(review.count.next, review.today + 4);
}

/* The clock was years ahead, and is set right: what was met meanwhile is not due in years. */
Test(app_review, a_clock_that_was_ahead_does_not_end_all_reviews) {
  restart_after(2000);
  practise(true, false);
  restart_after(10);
  cr_expect_eq(read_review().count.met, 2);
  practise(true, true);
  restart_after(12);
  cr_expect_gt(read_review().count.today, 0, "counted from the day on which the clock was right");
  struct run *run = open_review();
  while (!run->session.over)
    answer(run, true);
  run_free(run);
  cr_expect_eq(read_review().count.today, 0, "once a day");
  cr_expect_lt(read_review().count.next, retention_day(NOON) + 100);
}

Test(app_review, a_review_is_gone_on_with_on_another_day) {
  practise(false, false);
  restart_after(2);
  struct run *run = open_review();
  const char *second = NULL;
  answer(run, true);
  second = arena_strdup(&arena, asked(run)->path);
  run_free(run);
  restart_after(3);
  run = open_review();
  cr_expect_str_eq(asked(run)->path, second);
  cr_expect_eq(run->session.u.quiz.at, 1);
  run_free(run);
}

Test(app_review, home_reads_no_event_to_say_what_is_due) {
  const struct progress *list;
  app_progress_all(app, &list); /* as the course's page does */
  practise(false, false);
  cr_expect_eq(due_today(), 0);
  restart_after(2);
  cr_expect_eq(due_today(), 2);
  cr_expect_not(app->projected);
  cr_expect_eq(app->n_modules, 0);
  struct run *run = open_review();
  answer(run, true);
  app_progress_all(app, &list);
  cr_expect_eq(due_today(), 1);
  run_free(run);
}

Test(app_review, home_reads_no_course_to_say_where_a_review_stands) {
  uint8_t id[ID_BYTES];
  const char *where;
  practise(false, false);
  restart_after(2);
  struct run *run = open_review();
  answer(run, true);
  run_free(run);
  restart_after(2);
  cr_assert(app_continue(app, id, &arena, &where));
  cr_expect_str_eq(where, "Review: Question 2 of 2");
  cr_expect_eq(app->n_modules, 0);
}

Test(app_review, after_a_start_that_knows_nothing_it_is_said_once_it_was_read) {
  practise(false, false);
  restart_after(2);
  cr_expect_eq(due_today(), 99);
  review_refresh(app);
  cr_expect_eq(due_today(), 2);
  restart_after(2);
  cr_expect_eq(due_today(), 2);
}

/* What the program knows when it begins is what all events say. */
static void expect_as_read(void) {
  struct schedule_count count;
  cr_assert(review_count(app, &count));
  const struct review review = read_review();
  cr_expect_eq(count.met, review.count.met);
  cr_expect_eq(count.due, review.count.due);
  cr_expect_eq(count.today, review.count.today);
  cr_expect_eq(count.next, review.count.next);
}

static void leave_and_come_back(int days) {
  app->projected = true; /* as any screen does that tells how far one is */
  restart_after(days);
}

Test(app_review, what_was_answered_is_added_to_what_was_kept_when_one_leaves) {
  review_refresh(app);
  practise(false, true);
  leave_and_come_back(2);
  expect_as_read();
  practise(true, true);
  leave_and_come_back(6);
  expect_as_read();
  for (int i = 0; i < 20; i++) /* more than is read again each time */
    practise(i % 3 == 0, i % 2 == 0);
  leave_and_come_back(8);
  expect_as_read();
  cr_expect(review_catch_up(app));
}

static void record_answer(const char *path, enum run_mode mode) {
  struct happening h = {
      .verb = VERB_ANSWERED, .mode = mode, .path = path, .language = "en", .attempt = 1};
  struct append append = {.happened = &h, .n = 1};
  memcpy(append.subject, app->person.id, ID_BYTES);
  cr_assert_eq(store_append(app->store, &append, &diags), RC_OK);
}

Test(app_review, what_was_answered_since_is_one_question_wherever_it_stands) {
  static const char *const paths[] = {"demo/first/m", "demo/first/c", "demo/first/x",
                                      "demo/first/a", "demo/first/f", "demo/first/z"};
  enum { PATHS = sizeof paths / sizeof *paths };
  review_refresh(app);
  for (size_t i = 0; i < 2 * PATHS; i++)
    record_answer(paths[i % PATHS], MODE_PRACTICE);
  cr_assert(review_catch_up(app));
  cr_expect_eq(app->due.count.met, PATHS);
}

Test(app_review, who_leaves_does_not_wait_for_all_events_to_be_read) {
  review_refresh(app);
  practise(false, true);
  cr_expect(review_catch_up(app));
  record_answer("demo/first/one", MODE_EXAM);
  cr_expect_not(review_catch_up(app), "an exam is not told from its answers alone");
  leave_and_come_back(2);
  cr_expect_eq(due_today(), 99, "it is read once somebody looks at the first frame");
  review_refresh(app);
  expect_as_read();
}

Test(app_review, what_was_kept_of_other_courses_is_not_believed) {
  review_refresh(app);
  practise(false, false);
  app->projected = true;
  cr_assert(review_catch_up(app));
  setenv("LANGUAGE", "fr", 1);
  cr_expect(review_catch_up(app), "it is the same in any language");
  app->files_hash[0] ^= 1;
  app->due.known = false;
  cr_expect_not(review_catch_up(app));
}

Test(app_review, what_is_gone_or_changed_or_kept_for_exams_is_not_asked) {
  practise(false, false);
  app_close(app);
  char changed[sizeof module_text];
  strcpy(changed, module_text);
  memcpy(strstr(changed, "truth: yes"), "truth: no ", 10);
  put_file("demo/01-first.yaml", changed);
  open_app();
  cr_assert(app_sign_in_alone(app));
  const struct review review = read_review();
  cr_assert_eq(review.n, 1);
  cr_expect_str_eq(review.list[0].item->path, "demo/first/two");
}

/* What was due on its own days is spread over those that are left. */
Test(app_review, planned_towards_a_day_questions_are_asked_before_their_time) {
  practise(true, true);
  restart_after(1);
  cr_expect_eq(read_review().count.today, 0);
  struct settings settings = app->settings;
  settings.until = retention_day(NOON) + 30;
  cr_assert_eq(app_prefer(app, &settings, &diags), RC_OK);
  const struct review review = read_review();
  cr_expect_eq(review.count.counts, 2);
  cr_expect_eq(review.count.a_day, 1);
  cr_expect_eq(review.count.today, 1);
  struct run *run = open_review();
  cr_expect_eq(run->session.u.quiz.n, 1);
  run_free(run);
  restart_after(1);
  cr_expect_eq(app->settings.until, retention_day(NOON) + 30, "it is a setting");
}

Test(app_review, days_are_read_and_said) {
  int32_t day;
  cr_assert(review_read_date("2024-02-29", &day, &diags));
  cr_expect_eq(day, 19782);
  cr_expect_str_eq(review_day_words(day, &arena), "29 February 2024");
  cr_expect_not(review_read_date("2024-02-30", &day, &diags));
  cr_expect_not(review_read_date("soon", &day, &diags));
  cr_expect_not(review_read_date("2023-11-14", &day, &diags));
  cr_assert_eq(diags.n, 3);
  cr_expect_str_eq(diags.list[0].code, "review.date");
  cr_expect_str_eq(diags.list[1].code, "review.date");
  cr_expect_str_eq(diags.list[2].code, "review.past");
}

/* -- Readiness ------------------------------------------------------------------------------- */

static struct readiness forecast(int32_t day) {
  struct readiness readiness;
  cr_assert_eq(readiness_forecast(app, &app->person, 1, day, &arena, &readiness, &diags), RC_OK);
  cr_assert_eq(readiness.n_posts, 1);
  return readiness;
}

Test(app_review, readiness_counts_what_was_never_met_as_not_known) {
  int32_t today = retention_day(NOON);
  struct readiness before = forecast(today);
  cr_assert_eq(before.n_rows, 1);
  cr_expect_str_eq(before.rows[0].competency, "ABC");
  cr_expect_eq(before.rows[0].required, 2);
  cr_expect_eq(before.rows[0].items, 2, "what exams keep is not asked");
  cr_expect_eq(before.rows[0].forecast, 0);
  cr_expect_eq(before.posts[0].forecast, 0);
  practise(true, true);
  struct readiness now = forecast(today), later = forecast(today + 30);
  cr_expect_eq(now.rows[0].met, 2);
  cr_expect_eq(now.rows[0].forecast, SCORE_ONE);
  cr_expect_eq(now.posts[0].forecast, SCORE_ONE);
  cr_expect_eq(now.rows[0].weight, 2 * 3 + 3 + 3);
  cr_expect_lt(later.rows[0].forecast, SCORE_ONE * 9 / 10);
  cr_expect_gt(later.rows[0].forecast, 0);
}

Test(app_review, half_of_what_is_asked_is_half_a_forecast) {
  struct run *run;
  const struct module *module = app_module_at(app, "demo/first", &diags);
  cr_assert_eq(run_begin(app, module, RUN_QUIZ, NULL, &run, &diags), RC_OK);
  answer(run, true);
  run_free(run);
  struct readiness half = forecast(retention_day(NOON));
  cr_expect_eq(half.rows[0].met, 1);
  cr_expect_eq(half.rows[0].forecast, SCORE_ONE / 2);
}

Test(app_review, without_a_post_there_is_no_forecast_for_one) {
  struct person nobody = app->person;
  nobody.position[0] = '\0';
  practise(true, true);
  struct readiness readiness;
  cr_assert_eq(readiness_forecast(app, &nobody, 1, retention_day(NOON), &arena, &readiness, &diags),
               RC_OK);
  cr_assert_eq(readiness.n_rows, 1);
  cr_expect_eq(readiness.rows[0].required, -1);
  cr_expect_eq(readiness.rows[0].forecast, SCORE_ONE);
  cr_expect_eq(readiness.posts[0].forecast, FORECAST_NONE);
}

Test(app_review, readiness_of_many_is_that_of_each) {
  struct person two[2] = {app->person, {.name = "Other", .position = "POL"}};
  struct readiness readiness;
  practise(true, false);
  memset(two[1].id, 0xff, ID_BYTES);
  cr_assert_eq(readiness_forecast(app, two, 2, retention_day(NOON), &arena, &readiness, &diags),
               RC_OK);
  cr_assert_eq(readiness.n_posts, 2);
  cr_assert_eq(readiness.n_rows, 2);
  cr_expect_eq(readiness.rows[0].forecast, forecast(retention_day(NOON)).rows[0].forecast);
  cr_expect_eq(readiness.rows[1].met, 0);
  cr_expect_eq(readiness.posts[1].first, 1);
}

/* -- Warm-up --------------------------------------------------------------------------------- */

Test(app_review, a_class_is_asked_again_what_it_missed_most) {
  const struct module *module;
  cr_expect_eq(warm_up(app, 10, &module, &diags), RC_MISSING);
  cr_expect_str_eq(diags.list[0].code, "warm-up.nothing");
  practise(true, false);
  practise(false, false);
  cr_assert_eq(warm_up(app, 10, &module, &diags), RC_OK);
  cr_assert_eq(module->quiz.n_items, 2);
  cr_expect_str_eq(module->quiz.items[0].path, "demo/first/two");
  cr_assert_eq(warm_up(app, 1, &module, &diags), RC_OK);
  cr_expect_eq(module->quiz.n_items, 1);
}

Test(app_review, a_warm_up_makes_no_records_where_there_are_none) {
  char nowhere[320];
  struct app *other;
  snprintf(nowhere, sizeof nowhere, "%s/none", root);
  const struct app_paths paths = {.courses = courses, .store = nowhere};
  cr_expect_eq(warm_up_open(&paths, &other, &diags), RC_MISSING);
  cr_expect_neq(access(nowhere, F_OK), 0);
}
