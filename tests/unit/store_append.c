/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/evidence.h"
#include "store_fixture.h"

static char folder[256];
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

TestSuite(store_append, .init = setup, .fini = teardown);

static void reopen(void) {
  store_close(store);
  store = store_must_open(folder);
}

static void answer(struct scene scene, const char *path, int32_t score) {
  struct happening h = answered(path, "DOC-EXAM", score);
  scene_must_append(store, scene, &h, 1);
}

Test(store_append, one_transaction_may_speak_of_several_people) {
  struct happening both[2] = {stated("Bakari"), stated("Amina")};
  static const uint8_t subjects[2][ID_BYTES] = {{2}, {1}};
  struct append append = {.happened = both, .n = 2, .subjects = subjects};
  struct person *people;
  size_t n;
  cr_assert_eq(store_append(store, &append, &diags), RC_OK);
  cr_assert_eq(store_people(store, &people, &n, &diags), RC_OK);
  cr_assert_eq(n, 2);
  cr_expect_str_eq(people[0].name, "Amina");
  cr_expect_eq(people[0].id[0], 1);
  cr_expect_eq(people[1].id[0], 2);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
  free(people);
}

Test(store_append, session_comes_back_in_its_order) {
  struct scene scene = {.person = 1, .session = 5, .boot = 1, .wall = 1000, .mono = 10};
  struct happening first[] = {started("c/m", RUN_QUIZ)};
  struct happening second[] = {answered("c/m/a", "DOC-EXAM", SCORE_ONE),
                               completed("c/m", 900000, true)};
  struct arena arena = {0};
  struct happening *back;
  size_t n;
  uint8_t person[ID_BYTES] = {1}, session[ID_BYTES] = {5};
  scene_must_append(store, scene, first, 1);
  scene_must_append(store, scene, second, 2);
  reopen();
  cr_assert_eq(store_session(store, person, session, &arena, &back, &n, &diags), RC_OK);
  cr_assert_eq(n, 3);
  cr_expect_eq(back[0].verb, VERB_STARTED);
  cr_expect_eq(back[0].plan.seed, 7);
  cr_expect_eq(back[1].verb, VERB_ANSWERED);
  cr_expect_str_eq(back[1].path, "c/m/a");
  cr_expect_eq(back[1].mode, MODE_PRACTICE);
  cr_expect_eq(back[1].names[0], 99);
  cr_expect_eq(back[2].verb, VERB_COMPLETED);
  cr_expect_eq(back[2].score, 900000);
  arena_done(&arena);
}

Test(store_append, session_of_nobody_is_empty) {
  struct arena arena = {0};
  struct happening *back;
  size_t n = 9;
  uint8_t person[ID_BYTES] = {1}, session[ID_BYTES] = {5};
  cr_expect_eq(store_session(store, person, session, &arena, &back, &n, &diags), RC_OK);
  cr_expect_eq(n, 0);
  cr_expect_null(back);
  arena_done(&arena);
}

Test(store_append, people_are_as_last_stated_by_folded_name) {
  static const char *const names[] = {"zoe", "Amina", "\xc3\x89lodie", "old name", "bakari"};
  for (uint8_t i = 0; i < 5; i++) {
    struct happening h = stated(names[i]);
    scene_must_append(store, (struct scene){.person = (uint8_t)(i + 1), .wall = i}, &h, 1);
  }
  struct happening renamed = stated("Dalila");
  scene_must_append(store, (struct scene){.person = 4, .wall = 9}, &renamed, 1);
  struct person *people;
  size_t n;
  cr_assert_eq(store_people(store, &people, &n, &diags), RC_OK);
  cr_assert_eq(n, 5);
  cr_expect_str_eq(people[0].name, "Amina");
  cr_expect_str_eq(people[1].name, "bakari");
  cr_expect_str_eq(people[2].name, "Dalila");
  cr_expect_eq(people[2].id[0], 4);
  cr_expect_str_eq(people[2].agency, "Agency of Dalila");
  cr_expect_str_eq(people[3].name, "\xc3\x89lodie");
  cr_expect_str_eq(people[4].name, "zoe");
  free(people);
}

