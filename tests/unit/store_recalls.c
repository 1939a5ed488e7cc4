/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts as an answer from memory, and what was missed most. */
#include "store_fixture.h"

static char folder[256];
static struct store *store;
static struct diags diags;
static struct arena arena;
static struct str told;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  diags_done(&diags);
  arena_done(&arena);
  str_done(&told);
}

TestSuite(store_recalls, .init = setup, .fini = teardown);

static struct happening answer(const char *path, enum run_mode mode, uint8_t attempt,
                               int32_t score) {
  struct happening h = answered(path, "ABC", score);
  h.mode = mode;
  h.attempt = attempt;
  h.certainty = 2;
  return h;
}

static void put(uint8_t person, uint8_t session, int64_t wall, struct happening h) {
  scene_must_append(store, (struct scene){person, session, 1, wall, wall}, &h, 1);
}

static void tell(void *ctx, const struct recall_row *row) {
  (void)ctx;
  str_printf(&told, "%d %s %d%s%s %ld; ", row->person[0], row->path, row->score / 10000,
             row->hinted ? "h" : "", row->mode == MODE_EXAM ? "e" : "", (long)row->time);
  cr_expect_eq(row->certainty, 2);
  cr_expect_eq(row->duration, 1500);
}

static void expect_recalls(const uint8_t *person, const char *expected) {
  str_clear(&told);
  cr_assert_eq(store_recalls(store, person, tell, NULL, &diags), RC_OK);
  cr_expect_str_eq(str_text(&told), expected);
}

static const uint8_t amina[ID_BYTES] = {1};

Test(store_recalls, are_first_attempts_by_question_in_order_of_time) {
  put(1, 1, 100, answer("c/m/b", MODE_PRACTICE, 1, 0));
  put(1, 1, 200, answer("c/m/b", MODE_PRACTICE, 2, SCORE_ONE));
  put(1, 1, 300, answer("c/m/a", MODE_PRACTICE, 1, SCORE_ONE));
  put(1, 2, 400, answer("c/m/b", MODE_PRACTICE, 1, SCORE_ONE));
  put(2, 3, 500, answer("c/m/a", MODE_PRACTICE, 1, 0));
  expect_recalls(amina, "1 c/m/a 100 300; 1 c/m/b 0 100; 1 c/m/b 100 400; ");
  expect_recalls(NULL, "1 c/m/a 100 300; 1 c/m/b 0 100; 1 c/m/b 100 400; 2 c/m/a 0 500; ");
}

Test(store_recalls, of_an_exam_the_answer_that_was_left_standing) {
  put(1, 1, 100, answer("c/m/a", MODE_EXAM, 1, 0));
  put(1, 1, 200, answer("c/m/a", MODE_EXAM, 1, SCORE_ONE));
  expect_recalls(amina, "1 c/m/a 100e 200; ");
}

Test(store_recalls, what_a_review_asks_once_more_counts_as_well) {
  put(1, 1, 100, answer("c/m/a", MODE_REVIEW, 1, 0));
  put(1, 1, 200, answer("c/m/a", MODE_REVIEW, 2, SCORE_ONE));
  expect_recalls(amina, "1 c/m/a 0 100; 1 c/m/a 100 200; ");
}

Test(store_recalls, a_faulty_answer_says_nothing_and_hides_what_it_replaced) {
  struct happening faulty = answer("c/m/a", MODE_EXAM, 1, 0);
  faulty.faulty = true;
  put(1, 1, 100, answer("c/m/a", MODE_EXAM, 1, SCORE_ONE));
  put(1, 1, 200, faulty);
  expect_recalls(amina, "");
}

Test(store_recalls, a_hint_is_told) {
  struct happening hinted = answer("c/m/a", MODE_PRACTICE, 1, SCORE_ONE);
  hinted.hinted = true;
  put(1, 1, 100, hinted);
  expect_recalls(amina, "1 c/m/a 100h 100; ");
}

Test(store_recalls, missed_is_counted_over_all_people_without_exams) {
  struct missed_row *rows;
  size_t n;
  struct happening hinted = answer("c/m/a", MODE_REVIEW, 1, SCORE_ONE);
  hinted.hinted = true;
  put(1, 1, 100, answer("c/m/a", MODE_PRACTICE, 1, 0));
  put(1, 1, 200, answer("c/m/a", MODE_PRACTICE, 2, 0));
  put(2, 2, 300, hinted);
  put(3, 3, 400, answer("c/m/a", MODE_PRACTICE, 1, SCORE_ONE));
  put(3, 4, 500, answer("c/m/a", MODE_EXAM, 1, 0));
  put(3, 4, 600, answer("c/m/b", MODE_EXAM, 1, 0));
  cr_assert_eq(store_missed(store, &arena, &rows, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  cr_expect_str_eq(rows[0].path, "c/m/a");
  cr_expect_eq(rows[0].asked, 3);
  cr_expect_eq(rows[0].missed, 2);
}

Test(store_recalls, of_nothing_there_is_nothing) {
  struct missed_row *rows;
  size_t n;
  expect_recalls(amina, "");
  cr_assert_eq(store_missed(store, &arena, &rows, &n, &diags), RC_OK);
  cr_expect_eq(n, 0);
}

Test(store_recalls, many_missed_questions_are_all_told) {
  struct missed_row *rows;
  size_t n;
  for (uint8_t i = 0; i < 20; i++) {
    char path[32];
    snprintf(path, sizeof path, "c/m/%02d", i);
    put(1, 1, 100 + i, answer(path, MODE_PRACTICE, 1, 0));
  }
  cr_assert_eq(store_missed(store, &arena, &rows, &n, &diags), RC_OK);
  cr_assert_eq(n, 20);
  cr_expect_str_eq(rows[0].path, "c/m/00");
  cr_expect_str_eq(rows[19].path, "c/m/19");
  cr_expect_eq(rows[19].missed, 1);
}
