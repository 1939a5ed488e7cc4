/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A diagnostic: what is drawn and recorded, what is told, and that its record gives it back. */
#include "session/diagnostic.h"

#include "base/str.h"
#include "session_fixture.h"

static struct live live;

TestSuite(session_diagnostic, .fini = done);

enum { A_LEVEL = 10 };

static const char path[] = "Diagnostic/A/2";

/* As app/gather.h makes it: ids are paths. Of each level so many; skip: that one is left out. */
static struct module *bank(size_t a_level, const char *kind, const char *skip) {
  struct str yaml = {0};
  str_puts(&yaml, "questions:\n");
  for (unsigned level = 1; level <= 4; level++)
    for (size_t i = 0; i < a_level; i++)
      str_printf(&yaml,
                 "  - {id: q%u%zu, competency: A, level: %u, objective: o, hint: look, %s}\n",
                 level, i, level, kind);
  struct module *module = fixture_module(str_text(&yaml));
  struct item *items = (struct item *)module->quiz.items;
  size_t n = 0;
  str_done(&yaml);
  for (size_t i = 0; i < module->quiz.n_items; i++)
    if (!skip || strcmp(items[i].path, skip) != 0) {
      items[n] = items[i];
      items[n].id = items[n].path;
      n++;
    }
  module->quiz.n_items = n;
  module->path = path;
  return module;
}

#define CHOOSE "choose: q, options: [{right: r}, {wrong: x, why: nx}, {wrong: y, why: ny}]"
#define WRITE "number: q, equals: 4"

static void begin_form(const struct module *module, uint8_t form, uint64_t seed) {
  const struct beginning how = {.kind = RUN_DIAGNOSTIC, .seed = seed, .form = form};
  free(live.list);
  memset(&live, 0, sizeof live);
  live.module = module;
  cr_assert(session_start(module, &how, &live.session, &live.started));
  live.durable = live.session;
}

static void begin(void) { begin_form(bank(A_LEVEL, CHOOSE, NULL), FORM_A, 7); }

static const struct quiz_state *state(void) { return &live.session.u.quiz; }

static bool answer(int64_t now, bool right) {
  const struct item *item = diagnostic_item(&live.session, live.module);
  struct session_input input = {.now = now, .what = DIAGNOSTIC_ANSWER};
  if (!item)
    return false;
  if (right)
    item_kind_of(item)->solution(item, &input.response);
  else if (item->n_parts)
    input.response = (struct response){.n = 1, .pick = {1}};
  else
    strcpy(input.response.text, "17");
  return live_step(&live, &input);
}

static unsigned run(bool right) {
  unsigned n = 0;
  while (!live.session.over && answer(1000 * (n + 1), right))
    n++;
  cr_assert(live.session.over);
  return n;
}

static void check_replayed(const struct module *module) {
  bool closed;
  struct session again = live_replayed(&live, module, &closed);
  cr_assert_not(closed);
  cr_assert_eq(memcmp(&again, &live.session, sizeof again), 0, "after %zu happenings", live.n);
}

