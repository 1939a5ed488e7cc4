/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts as an answer from memory, and what was missed most. */
#include "fault.h"
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

static void expect_until(int64_t until, const uint8_t *person, const char *expected) {
  str_clear(&told);
  cr_assert_eq(store_recalls(store, person, until, tell, NULL, &diags), RC_OK);
  cr_expect_str_eq(str_text(&told), expected);
}

static void expect_recalls(const uint8_t *person, const char *expected) {
  expect_until(INT64_MAX, person, expected);
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

/* By what followed once the clock was right; of which nothing is projected earlier. */
Test(store_recalls, what_a_clock_that_was_ahead_dated_is_told_by_the_next_that_was_not) {
  struct happening b = answer("c/m/b", MODE_PRACTICE, 1, 0);
  struct happening c = answer("c/m/c", MODE_PRACTICE, 1, 0);
  put(1, 1, 9000, answer("c/m/a", MODE_PRACTICE, 1, 0));
  expect_until(5000, amina, "1 c/m/a 0 5000; ");
  scene_must_append(store, (struct scene){1, 1, 2, 2000, 0}, &b, 1);
  scene_must_append(store, (struct scene){1, 1, 2, 2500, 500}, &c, 1);
  expect_until(9000, amina, "1 c/m/a 0 9000; 1 c/m/b 0 9000; 1 c/m/c 0 9000; ");
  expect_until(8999, amina, "1 c/m/a 0 2000; 1 c/m/b 0 2000; 1 c/m/c 0 2500; ");
  expect_until(1999, amina, "1 c/m/a 0 1999; 1 c/m/b 0 1999; 1 c/m/c 0 1999; ");
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

/* -- Since a mark ---------------------------------------------------------------------------- */

static struct recalls_mark mark_now(void) {
  struct recalls_mark mark;
  cr_assert_eq(store_project(store, amina, &diags), RC_OK);
  cr_assert_eq(store_recalls_mark(store, &mark, &diags), RC_OK);
  return mark;
}

static void expect_since(struct recalls_mark *mark, const char *expected) {
  bool known;
  str_clear(&told);
  cr_assert_eq(store_recalls_since(store, amina, INT64_MAX, mark, tell, NULL, &known, &diags),
               RC_OK);
  cr_expect_eq(known, expected != NULL);
  if (known && expected)
    cr_expect_str_eq(str_text(&told), expected);
}

static void reopen(void) {
  store_close(store);
  store = store_must_open(folder);
}

Test(store_recalls, since_a_mark_only_the_new_are_told) {
  put(1, 1, 100, answer("c/m/b", MODE_PRACTICE, 1, 0));
  struct recalls_mark mark = mark_now();
  expect_since(&mark, "");
  put(1, 1, 200, answer("c/m/a", MODE_PRACTICE, 1, SCORE_ONE));
  put(1, 1, 300, answer("c/m/a", MODE_PRACTICE, 2, 0));
  put(2, 2, 400, answer("c/m/a", MODE_PRACTICE, 1, 0));
  put(1, 3, 500, answer("c/m/a", MODE_REVIEW, 2, SCORE_ONE));
  reopen();
  expect_since(&mark, "1 c/m/a 100 200; 1 c/m/a 100 500; ");
  cr_expect_not(store->attached, "nothing was projected for it");
  expect_since(&mark, "");
}

/* As all recalls have it: with another boot, and clocks that went back. */
Test(store_recalls, since_a_mark_times_are_those_of_the_projection) {
  struct happening h = answer("c/m/a", MODE_PRACTICE, 1, SCORE_ONE);
  put(1, 1, 1000, answer("c/m/b", MODE_PRACTICE, 1, 0));
  struct recalls_mark mark = mark_now();
  scene_must_append(store, (struct scene){1, 2, 1, 77, 1400}, &h, 1); /* its wall clock was set */
  scene_must_append(store, (struct scene){1, 3, 2, 900, 20}, &h, 1);
  scene_must_append(store, (struct scene){1, 4, 2, 5, 2020}, &h, 1);
  expect_since(&mark, "1 c/m/a 100 1400; 1 c/m/a 100 1400; 1 c/m/a 100 2900; ");
  expect_recalls(amina, "1 c/m/a 100 1400; 1 c/m/a 100 1400; 1 c/m/a 100 2900; 1 c/m/b 0 1000; ");
}

Test(store_recalls, since_a_mark_nothing_is_told_after_a_clock_that_was_ahead) {
  bool known;
  put(1, 1, 9000, answer("c/m/a", MODE_PRACTICE, 1, 0));
  struct recalls_mark mark = mark_now(), again = mark;
  struct happening h = answer("c/m/b", MODE_PRACTICE, 1, 0);
  scene_must_append(store, (struct scene){1, 1, 2, 2000, 0}, &h, 1);
  cr_assert_eq(store_recalls_since(store, amina, 8999, &mark, tell, NULL, &known, &diags), RC_OK);
  cr_expect_not(known);
  cr_assert_eq(store_recalls_since(store, amina, 9000, &again, tell, NULL, &known, &diags), RC_OK);
  cr_expect(known);
}

Test(store_recalls, since_a_mark_an_exam_is_not_told) {
  put(1, 1, 100, answer("c/m/a", MODE_PRACTICE, 1, 0));
  struct recalls_mark mark = mark_now();
  put(1, 2, 200, answer("c/m/a", MODE_EXAM, 1, SCORE_ONE));
  expect_since(&mark, NULL);
}

Test(store_recalls, since_a_mark_what_is_contested_is_not_told) {
  put(1, 1, 100, answer("c/m/a", MODE_PRACTICE, 1, 0));
  struct recalls_mark mark = mark_now();
  struct happening contested = {.verb = VERB_CONTESTED, .path = "c/m/a", .words = "No."};
  scene_must_append(store, (struct scene){.boot = 1, .wall = 200, .mono = 200}, &contested, 1);
  expect_since(&mark, NULL);
}

Test(store_recalls, a_mark_that_is_not_of_the_chain_tells_nothing) {
  put(1, 1, 100, answer("c/m/a", MODE_PRACTICE, 1, 0));
  struct recalls_mark mark = mark_now(), other = mark, later = mark;
  other.tip[0] ^= 1;
  expect_since(&other, NULL);
  later.seq += 7;
  expect_since(&later, NULL);
  expect_since(&mark, "");
}

static void import_one(void *ctx, const struct event_bytes *event) {
  cr_assert_eq(store_import(ctx, event, 1, &diags), RC_OK);
}

/* Another laptop's answers may come between. */
Test(store_recalls, since_a_mark_what_may_be_earlier_than_others_is_not_told) {
  char elsewhere[256];
  struct happening h = answer("c/m/a", MODE_PRACTICE, 1, 0);
  folder_temporary(elsewhere, sizeof elsewhere);
  struct store *other = store_must_open(elsewhere);
  scene_must_append(other, (struct scene){1, 9, 9, 5000, 5000}, &h, 1);
  put(1, 1, 100, h);
  cr_assert_eq(store_each(other, import_one, store, &diags), RC_OK);
  store_close(other);
  struct recalls_mark mark = mark_now();
  put(1, 2, 4000, h);
  struct recalls_mark again = mark;
  expect_since(&again, NULL);
  mark = mark_now();
  put(1, 3, 6000, h);
  expect_since(&mark, "1 c/m/a 0 6000; ");
}

Test(store_recalls, where_nothing_was_recorded_there_is_no_mark) {
  struct recalls_mark mark;
  cr_expect_eq(store_recalls_mark(store, &mark, &diags), RC_MISSING);
}

Test(store_recalls, since_a_mark_a_faulty_answer_is_not_told) {
  struct happening faulty = answer("c/m/a", MODE_PRACTICE, 1, 0);
  faulty.faulty = true;
  put(1, 1, 100, answer("c/m/b", MODE_PRACTICE, 1, 0));
  struct recalls_mark mark = mark_now();
  put(1, 2, 200, faulty);
  put(1, 3, 300, answer("c/m/a", MODE_PRACTICE, 1, SCORE_ONE));
  expect_since(&mark, "1 c/m/a 100 300; ");
}

/* -- Altered on the disk, past every check of the tables ----------------------------------------
 */

static void alter(const char *sql) {
  struct str all = {0};
  str_printf(&all, "PRAGMA ignore_check_constraints = ON; %s", sql);
  cr_assert_eq(sqlite3_exec(store->db, all.at, NULL, NULL, NULL), SQLITE_OK, "%s", sql);
  str_done(&all);
}

/* Three answers, the first of them marked; all anew. */
static struct recalls_mark three(void) {
  teardown();
  diags = (struct diags){0};
  told = (struct str){0};
  setup();
  put(1, 1, 100, answer("c/m/a", MODE_PRACTICE, 1, 0));
  struct recalls_mark mark = mark_now();
  put(1, 2, 200, answer("c/m/b", MODE_PRACTICE, 1, 0));
  put(1, 3, 300, answer("c/m/c", MODE_PRACTICE, 1, 0));
  return mark;
}

/* Nor in a chain that lacks a number. */
Test(store_recalls, since_a_mark_nothing_is_told_of_a_chain_that_is_not_what_it_was) {
  static const char *const altered[] = {
      "DELETE FROM main.event WHERE seq = 1",
      "DELETE FROM main.event WHERE seq = 2",
      "UPDATE main.event SET hash = x'01' WHERE seq = 1",
      "UPDATE main.event SET hash = x'01' WHERE seq = 2",
      "UPDATE main.event SET head = x'' WHERE seq = 2",
      "UPDATE main.event SET head = x'01' WHERE seq = 1",
      "UPDATE main.event SET head = x'01' WHERE seq = 2",
      "UPDATE main.event SET head = (SELECT head FROM main.event WHERE seq = 2) WHERE seq = 1"};
  for (size_t i = 0; i < sizeof altered / sizeof *altered; i++) {
    struct recalls_mark mark = three();
    alter(altered[i]);
    bool known = true;
    cr_expect_eq(store_recalls_since(store, amina, INT64_MAX, &mark, tell, NULL, &known, &diags),
                 RC_OK);
    cr_expect_not(known, "%s", altered[i]);
  }
  struct recalls_mark mark = three();
  expect_since(&mark, "1 c/m/b 0 200; 1 c/m/c 0 300; ");
}

/* What holds no answer that can be read is passed over, as the projections pass it over. */
Test(store_recalls, since_a_mark_what_cannot_be_read_is_passed_over) {
  static const char *const altered[] = {
      "UPDATE main.event SET scheme = 1, payload = x'00', salt = NULL WHERE seq = 2",
      "UPDATE main.event SET scheme = 2, payload = NULL, salt = NULL WHERE seq = 2",
      "UPDATE main.event SET payload = x'' WHERE seq = 2",
      "UPDATE main.event SET payload = x'ffffff' WHERE seq = 2"};
  for (size_t i = 0; i < sizeof altered / sizeof *altered; i++) {
    struct recalls_mark mark = three();
    alter(altered[i]);
    expect_since(&mark, "1 c/m/c 0 300; ");
    expect_recalls(amina, "1 c/m/a 0 100; 1 c/m/c 0 300; ");
  }
}

/* -- What fails ----------------------------------------------------------------------------------
 */

/* At every n-th call of SQLite: nothing is told as known then, and the same mark still holds. */
Test(store_recalls, since_a_mark_what_could_not_be_read_is_not_known) {
  static const enum fault faults[] = {FAULT_STATEMENT, FAULT_UNSURE, FAULT_CORRUPT};
  struct recalls_mark mark = three();
  struct happening h = answer("c/m/a", MODE_PRACTICE, 1, SCORE_ONE);
  scene_must_append(store, (struct scene){1, 4, 2, 1000, 0}, &h, 1); /* of another boot */
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    unsigned nth = 1;
    for (bool came = true; came; nth++) {
      struct recalls_mark tried = mark, again = mark;
      bool known;
      reopen();
      diags_done(&diags);
      fault_arm(faults[i], nth);
      enum rc rc = store_recalls_since(store, amina, INT64_MAX, &tried, tell, NULL, &known, &diags);
      came = fault_disarm();
      cr_expect_eq(rc != RC_OK, came && diags.errors > 0, "%s %u", fault_names[faults[i]], nth);
      cr_expect_eq(known, !came, "%s %u", fault_names[faults[i]], nth);
      expect_since(&again, "1 c/m/b 0 200; 1 c/m/c 0 300; 1 c/m/a 100 1000; ");
    }
    cr_expect_gt(nth, 6, "%s", fault_names[faults[i]]);
  }
}
