/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people did: runs, occasions, first answers of a day. */
#include "base/vec.h"
#include "store/activity.h"
#include "store_fixture.h"

static char folder[64];
static struct store *store;
static struct diags diags;
static const struct evidence_scope everything = {.until = INT64_MAX};

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  diags_done(&diags);
}

TestSuite(store_activity, .init = setup, .fini = teardown);

static void at(uint8_t person, uint8_t session, int64_t second, struct happening h) {
  scene_must_append(store, (struct scene){person, session, 1, 1000 * second, 1000 * second}, &h, 1);
}

static struct happening answer(const char *path, enum run_mode mode, uint8_t key, int32_t score) {
  struct happening h = answered(path, "DOC-EXAM", score);
  h.mode = mode;
  h.guess = 250000;
  h.key_rev[0] = key;
  return h;
}

static struct happening ended(const char *path, enum run_mode mode) {
  struct happening h = completed(path, SCORE_ONE / 2, true);
  h.mode = mode;
  return h;
}

/* -- Lists ------------------------------------------------------------------------------------- */

static struct occasion occasions[8];
static struct asked asked[8];
static struct activity acts[8];
static size_t n;

static void see_occasion(void *ctx, const struct occasion *one) {
  (void)ctx;
  cr_assert_lt(n, COUNT(occasions));
  occasions[n++] = *one;
}

static void see_asked(void *ctx, const struct asked *one) {
  (void)ctx;
  cr_assert_lt(n, COUNT(asked));
  asked[n++] = *one;
}

static void see_act(void *ctx, const struct activity *one) {
  (void)ctx;
  cr_assert_lt(n, COUNT(acts));
  acts[n++] = *one;
}

Test(store_activity, only_finished_exams_and_diagnostics_are_occasions) {
  at(1, 1, 1, answer("c/m/a", MODE_PRACTICE, 1, 0));
  at(1, 1, 2, ended("c/m", MODE_PRACTICE));
  at(1, 2, 3, answer("c/m/a", MODE_EXAM, 1, 0));
  at(1, 2, 4, answer("c/m/a", MODE_EXAM, 1, SCORE_ONE)); /* changed before it was handed in */
  at(1, 2, 5, ended("c/m/exam", MODE_EXAM));
  at(1, 3, 6, answer("c/m/b", MODE_DIAGNOSTIC, 1, 0));
  at(1, 3, 7, ended("c/d", MODE_DIAGNOSTIC));
  at(1, 4, 8, answer("c/m/b", MODE_EXAM, 1, SCORE_ONE)); /* still sat */
  cr_assert_eq(store_occasions(store, &everything, see_occasion, NULL, &diags), RC_OK);
  cr_assert_eq(n, 2);
  cr_expect_eq(occasions[0].session[0], 2);
  cr_expect_eq(occasions[0].score, SCORE_ONE);
  cr_expect_eq(occasions[0].time, 5000, "an occasion is when it ended");
  cr_expect_eq(occasions[1].session[0], 3);
}

Test(store_activity, first_answer_of_a_day_to_each_key_is_asked) {
  at(1, 1, 1, answer("c/m/a", MODE_PRACTICE, 1, 0));
  at(1, 2, 2, answer("c/m/a", MODE_PRACTICE, 1, SCORE_ONE)); /* once more */
  at(1, 3, 3, answer("c/m/a", MODE_PRACTICE, 2, SCORE_ONE)); /* another key: another question */
  at(1, 4, 4, answer("c/m/b", MODE_EXAM, 1, 0));             /* still sat */
  at(1, 5, 5, answer("c/m/b", MODE_DIAGNOSTIC, 1, 0));
  cr_assert_eq(store_asked(store, &everything, see_asked, NULL, &diags), RC_OK);
  cr_assert_eq(n, 2);
  cr_expect_eq(asked[0].key_rev[0], 1);
  cr_expect_eq(asked[0].score, 0);
  cr_expect_eq(asked[1].key_rev[0], 2);
  n = 0;
  at(1, 4, 6, ended("c/m/exam", MODE_EXAM));
  cr_assert_eq(store_asked(store, &everything, see_asked, NULL, &diags), RC_OK);
  cr_assert_eq(n, 3);
  cr_expect(asked[2].exam);
}

Test(store_activity, exam_is_open_until_who_began_it_has_finished) {
  struct arena arena = {0};
  const char *const *open;
  size_t n_open;
  at(1, 1, 1, started("c/m/exam", RUN_EXAM));
  at(2, 2, 2, started("c/m/exam", RUN_EXAM));
  at(1, 1, 3, ended("c/m/exam", MODE_EXAM));
  cr_assert_eq(store_open_exams(store, &everything, &arena, &open, &n_open, &diags), RC_OK);
  cr_assert_eq(n_open, 1);
  cr_expect_str_eq(open[0], "c/m/exam");
  at(2, 2, 4, ended("c/m/exam", MODE_EXAM));
  cr_assert_eq(store_open_exams(store, &everything, &arena, &open, &n_open, &diags), RC_OK);
  cr_expect_eq(n_open, 0);
  arena_done(&arena);
}

Test(store_activity, runs_and_time_are_added_up_by_path) {
  struct happening long_one = answer("c/m/a", MODE_PRACTICE, 1, 0), bad = ended("c/m/d", 0);
  long_one.duration = 7200000;
  bad.critical = true;
  at(1, 1, 1, started("c/m/d", RUN_DRILL));
  at(1, 1, 2, bad);
  at(1, 2, 3, long_one);
  cr_assert_eq(store_activity(store, &everything, see_act, NULL, &diags), RC_OK);
  cr_assert_eq(n, 3, "%zu", n);
  cr_expect_eq(acts[0].what, ACTIVITY_ANSWERED);
  cr_expect_eq(acts[0].active, 3600000, "an hour at most");
  cr_expect_eq(acts[1].what, ACTIVITY_BEGUN);
  cr_expect_eq(acts[2].what, ACTIVITY_FINISHED);
  cr_expect(acts[2].critical);
  cr_expect_eq(acts[2].best, SCORE_ONE / 2);
}

Test(store_activity, many_open_exams_are_all_told) {
  struct arena arena = {0};
  const char *const *open;
  size_t n_open;
  for (uint8_t i = 0; i < 20; i++) {
    char path[32];
    snprintf(path, sizeof path, "c/m%02d/exam", i);
    at(1, (uint8_t)(i + 1), i, started(path, RUN_EXAM));
  }
  cr_assert_eq(store_open_exams(store, &everything, &arena, &open, &n_open, &diags), RC_OK);
  cr_assert_eq(n_open, 20);
  cr_expect_str_eq(open[0], "c/m00/exam");
  cr_expect_str_eq(open[19], "c/m19/exam");
  arena_done(&arena);
}