Test(session_diagnostic, paths) {
  char competency[24];
  cr_expect_eq(diagnostic_required("Diagnostic/DOC-EXAM/3", competency), 3);
  cr_expect_str_eq(competency, "DOC-EXAM");
  static const char *const none[] = {"Diagnostic/",
                                     "Diagnostic/3",
                                     "Diagnostic//3",
                                     "Diagnostic/A/0",
                                     "Diagnostic/A/5",
                                     "Diagnostic/A/22",
                                     "diagnostic/A/2",
                                     "c/m",
                                     "",
                                     "Diagnostic/ABCDEFGHIJKLMNOPQRSTUVWX/2"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    cr_expect_eq(diagnostic_required(none[i], NULL), 0, "%s", none[i]);
}

Test(session_diagnostic, an_answer_is_recorded_with_the_draw_that_it_leads_to) {
  begin();
  cr_expect_eq(live.started.mode, MODE_DIAGNOSTIC);
  cr_expect_str_eq(live.started.path, path);
  cr_expect_eq(live.started.plan.n, 1);
  cr_expect_eq(live.started.plan.form, FORM_A);
  const struct item *first = diagnostic_item(&live.session, live.module);
  cr_assert(answer(1500, true));
  cr_assert_eq(live.n, 2);
  cr_expect_eq(live.list[0].verb, VERB_ANSWERED);
  cr_expect_eq(live.list[0].mode, MODE_DIAGNOSTIC);
  cr_expect_str_eq(live.list[0].path, first->path);
  cr_expect_eq(live.list[0].guess, 333333);
  cr_expect_eq(live.list[0].duration, 1500);
  cr_expect_eq(live.list[1].verb, VERB_DRAWN);
  cr_expect_str_eq(live.list[1].path, path);
  cr_expect_eq(live.list[1].plan.n, 1);
  cr_expect_str_eq(live.list[1].plan.slots[0].item,
                   diagnostic_item(&live.session, live.module)->path);
  cr_expect_not(live_do(&live, 2000, DIAGNOSTIC_NEXT), "what is asked is not passed over");
}

Test(session_diagnostic, it_ends_when_it_is_clear_and_says_what_to_do) {
  begin();
  unsigned n = run(true);
  cr_expect(n >= 5 && n <= 12, "%u", n);
  cr_expect_eq(live_last(&live)->verb, VERB_COMPLETED);
  cr_expect(live_last(&live)->passed);
  cr_expect_eq(diagnostic_result(&live.session, 2).status, STATUS_MEETS);
  struct module *third = bank(A_LEVEL, CHOOSE, NULL);
  third->path = "Diagnostic/A/3";
  begin_form(third, FORM_A, 7);
  run(true);
  cr_expect(live_last(&live)->passed);
  cr_expect_eq(diagnostic_result(&live.session, 3).status, STATUS_KNOWS_NOT_SHOWN, "only answers");
  begin();
  n = run(false);
  cr_expect(n >= 5 && n <= 12, "%u", n);
  cr_expect_not(live_last(&live)->passed);
  cr_expect_eq(diagnostic_result(&live.session, 2).status, STATUS_GAP);
}

Test(session_diagnostic, twenty_are_the_most) {
  begin_form(bank(20, CHOOSE, NULL), FORM_A, 3);
  unsigned n = 0;
  for (bool right = true; !live.session.over; right = !right, n++)
    cr_assert(answer(1000 * n, right));
  cr_expect(n <= ADAPTIVE_MOST);
}

/* A bank of few: what there is is asked, and then it is said that it was too little. */
Test(session_diagnostic, a_bank_of_few_is_asked_to_its_end) {
  begin_form(bank(2, CHOOSE, NULL), FORM_B, 3);
  cr_expect_eq(run(true), 4, "one of each level in each form");
  cr_expect_eq(diagnostic_result(&live.session, 2).status, STATUS_INSUFFICIENT);
  const struct beginning how = {.kind = RUN_DIAGNOSTIC, .form = FORM_A};
  cr_expect_not(session_start(bank(0, CHOOSE, NULL), &how, &live.session, &live.started));
  struct module *other = bank(2, CHOOSE, NULL);
  other->path = "c/m";
  cr_expect_not(session_start(other, &how, &live.session, &live.started), "of no competency");
}

Test(session_diagnostic, typed_answers_alone_are_never_enough) {
  begin_form(bank(8, WRITE, NULL), FORM_A, 3);
  cr_expect_eq(run(true), 16, "all there are");
  cr_expect_eq(diagnostic_result(&live.session, 2).status, STATUS_INSUFFICIENT);
}

Test(session_diagnostic, two_forms_share_no_question_and_have_all_levels) {
  struct module *module = bank(5, CHOOSE, NULL);
  struct item *items = (struct item *)module->quiz.items;
  struct adaptive_item a[20], b[20], all[20];
  items[0].use = USE_EXAM;
  size_t n_a = diagnostic_pool(&module->quiz, FORM_A, a);
  size_t n_b = diagnostic_pool(&module->quiz, FORM_B, b);
  size_t levels[2][LEVELS] = {{0}};
  cr_expect_eq(diagnostic_pool(&module->quiz, FORM_NONE, all), 19);
  cr_expect_eq(n_a + n_b, 19);
  for (size_t i = 0; i < n_a; i++) {
    cr_expect_neq(items[a[i].index].use, USE_EXAM);
    levels[0][a[i].level]++;
    for (size_t k = 0; k < n_b; k++)
      cr_expect_neq(a[i].index, b[k].index);
  }
  for (size_t k = 0; k < n_b; k++)
    levels[1][b[k].level]++;
  for (unsigned level = 1; level < LEVELS; level++)
    cr_expect(levels[0][level] >= 2 && levels[1][level] >= 2, "level %u", level);
}

Test(session_diagnostic, nothing_is_told_before_the_end) {
  begin();
  for (int i = 0; i < 4; i++) {
    struct page *page = live_page(&live);
    cr_expect_null(page_action(page, "hint"));
    cr_expect_null(page_action(page, "key"));
    cr_expect_null(page_block(page, BLOCK_NOTICE), "no verdict on the one before");
    cr_assert(answer(1000 * i, i % 2));
  }
  run(true);
  struct page *page = live_page(&live);
  cr_expect_not_null(page_action(page, "leave"));
  cr_expect_null(page_action(page, "again"));
  cr_expect_not(session_look(&live.session, live.module, 1, page), "the questions stay unknown");
}

Test(session_diagnostic, any_part_of_its_record_gives_it_back) {
  begin();
  check_replayed(live.module);
  for (int i = 0; !live.session.over; i++) {
    cr_assert(answer(1000 * i, i % 3 > 0));
    check_replayed(live.module);
  }
}

/* Another program would have drawn otherwise: what is recorded is asked. */
Test(session_diagnostic, recorded_draws_win) {
  begin();
  answer(1000, true);
  struct happening *drawn = &live.list[1];
  const struct item *other = &live.module->quiz.items[0];
  while (strcmp(other->path, drawn->plan.slots[0].item) == 0 ||
         seal_name(other->path) == state()->slots[0].name)
    other++;
  drawn->plan.slots[0].item = other->path;
  memcpy(drawn->plan.slots[0].key_rev, other->key_rev, HASH_BYTES);
  bool closed;
  struct session again = live_replayed(&live, live.module, &closed);
  cr_expect_eq(diagnostic_item(&again, live.module), other);
}

Test(session_diagnostic, a_question_that_is_gone_is_withdrawn_and_another_drawn) {
  begin();
  answer(1000, true);
  answer(2000, true);
  const char *open = diagnostic_item(&live.session, live.module)->path;
  bool closed;
  live.module = bank(A_LEVEL, CHOOSE, open);
  live.session = live_replayed(&live, live.module, &closed);
  live.durable = live.session;
  cr_assert_not(closed);
  cr_expect_eq(live.session.withdrawn, 1);
  cr_expect_null(diagnostic_item(&live.session, live.module));
  cr_expect_not_null(page_action(live_page(&live), "next"));
  cr_assert(live_do(&live, 3000, DIAGNOSTIC_NEXT));
  cr_expect_eq(live_last(&live)->verb, VERB_DRAWN);
  cr_expect_not_null(diagnostic_item(&live.session, live.module));
  check_replayed(live.module);
}

/* What was answered counts, though the course has it no longer. */
Test(session_diagnostic, the_record_alone_tells_the_result) {
  begin();
  run(false);
  const struct module bare = {.path = path, .title = "", .language = ""};
  bool closed;
  struct session again = live_replayed(&live, &bare, &closed);
  struct diagnostic_result one = diagnostic_result(&live.session, 2);
  struct diagnostic_result same = diagnostic_result(&again, 2);
  cr_expect_not(closed);
  cr_expect_eq(same.status, STATUS_GAP);
  cr_expect_eq(memcmp(&one.estimate, &same.estimate, sizeof one.estimate), 0);
}
