/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contests and rulings: everybody affected is scored anew, wherever answers are read, whatever came
 * first, and both scores stay. */
#include "store/activity.h"
#include "store/rulings.h"
#include "store_fixture.h"

static char folder[64];
static struct store *store;
static struct arena arena;
static struct diags diags;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(store_rulings, .init = setup, .fini = teardown);

/* -- What people did -----------------------------------------------------------------------------
 */

static struct happening answer(const char *path, int32_t score, uint64_t picked) {
  struct happening h = answered(path, "DOC-EXAM", score);
  h.guess = 250000;
  h.key_rev[0] = 1;
  h.names[0] = picked;
  return h;
}

/* actor and subject are told apart by one byte; outside of sessions unless one is given. */
static void record(struct store *in, uint8_t actor, uint8_t subject, uint8_t session,
                   int64_t second, struct happening h) {
  struct append append = {.happened = &h, .n = 1};
  append.actor[0] = actor;
  append.subject[0] = subject;
  append.session[0] = session;
  append.moment.wall = append.moment.mono = 1000 * second;
  append.moment.boot[0] = 1;
  cr_assert_eq(store_append(in, &append, &diags), RC_OK);
}

static void answers(void) { /* of two people: right by the key, and what is right too */
  record(store, 1, 1, 1, 1, answer("c/m/a", SCORE_ONE, 11));
  record(store, 1, 1, 1, 2, answer("c/m/b", 0, 12));
  record(store, 2, 2, 2, 1, answer("c/m/a", 0, 55));
}

static struct happening about(enum verb verb, const uint8_t *event) {
  struct happening h = {.verb = verb, .path = "c/m/a", .words = "The source says otherwise."};
  h.key_rev[0] = 1;
  if (event)
    memcpy(h.about, event, HASH_BYTES);
  return h;
}

static struct happening ruled(enum ruling ruling) {
  struct happening h = about(VERB_RULED, NULL);
  h.ruling = ruling;
  if (ruling != RULING_CORRECTED)
    return h;
  h.response.n = 1;
  h.names[0] = 55;
  return h;
}

static void contest(uint8_t by, int64_t second) {
  record(store, by, 0, 0, second, about(VERB_CONTESTED, NULL));
}

static void rule(uint8_t by, int64_t second, enum ruling ruling) {
  record(store, by, 0, 0, second, ruled(ruling));
}

/* -- What is read --------------------------------------------------------------------------------
 */

/* "items/right of items/right as marked" of a person. */
static const char *competency_of(uint8_t person) {
  uint8_t id[ID_BYTES] = {person};
  struct competency_row *rows;
  size_t n;
  cr_assert_eq(store_competency(store, id, INT64_MAX, &rows, &n, &diags), RC_OK);
  const char *text = n == 1 ? arena_printf(&arena, "%u/%u of %u/%u", rows[0].items, rows[0].right,
                                           rows[0].items_marked, rows[0].right_marked)
                            : "";
  free(rows);
  return text;
}

static void tell_recall(void *ctx, const struct recall_row *row) {
  str_printf(ctx, "%d %s %d, ", row->person[0], row->path, row->score == SCORE_ONE);
}

static const char *recalls(void) {
  struct str out = {0};
  cr_assert_eq(store_recalls(store, NULL, INT64_MAX, tell_recall, &out, &diags), RC_OK);
  const char *text = arena_strdup(&arena, str_text(&out));
  str_done(&out);
  return text;
}

static void tell_response(void *ctx, const struct response_seen *seen) {
  str_printf(ctx, "%d %s %d of %d, ", seen->person[0], seen->path, seen->score == SCORE_ONE,
             seen->marked == SCORE_ONE);
}

static const char *evidence_in(struct store *in, int64_t until) {
  const struct evidence_scope scope = {.until = until};
  struct str out = {0};
  cr_assert_eq(store_evidence(in, &scope, tell_response, &out, &diags), RC_OK);
  const char *text = arena_strdup(&arena, str_text(&out));
  str_done(&out);
  return text;
}

