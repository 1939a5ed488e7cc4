/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/search.h"
#include "app_fixture.h"

static struct arena found_arena;
static const struct finding *found;

static void finish(void) {
  arena_done(&found_arena);
  teardown();
}

TestSuite(app_search, .init = setup, .fini = finish);

static size_t search(const char *query) {
  return app_search(app, query, true, 40, &found_arena, &found);
}

static void answer_all(void) {
  struct run *run;
  const struct module *module = app_module_at(app, "demo/first", &diags);
  cr_assert_eq(run_begin(app, module, RUN_QUIZ, NULL, &run, &diags), RC_OK);
  for (int i = 0; i < 4; i++) {
    struct input input = {.n = 1};
    snprintf(input.action, sizeof input.action, "%s",
             run->session.u.quiz.telling ? "next" : "answer");
    input.fields[0].block = page_id("answer");
    input.fields[0].value.n = 1;
    cr_assert_eq(run_input(app, run, &input, &diags), RC_OK);
  }
  run_free(run);
}

Test(app_search, nothing_asked_is_the_whole_glossary_in_its_order) {
  cr_assert_eq(search(""), 2);
  cr_expect_str_eq(found[0].title, "Laminate");
  cr_expect_str_eq(found[1].title, "Zone");
  cr_expect_eq(found[0].kind, FOUND_TERM);
}

Test(app_search, words_are_found_in_any_case_and_every_one_of_them) {
  cr_assert_eq(search("  READ this"), 1);
  cr_expect_eq(found[0].kind, FOUND_LESSON);
  cr_expect_str_eq(found[0].path, "demo/first/intro");
  cr_expect_eq(search("read nothing"), 0);
}

Test(app_search, questions_are_found_once_they_were_met_and_those_of_exams_never) {
  cr_expect_eq(search("wet"), 0);
  answer_all();
  cr_assert_eq(search("wet"), 2);
  for (size_t i = 0; i < 2; i++) {
    cr_expect_eq(found[i].kind, FOUND_ITEM);
    cr_expect_str_neq(found[i].path, "demo/first/three");
  }
  cr_expect_eq(app_search(app, "wet", false, 40, &found_arena, &found), 0,
               "nor while a question is asked");
}

/* It was a question of practice when it was answered, and is kept for exams now. */
Test(app_search, what_is_kept_for_exams_now_is_not_found_either) {
  struct happening answered = {.verb = VERB_ANSWERED,
                               .mode = MODE_PRACTICE,
                               .path = "demo/first/three",
                               .competency = "ABC",
                               .attempt = 1};
  struct append append = {.happened = &answered, .n = 1};
  memcpy(append.actor, app->person.id, ID_BYTES);
  memcpy(append.subject, app->person.id, ID_BYTES);
  cr_assert_eq(store_append(app->store, &append, &diags), RC_OK);
  cr_expect_eq(search("hidden"), 0);
}

Test(app_search, what_is_called_so_comes_before_what_says_so) {
  cr_assert_geq(search("intro"), 1);
  cr_expect_str_eq(found[0].title, "Intro");
  cr_expect_eq(app_search(app, "", true, 1, &found_arena, &found), 1, "no more than asked for");
}

Test(app_search, settings_are_kept_and_change_the_time_of_tests) {
  struct settings settings = SETTINGS_PLAIN;
  settings.time_percent = 150;
  cr_assert_eq(app_prefer(app, &settings, &diags), RC_OK);
  cr_expect_eq(app_time_percent(app), 150);
  uint8_t id[ID_BYTES];
  memcpy(id, app->person.id, ID_BYTES);
  app_close(app);
  open_app();
  cr_expect_eq(app_time_percent(app), 150, "the first screen is as it was left");
  cr_assert_eq(app_sign_in(app, id, &diags), RC_OK);
  cr_expect_eq(app_time_percent(app), 150);
}

Test(app_search, competencies_are_those_of_the_person_signed_in) {
  struct report_row *rows;
  size_t n;
  answer_all();
  cr_assert_eq(app_competency(app, &found_arena, &rows, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  cr_expect_eq(rows[0].items, 2);
  cr_expect_eq(rows[0].required, 2);
  struct person other = {.name = "Other"};
  cr_assert_eq(app_state_person(app, &other, &diags), RC_OK);
  cr_assert_eq(app_sign_in(app, other.id, &diags), RC_OK);
  cr_assert_eq(app_competency(app, &found_arena, &rows, &n, &diags), RC_OK);
  cr_expect(n == 0 || rows[0].items == 0);
}
