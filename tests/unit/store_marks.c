/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What item analysis reads, and of runs, of odd and hostile events: what has no sense is left out. */
#include "fault.h"
#include "store_fixture.h"

struct told {
  struct answer_mark answers[8];
  struct run_marks runs[8];
  size_t n_answers, n_runs;
};

static char folder[64];
static struct store *store;
static struct diags diags;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  diags_done(&diags);
}

TestSuite(store_marks, .init = setup, .fini = teardown);

static void tell_run(void *ctx, const struct run_marks *run) {
  struct told *told = ctx;
  cr_assert_lt(told->n_runs, 8);
  told->runs[told->n_runs++] = *run;
}

static void tell_answer(void *ctx, const struct answer_mark *answer) {
  struct told *told = ctx;
  cr_assert_lt(told->n_answers, 8);
  told->answers[told->n_answers++] = *answer;
}

static struct told marks(void) {
  struct told told = {0};
  const struct marks_reader reader = {&told, tell_run, tell_answer};
  cr_assert_eq(store_marks(store, &reader, &diags), RC_OK);
  return told;
}

static void live(uint8_t session, const struct happening *happened, size_t n) {
  scene_must_append(store, (struct scene){.person = 1, .session = session, .boot = 1,
                                          .wall = 1000 * session, .mono = 1000 * session},
                    happened, n);
}

static void alter(const char *sql) {
  cr_assert_eq(sqlite3_exec(store->db, sql, NULL, NULL, NULL), SQLITE_OK, "%s", sql);
}

static struct happening exam(const char *path) {
  struct happening h = started(path, RUN_EXAM);
  h.mode = MODE_EXAM;
  h.plan.n = 2;
  h.plan.slots[0].item = "a";
  h.plan.slots[1].item = "b";
  return h;
}

/* Its result says of how many questions it is; weights that no exam has do not count. */
static struct happening end_of_exam(const char *path, int32_t weight) {
  struct happening h = completed(path, SCORE_ONE, true);
  h.mode = MODE_EXAM;
  h.n_scores = 4;
  for (size_t i = 0; i < 4; i++)
    strcpy(h.scores[i].competency, (const char *[]){"W", "X", "Y", "Z"}[i]);
  h.scores[0].weight = weight;
  h.scores[1].weight = -1;
  h.scores[2].weight = INT32_MAX;
  return h;
}

static void sit(uint8_t session, int32_t weight) {
  struct happening given = answered("c/m/a", "W", SCORE_ONE);
  given.mode = MODE_EXAM;
  struct happening all[] = {exam("c/m/exam"), given, end_of_exam("c/m/exam", weight)};
  live(session, all, 3);
}

Test(store_marks, blank_question_of_an_exam_is_wrong) {
  sit(1, 2);
  struct told told = marks();
  cr_assert_eq(told.n_answers, 2);
  cr_expect_str_eq(told.answers[1].path, "c/m/b");
  cr_expect_eq(told.answers[1].score, 0);
  cr_expect_eq(told.answers[1].n_picks, 0);
  cr_assert_eq(told.n_runs, 1);
  cr_expect_eq(told.runs[0].n_items, 2);
}

Test(store_marks, blank_question_is_left_out_where_some_were_withdrawn) {
  sit(1, 1);
  cr_expect_eq(marks().n_answers, 1);
}

Test(store_marks, exam_without_a_module_asks_nothing) {
  struct happening all[] = {exam("exam"), end_of_exam("exam", 2)};
  live(1, all, 2);
  cr_expect_eq(marks().n_answers, 0);
}

Test(store_marks, only_first_attempts_with_a_score_count) {
  struct happening again = answered("c/m/again", "X", SCORE_ONE);
  struct happening full = answered("c/m/full", "X", SCORE_ONE);
  again.attempt = 2;
  full.response.n = RESPONSE_PICKS;
  for (size_t i = 0; i < RESPONSE_PICKS; i++)
    full.names[i] = UINT64_MAX - i;
  struct happening all[] = {started("c/m", RUN_QUIZ), again, full,
                            answered("c/m/below", "X", -1),
                            answered("c/m/above", "X", SCORE_ONE + 1),
                            completed("c/m", SCORE_ONE, true)};
  live(1, all, 6);
  struct told told = marks();
  cr_assert_eq(told.n_answers, 1);
  cr_assert_eq(told.answers[0].n_picks, RESPONSE_PICKS);
  cr_expect_eq(told.answers[0].picks[RESPONSE_PICKS - 1], UINT64_MAX - (RESPONSE_PICKS - 1));
}

Test(store_marks, review_is_no_run) {
  struct happening all[] = {started("c/m", RUN_QUIZ), answered("c/m/a", "X", SCORE_ONE),
                            completed("c/m", SCORE_ONE, true)};
  all[2].mode = MODE_REVIEW;
  live(1, all, 3);
  cr_expect_eq(marks().n_runs, 0);
}

/* The column lies: what an event is, its head says. */
Test(store_marks, altered_verbs_count_for_nothing) {
  struct happening all[] = {started("c/m", RUN_QUIZ), answered("c/m/a", "X", SCORE_ONE),
                            {.verb = VERB_NOTED, .path = "c/m"}};
  live(1, all, 3);
  alter("UPDATE main.event SET verb = 'completed' WHERE verb = 'noted'");
  cr_expect_eq(marks().n_runs, 0);
  alter("UPDATE main.event SET head = CAST(substr(head, 1, length(head) - 5) || 'dream' AS BLOB) "
        "WHERE verb = 'completed'");
  cr_expect_eq(marks().n_runs, 0, "one of a later version");
}

Test(store_marks, every_finished_run_is_told_the_newest_first) {
  struct finished_run *runs;
  size_t n;
  const uint8_t person[ID_BYTES] = {1};
  for (uint8_t i = 1; i <= 20; i++) {
    struct happening end = completed("c/m", i, true);
    live(i, &end, 1);
  }
  cr_assert_eq(store_finished(store, person, "c/m", &runs, &n, &diags), RC_OK);
  cr_assert_eq(n, 20);
  cr_expect_eq(runs[0].score, 20);
  cr_expect_eq(runs[19].score, 1);
  cr_expect_eq(runs[19].session[0], 1);
  free(runs);
}

Test(store_marks, moment_of_a_run_that_is_not_there_or_not_whole_is_missing) {
  const uint8_t person[ID_BYTES] = {1}, there[ID_BYTES] = {1}, other[ID_BYTES] = {2};
  struct moment moment;
  struct happening start = started("c/m", RUN_QUIZ);
  live(1, &start, 1);
  cr_expect_eq(store_session_moment(store, person, there, &moment, &diags), RC_OK);
  cr_expect_eq(moment.wall, 1000);
  cr_expect_eq(store_session_moment(store, person, other, &moment, &diags), RC_MISSING);
  alter("UPDATE main.event SET boot = x'00'");
  cr_expect_eq(store_session_moment(store, person, there, &moment, &diags), RC_MISSING);
  cr_expect_eq(moment.wall, 0);
}

/* What it leaves behind is cleared up before the next: it could not be made again. */
Test(store_marks, a_walk_that_could_not_clear_up_hinders_none_later) {
  struct told told = marks();
  bool came = true;
  for (unsigned nth = 1; came; nth++) {
    const struct marks_reader reader = {&told, tell_run, tell_answer};
    fault_arm_call("sqlite3_exec", nth, SQLITE_INTERRUPT);
    store_marks(store, &reader, &diags);
    came = fault_disarm();
    cr_assert_eq(store_marks(store, &reader, &diags), RC_OK, "after the %u-th", nth);
  }
}