Test(store_append, open_sessions_are_those_that_did_not_end_newest_first) {
  struct happening start = started("c/m/lesson", RUN_LESSON);
  struct happening start_other = started("c/m", RUN_QUIZ);
  struct happening end = completed("c/m", 0, false);
  struct happening left = {.verb = VERB_CLOSED, .path = "c/m"};
  for (uint8_t s = 1; s <= 4; s++)
    scene_must_append(store, (struct scene){.person = 1, .session = s, .wall = s},
                      s == 1 ? &start : &start_other, 1);
  scene_must_append(store, (struct scene){.person = 1, .session = 2, .wall = 10}, &end, 1);
  scene_must_append(store, (struct scene){.person = 1, .session = 4, .wall = 11}, &left, 1);
  answer((struct scene){.person = 1, .session = 1, .wall = 12}, "c/m/a", 0);
  struct open_session *open;
  size_t n;
  uint8_t person[ID_BYTES] = {1}, other[ID_BYTES] = {2};
  reopen();
  cr_assert_eq(store_open_sessions(store, person, &open, &n, &diags), RC_OK);
  cr_assert_eq(n, 2);
  cr_expect_eq(open[0].session[0], 1); /* touched last */
  cr_expect_str_eq(open[0].path, "c/m/lesson");
  cr_expect_eq(open[1].session[0], 3);
  free(open);
  cr_assert_eq(store_open_sessions(store, other, &open, &n, &diags), RC_OK);
  cr_expect_eq(n, 0);
  free(open);
}

Test(store_append, progress_tells_how_often_how_well_and_whether_passed) {
  struct scene scene = {.person = 1, .session = 1};
  struct happening run[] = {started("c/m", RUN_QUIZ), completed("c/m", 900000, true)};
  struct happening again[] = {started("c/m", RUN_QUIZ), completed("c/m", 400000, false)};
  struct happening open = started("c/m/drill", RUN_DRILL);
  scene_must_append(store, scene, run, 2);
  scene.session = 2;
  scene_must_append(store, scene, again, 2);
  scene.session = 3;
  scene_must_append(store, scene, &open, 1);
  struct progress *progress;
  size_t n;
  uint8_t person[ID_BYTES] = {1};
  for (int round = 0; round < 2; round++, reopen()) {
    cr_assert_eq(store_progress(store, person, &progress, &n, &diags), RC_OK);
    cr_assert_eq(n, 1);
    cr_expect_str_eq(progress[0].path, "c/m");
    cr_expect_eq(progress[0].kind, RUN_QUIZ);
    cr_expect_eq(progress[0].times, 2);
    cr_expect_eq(progress[0].best, 900000);
    cr_expect(progress[0].passed);
    free(progress);
  }
}

