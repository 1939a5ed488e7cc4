/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session is what its records make of it: at any moment, and with a course that changed. */
#include "session_fixture.h"

TestSuite(session_replay, .fini = done);

static struct live live;

#define CHOOSE(id, right)                                                                          \
  "  - {id: " id ", competency: " id ", hint: look, choose: q, "                                   \
  "options: [{right: " right "}, {wrong: x, why: nx}, {wrong: y, why: ny}]}\n"
#define WRITE "  - {id: w, competency: T, hint: h, write: q, accept: [ab], pattern: '(a+)+[bc]'}\n"
#define TRUTH "  - {id: t, competency: T, true-or-false: q, truth: no}\n"
#define ALL                                                                                        \
  "  - {id: m, competency: M, choose-all: q, options: [{right: r}, {right: s}, {wrong: y}]}\n"
#define SCENARIO                                                                                   \
  "drill:\n  scenario: t\n  state: {s: {start: 0, from: 0, to: 3}}\n  start: a\n  scenes:\n"       \
  "    a: {text: t, choices: [{do: x, score: {C: 2}, go: b}, {do: y, go: b}]}\n"                   \
  "    b: {text: t, choices: [{do: x, go: a}, {do: y, score: {D: 1}, go: good},\n"                 \
  "       {do: k, critical: c, when: seen(b), go: bad}]}\n"                                        \
  "    good: {end: pass, text: t}\n    bad: {end: fail, text: t}\n"

static const char mixed[] =
    "draw: 5\nquestions:\n" CHOOSE("a", "r") CHOOSE("b", "r") WRITE TRUTH ALL;

static uint64_t dice = 88172645463325252u;

static uint64_t roll(uint64_t n) {
  dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
  return dice % n;
}