static const char *evidence(void) { return evidence_in(store, INT64_MAX); }

static const char *missed(void) {
  struct missed_row *rows;
  size_t n;
  struct str out = {0};
  cr_assert_eq(store_missed(store, &arena, &rows, &n, &diags), RC_OK);
  for (size_t i = 0; i < n; i++)
    str_printf(&out, "%s %u/%u, ", rows[i].path, rows[i].missed, rows[i].asked);
  const char *text = arena_strdup(&arena, str_text(&out));
  str_done(&out);
  return text;
}

/* The only contest. */
static struct contest contested(void) {
  struct contest *list;
  size_t n;
  cr_assert_eq(store_contests(store, NULL, INT64_MAX, &arena, &list, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  return list[0];
}

static struct rescored *rescored(size_t *n) {
  struct rescored *list;
  cr_assert_eq(store_rescored(store, NULL, NULL, INT64_MAX, &list, n, &diags), RC_OK);
  return list;
}

/* -- Questions ------------------------------------------------------------------------------------
 */

Test(store_rulings, corrected_question_counts_as_corrected_everywhere) {
  answers();
  contest(1, 3);
  cr_expect_str_eq(competency_of(2), "1/0 of 1/0", "contested is not yet decided");
  rule(7, 4, RULING_CORRECTED);
  cr_expect_str_eq(competency_of(1), "2/1 of 2/1", "what was right stays right");
  cr_expect_str_eq(competency_of(2), "1/1 of 1/0", "both stay visible");
  cr_expect_str_eq(recalls(), "1 c/m/a 1, 1 c/m/b 0, 2 c/m/a 1, ");
  cr_expect_str_eq(evidence(), "1 c/m/a 1 of 1, 1 c/m/b 0 of 0, 2 c/m/a 1 of 0, ");
  cr_expect_str_eq(missed(), "c/m/a 0/2, c/m/b 1/1, ");
}

Test(store_rulings, annulled_question_counts_nowhere) {
  answers();
  contest(1, 3);
  rule(7, 4, RULING_ANNULLED);
  cr_expect_str_eq(competency_of(1), "1/0 of 2/1");
  cr_expect_str_eq(competency_of(2), "0/0 of 1/0");
  cr_expect_str_eq(recalls(), "1 c/m/b 0, ");
  cr_expect_str_eq(evidence(), "1 c/m/b 0 of 0, ");
  cr_expect_str_eq(missed(), "c/m/b 1/1, ");
}

Test(store_rulings, another_key_of_the_question_is_another_matter) {
  struct happening other = answer("c/m/a", 0, 55);
  other.key_rev[0] = 2;
  record(store, 2, 2, 2, 1, other);
  contest(1, 3);
  rule(7, 4, RULING_CORRECTED);
  cr_expect_str_eq(competency_of(2), "1/0 of 1/0");
  cr_expect_eq(contested().affected, 0);
}

Test(store_rulings, right_answer_with_a_hint_stays_none) {
  struct happening hinted = answer("c/m/a", 0, 55);
  hinted.hinted = true;
  record(store, 2, 2, 2, 1, hinted);
  contest(1, 3);
  rule(7, 4, RULING_CORRECTED);
  cr_expect_str_eq(evidence(), "2 c/m/a 0 of 0, ");
}

Test(store_rulings, key_that_picks_nothing_corrects_no_typed_answer) {
  struct happening typed = answer("c/m/a", 0, 0), empty = ruled(RULING_CORRECTED);
  typed.response.n = empty.response.n = 0;
  record(store, 2, 2, 2, 1, typed);
  contest(1, 3);
  record(store, 7, 0, 0, 4, empty);
  cr_expect_str_eq(competency_of(2), "1/0 of 1/0");
  cr_expect_eq(contested().ruling, RULING_NONE);
}

/* A question that was left blank has no answer that could count otherwise. */
Test(store_rulings, exam_of_an_annulled_question_is_ruled_answered_or_not) {
  const struct evidence_scope all = {.from = INT64_MIN, .until = INT64_MAX};
  struct happening end = completed("c/m/exam", 500000, false),
                   other = completed("c/n/exam", 0, false);
  const uint8_t one[ID_BYTES] = {1};
  struct finished_run *runs;
  struct ruled_run *ruled_runs;
  size_t n;
  record(store, 1, 1, 1, 1, end);
  record(store, 1, 1, 2, 2, other);
  contest(1, 3);
  cr_assert_eq(store_ruled_runs(store, &all, &ruled_runs, &n, &diags), RC_OK);
  cr_expect_eq(n, 0);
  free(ruled_runs);
  rule(7, 4, RULING_ANNULLED);
  cr_assert_eq(store_finished(store, one, "c/m/exam", &runs, &n, &diags), RC_OK);
  cr_expect(n == 1 && runs[0].ruled);
  free(runs);
  cr_assert_eq(store_finished(store, one, "c/n/exam", &runs, &n, &diags), RC_OK);
  cr_expect(n == 1 && !runs[0].ruled);
  free(runs);
  cr_assert_eq(store_ruled_runs(store, &all, &ruled_runs, &n, &diags), RC_OK);
  cr_expect(n == 1 && ruled_runs[0].touched && ruled_runs[0].score == 500000);
  free(ruled_runs);
}

/* -- Who rules ------------------------------------------------------------------------------------
 */

Test(store_rulings, nothing_is_contested_where_nobody_did) {
  struct contest *list;
  size_t n = 1;
  answers();
  cr_assert_eq(store_contests(store, NULL, INT64_MAX, &arena, &list, &n, &diags), RC_OK);
  cr_expect_eq(n, 0);
  cr_expect_null(list);
}

Test(store_rulings, many_contests_and_many_rescored_are_all_told) {
  enum { MANY = 20 };
  const struct evidence_scope everything = {.from = INT64_MIN, .until = INT64_MAX};
  struct contest *list;
  struct ruled_run *runs;
  size_t n, n_rescored, n_runs;
  for (uint8_t i = 0; i < MANY; i++) {
    char path[32];
    struct happening matter = about(VERB_CONTESTED, NULL), annulled = ruled(RULING_ANNULLED);
    snprintf(path, sizeof path, "c/m/%02d", i);
    matter.path = annulled.path = path;
    record(store, 1, 1, 1, 1 + i, answer(path, SCORE_ONE, 11));
    record(store, 1, 1, 10 + i, 50 + i, completed("c/m/exam", SCORE_ONE, true));
    record(store, 1, 0, 0, 100 + i, matter);
    record(store, 7, 0, 0, 200 + i, annulled);
  }
  cr_assert_eq(store_contests(store, NULL, INT64_MAX, &arena, &list, &n, &diags), RC_OK);
  struct rescored *rows = rescored(&n_rescored);
  cr_expect_eq(n, MANY);
  cr_assert_eq(n_rescored, MANY);
  for (size_t i = 0; i < MANY; i++)
    cr_expect(rows[i].annulled);
  free(rows);
  cr_assert_eq(store_ruled_runs(store, &everything, &runs, &n_runs, &diags), RC_OK);
  cr_assert_eq(n_runs, MANY);
  for (size_t i = 0; i < MANY; i++)
    cr_expect(runs[i].touched && runs[i].session[0] >= 10);
  free(runs);
  cr_expect_str_eq(evidence(), "", "each of them counts no more");
}

Test(store_rulings, who_contested_does_not_rule) {
  answers();
  contest(2, 3);
  rule(2, 4, RULING_CORRECTED);
  cr_expect_str_eq(competency_of(2), "1/0 of 1/0");
  contest(7, 5);
  rule(7, 6, RULING_CORRECTED);
  cr_expect_eq(contested().ruling, RULING_NONE, "nor in what others contest too");
  rule(8, 7, RULING_CORRECTED);
  cr_expect_eq(contested().ruling, RULING_CORRECTED);
  cr_expect_eq(contested().contests, 2);
}

Test(store_rulings, what_nobody_contested_is_not_ruled) {
  answers();
  rule(7, 4, RULING_ANNULLED);
  cr_expect_str_eq(competency_of(2), "1/0 of 1/0");
}

Test(store_rulings, own_contest_is_known_under_every_id) {
  struct happening joined = {.verb = VERB_JOINED, .other = {9}};
  uint8_t one[ID_BYTES] = {2}, alias[ID_BYTES] = {9}, other[ID_BYTES] = {7};
  bool own;
  contest(2, 3);
  record(store, 7, 2, 0, 4, joined);
  struct contest matter = contested();
  cr_assert_eq(store_contest_own(store, &matter, one, &own, &diags), RC_OK);
  cr_expect(own);
  cr_assert_eq(store_contest_own(store, &matter, alias, &own, &diags), RC_OK);
  cr_expect(own);
  cr_assert_eq(store_contest_own(store, &matter, other, &own, &diags), RC_OK);
  cr_expect(!own);
}

Test(store_rulings, any_contest_is_seen_by_whom_it_may_concern) {
  uint8_t one[ID_BYTES] = {1};
  bool any;
  cr_assert_eq(store_any_contest(store, one, &any, &diags), RC_OK);
  cr_expect(!any);
  record(store, 2, 2, 0, 3, about(VERB_CONTESTED, (uint8_t[HASH_BYTES]){5}));
  cr_assert_eq(store_any_contest(store, one, &any, &diags), RC_OK);
  cr_expect(!any, "another's answer is not hers");
  contest(2, 4);
  cr_assert_eq(store_any_contest(store, one, &any, &diags), RC_OK);
  cr_expect(any);
}

/* -- Which ruling holds ---------------------------------------------------------------------------
 */

Test(store_rulings, latest_holds_and_a_time_before_it_does_not_know_it) {
  answers();
  contest(1, 3);
  rule(7, 4, RULING_CORRECTED);
  rule(8, 6, RULING_UPHELD);
  cr_expect_str_eq(competency_of(2), "1/0 of 1/0");
  struct contest matter = contested();
  cr_expect_eq(matter.ruling, RULING_UPHELD);
  cr_expect_eq(matter.ruled_by[0], 8);
  cr_expect_eq(matter.changed, 0);
  cr_expect_str_eq(evidence_in(store, 5000), "1 c/m/a 1 of 1, 1 c/m/b 0 of 0, 2 c/m/a 1 of 0, ");
  cr_expect_str_eq(evidence_in(store, 4000), "1 c/m/a 1 of 1, 1 c/m/b 0 of 0, 2 c/m/a 0 of 0, ");
}

Test(store_rulings, clock_that_runs_ahead_loses_no_ruling) {
  answers();
  contest(1, 9000);
  rule(7, 4, RULING_CORRECTED);
  cr_expect_str_eq(competency_of(2), "1/1 of 1/0");
}

struct carried {
  struct event_bytes list[16];
  size_t n;
};

static void keep(void *ctx, const struct event_bytes *event) {
  struct carried *all = ctx;
  struct event_bytes copy = *event;
  copy.head = arena_strndup(&arena, event->head, event->head_len);
  copy.payload = arena_strndup(&arena, event->payload, event->payload_len);
  cr_assert_lt(all->n, 16);
  all->list[all->n++] = copy;
}

/* Each event of three laptops comes alone, from the first to the last or the other way round. */
static const char *arriving(const struct carried *all, bool backwards, uint8_t digest[HASH_BYTES]) {
  char other[64];
  folder_temporary(other, sizeof other);
  struct store *in = store_must_open(other);
  const char *told = "";
  for (size_t i = 0; i < all->n; i++) {
    const struct event_bytes *event = &all->list[backwards ? all->n - 1 - i : i];
    cr_assert_eq(store_import(in, event, 1, &diags), RC_OK);
    told = evidence_in(in, INT64_MAX); /* projected on the way, whatever lacks yet */
  }
  cr_assert_eq(store_rebuild(in, digest, &diags), RC_OK);
  store_close(in);
  return told;
}

Test(store_rulings, ruling_that_comes_before_its_contest_or_answer_holds) {
  struct carried all = {0};
  uint8_t first[HASH_BYTES], second[HASH_BYTES];
  answers();
  contest(1, 3);
  rule(7, 4, RULING_ANNULLED);
  rule(8, 5, RULING_CORRECTED);
  cr_assert_eq(store_each(store, keep, &all, &diags), RC_OK);
  const char *want = evidence();
  cr_expect_str_eq(want, "1 c/m/a 1 of 1, 1 c/m/b 0 of 0, 2 c/m/a 1 of 0, ");
  cr_expect_str_eq(arriving(&all, false, first), want);
  cr_expect_str_eq(arriving(&all, true, second), want);
  cr_expect_arr_eq(first, second, HASH_BYTES);
}

/* -- Single answers and marks ---------------------------------------------------------------------
 */

static struct given given_to(uint8_t person, const char *path) {
  uint8_t id[ID_BYTES] = {person};
  const struct evidence_scope scope = {.person = id, .until = INT64_MAX};
  struct given given;
  cr_assert_eq(store_given(store, &scope, path, &given, &diags), RC_OK);
  return given;
}

Test(store_rulings, corrected_answer_counts_as_its_score_and_nobody_elses_does) {
  answers();
  record(store, 1, 1, 3, 3, answer("c/m/a", 0, 55));
  struct given given = given_to(2, "c/m/a");
  cr_expect_eq(given.what, GIVEN_ANSWER);
  record(store, 2, 2, 0, 4, about(VERB_CONTESTED, given.hash));
  struct happening half = about(VERB_RULED, given.hash);
  half.ruling = RULING_CORRECTED;
  half.score = SCORE_ONE;
  record(store, 7, 2, 0, 5, half);
  cr_expect_str_eq(evidence(), "1 c/m/b 0 of 0, 1 c/m/a 0 of 0, 2 c/m/a 1 of 0, ");
  struct contest matter = contested();
  cr_expect_eq(matter.affected, 1);
  cr_expect_eq(matter.changed, 1);
  cr_expect_eq(matter.subject[0], 2);
  size_t n;
  struct rescored *list = rescored(&n);
  cr_assert_eq(n, 1);
  cr_expect_arr_eq(list[0].hash, given.hash, HASH_BYTES);
  cr_expect_eq(list[0].marked, 0);
  cr_expect_eq(list[0].score, SCORE_ONE);
  cr_expect(list[0].latest);
  cr_expect_eq(list[0].by[0], 7);
  cr_expect_eq(list[0].time, 5000);
  free(list);
}

Test(store_rulings, nobody_rules_on_an_answer_of_his_own) {
  answers();
  struct given given = given_to(2, "c/m/a");
  record(store, 5, 2, 0, 4, about(VERB_CONTESTED, given.hash));
  struct happening full = about(VERB_RULED, given.hash);
  full.ruling = RULING_CORRECTED;
  full.score = SCORE_ONE;
  record(store, 2, 2, 0, 5, full);
  cr_expect_str_eq(competency_of(2), "1/0 of 1/0");
}

Test(store_rulings, mark_on_paper_is_annulled) {
  struct happening paper = answer("c/m/a", 750000, 0), out = {0};
  paper.verb = VERB_MARKED;
  paper.evidence = EVIDENCE_PAPER;
  record(store, 6, 2, 0, 1, paper);
  struct given given = given_to(2, "c/m/a");
  cr_expect_eq(given.what, GIVEN_MARK);
  cr_expect_eq(given.score, 750000);
  struct happening why = about(VERB_CONTESTED, given.hash);
  out = about(VERB_RULED, given.hash);
  out.ruling = RULING_ANNULLED;
  why.key_rev[0] = out.key_rev[0] = 0;
  record(store, 2, 2, 0, 4, why);
  cr_expect_str_eq(evidence(), "2 c/m/a 0 of 0, ");
  record(store, 7, 2, 0, 5, out);
  cr_expect_str_eq(evidence(), "");
  size_t n;
  struct rescored *list = rescored(&n);
  cr_assert_eq(n, 1);
  cr_expect(list[0].annulled);
  free(list);
}

static void rule_on(uint8_t person, const struct given *given, enum ruling ruling, int32_t score) {
  struct happening why = about(VERB_CONTESTED, given->hash), out = about(VERB_RULED, given->hash);
  memcpy(why.key_rev, given->key_rev, HASH_BYTES);
  memcpy(out.key_rev, given->key_rev, HASH_BYTES);
  out.ruling = ruling;
  out.score = score;
  record(store, person, person, 0, 40, why);
  record(store, 7, person, 0, 50, out);
}

Test(store_rulings, annulled_answer_counts_no_more_and_nobody_elses_is_touched) {
  answers();
  struct given given = given_to(2, "c/m/a");
  rule_on(2, &given, RULING_ANNULLED, 0);
  cr_expect_str_eq(evidence(), "1 c/m/a 1 of 1, 1 c/m/b 0 of 0, ");
  cr_expect_str_eq(competency_of(2), "0/0 of 1/0");
}

Test(store_rulings, corrected_mark_counts_as_its_score_and_is_no_question) {
  struct happening paper = answer("c/m/a", 750000, 0);
  paper.verb = VERB_MARKED;
  paper.evidence = EVIDENCE_PAPER;
  record(store, 6, 2, 0, 1, paper);
  struct given given = given_to(2, "c/m/a");
  rule_on(2, &given, RULING_UPHELD, 0);
  cr_expect_str_eq(evidence(), "2 c/m/a 0 of 0, ");
  rule_on(2, &given, RULING_CORRECTED, SCORE_ONE);
  cr_expect_str_eq(evidence(), "2 c/m/a 1 of 0, ");
  cr_expect_str_eq(competency_of(2), "0/0 of 0/0");
}

/* By another key the question was of another competency: what it was before stands again, and is in
 * no count as it was marked. */
static void expect_uncovered(const char *before, const char *first, const char *second) {
  struct happening old = answer("c/m/x", SCORE_ONE, 1), new = answer("c/m/x", 0, 1);
  struct happening why = about(VERB_CONTESTED, NULL), out = ruled(RULING_ANNULLED);
  struct competency_row *rows;
  size_t n;
  const char *const wanted[] = {first, second};
  snprintf(old.competency, sizeof old.competency, "%s", before);
  why.path = out.path = "c/m/x";
  new.key_rev[0] = why.key_rev[0] = out.key_rev[0] = 2;
  record(store, 1, 1, 1, 1, old);
  record(store, 1, 1, 2, 2, new);
  record(store, 1, 0, 0, 3, why);
  record(store, 7, 0, 0, 4, out);
  cr_assert_eq(store_competency(store, NULL, INT64_MAX, &rows, &n, &diags), RC_OK);
  cr_assert_eq(n, 2);
  for (size_t i = 0; i < n; i++)
    cr_expect_str_eq(arena_printf(&arena, "%s %u/%u of %u/%u", rows[i].competency, rows[i].items,
                                  rows[i].right, rows[i].items_marked, rows[i].right_marked),
                     wanted[i]);
  free(rows);
}

Test(store_rulings, annulled_answer_uncovers_one_of_an_earlier_competency) {
  expect_uncovered("AAA", "AAA 1/1 of 0/0", "DOC-EXAM 0/0 of 1/0");
}

Test(store_rulings, annulled_answer_uncovers_one_of_a_later_competency) {
  expect_uncovered("ZZZ", "DOC-EXAM 0/0 of 1/0", "ZZZ 1/1 of 0/0");
}

/* One person lost the only answer that counted, the other did not. */
Test(store_rulings, counts_of_two_people_are_not_taken_for_each_other) {
  struct competency_row *rows;
  size_t n;
  answers();
  struct given given = given_to(1, "c/m/a"), other = given_to(1, "c/m/b");
  rule_on(1, &given, RULING_ANNULLED, 0);
  struct happening why = about(VERB_CONTESTED, other.hash), out = about(VERB_RULED, other.hash);
  why.path = out.path = "c/m/b";
  out.ruling = RULING_ANNULLED;
  record(store, 1, 1, 0, 60, why);
  record(store, 7, 1, 0, 70, out);
  cr_assert_eq(store_competency(store, NULL, INT64_MAX, &rows, &n, &diags), RC_OK);
  cr_assert_eq(n, 2);
  cr_expect(rows[0].person[0] == 1 && rows[0].items == 0 && rows[0].items_marked == 2);
  cr_expect(rows[1].person[0] == 2 && rows[1].items == 1 && rows[1].items_marked == 1);
  free(rows);
}

Test(store_rulings, ruling_on_what_is_not_there_is_kept_and_harmless) {
  uint8_t event[HASH_BYTES] = {77};
  answers();
  struct happening out = about(VERB_RULED, event);
  out.ruling = RULING_ANNULLED;
  record(store, 2, 2, 0, 4, about(VERB_CONTESTED, event));
  record(store, 7, 2, 0, 5, out);
  cr_expect_str_eq(evidence(), "1 c/m/a 1 of 1, 1 c/m/b 0 of 0, 2 c/m/a 0 of 0, ");
  struct contest matter = contested();
  cr_expect_eq(matter.ruling, RULING_ANNULLED);
  cr_expect_eq(matter.affected, 0);
  size_t n;
  free(rescored(&n));
  cr_expect_eq(n, 0);
}

Test(store_rulings, of_nobody_nothing_was_given) {
  const struct evidence_scope everybody = {.until = INT64_MAX};
  struct given given;
  cr_expect_eq(store_given(store, &everybody, "c/m/a", &given, &diags), RC_MISSING);
  cr_expect_eq(diags.n, 0);
}

/* -- Item analysis --------------------------------------------------------------------------------
 */

struct told {
  struct answer_mark answers[8];
  struct run_marks runs[8];
  size_t n_answers, n_runs;
};

static void tell_run(void *ctx, const struct run_marks *run) {
  struct told *told = ctx;
  told->runs[told->n_runs++] = *run;
}

static void tell_answer(void *ctx, const struct answer_mark *one) {
  struct told *told = ctx;
  told->answers[told->n_answers++] = *one;
}

static struct told marks(void) {
  struct told told = {0};
  const struct marks_reader reader = {&told, tell_run, tell_answer};
  cr_assert_eq(store_marks(store, &reader, &diags), RC_OK);
  return told;
}

Test(store_rulings, annulled_question_is_told_as_such_and_is_in_no_total) {
  answers();
  record(store, 1, 1, 1, 3, completed("c/m", 500000, true));
  record(store, 2, 2, 2, 3, completed("c/m", 0, false));
  contest(1, 4);
  rule(7, 5, RULING_ANNULLED);
  struct told told = marks();
  cr_assert_eq(told.n_runs, 1, "of the other run nothing is left");
  cr_expect_eq(told.runs[0].n, 1);
  cr_expect_eq(told.runs[0].total, 0);
  cr_expect_eq(told.runs[0].n_items, 1);
  cr_assert_eq(told.n_answers, 2);
  cr_expect(told.answers[0].annulled);
  cr_expect_eq(told.answers[0].score, SCORE_ONE);
  cr_expect_eq(told.answers[0].n_rest, 1);
  cr_expect_not(told.answers[1].annulled);
}

Test(store_rulings, corrected_question_is_analysed_as_corrected) {
  answers();
  record(store, 2, 2, 2, 3, completed("c/m", 0, false));
  contest(1, 4);
  rule(7, 5, RULING_CORRECTED);
  struct told told = marks();
  cr_assert_eq(told.n_answers, 1);
  cr_expect_eq(told.answers[0].score, SCORE_ONE);
  cr_expect_eq(told.runs[0].total, SCORE_ONE);
}
