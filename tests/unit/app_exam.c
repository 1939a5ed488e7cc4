/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exams over a real store: which form, how long, under which path, and after a restart. */
#include "app_fixture.h"
#include "session/exam.h"

static const char exam_text[] =
    "id: first\ntitle: First module\nobjectives:\n  o: Say it.\nsources:\n  s: A source\n"
    "quiz:\n  draw: 2\n  pass: 50\n  exam: {draw: 2, minutes: 2}\n  questions:\n";

static void setup_exam(void) {
  char yaml[4096];
  setup();
  int at = sprintf(yaml, "%s", exam_text);
  for (int i = 0; i < 6; i++)
    at += sprintf(yaml + at,
                  "    - {id: q%d, true-or-false: Water is wet %d., truth: yes, why: It is., "
                  "competency: ABC, level: 1, source: s}\n",
                  i, i);
  put_file("demo/01-first.yaml", yaml);
}

TestSuite(app_exam, .init = setup_exam, .fini = teardown);

static void restart(void) {
  uint8_t id[ID_BYTES];
  memcpy(id, app->person.id, ID_BYTES);
  app_close(app);
  open_app();
  cr_assert_eq(app_sign_in(app, id, &diags), RC_OK);
}

static const struct module *module(void) {
  const struct module *module = app_module_at(app, "demo/first", &diags);
  cr_assert_not_null(module, "%s", diags.n ? diags.list[0].message : "");
  return module;
}

static struct run *open_exam(void) {
  struct run *run;
  cr_assert_eq(run_open(app, module(), RUN_EXAM, "exam", &run, &diags), RC_OK);
  cr_assert_str_eq(run_path(run), "demo/first/exam");
  return run;
}

static enum rc act(struct run *run, const char *action, int pick) {
  struct input input = {0};
  snprintf(input.action, sizeof input.action, "%s", action);
  if (pick >= 0) {
    input.n = 1;
    input.fields[0].block = page_id("answer");
    input.fields[0].value.n = 1;
    input.fields[0].value.pick[0] = (uint8_t)pick;
  }
  return run_input(app, run, &input, &diags);
}

static uint8_t form_of(struct run *run, bool ends) {
  uint8_t form = run->session.u.quiz.form;
  if (ends)
    cr_assert_eq(run_abandon(app, run, &diags), RC_OK);
  run_free(run);
  return form;
}

Test(app_exam, forms_take_turns_and_everybody_begins_with_a) {
  static const uint8_t forms[] = {FORM_A, FORM_B, FORM_A, FORM_B};
  for (size_t i = 0; i < 4; i++, restart())
    cr_expect_eq(form_of(open_exam(), true), forms[i]);
  cr_expect_eq(form_of(open_exam(), false), FORM_A);
  cr_expect_eq(form_of(open_exam(), false), FORM_A, "the same one, gone on with");
  sign_in(); /* another Amina */
  cr_expect_eq(form_of(open_exam(), true), FORM_A);
}

Test(app_exam, the_time_is_the_persons) {
  static const struct {
    uint16_t percent;
    int64_t limit;
  } rows[] = {{100, 120000}, {125, 150000}, {200, 240000}, {0, 0}};
  for (size_t i = 0; i < 4; i++) {
    struct settings settings = SETTINGS_PLAIN;
    settings.time_percent = rows[i].percent;
    cr_assert_eq(app_prefer(app, &settings, &diags), RC_OK);
    struct run *run = open_exam();
    cr_expect_eq(run->session.u.quiz.limit, rows[i].limit);
    cr_assert_eq(run_abandon(app, run, &diags), RC_OK);
    run_free(run);
  }
}

