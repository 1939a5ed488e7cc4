/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions of many modules as the quiz of one, and runs over them. */
#include "app_fixture.h"

#include "app/gather.h"
#include "app/review.h"
#include "assess/kind.h"

static const char second_text[] =
    "id: second\ntitle: Second module\nobjectives:\n  o: Say more.\nsources:\n  s: A source\n"
    "lessons:\n  - id: more\n    title: More\n    minutes: 1\n    objectives: [o]\n"
    "    text: Read that.\n    source: s\n"
    "quiz:\n  draw: 1\n  pass: 50\n  questions:\n"
    "    - id: one\n      true-or-false: Ice is wet.\n      truth: no\n      why: It is not.\n"
    "      objective: o\n      competency: ABC\n      level: 2\n      source: s\n";

static void two_modules(void) {
  setup();
  app_close(app);
  put_file("demo/course.yaml",
           "id: demo\ntitle: Demo\nlanguage: en\nversion: 1.0.0\nsummary: A demo.\n"
           "audience: [POL]\nlicence: CC-BY-SA-4.0\nmodules:\n  - 01-first.yaml\n"
           "  - 02-second.yaml\n");
  put_file("demo/02-second.yaml", second_text);
  open_app();
  cr_assert(app_sign_in_alone(app));
}

TestSuite(app_gather, .init = two_modules, .fini = teardown);

static const char *const listed[] = {"demo/second/one", "demo/first/three", "demo/none/one",
                                     "demo/first/one", "review"};

static struct gathered *gather_listed(void) {
  return gather(app, &(struct gathering){"review", "Review", listed, 5, NULL, NULL});
}

Test(app_gather, what_is_listed_comes_in_that_order_but_never_what_exams_keep) {
  const struct gathered *g = gather_listed();
  const struct quiz *quiz = &g->module.quiz;
  cr_assert_eq(quiz->n_items, 2);
  cr_expect_eq(quiz->draw, 2);
  cr_expect_str_eq(quiz->items[0].id, "demo/second/one");
  cr_expect_str_eq(quiz->items[0].path, "demo/second/one");
  cr_expect_str_eq(quiz->items[1].id, "demo/first/one");
  cr_expect_str_eq(g->module.language, "en");
  cr_expect_str_eq(module_competency(&g->module, "ABC"), "Letters (ABC)");
}

Test(app_gather, an_item_is_that_of_its_module_save_its_id) {
  const struct gathered *g = gather_listed();
  const struct item *item = &g->module.quiz.items[0];
  const struct module *home = gather_home(g, item);
  cr_expect_eq(home, app_module_at(app, "demo/second", &diags));
  struct item same = home->quiz.items[0];
  cr_expect_eq(module_home(home, &home->quiz.items[0]), home);
  same.id = same.path;
  cr_expect_eq(memcmp(&same, item, sizeof same), 0);
}

static bool is_hard(void *ctx, const struct module *home, const struct item *item) {
  ++*(size_t *)ctx;
  return home && item->level == 2;
}

Test(app_gather, without_a_list_all_courses_are_gone_through) {
  size_t asked = 0;
  const struct gathered *g =
      gather(app, &(struct gathering){"review", "Review", NULL, 0, is_hard, &asked});
  cr_expect_eq(asked, 4);
  const struct gathered *all =
      gather(app, &(struct gathering){"review", "Review", NULL, 0, NULL, NULL});
  cr_expect_eq(all->module.quiz.n_items, 3, "without what exams keep");
  cr_assert_eq(g->module.quiz.n_items, 1);
  cr_expect_str_eq(g->module.quiz.items[0].id, "demo/second/one");
}

Test(app_gather, only_a_row_makes_a_path_a_gathered_one) {
  cr_expect_not_null(gather_title("review"));
  cr_expect_null(gather_title("review/first"));
  cr_expect_null(gather_title("reviewer"));
  cr_expect_null(gather_title("demo/first"));
  cr_expect_null(gather_again(app, "demo/first", NULL));
}

static struct run *begun(void) {
  struct run *run = NULL;
  const struct module *module = &gather_listed()->module;
  cr_assert_eq(run_begin(app, module, RUN_QUIZ, NULL, &run, &diags), RC_OK);
  return run;
}

static const struct item *asked(const struct run *run) {
  return &run->module->quiz.items[run->session.u.quiz.slots[run->session.u.quiz.at].item];
}

static const char *asked_of(const struct run *run) { return asked(run)->path; }

static void answer_rightly(struct run *run) {
  struct input input = {.action = "answer", .n = 1};
  input.fields[0].block = page_id("answer");
  item_kind_of(asked(run))->solution(asked(run), &input.fields[0].value);
  cr_assert_eq(run_input(app, run, &input, &diags), RC_OK);
}

static void go_on(struct run *run) {
  cr_assert_eq(run_input(app, run, &(struct input){.action = "next"}, &diags), RC_OK);
}

Test(app_gather, a_run_over_it_is_gone_on_with_and_is_the_records_of_its_items) {
  const char *const *met;
  struct arena arena = {0};
  uint8_t id[ID_BYTES];
  size_t n;
  struct run *run = begun();
  memcpy(id, run->id, ID_BYTES);
  const char *first = asked_of(run);
  bool is_first = strcmp(first, "demo/first/one") == 0;
  answer_rightly(run);
  run_free(run);
  app_close(app);
  open_app();
  cr_assert(app_sign_in_alone(app));
  cr_assert_eq(run_resume(app, id, &run, &diags), RC_OK);
  cr_expect_eq(run->session.withdrawn, 0);
  cr_expect_eq(run->session.u.quiz.at, 1);
  cr_expect_eq(run->session.u.quiz.slots[0].score, SCORE_ONE);
  cr_expect_str_eq(asked_of(run), is_first ? "demo/second/one" : "demo/first/one");
  answer_rightly(run);
  go_on(run);
  cr_expect(run->session.over);
  cr_assert_eq(store_met(app->store, app->person.id, &arena, &met, &n, &diags), RC_OK);
  cr_assert_eq(n, 2);
  cr_expect_str_eq(met[0], "demo/first/one");
  cr_expect_str_eq(met[1], "demo/second/one");
  run_free(run);
  arena_done(&arena);
}

Test(app_gather, what_left_the_courses_is_withdrawn_from_its_runs) {
  uint8_t id[ID_BYTES];
  struct run *run = begun();
  memcpy(id, run->id, ID_BYTES);
  run_free(run);
  app_close(app);
  put_file("demo/course.yaml",
           "id: demo\ntitle: Demo\nlanguage: en\nversion: 1.0.1\nsummary: A demo.\n"
           "audience: [POL]\nlicence: CC-BY-SA-4.0\nmodules:\n  - 01-first.yaml\n");
  open_app();
  cr_assert(app_sign_in_alone(app));
  cr_assert_eq(run_resume(app, id, &run, &diags), RC_OK);
  cr_expect_eq(run->session.withdrawn, 1);
  cr_expect_str_eq(asked_of(run), "demo/first/one");
  run_free(run);
}
