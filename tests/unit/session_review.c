/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A review: its order, what comes once more, what is recorded and gone on with. */
#include "session_fixture.h"

TestSuite(session_review, .fini = done);

static struct live live;

#define CHOOSE(id)                                                                                 \
  "  - {id: " id ", competency: A, hint: look, choose: q " id                                      \
  ", options: [{right: r}, {wrong: x, why: nx}, {wrong: y, why: ny}]}\n"
#define TRUTH "  - {id: t, competency: A, true-or-false: T, truth: yes, why: w}\n"

static const char three[] = "questions:\n" CHOOSE("a") CHOOSE("b") TRUTH;

static void begin(const char *yaml) {
  live_start(&live, fixture_module(yaml), RUN_REVIEW, NULL, 7);
}

static const char *asked(void) {
  const struct item *item = quiz_item(&live.session, live.module);
  return item ? item->id : "";
}

static void answer(int64_t now, bool right) {
  cr_assert(live_answer(&live, now, right));
  cr_assert(live_do(&live, now + 1, QUIZ_NEXT));
}

/* What is recorded makes the same session anew, after each happening. */
static void expect_replayed(void) {
  bool closed;
  struct session again = live_replayed(&live, live.module, &closed);
  cr_expect_not(closed);
  cr_expect_eq(again.u.quiz.at, live.durable.u.quiz.at);
  cr_expect_eq(again.over, live.durable.over);
  cr_expect_eq(memcmp(again.u.quiz.slots, live.durable.u.quiz.slots, sizeof again.u.quiz.slots), 0);
}

Test(session_review, asks_in_the_pools_order_and_records_its_mode) {
  begin(three);
  cr_expect_eq(live.started.mode, MODE_REVIEW);
  cr_expect_eq(live.started.plan.kind, RUN_REVIEW);
  cr_expect_eq(live.started.plan.n, 3);
  cr_expect_str_eq(asked(), "a");
  answer(10, true);
  cr_expect_str_eq(asked(), "b");
  answer(20, true);
  cr_expect_str_eq(asked(), "t");
  answer(30, true);
  cr_expect(live.session.over);
  cr_expect_eq(live_last(&live)->verb, VERB_COMPLETED);
  cr_expect_eq(live_last(&live)->mode, MODE_REVIEW);
  cr_expect_eq(live_last(&live)->score, SCORE_ONE);
}

Test(session_review, what_was_missed_comes_once_more_and_no_more) {
  begin(three);
  answer(10, false);
  cr_expect_str_eq(asked(), "b");
  answer(20, true);
  answer(30, false);
  cr_expect_str_eq(asked(), "a");
  cr_assert(live_answer(&live, 40, true));
  cr_expect_eq(live_last(&live)->attempt, 2);
  expect_replayed();
  cr_assert(live_do(&live, 41, QUIZ_NEXT));
  cr_expect_str_eq(asked(), "t", "also what has but two answers");
  answer(50, false);
  cr_expect(live.session.over);
  expect_replayed();
  cr_expect_eq(live_last(&live)->score, SCORE_ONE / 3, "first attempts alone");
}

Test(session_review, tells_all_at_once_and_gives_no_second_try) {
  begin(three);
  cr_assert(live_answer(&live, 10, false));
  const struct page *page = live_page(&live);
  cr_expect_null(page_action(page, "retry"));
  cr_expect_null(page_action(page, "key"));
  cr_expect_not_null(page_action(page, "next"));
  cr_expect_not(live_do(&live, 11, QUIZ_RETRY));
  cr_expect_not(live_do(&live, 12, QUIZ_KEY));
  cr_expect_not(live_answer(&live, 13, true));
}

Test(session_review, is_gone_on_with_in_the_second_round) {
  bool closed;
  begin(three);
  answer(10, false);
  answer(20, false);
  answer(30, true);
  cr_assert(live_answer(&live, 40, true));
  expect_replayed();
  struct session again = live_replayed(&live, live.module, &closed);
  session_return(&again, live.module);
  cr_expect_eq(again.u.quiz.at, 1);
  cr_expect_not(again.u.quiz.telling);
  cr_expect_eq(again.u.quiz.slots[1].state, SLOT_WRONG_ONCE);
}

/* A question that a course had no longer was passed over; now it is there again. */
Test(session_review, what_was_answered_is_known_whatever_the_course_had) {
  bool closed;
  begin(three);
  answer(10, false);
  answer(20, true);
  answer(30, false);
  struct live other = live;
  const struct module *without = fixture_module("questions:\n" CHOOSE("b") TRUTH);
  other.module = without;
  other.list = NULL;
  other.session = live_replayed(&live, without, &closed);
  session_return(&other.session, without);
  cr_expect_eq(other.session.withdrawn, 0, "it was answered");
  const struct item *item = quiz_item(&other.session, without);
  cr_assert_not_null(item);
  cr_expect_str_eq(item->id, "t");
  struct session_input input = {.now = 50, .what = QUIZ_ANSWER};
  struct happening happened[SESSION_HAPPENINGS];
  size_t n;
  item_kind_of(item)->solution(item, &input.response);
  cr_assert(session_step(&other.session, without, &input, happened, &n));
  struct session back = live_replayed(&live, live.module, &closed);
  session_replay(&back, live.module, &happened[0]);
  cr_expect_eq(back.u.quiz.slots[2].attempts, 2);
  cr_expect_eq(back.u.quiz.slots[0].attempts, 1, "nothing was answered that was not");
  session_return(&back, live.module);
  cr_expect_eq(back.u.quiz.at, 0);
}

Test(session_review, says_where_it_stands) {
  begin(three);
  cr_expect_str_eq(session_where(&live.session, live.module, &arena), "Question 1 of 3");
  cr_assert(live_answer(&live, 10, false));
  cr_expect_str_eq(session_where(&live.session, live.module, &arena), "Question 2 of 3");
  cr_assert(live_do(&live, 11, QUIZ_NEXT));
  answer(20, true);
  answer(30, true);
  cr_expect_str_eq(session_where(&live.session, live.module, &arena), "Once more");
  const struct page *page = live_page(&live);
  cr_expect_str_eq(page->status, "Once more");
  answer(40, true);
  cr_expect_str_eq(session_where(&live.session, live.module, &arena), "Results");
}

Test(session_review, with_an_empty_pool_there_is_nothing_to_begin) {
  struct session session;
  struct happening started;
  const struct beginning how = {.kind = RUN_REVIEW};
  cr_expect_not(session_start(fixture_module("draw: 0\n"), &how, &session, &started));
}

Test(session_review, asks_at_most_what_a_plan_holds) {
  char yaml[8192] = "questions:\n";
  for (int i = 0; i < PLAN_SLOTS + 3; i++)
    sprintf(yaml + strlen(yaml),
            "  - {id: t%d, competency: A, true-or-false: T, truth: yes, why: w}\n", i);
  begin(yaml);
  cr_expect_eq(live.started.plan.n, PLAN_SLOTS);
}
