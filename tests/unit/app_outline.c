/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a course has, kept for as long as its files stay the same. */
#include "app/outline.h"

#include "app/inner.h"
#include "app_fixture.h"

static struct arena arena;

/* Files were changed long ago, so that what was understood of them may be kept. */
static void begin(void) {
  stamp_pin_clock(4000000000);
  setup();
}

static void end(void) {
  arena_done(&arena);
  teardown();
}

TestSuite(app_outline, .init = begin, .fini = end);

static void restart(void) {
  app_close(app);
  open_app();
}

static const struct outlined *outline(size_t *n) {
  return app_outline(app, &arena, app_course(app, "demo"), n);
}

static const struct outlined *first(void) {
  size_t n;
  const struct outlined *list = outline(&n);
  cr_assert_eq(n, 1);
  return &list[0];
}

static void expect_demo(const struct outlined *it) {
  cr_expect_null(it->fault);
  cr_expect_str_eq(it->path, "demo/first");
  cr_expect_str_eq(it->title, "First module");
  cr_expect_str_eq(it->exam_path, "demo/first/exam");
  cr_expect_eq(it->draw, 2);
  cr_expect_eq(it->exam_questions, 0);
  cr_assert_eq(it->n_lessons, 1);
  cr_expect_str_eq(it->lessons[0].path, "demo/first/intro");
  cr_expect_eq(it->lessons[0].minutes, 1);
  cr_expect_eq(it->n_drills, 0);
  cr_assert_eq(it->n_questions, 1, "all of one competency and level");
  cr_expect_str_eq(it->questions[0].competency, "ABC");
  cr_expect_eq(it->questions[0].n, 3);
  cr_expect_eq(it->questions[0].n_exam, 1);
}

Test(app_outline, is_read_once_and_then_kept) {
  expect_demo(first());
  cr_expect_eq(app->n_modules, 1);
  restart();
  expect_demo(first());
  cr_expect_eq(app->n_modules, 0, "no module was read for it");
}

Test(app_outline, is_made_anew_when_a_module_changes) {
  static char changed[sizeof module_text + 64];
  expect_demo(first());
  snprintf(changed, sizeof changed, "%s", module_text);
  memcpy(strstr(changed, "title: Intro"), "title: Other", 12);
  put_file("demo/01-first.yaml", changed);
  restart();
  cr_expect_str_eq(first()->lessons[0].title, "Other");
}

/* The module that was read earlier stays what it was, and is not kept for what is there now. */
Test(app_outline, of_what_changed_while_it_was_open_is_not_kept) {
  static char changed[sizeof module_text + 64];
  cr_assert_not_null(app_module(app, app_course(app, "demo"), 0, &diags));
  snprintf(changed, sizeof changed, "%s# and more\n", module_text);
  memcpy(strstr(changed, "title: Intro"), "title: Other", 12);
  put_file("demo/01-first.yaml", changed);
  cr_expect_str_eq(first()->lessons[0].title, "Intro");
  restart();
  cr_expect_str_eq(first()->lessons[0].title, "Other");
}

Test(app_outline, says_what_is_wrong_and_does_not_keep_it) {
  put_file("demo/01-first.yaml", "id: first\ntitle: [broken\n");
  for (int round = 0; round < 2; round++) {
    restart();
    cr_assert_not_null(first()->fault);
    cr_expect_neq(first()->fault[0], '\0');
    cr_expect_str_eq(first()->title, "01-first.yaml");
    cr_expect_eq(first()->n_questions, 0);
    cr_expect_eq(app->n_modules, 1, "read again");
  }
}

/* Whoever else understood the files differently, or wrote over the row, is not believed. */
Test(app_outline, that_is_cut_short_is_made_anew) {
  struct str cut = {0};
  expect_demo(first());
  pack_text(&cut, "no outline");
  kept_put(app, "outline 1 demo", &cut);
  str_done(&cut);
  restart();
  expect_demo(first());
}
