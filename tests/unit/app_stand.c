/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where somebody stands: from the record, whose turn it is, and what to train. */
#include "app/stand.h"
#include "app_fixture.h"
#include "base/str.h"

static struct arena arena;

static void done(void) {
  arena_done(&arena);
  teardown();
}

TestSuite(app_stand, .init = setup, .fini = done);

/* 32 questions of ABC in a second module, three of XYZ in a third. */
static void put_bank(void) {
  struct str text = {0};
  str_puts(&text, "id: bank\ntitle: Bank\nquiz:\n  draw: 2\n  pass: 50\n  questions:\n");
  for (int i = 0; i < 32; i++)
    str_printf(&text,
               "    - id: q%d\n      choose: What %d?\n      options:\n        - right: yes\n"
               "        - wrong: no\n          why: no\n        - wrong: nay\n          why: nay\n"
               "      why: so\n      competency: ABC\n      level: %d\n      source: s\n",
               i, i, i % 4 + 1);
  str_puts(&text, "sources:\n  s: A source\n");
  put_file("demo/02-bank.yaml", str_text(&text));
  str_done(&text);
  put_file("demo/course.yaml",
           "id: demo\ntitle: Demo\nlanguage: en\nversion: 1.0.0\nsummary: A demo.\n"
           "audience: [POL]\nlicence: CC-BY-SA-4.0\nmodules:\n  - 01-first.yaml\n"
           "  - 02-bank.yaml\n");
  app_close(app);
  open_app();
  cr_assert(app_sign_in_alone(app));
}

static struct stands read_stands(unsigned minutes) {
  struct stands stands;
  cr_assert_eq(stand_read(app, &arena, minutes, &stands, &diags), RC_OK);
  return stands;
}

static struct run *open_run(const char *path) {
  struct run *run;
  const struct module *module = app_module_at(app, path, &diags);
  cr_assert_not_null(module);
  cr_assert_eq(run_open(app, module, RUN_DIAGNOSTIC, NULL, &run, &diags), RC_OK);
  return run;
}

/* Answers until it is over, or so many times. */
static void play(struct run *run, bool right, unsigned most) {
  for (unsigned i = 0; i < most && !run->session.over; i++) {
    const struct item *item = diagnostic_item(&run->session, run->module);
    struct input input = {.action = "answer", .n = 1};
    input.fields[0].block = page_id("answer");
    input.fields[0].value.n = 1;
    while (item->parts[input.fields[0].value.pick[0]].right != right)
      input.fields[0].value.pick[0]++;
    cr_assert_eq(run_input(app, run, &input, &diags), RC_OK);
  }
}

Test(app_stand, nothing_was_asked_yet) {
  put_bank();
  struct stands stands = read_stands(0);
  cr_assert_eq(stands.n, 1);
  cr_expect_str_eq(stands.list[0].path, "Diagnostic/ABC/2");
  cr_expect_str_eq(stands.list[0].name, "Letters");
  cr_expect_eq(stands.list[0].items, 34, "without that which is kept for tests");
  cr_expect_not(stands.list[0].done);
  cr_expect_not(stands.list[0].begun);
  cr_expect_eq(stands.n_modules, 0, "nobody is sent to training who was not asked");
}

Test(app_stand, a_gap_is_found_from_the_record_and_leads_to_modules) {
  put_bank();
  struct run *run = open_run("Diagnostic/ABC/2");
  cr_expect_str_eq(run->module->title, "Where I stand: Letters");
  play(run, false, 3);
  run_free(run);
  cr_expect(read_stands(0).list[0].begun);
  run = open_run("Diagnostic/ABC/2");
  cr_expect_eq(run->session.u.quiz.n, 4, "gone on with");
  play(run, false, 20);
  cr_assert(run->session.over);
  struct diagnostic_result live = diagnostic_result(&run->session, 2);
  run_free(run);
  struct stands stands = read_stands(0);
  cr_assert(stands.list[0].done);
  cr_expect_not(stands.list[0].begun);
  cr_expect_eq(stands.list[0].result.status, STATUS_GAP);
  cr_expect_eq(stands.list[0].result.estimate.n, live.estimate.n);
  cr_assert_eq(stands.n_modules, 2, "both: three questions of it up to the level, one for tests");
  cr_expect_str_eq(stands.modules[0].module->path, "demo/first");
  cr_expect_str_eq(stands.modules[1].module->path, "demo/bank");
  cr_expect_str_eq(stands.modules[0].names, "Letters");
  cr_expect_eq(stands.modules[0].minutes, 1 + 2); /* and what the practice asks */
}