/* As after a kill: the store alone gives it back, to the byte. */
Test(app_exam, everything_is_there_after_a_restart) {
  struct run *run = open_exam();
  cr_assert_eq(act(run, "begin", -1), RC_OK);
  cr_assert_eq(act(run, "flag", -1), RC_OK);
  cr_assert_eq(act(run, "answer", 0), RC_OK);
  cr_assert_eq(act(run, "previous", -1), RC_OK);
  cr_assert_eq(act(run, "answer", 1), RC_OK);
  cr_assert_eq(act(run, "list", -1), RC_OK);
  struct session before = run->session;
  run_free(run);
  restart();
  run = open_exam();
  cr_expect_eq(run->session.u.quiz.breaks, 1);
  before.u.quiz.breaks = 1;
  before.u.quiz.away = run->session.u.quiz.away;
  cr_expect_eq(memcmp(&before, &run->session, sizeof before), 0);
  cr_expect(run->session.u.quiz.slots[0].flagged);
  cr_assert_eq(act(run, "submit", -1), RC_OK);
  cr_assert_eq(act(run, "confirm", -1), RC_OK);
  cr_expect(run->session.over);
  run_free(run);
  const struct progress *progress = app_progress(app, "demo/first/exam");
  cr_assert_not_null(progress);
  cr_expect_eq(progress->kind, RUN_EXAM);
  cr_expect_eq(progress->times, 1);
  cr_expect_eq(progress->best, 0);
  cr_expect_null(app_progress(app, "demo/first"), "practice is another thing");
}

/* The pinned clock goes a second at every reading. */
Test(app_exam, ticks_end_it_when_the_time_is_up) {
  struct run *run = open_exam();
  cr_assert_eq(act(run, "begin", -1), RC_OK);
  cr_assert_eq(act(run, "answer", 0), RC_OK);
  int64_t elapsed = run_elapsed(run);
  cr_expect_gt(elapsed, 0);
  cr_expect_gt(run_elapsed(run), elapsed);
  for (int i = 0; i < 200 && !run->session.over; i++)
    cr_assert_eq(act(run, "tick", -1), RC_OK);
  cr_assert(run->session.over);
  cr_expect_eq(app_progress(app, "demo/first/exam")->best, 500000);
  run_free(run);
}

/* What is left of the time is what was left, whatever was done elsewhere meanwhile. */
Test(app_exam, a_pause_stops_the_clock_and_gives_nothing_back) {
  struct run *run = open_exam();
  act(run, "begin", -1);
  for (int i = 0; i < 20; i++)
    run_elapsed(run); /* twenty seconds of thinking */
  cr_assert_eq(act(run, "leave", -1), RC_OK);
  int64_t now = run->session.now;
  cr_expect_gt(now, 20000);
  run_free(run);
  restart();
  run = open_exam();
  cr_expect_eq(run->session.now, now);
  cr_expect_leq(run_elapsed(run), 2000);
  run_free(run);
}

/* By the clocks of the events: of one boot to the millisecond, over boots by the wall clock. */
Test(app_exam, how_often_and_how_long_one_was_away_is_recorded) {
  struct run *run = open_exam();
  run_free(run);
  run = open_exam();
  cr_assert_eq(act(run, "begin", -1), RC_OK);
  cr_expect_eq(run->session.u.quiz.breaks, 0, "not begun, not interrupted");
  for (int i = 0; i < 90; i++)
    run_elapsed(run);
  cr_assert_eq(act(run, "leave", -1), RC_OK);
  int64_t now = run->session.now;
  for (int i = 0; i < 90; i++)
    run_elapsed(run); /* away for ninety seconds */
  run_free(run);
  run = open_exam();
  cr_expect_eq(run->session.now, now, "the time stood still");
  cr_expect_eq(run->session.u.quiz.breaks, 1);
  int64_t away = run->session.u.quiz.away;
  cr_expect(away >= 90000 && away < 100000, "%ld", (long)away);
  run_free(run);
  restart();
  run = open_exam();
  cr_expect_eq(run->session.u.quiz.breaks, 2);
  cr_expect_geq(run->session.u.quiz.away, away);
  run_free(run);
}

Test(app_exam, the_report_counts_a_changed_answer_once) {
  struct competency_row *rows;
  size_t n;
  struct run *run = open_exam();
  act(run, "begin", -1);
  for (int i = 0; i < 5; i++) {
    cr_assert_eq(act(run, "answer", i % 2), RC_OK);
    cr_assert_eq(act(run, "go:1", -1), RC_OK);
    cr_assert_eq(store_competency(app->store, NULL, INT64_MAX, &rows, &n, &diags), RC_OK);
    cr_assert_eq(n, 1);
    cr_expect_eq(rows[0].items, 1);
    cr_expect_eq(rows[0].right, i % 2 == 0);
    free(rows);
  }
  run_free(run);
}