/* Anything a face might send, and some that none would. */
static struct session_input random_input(int64_t now) {
  struct session_input input = {.now = now + (int64_t)roll(50) - 3, .what = (uint16_t)roll(7)};
  static const char *const texts[] = {"ab", "zz", "", "AC",
                                      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
  static const char *const names[] = {"x", "y", "k", "z"};
  input.target = roll(4) ? seal_name(names[roll(4)]) : 0;
  input.response.n = (uint8_t)roll(3);
  for (size_t i = 0; i < input.response.n; i++)
    input.response.pick[i] = (uint8_t)roll(4);
  strcpy(input.response.text, texts[roll(5)]);
  return input;
}

/* Byte for byte what was live when the last happening was recorded. */
static void check_replayed(void) {
  bool closed;
  struct session again = live_replayed(&live, live.module, &closed);
  cr_assert_not(closed);
  cr_assert_eq(memcmp(&again, &live.durable, sizeof again), 0, "after %zu happenings", live.n);
}

static void random_run(enum run_kind kind, const char *item, uint64_t seed, int steps) {
  live_start(&live, live.module, kind, item, seed);
  check_replayed();
  for (int i = 0; i < steps && !live.session.over; i++) {
    struct session_input input = random_input(live.session.now);
    size_t before = live.n;
    live_step(&live, &input);
    if (live.n != before)
      check_replayed();
  }
}

Test(session_replay, random_quizzes) {
  size_t over = 0, happenings = 0;
  const struct module *module = fixture_module(mixed);
  for (uint64_t seed = 0; seed < 1000; seed++) {
    live.module = module;
    random_run(RUN_QUIZ, NULL, seed, 400);
    over += live.session.over;
    happenings += live.n;
  }
  cr_expect_gt(over, 500);
  cr_expect_gt(happenings, 7000);
}

Test(session_replay, random_drills) {
  size_t over = 0;
  const struct module *module = fixture_module(SCENARIO);
  for (uint64_t seed = 0; seed < 500; seed++) {
    live.module = module;
    random_run(RUN_DRILL, "d", seed, 60);
    over += live.session.over;
  }
  cr_expect_gt(over, 250);
}

/* As the store gives them back: one happening at a time, and never what was not recorded. */
Test(session_replay, waiting_inputs_are_lost_and_nothing_else) {
  live_start(&live, fixture_module(mixed), RUN_QUIZ, NULL, 3);
  live_answer(&live, 10, true);
  live_do(&live, 20, QUIZ_NEXT);
  cr_expect_eq(live.session.u.quiz.at, 1);
  bool closed;
  struct session again = live_replayed(&live, live.module, &closed);
  cr_expect_eq(again.u.quiz.at, 0);
  cr_expect(again.u.quiz.telling);
  cr_expect_eq(again.u.quiz.slots[0].score, SCORE_ONE);
}

Test(session_replay, a_run_of_another_engine_is_closed) {
  const struct module *module = fixture_module("draw: 1\nquestions:\n" CHOOSE("a", "r"));
  live_start(&live, module, RUN_QUIZ, NULL, 3);
  struct happening closed;
  struct session again;
  bool has_closed = false;
  live.started.plan.engine++;
  cr_expect_not(session_resume(module, &live.started, &again, &closed, &has_closed));
  cr_assert(has_closed);
  cr_expect_eq(closed.verb, VERB_CLOSED);
  cr_expect(again.over);
}

/* Feedback that was told is not told again, and going on is recorded with the next answer. */
Test(session_replay, who_comes_back_goes_on) {
  const struct module *module =
      fixture_module("draw: 2\nquestions:\n" CHOOSE("a", "r") CHOOSE("b", "r"));
  live_start(&live, module, RUN_QUIZ, NULL, 3);
  live_answer(&live, 10, true);
  bool closed;
  struct session again = live_replayed(&live, module, &closed);
  session_return(&again, module);
  cr_expect_eq(again.u.quiz.at, 1);
  cr_expect_not(again.u.quiz.telling);
  cr_expect_eq(again.n_pending, 1);
  live.session = again;
  live_answer(&live, 20, true);
  cr_expect_eq(live_last(&live)->n_inputs, 2);
  again = live_replayed(&live, module, &closed);
  session_return(&again, module);
  cr_expect_eq(again.u.quiz.at, 1, "the results are a decision");
  cr_expect(again.u.quiz.telling);
}

Test(session_replay, recorded_scores_win) {
  const struct module *module = fixture_module("draw: 1\nquestions:\n" CHOOSE("a", "r"));
  live_start(&live, module, RUN_QUIZ, NULL, 3);
  live_answer(&live, 10, true);
  live.list[0].score = 250000;
  live.list[0].hinted = true;
  bool closed;
  struct session again = live_replayed(&live, module, &closed);
  cr_expect_eq(again.u.quiz.slots[0].score, 250000);
  cr_expect_eq(again.u.quiz.slots[0].state, SLOT_WRONG_ONCE);
  cr_expect(again.u.quiz.slots[0].hinted);
  live.list[0].faulty = true;
  again = live_replayed(&live, module, &closed);
  cr_expect(again.u.quiz.slots[0].faulty);
  cr_expect_eq(again.u.quiz.slots[0].state, SLOT_DONE);
}

/* -- A course that changed ------------------------------------------------------------------- */

/* Three questions in the order in which the seed draws them. */
static const struct module *before(void) {
  const struct module *module = fixture_module("draw: 3\npass: 50\nquestions:\n" CHOOSE("a", "r")
                                                   CHOOSE("b", "r") CHOOSE("c", "r"));
  live_start(&live, module, RUN_QUIZ, NULL, 11);
  return module;
}

/* The same module with another key for the slot's item, or without it. */
static const struct module *change(size_t slot, bool gone) {
  char yaml[2048] = "draw: 3\npass: 50\nquestions:\n";
  const char *id = live.started.plan.slots[slot].item;
  for (const char *name = "abc"; *name; name++) {
    if (*name == *id && gone)
      continue;
    sprintf(yaml + strlen(yaml),
            "  - {id: %c, competency: %c, hint: look, choose: q, "
            "options: [{right: %s}, {wrong: x, why: nx}, {wrong: y, why: ny}]}\n",
            *name, *name, *name == *id ? "other" : "r");
  }
  return fixture_module(yaml);
}

/* Goes on with what the records make of today's module. */
static void go_on_with(const struct module *module) {
  bool closed;
  struct session again = live_replayed(&live, module, &closed);
  cr_assert_not(closed);
  live.module = module;
  live.session = live.durable = again;
}

static void answer_on(bool right) {
  cr_assert(live_answer(&live, live.session.now + 10, right));
  if (!right)
    cr_assert(live_do(&live, live.session.now + 1, QUIZ_KEY));
  cr_assert(live_do(&live, live.session.now + 10, QUIZ_NEXT));
}

static const char *asked(void) {
  const struct item *item = quiz_item(&live.session, live.module);
  return item ? item->id : "";
}

#define SLOT(n) live.started.plan.slots[n].item

Test(session_replay, an_unanswered_question_with_another_key_is_withdrawn) {
  for (int gone = 0; gone < 2; gone++) {
    before();
    answer_on(true);
    live_answer(&live, 50, true);
    go_on_with(change(2, gone));
    cr_expect_eq(live.session.withdrawn, 1);
    cr_expect_not_null(page_block(live_page(&live), BLOCK_NOTICE));
    cr_assert(live_do(&live, 60, QUIZ_NEXT));
    cr_expect_eq(live_last(&live)->verb, VERB_COMPLETED);
    cr_expect_eq(live_last(&live)->score, SCORE_ONE);
    cr_expect_eq(live_last(&live)->scores[0].weight, 1);
    cr_expect_eq(live_last(&live)->n_scores, 2);
  }
}

Test(session_replay, an_answered_one_is_kept) {
  for (int gone = 0; gone < 2; gone++) {
    before();
    answer_on(false);
    live_answer(&live, 50, true);
    go_on_with(change(0, gone));
    cr_expect_eq(live.session.withdrawn, 0);
    cr_expect_eq(live.session.u.quiz.at, 1);
    cr_expect_eq(live.session.u.quiz.slots[0].score, 0);
    cr_expect_eq(live.session.u.quiz.slots[0].attempts, 1);
    cr_assert(live_do(&live, 60, QUIZ_NEXT));
    answer_on(true);
    cr_expect_eq(live_last(&live)->verb, VERB_COMPLETED);
    cr_expect_eq(live_last(&live)->score, 666666);
    cr_expect_eq(live_last(&live)->n_scores, 3, "its competency is remembered too");
    live_page(&live);
  }
}

Test(session_replay, changed_while_its_feedback_was_on_screen) {
  before();
  live_answer(&live, 10, false);
  go_on_with(change(0, true));
  cr_expect_str_eq(asked(), SLOT(1));
  cr_expect_not(live.session.u.quiz.telling);
  answer_on(true), answer_on(true);
  cr_expect_eq(live_last(&live)->score, 666666);
}

Test(session_replay, withdrawn_at_the_front) {
  before();
  go_on_with(change(0, true));
  cr_expect_str_eq(asked(), SLOT(1));
  unsigned at, of;
  quiz_position(&live.session.u.quiz, live.session.u.quiz.at, &at, &of);
  cr_expect_eq(at, 1);
  cr_expect_eq(of, 2);
  answer_on(true), answer_on(true);
  cr_expect_eq(live_last(&live)->verb, VERB_COMPLETED);
  cr_expect_eq(live_last(&live)->score, SCORE_ONE);
}

/* Withdrawn one day, passed over, and back the next day: it stays withdrawn, and the answer that
 * followed it stays where it was given. */
/* It belongs to the question it was asked at, not to whichever comes in its place. */
Test(session_replay, hint_goes_with_its_question) {
  before();
  cr_assert(live_do(&live, 5, QUIZ_HINT));
  go_on_with(change(0, true));
  cr_expect_str_eq(asked(), SLOT(1));
  cr_expect_not(live.session.u.quiz.slots[1].hinted);
  answer_on(true);
  cr_expect_not(live_last(&live)->hinted);
}

Test(session_replay, changed_and_changed_back) {
  const struct module *original = before();
  answer_on(true);
  live_answer(&live, 40, true); /* slot 1, so that NEXT is recorded */
  live.n = 1;                   /* of which only the first was recorded */
  go_on_with(change(1, false));
  cr_assert(live_do(&live, 60, QUIZ_NEXT));
  cr_expect_str_eq(asked(), SLOT(2));
  cr_assert(live_answer(&live, 70, false));
  go_on_with(original);
  cr_expect_str_eq(asked(), SLOT(2));
  cr_expect(live.session.u.quiz.telling);
  cr_expect_eq(live.session.u.quiz.slots[1].state, SLOT_WITHDRAWN);
  cr_expect_eq(live.session.u.quiz.slots[1].attempts, 0);
  cr_expect_eq(live.session.u.quiz.slots[2].score, 0);
  cr_expect_eq(live.session.withdrawn, 1);
  live_do(&live, 80, QUIZ_KEY), live_do(&live, 81, QUIZ_NEXT);
  cr_expect_eq(live_last(&live)->verb, VERB_COMPLETED);
  cr_expect_eq(live_last(&live)->score, 500000);
}

Test(session_replay, answered_then_withdrawn_in_a_row) {
  before();
  answer_on(true), answer_on(false);
  live_answer(&live, 90, true);
  go_on_with(change(1, true));
  cr_expect_eq(live.session.u.quiz.at, 2);
  cr_expect_eq(live.session.u.quiz.slots[1].score, 0);
  cr_assert(live_do(&live, 99, QUIZ_NEXT));
  cr_expect_eq(live_last(&live)->score, 666666);
}

Test(session_replay, everything_is_gone) {
  before();
  bool closed;
  struct module *module = fixture_module("draw: 1\nquestions:\n" CHOOSE("z", "r"));
  go_on_with(module);
  cr_expect_eq(live.session.withdrawn, 3);
  struct page *page = live_page(&live);
  cr_expect_not_null(page_action(page, "next"));
  cr_assert(live_do(&live, 5, QUIZ_NEXT));
  cr_expect_eq(live_last(&live)->verb, VERB_CLOSED);
  cr_expect_eq(live_last(&live)->reason, CLOSED_COURSE_CHANGED);
  live_replayed(&live, module, &closed);
}

Test(session_replay, a_completed_quiz_stays_completed) {
  const struct module *original = before();
  answer_on(true), answer_on(true), answer_on(true);
  for (size_t i = 0; i < 3; i++) {
    bool closed;
    struct session again = live_replayed(&live, change(i, true), &closed);
    cr_expect(again.over);
    cr_expect_eq(quiz_tally(&again.u.quiz, original->quiz.pass).score, SCORE_ONE);
    cr_expect_eq(again.withdrawn, 0);
  }
}

Test(session_replay, a_reworded_question_disturbs_nothing) {
  before();
  answer_on(true);
  go_on_with(fixture_module("draw: 3\npass: 50\nquestions:\n"
                            "  - {id: c, competency: c, choose: Q, options: [{right: r}, {wrong: "
                            "x, why: n}, {wrong: y}]}\n"
                            "  - {id: b, competency: b, choose: Q, options: [{right: R, was: r}, "
                            "{wrong: x}, {wrong: y}]}\n"
                            "  - {id: a, competency: a, choose: Q, options: [{right: r}, {wrong: "
                            "X, was: x}, {wrong: y}]}\n"));
  cr_expect_eq(live.session.withdrawn, 0);
  cr_assert(live_do(&live, live.session.now, QUIZ_NEXT));
  cr_expect_str_eq(asked(), SLOT(1));
}

/* Whatever stands in a store, resuming and replaying it never reads or writes past the session. */
Test(session_replay, hostile_records) {
  const struct module *module = before();
  answer_on(false), answer_on(true);
  for (int round = 0; round < 20000; round++) {
    struct happening started = live.started, records[2] = {live.list[0], live.list[1]}, closing;
    struct happening *at = roll(2) ? &started : &records[roll(2)];
    static struct session session;
    bool has_closed;
    if (at == &started)
      started.plan.n = roll(3) ? roll(60) : started.plan.n,
      ((uint8_t *)started.plan.slots[roll(3)].order)[roll(RESPONSE_PICKS)] = (uint8_t)roll(256);
    else
      at->n_inputs = roll(40), at->attempt = (uint8_t)roll(256),
      at->response.n = (uint8_t)roll(256), at->verb = (enum verb)roll(VERBS),
      at->path = roll(2) ? "c/m/zz" : "none", at->inputs[roll(INPUTS_MAX)].what = (uint16_t)roll(8);
    for (size_t i = 3; i < PLAN_SLOTS; i++)
      started.plan.slots[i].item = "zz";
    if (!session_resume(module, &started, &session, &closing, &has_closed))
      continue;
    session_replay(&session, module, &records[0]);
    session_replay(&session, module, &records[1]);
    cr_assert_leq(session.u.quiz.at, session.u.quiz.n);
    cr_assert_lt(session.n_pending, INPUTS_MAX);
  }
}