/* The second time with other questions; the latest stands. */
Test(app_stand, once_more_takes_the_other_form) {
  put_bank();
  struct run *run = open_run("Diagnostic/ABC/2");
  cr_expect_eq(run->session.u.quiz.form, FORM_A);
  play(run, false, 20);
  struct session first = run->session;
  run_free(run);
  run = open_run("Diagnostic/ABC/2");
  cr_expect_eq(run->session.u.quiz.form, FORM_B);
  play(run, true, 20);
  cr_assert(run->session.over);
  for (size_t i = 0; i < run->session.u.quiz.n; i++)
    for (size_t k = 0; k < first.u.quiz.n; k++)
      cr_expect_neq(run->session.u.quiz.slots[i].name, first.u.quiz.slots[k].name);
  run_free(run);
  struct stands stands = read_stands(0);
  cr_expect_eq(stands.list[0].result.status, STATUS_MEETS);
  cr_expect_eq(stands.n_modules, 0);
}

Test(app_stand, home_says_where_one_was_without_reading_a_question) {
  uint8_t session[ID_BYTES];
  const char *where;
  put_bank();
  struct run *run = open_run("Diagnostic/ABC/2");
  play(run, true, 2);
  run_free(run);
  app_close(app);
  open_app();
  cr_assert(app_sign_in_alone(app));
  cr_assert(app_continue(app, session, &arena, &where));
  cr_expect_str_eq(where, "Where I stand: Letters: Question 3 of at most 20");
}

/* Each competency is the turn of some, and each officer has as many as fit. */
Test(app_stand, a_unit_shares_its_competencies) {
  struct str text = {0}, post = {0};
  str_puts(&text, "id: f\ntitle: F\nlanguage: en\nversion: 1.0.0\ncompetencies:\n");
  str_puts(&post, "id: POL\ntitle: Officer\nsummary: Reads.\nrequirements:\n");
  for (int i = 0; i < 5; i++) {
    str_printf(&text,
               "  - id: %s\n    name: N%d\n    descriptors:\n      0: None.\n      1: Few.\n"
               "      2: Some.\n      3: Many.\n      4: All.\n    source: us\n",
               i ? (const char *[]){"", "BBB", "CCC", "DDD", "EEE"}[i] : "ABC", i);
    str_printf(&post, "  %s: {level: %d, importance: 3, frequency: 3, difficulty: 3}\n",
               i ? (const char *[]){"", "BBB", "CCC", "DDD", "EEE"}[i] : "ABC", i < 4 ? 2 : 0);
  }
  put_file("framework/competencies.yaml", str_text(&text));
  put_file("framework/positions/POL.yaml", str_text(&post));
  str_clear(&text);
  str_puts(&text, "id: bank\ntitle: Bank\nsources:\n  s: A source\nquiz:\n  draw: 2\n  pass: 50\n"
                  "  questions:\n");
  for (int i = 1; i < 4; i++)
    str_printf(&text,
               "    - id: q%d\n      true-or-false: Is it %d?\n      truth: yes\n      why: so\n"
               "      competency: %s\n      level: 1\n      source: s\n",
               i, i, (const char *[]){"", "BBB", "CCC", "DDD"}[i]);
  put_file("demo/02-bank.yaml", str_text(&text));
  put_file("demo/course.yaml",
           "id: demo\ntitle: Demo\nlanguage: en\nversion: 1.0.0\nsummary: A demo.\n"
           "audience: [POL]\nlicence: CC-BY-SA-4.0\nmodules:\n  - 01-first.yaml\n"
           "  - 02-bank.yaml\n");
  str_done(&text);
  str_done(&post);
  app_close(app);
  open_app();
  cr_assert(app_sign_in_alone(app));
  unsigned taken[4] = {0};
  for (uint8_t officer = 0; officer < 4; officer++) {
    app->person.id[7] = (uint8_t)(app->person.id[7] / 4 * 4 + officer); /* their places differ */
    struct stands turn = read_stands(2 * STAND_MINUTES + 1);
    cr_expect_eq(turn.n, 2);
    for (size_t i = 0; i < turn.n; i++)
      taken[strcmp(turn.list[i].competency, "ABC") == 0 ? 0 : turn.list[i].competency[0] - 'A']++;
  }
  for (int i = 0; i < 4; i++)
    cr_expect_eq(taken[i], 2, "%d: %u", i, taken[i]);
  cr_expect_eq(read_stands(1).n, 1, "at least one");
  cr_expect_eq(read_stands(999).n, 4, "nothing is required of EEE");
}
