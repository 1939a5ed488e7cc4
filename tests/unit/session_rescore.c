/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run comes to as ruled, and which question a page tells of. */
#include "session_fixture.h"

TestSuite(session_rescore, .fini = done);

static struct live live;

#define CHOOSE(id)                                                                                 \
  "  - {id: " id ", competency: A, objective: o, choose: q " id                                    \
  ", options: [{right: r}, {wrong: x, why: nx}, {wrong: y, why: ny}]}\n"

static const char two[] = "draw: 2\npass: 80\nquestions:\n" CHOOSE("a") CHOOSE("b");

static const char *path_told(unsigned nth) {
  const struct item *item = session_told(&live.session, live.module, nth);
  return item ? item->path : "";
}

/* Both questions: the first right, the other wrong until its key is shown. Gives the other's path.
 */
static const char *play(void) {
  int64_t now = 1000;
  live_start(&live, fixture_module(two), RUN_QUIZ, NULL, 7);
  cr_expect_str_eq(path_told(0), "", "nothing is told yet");
  const char *first = quiz_item(&live.session, live.module)->path;
  cr_assert(live_answer(&live, now++, true));
  cr_expect_str_eq(path_told(0), first);
  cr_assert(live_do(&live, now++, QUIZ_NEXT));
  const char *other = quiz_item(&live.session, live.module)->path;
  cr_assert(live_answer(&live, now++, false));
  cr_expect_str_eq(path_told(0), "", "it may be tried again");
  cr_assert(live_do(&live, now++, QUIZ_KEY));
  cr_expect_str_eq(path_told(0), other);
  cr_assert(live_do(&live, now++, QUIZ_NEXT));
  cr_assert(live.session.over);
  return other;
}

static struct session_result rescored(const char *path, bool annulled, int32_t score) {
  const struct slot_ruled ruled[] = {{path, annulled, score}, {"c/m/gone", false, SCORE_ONE}};
  struct session_result marked, now;
  cr_assert(session_rescore(&live.session, live.module, ruled, 2, &marked, &now));
  cr_expect_eq(marked.n, 2);
  cr_expect_eq(marked.score, SCORE_ONE / 2);
  cr_expect_not(marked.passed);
  return now;
}

Test(session_rescore, annulled_question_counts_no_more) {
  struct session_result now = rescored(play(), true, 0);
  cr_expect_eq(now.n, 1);
  cr_expect_eq(now.score, SCORE_ONE);
  cr_expect(now.passed);
}

Test(session_rescore, corrected_answer_counts_as_corrected) {
  struct session_result now = rescored(play(), false, SCORE_ONE / 2);
  cr_expect_eq(now.n, 2);
  cr_expect_eq(now.score, SCORE_ONE * 3 / 4);
  cr_expect_not(now.passed);
}

Test(session_rescore, run_that_goes_on_has_no_result) {
  struct session_result marked, now;
  live_start(&live, fixture_module(two), RUN_QUIZ, NULL, 7);
  cr_expect_not(session_rescore(&live.session, live.module, NULL, 0, &marked, &now));
  cr_expect_str_eq(path_told(1), "");
}