static struct competency_row only_row(void) {
  struct competency_row *rows, row;
  size_t n;
  cr_assert_eq(store_competency(store, NULL, INT64_MAX, &rows, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  row = rows[0];
  free(rows);
  return row;
}

Test(store_append, each_item_counts_once_by_its_latest_first_attempt) {
  struct scene scene = {.person = 1, .session = 1, .boot = 1};
  scene.wall = scene.mono = 1000;
  answer(scene, "c/m/a", 0);
  answer(scene, "c/m/b", SCORE_ONE);
  scene.mono = 2000;
  answer(scene, "c/m/a", SCORE_ONE); /* the later one counts */
  struct happening retry = answered("c/m/b", "DOC-EXAM", 0);
  retry.attempt = 2; /* a second attempt does not */
  scene.mono = 3000;
  scene_must_append(store, scene, &retry, 1);
  struct competency_row row = only_row();
  cr_expect_eq(row.items, 2);
  cr_expect_eq(row.right, 2);
  cr_expect_eq(row.last, 2000, "of what counts");
  cr_expect_str_eq(row.competency, "DOC-EXAM");
}

/* A review asks what was seen shortly before. */
Test(store_append, review_counts_in_no_share) {
  struct happening practice = answered("c/m/a", "X", 0), review = answered("c/m/a", "X", SCORE_ONE);
  struct happening only = answered("c/m/b", "X", SCORE_ONE);
  review.mode = only.mode = MODE_REVIEW;
  scene_must_append(store, (struct scene){.person = 1, .wall = 5}, &practice, 1);
  scene_must_append(store, (struct scene){.person = 1, .session = 1, .wall = 9}, &review, 1);
  scene_must_append(store, (struct scene){.person = 1, .session = 1, .wall = 10}, &only, 1);
  struct competency_row row = only_row();
  cr_expect_eq(row.items, 1);
  cr_expect_eq(row.right, 0);
}

Test(store_append, hinted_partial_and_faulty_answers_are_not_right) {
  struct scene scene = {.person = 1};
  struct happening h[] = {answered("c/m/a", "X", SCORE_ONE), answered("c/m/b", "X", SCORE_ONE - 1),
                          answered("c/m/c", "X", SCORE_ONE), answered("c/m/d", "X", SCORE_ONE),
                          answered("c/m/d", "X", 0)};
  h[0].hinted = true;
  h[2].faulty = true;
  h[4].faulty = true; /* in another run: the one before it stands */
  scene_must_append(store, scene, h, 4);
  scene.session = 1;
  scene_must_append(store, scene, &h[4], 1);
  struct competency_row row = only_row();
  cr_expect_eq(row.items, 3);
  cr_expect_eq(row.right, 1);
}

/* The answer that it took the place of, in an exam, does not come back. */
Test(store_append, a_faulty_answer_withdraws_the_question_from_its_run) {
  struct scene scene = {.person = 1};
  struct happening h[] = {answered("c/m/a", "X", 0), answered("c/m/a", "X", 0),
                          answered("c/m/b", "X", SCORE_ONE)};
  h[1].faulty = true;
  scene_must_append(store, scene, h, 3);
  struct competency_row row = only_row();
  cr_expect_eq(row.items, 1);
  cr_expect_eq(row.right, 1);
  h[0].score = SCORE_ONE; /* changed once more, to one that can be marked */
  scene_must_append(store, scene, &h[0], 1);
  row = only_row();
  cr_expect_eq(row.items, 2);
  cr_expect_eq(row.right, 2);
}

Test(store_append, decision_is_activity_and_no_item) {
  struct happening h[] = {answered("c/m/a", "X", 0), {.verb = VERB_DECIDED, .path = "c/m/d"}};
  h[1].n_scores = 2;
  strcpy(h[1].scores[0].competency, "X");
  strcpy(h[1].scores[1].competency, "Y");
  h[1].scores[0].weight = h[1].scores[1].weight = 1;
  scene_must_append(store, (struct scene){.person = 1, .wall = 5}, &h[0], 1);
  scene_must_append(store, (struct scene){.person = 1, .wall = 5, .mono = 70}, &h[1], 1);
  struct competency_row *rows;
  size_t n;
  cr_assert_eq(store_competency(store, NULL, INT64_MAX, &rows, &n, &diags), RC_OK);
  cr_assert_eq(n, 2);
  cr_expect_eq(rows[0].items, 1);
  cr_expect_eq(rows[0].last, 75);
  cr_expect_str_eq(rows[1].competency, "Y", "known by the drill alone");
  cr_expect_eq(rows[1].items, 0);
  cr_expect_eq(rows[1].right, 0);
  cr_expect_eq(rows[1].last, 75);
  free(rows);
}

/* The wall clock jumps back a year within a boot, then again in another boot. */
Test(store_append, projected_time_never_runs_backwards_along_a_chain) {
  struct scene scene = {.person = 1, .boot = 1, .wall = 1000000, .mono = 100};
  answer(scene, "c/m/a", SCORE_ONE);
  scene.wall = 5; /* the clock was set: within a boot only the difference counts */
  scene.mono = 600;
  answer(scene, "c/m/b", SCORE_ONE);
  cr_expect_eq(only_row().last, 1000500);
  scene.boot = 2;
  scene.mono = 1;
  answer(scene, "c/m/a", 0); /* later in the chain, whatever its clock says */
  for (int round = 0; round < 2; round++, reopen()) {
    struct competency_row row = only_row();
    cr_expect_eq(row.last, 1000500);
    cr_expect_eq(row.right, 1);
  }
}

Test(store_append, mad_clock_stops_no_answer) {
  answer((struct scene){.person = 1, .wall = INT64_MAX, .mono = INT64_MIN}, "c/m/a", SCORE_ONE);
  cr_expect_eq(only_row().items, 1);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
}

Test(store_append, longest_name_comes_back_whole) {
  struct happening h = stated("x");
  memset(h.person.unit, 'u', sizeof h.person.unit - 1);
  scene_must_append(store, (struct scene){.person = 1}, &h, 1);
  struct person *people;
  size_t n;
  cr_assert_eq(store_people(store, &people, &n, &diags), RC_OK);
  cr_expect_eq(strlen(people[0].unit), sizeof h.person.unit - 1);
  free(people);
}

Test(store_append, chain_is_numbered_from_one_without_a_gap) {
  struct happening h[] = {stated("a"), stated("b"), stated("c")};
  int64_t n, least, most;
  scene_must_append(store, (struct scene){.person = 1}, h, 3);
  reopen();
  scene_must_append(store, (struct scene){.person = 2}, h, 2);
  cr_assert_eq(db_number(store, "SELECT count(DISTINCT seq) FROM event", &n, &diags), RC_OK);
  cr_assert_eq(db_number(store, "SELECT min(seq) FROM event", &least, &diags), RC_OK);
  cr_assert_eq(db_number(store, "SELECT max(seq) FROM event", &most, &diags), RC_OK);
  cr_expect(n == 5 && least == 1 && most == 5);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
}

/* In an exam every answer is a first attempt, and the latest one counts: right, then wrong, is
 * wrong, and one item. */
Test(store_append, an_answer_changed_in_an_exam_counts_once) {
  struct scene scene = {.person = 1, .session = 1, .boot = 1};
  const int32_t scores[] = {0, SCORE_ONE, 0};
  for (size_t i = 0; i < 3; i++) {
    struct happening h = answered("c/m/a", "X", scores[i]);
    h.mode = MODE_EXAM;
    scene.mono += 500;
    scene_must_append(store, scene, &h, 1);
    cr_expect_eq(only_row().items, 1);
    cr_expect_eq(only_row().right, scores[i] == SCORE_ONE);
  }
  reopen();
  cr_expect_eq(only_row().items, 1);
  cr_expect_eq(only_row().right, 0);
}

Test(store_append, starts_are_counted_by_person_and_path) {
  struct happening exam = started("c/m/exam", RUN_EXAM), quiz = started("c/m", RUN_QUIZ);
  const uint8_t one[ID_BYTES] = {1}, two[ID_BYTES] = {2};
  uint32_t n;
  exam.plan.form = FORM_A;
  scene_must_append(store, (struct scene){.person = 1, .session = 1}, &exam, 1);
  scene_must_append(store, (struct scene){.person = 1, .session = 2}, &exam, 1);
  scene_must_append(store, (struct scene){.person = 1, .session = 3}, &quiz, 1);
  scene_must_append(store, (struct scene){.person = 2, .session = 4}, &exam, 1);
  for (int round = 0; round < 2; round++, reopen()) {
    cr_assert_eq(store_starts(store, one, "c/m/exam", &n, &diags), RC_OK);
    cr_expect_eq(n, 2);
    cr_assert_eq(store_starts(store, two, "c/m/exam", &n, &diags), RC_OK);
    cr_expect_eq(n, 1);
    cr_assert_eq(store_starts(store, two, "c/n/exam", &n, &diags), RC_OK);
    cr_expect_eq(n, 0);
  }
}
