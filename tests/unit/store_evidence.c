/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts when people are measured. */
#include "base/vec.h"
#include "store/evidence.h"
#include "store_fixture.h"

static const struct evidence_scope everything = {.until = INT64_MAX};

static struct store *fresh(char folder[64]) {
  folder_temporary(folder, 64);
  return store_must_open(folder);
}

static struct happening answer(const char *path, int32_t score) {
  struct happening h = answered(path, "DOC-EXAM", score);
  h.guess = 250000;
  h.key_rev[0] = 1;
  return h;
}

struct seen {
  struct response_seen list[16];
  size_t n;
};

static void see(void *ctx, const struct response_seen *one) {
  struct seen *seen = ctx;
  cr_assert_lt(seen->n, COUNT(seen->list));
  seen->list[seen->n++] = *one;
}

static struct seen seen_in(struct store *store, const struct evidence_scope *scope) {
  struct seen seen = {0};
  struct diags diags = {0};
  cr_assert_eq(store_evidence(store, scope, see, &seen, &diags), RC_OK);
  diags_done(&diags);
  return seen;
}

static void at(struct store *store, uint8_t person, int64_t second, struct happening h) {
  scene_must_append(store, (struct scene){person, person, 1, 1000 * second, 1000 * second}, &h, 1);
}

Test(store_evidence, latest_first_attempt_outside_review_counts) {
  char folder[64];
  struct store *store = fresh(folder);
  struct happening again = answer("c/m/a", SCORE_ONE), review = answer("c/m/a", SCORE_ONE);
  struct happening hinted = answer("c/m/b", SCORE_ONE), faulty = answer("c/m/c", 0);
  again.attempt = 2;
  review.mode = MODE_REVIEW;
  hinted.hinted = true;
  faulty.faulty = true;
  at(store, 1, 1, answer("c/m/a", SCORE_ONE));
  at(store, 1, 2, answer("c/m/a", 400000));
  at(store, 1, 3, again);
  at(store, 1, 4, review);
  at(store, 1, 5, hinted);
  at(store, 1, 6, faulty);
  struct seen seen = seen_in(store, &everything);
  cr_assert_eq(seen.n, 2);
  cr_expect_str_eq(seen.list[0].path, "c/m/a");
  cr_expect_eq(seen.list[0].score, 400000);
  cr_expect_eq(seen.list[0].guess, 250000);
  cr_expect_eq(seen.list[0].level, 2);
  cr_expect_str_eq(seen.list[1].path, "c/m/b");
  cr_expect_eq(seen.list[1].score, 0, "with a hint it is not known unaided");
  struct evidence_scope early = {.until = 2000};
  seen = seen_in(store, &early);
  cr_assert_eq(seen.n, 1);
  cr_expect_eq(seen.list[0].score, SCORE_ONE, "what came at the end is not part of it");
  struct evidence_scope late = {.from = 5000, .until = INT64_MAX};
  cr_expect_eq(seen_in(store, &late).n, 1);
  store_close(store);
}

Test(store_evidence, drill_counts_by_its_latest_finished_run) {
  char folder[64];
  struct store *store = fresh(folder);
  struct happening good = decided("c/m/drill"), poor = decided("c/m/drill");
  struct happening end = completed("c/m/drill", SCORE_ONE, true);
  good.scores[0].score = SCORE_ONE;
  poor.scores[1].weight = 0;
  scene_must_append(store, (struct scene){1, 1, 1, 1000, 1000}, &good, 1);
  scene_must_append(store, (struct scene){1, 1, 1, 2000, 2000}, &end, 1);
  scene_must_append(store, (struct scene){1, 2, 1, 3000, 3000}, &poor, 1);
  struct seen seen = seen_in(store, &everything);
  cr_assert_eq(seen.n, 2);
  cr_expect_str_eq(seen.list[0].competency, "X");
  cr_expect_eq(seen.list[0].score, SCORE_ONE);
  cr_expect(seen.list[0].decision);
  cr_expect_eq(seen.list[0].level, DECISION_LEVEL);
  end = completed("c/m/drill", 0, false);
  scene_must_append(store, (struct scene){1, 2, 1, 4000, 4000}, &end, 1);
  seen = seen_in(store, &everything);
  cr_assert_eq(seen.n, 1, "where nothing was at stake nothing is told");
  cr_expect_eq(seen.list[0].score, 1);
  store_close(store);
}

Test(store_evidence, mark_on_paper_counts_and_says_so) {
  char folder[64];
  struct store *store = fresh(folder);
  struct happening paper = answer("paper/entry/1", 750000);
  paper.verb = VERB_MARKED;
  paper.evidence = EVIDENCE_PAPER;
  at(store, 1, 1, paper);
  struct seen seen = seen_in(store, &everything);
  cr_assert_eq(seen.n, 1);
  cr_expect_eq(seen.list[0].evidence, EVIDENCE_PAPER);
  cr_expect_eq(seen.list[0].score, 750000);
  store_close(store);
}

static struct happening join(uint8_t with, bool undone) {
  struct happening h = {.verb = VERB_JOINED, .undone = undone};
  h.other[0] = with;
  return h;
}

Test(store_evidence, joined_people_are_one_until_it_is_undone) {
  char folder[64];
  struct store *store = fresh(folder);
  struct person *people;
  struct diags diags = {0};
  size_t n;
  at(store, 3, 1, stated("Amina"));
  at(store, 5, 2, stated("Amina Yusuf"));
  at(store, 9, 3, stated("A. Yusuf"));
  at(store, 5, 4, answer("c/m/a", 0));
  at(store, 9, 5, answer("c/m/a", SCORE_ONE));
  at(store, 9, 6, join(5, false));
  at(store, 3, 7, join(9, false));
  struct seen seen = seen_in(store, &everything);
  cr_assert_eq(seen.n, 1);
  cr_expect_eq(seen.list[0].person[0], 3, "the smallest id stands for all");
  cr_expect_eq(seen.list[0].score, SCORE_ONE);
  cr_assert_eq(store_people_as_of(store, INT64_MAX, &people, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  cr_expect_eq(people[0].id[0], 3);
  cr_expect_str_eq(people[0].name, "A. Yusuf");
  free(people);
  struct evidence_scope before = {.until = 7000};
  cr_expect_eq(seen_in(store, &before).list[0].person[0], 5);
  at(store, 5, 8, join(9, true));
  cr_expect_eq(seen_in(store, &everything).n, 2);
  store_close(store);
}

static struct happening contest(enum verb verb, const uint8_t *about) {
  struct happening h = {.verb = verb, .path = "c/m/a", .words = "The source says otherwise."};
  h.key_rev[0] = 1;
  if (about)
    memcpy(h.about, about, HASH_BYTES);
  return h;
}

Test(store_evidence, ruling_on_a_question_rescores_everybody) {
  char folder[64];
  struct store *store = fresh(folder);
  struct happening other = answer("c/m/a", 0), ruled = contest(VERB_RULED, NULL);
  other.names[0] = 55;
  at(store, 1, 1, answer("c/m/a", 0));
  at(store, 2, 1, other);
  at(store, 1, 2, contest(VERB_CONTESTED, NULL));
  ruled.ruling = RULING_CORRECTED;
  ruled.response.n = 1;
  ruled.names[0] = 55;
  at(store, 1, 3, ruled);
  struct seen seen = seen_in(store, &everything);
  cr_assert_eq(seen.n, 2);
  cr_expect_eq(seen.list[1].score, 0, "who complains does not decide");
  at(store, 7, 4, ruled);
  seen = seen_in(store, &everything);
  cr_expect_eq(seen.list[0].score, 0);
  cr_expect_eq(seen.list[1].score, SCORE_ONE);
  cr_expect_eq(seen.list[1].marked, 0, "both scores stay visible");
  ruled.ruling = RULING_ANNULLED;
  at(store, 7, 5, ruled);
  cr_expect_eq(seen_in(store, &everything).n, 0);
  ruled.ruling = RULING_UPHELD;
  at(store, 7, 6, ruled);
  cr_expect_eq(seen_in(store, &everything).list[1].score, 0);
  store_close(store);
}

Test(store_evidence, ratings_are_the_latest_of_each_rater) {
  char folder[64];
  struct store *store = fresh(folder);
  struct rated *ratings;
  struct diags diags = {0};
  size_t n;
  struct happening own = {.verb = VERB_RATED, .evidence = EVIDENCE_SELF, .level = 4};
  strcpy(own.competency, "DOC-EXAM");
  at(store, 1, 1, own);
  own.level = 2;
  at(store, 1, 2, own);
  own.evidence = EVIDENCE_SUPERVISOR;
  own.level = 1;
  at(store, 1, 3, own);
  cr_assert_eq(store_ratings(store, &everything, &ratings, &n, &diags), RC_OK);
  cr_assert_eq(n, 2);
  cr_expect_eq(ratings[0].evidence, EVIDENCE_SELF);
  cr_expect_eq(ratings[0].level, 2);
  cr_expect_eq(ratings[1].level, 1);
  free(ratings);
  store_close(store);
}

/* Typed in late, it counts on the day that it was seen; but never after it was recorded. */
Test(store_evidence, what_is_told_with_its_day_counts_on_that_day) {
  enum { DAY = 86400 }; /* seconds */
  char folder[64];
  struct store *store = fresh(folder);
  struct rated *ratings;
  struct diags diags = {0};
  size_t n;
  struct happening mark = answer("paper/entry/1", 750000), own = {.verb = VERB_RATED};
  mark.verb = VERB_MARKED;
  mark.day = 3;
  own.evidence = EVIDENCE_SUPERVISOR;
  own.cause = CAUSE_RULES;
  own.level = 2;
  own.day = 3;
  at(store, 1, 9 * DAY, mark);
  at(store, 1, 9 * DAY, own);
  mark.score = 0;
  mark.day = 2;
  own.level = 1;
  own.cause = CAUSE_MOTIVE;
  own.day = 2;
  at(store, 1, 10 * DAY, mark);
  at(store, 1, 10 * DAY, own);
  struct seen seen = seen_in(store, &everything);
  cr_assert_eq(seen.n, 1);
  cr_expect_eq(seen.list[0].score, 750000, "the later day counts, not the later recording");
  cr_expect_eq(seen.list[0].time, INT64_C(1000) * (3 * DAY + DAY / 2));
  cr_assert_eq(store_ratings(store, &everything, &ratings, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  cr_expect_eq(ratings[0].level, 2);
  cr_expect_eq(ratings[0].cause, CAUSE_RULES);
  free(ratings);
  struct evidence_scope early = {.until = INT64_C(3000) * DAY};
  seen = seen_in(store, &early);
  cr_assert_eq(seen.n, 1);
  cr_expect_eq(seen.list[0].score, 0);
  mark.day = 400;
  at(store, 1, 11 * DAY, mark);
  seen = seen_in(store, &everything);
  cr_expect_eq(seen.list[0].time, INT64_C(11000) * DAY, "a day to come has not been yet");
  store_close(store);
}

struct contents {
  uint8_t list[8][HASH_BYTES];
  size_t n;
};

static void keep_content(void *ctx, const uint8_t content[HASH_BYTES]) {
  struct contents *all = ctx;
  memcpy(all->list[all->n++ % 8], content, HASH_BYTES);
}

Test(store_evidence, the_same_said_again_has_the_same_content) {
  char folder[64];
  struct store *store = fresh(folder);
  struct contents kept = {0};
  struct diags diags = {0};
  uint8_t again[HASH_BYTES];
  struct happening own = {.verb = VERB_RATED, .evidence = EVIDENCE_SELF, .level = 4, .day = 9};
  struct happening seen = {.verb = VERB_OBSERVED, .path = "c/m/station"};
  struct append append = {.happened = &own, .n = 1, .subject = {1}, .actor = {1}};
  at(store, 1, 1, stated("Amina"));
  at(store, 1, 2, own);
  at(store, 1, 3, seen);
  cr_assert_eq(store_contents(store, keep_content, &kept, &diags), RC_OK);
  cr_assert_eq(kept.n, 2, "only what others saw");
  bool first = memcmp(kept.list[0], kept.list[1], HASH_BYTES) != 0;
  cr_expect(first);
  size_t found = 0;
  store_content(&append, 0, again);
  for (size_t i = 0; i < kept.n; i++)
    found += memcmp(kept.list[i], again, HASH_BYTES) == 0;
  cr_expect_eq(found, 0, "on another occasion it is another statement");
  append.session[0] = 1;
  store_content(&append, 0, again);
  for (size_t i = 0; i < kept.n; i++)
    found += memcmp(kept.list[i], again, HASH_BYTES) == 0;
  cr_expect_eq(found, 1);
  own.day = 8;
  store_content(&append, 0, again);
  for (size_t i = 0; i < kept.n; i++)
    cr_expect(memcmp(kept.list[i], again, HASH_BYTES) != 0);
  store_close(store);
}

static void keep(void *ctx, const struct observation *one) {
  struct observation *kept = ctx;
  kept->n_scores += 100;
  size_t seen = kept->n_scores;
  *kept = *one;
  kept->n_scores += seen;
}

Test(store_evidence, observation_brings_its_steps_and_scores) {
  char folder[64];
  struct store *store = fresh(folder);
  static const struct step_mark steps[2] = {{UINT64_MAX, STEP_NOT_DONE}, {7, STEP_DONE}};
  struct observation kept = {0};
  struct diags diags = {0};
  struct happening station = decided("c/m/station");
  station.verb = VERB_OBSERVED;
  station.evidence = EVIDENCE_PRACTICAL;
  station.specimen = 12;
  station.steps = steps;
  station.n_steps = 2;
  station.score = 500000;
  station.critical = true;
  at(store, 1, 1, station);
  cr_assert_eq(store_observations(store, &everything, keep, &kept, &diags), RC_OK);
  cr_assert_eq(kept.n_scores, 102, "once, with two scores");
  cr_expect_eq(kept.specimen, 12);
  cr_expect_eq(kept.score, 500000);
  cr_expect(kept.critical);
  cr_assert_eq(kept.n_steps, 2);
  cr_expect_eq(kept.steps[0].name, UINT64_MAX);
  cr_expect_eq(kept.steps[0].verdict, STEP_NOT_DONE);
  cr_expect_str_eq(kept.scores[1].competency, "Y");
  store_close(store);
}

Test(store_evidence, posts_are_as_stated_last) {
  char folder[64];
  struct store *store = fresh(folder);
  struct posts *posts;
  struct diags diags = {0};
  size_t n;
  struct happening h = {.verb = VERB_ESTABLISHED, .count = 40};
  strcpy(h.person.agency, "Border Guard");
  strcpy(h.person.unit, "North");
  at(store, 0, 1, h);
  h.count = 38;
  at(store, 0, 2, h);
  cr_assert_eq(store_posts(store, INT64_MAX, &posts, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  cr_expect_str_eq(posts[0].unit, "North");
  cr_expect_eq(posts[0].n, 38);
  free(posts);
  cr_assert_eq(store_posts(store, 2000, &posts, &n, &diags), RC_OK);
  cr_expect_eq(posts[0].n, 40);
  free(posts);
  store_close(store);
}

/* More than the lists begin with: in whatever order they were joined, all are the smallest id. */
Test(store_evidence, many_joins_and_many_posts_are_all_told) {
  char folder[64];
  struct store *store = fresh(folder);
  struct posts *posts;
  struct diags diags = {0};
  size_t n;
  struct happening h = {.verb = VERB_ESTABLISHED, .count = 5};
  for (uint8_t i = 0; i < 20; i++) {
    snprintf(h.person.unit, sizeof h.person.unit, "Unit %02d", i);
    at(store, 0, i, h);
    at(store, (uint8_t)(20 - i), 100 + i, join((uint8_t)(21 - i), false));
  }
  at(store, 21, 200, answer("c/m/a", SCORE_ONE));
  at(store, 30, 201, answer("c/m/a", 0));
  cr_assert_eq(store_posts(store, INT64_MAX, &posts, &n, &diags), RC_OK);
  cr_assert_eq(n, 20);
  cr_expect_str_eq(posts[19].unit, "Unit 19");
  free(posts);
  const uint8_t first[ID_BYTES] = {1};
  struct evidence_scope hers = {.person = first, .until = INT64_MAX};
  struct seen seen = seen_in(store, &hers);
  cr_assert_eq(seen.n, 1, "of her alone");
  cr_expect_eq(seen.list[0].score, SCORE_ONE);
  store_close(store);
}

Test(store_evidence, order_of_picks_counts_only_where_it_is_the_answer) {
  struct happening a = {.response.n = 2, .names = {5, 9}}, b = {.response.n = 2, .names = {9, 5}};
  static const uint8_t whatever[] = {SHAPE_CHOICE, SHAPE_REGION};
  for (size_t i = 0; i < COUNT(whatever); i++) {
    a.shape = b.shape = whatever[i];
    cr_expect_eq(fact_picked(&a), fact_picked(&b));
  }
  a.shape = b.shape = SHAPE_ARRANGEMENT;
  cr_expect_neq(fact_picked(&a), fact_picked(&b));
}

/* -- What has no sense ---------------------------------------------------------------------------
 */

static void expect_paths(struct store *store, const char *wanted) {
  struct seen seen = seen_in(store, &everything);
  struct str told = {0};
  for (size_t i = 0; i < seen.n; i++)
    str_printf(&told, "%s %s %d, ", seen.list[i].path, seen.list[i].competency, seen.list[i].score);
  cr_expect_str_eq(str_text(&told), wanted);
  str_done(&told);
}

Test(store_evidence, answer_or_mark_that_measures_nothing_does_not_count) {
  char folder[64];
  struct store *store = fresh(folder);
  for (int i = 0; i < 14; i++) {
    char path[16];
    snprintf(path, sizeof path, "c/m/%02d", i);
    struct happening h = answer(path, SCORE_ONE);
    if (i % 7 == 0)
      h.competency[0] = '\0';
    else if (i % 7 < 3)
      h.level = i % 7 == 1 ? 0 : 5;
    else if (i % 7 == 3)
      h.guess = SCORE_ONE; /* whoever guesses is right */
    else if (i % 7 < 6)
      h.score = i % 7 == 4 ? -1 : SCORE_ONE + 1;
    if (i >= 7) {
      h.verb = VERB_MARKED;
      h.evidence = EVIDENCE_PAPER;
    }
    at(store, 1, i, h);
  }
  expect_paths(store, "c/m/06 DOC-EXAM 1000000, c/m/13 DOC-EXAM 1000000, ");
  store_close(store);
}

Test(store_evidence, decision_counts_once_for_each_competency_and_with_a_score_only) {
  char folder[64];
  struct store *store = fresh(folder);
  struct happening twice = decided("c/m/drill"), odd = decided("c/n/drill");
  twice.scores[1] = (struct competency_score){"X", 900000, 1};
  odd.n_scores = 4;
  odd.scores[0].score = -1;
  odd.scores[1].score = SCORE_ONE + 1;
  odd.scores[2] = (struct competency_score){"", 5, 1};
  odd.scores[3] = (struct competency_score){"Z", 7, 1};
  at(store, 1, 1, twice);
  at(store, 1, 2, odd);
  expect_paths(store, "c/m/drill X 1, c/n/drill Z 7, ");
  store_close(store);
}

/* -- The clock ------------------------------------------------------------------------------------
 */

/* Their names fall into one place of what is kept in mind of boots. */
Test(store_evidence, boots_are_not_taken_for_each_other) {
  char folder[64];
  struct store *store = fresh(folder);
  for (uint8_t i = 0; i < 8; i++) {
    uint8_t boot = i < 4 ? 1 : 1 + CLOCK_SEEN;
    struct happening h = answer((const char[]){'c', '/', 'm', '/', (char)('0' + i), '\0'}, 0);
    scene_must_append(store, (struct scene){1, 1, boot, 1000000 * boot + i, i}, &h, 1);
  }
  struct seen seen = seen_in(store, &everything);
  cr_assert_eq(seen.n, 8);
  for (int i = 0; i < 8; i++)
    cr_expect_eq(seen.list[i].time, 1000000 * (i < 4 ? 1 : 1 + CLOCK_SEEN) + i, "%d", i);
  store_close(store);
}

/* The column lies, past every check: there is no clock for it. */
Test(store_evidence, answer_of_a_boot_that_nobody_knows_does_not_count) {
  char folder[64];
  struct store *store = fresh(folder);
  at(store, 1, 1, answer("c/m/a", SCORE_ONE));
  struct happening other = answer("c/m/b", SCORE_ONE);
  scene_must_append(store, (struct scene){1, 1, 2, 5000, 0}, &other, 1);
  expect_paths(store, "c/m/a DOC-EXAM 1000000, c/m/b DOC-EXAM 1000000, ");
  project_forget(store);
  cr_assert_eq(sqlite3_exec(store->db, "UPDATE main.event SET boot = zeroblob(16) WHERE seq = 2",
                            NULL, NULL, NULL),
               SQLITE_OK);
  expect_paths(store, "c/m/a DOC-EXAM 1000000, ");
  store_close(store);
}

/* -- Branches of a chain: a laptop's folder was copied -------------------------------------------
 */

static void carry(void *ctx, const struct event_bytes *event) {
  struct diags diags = {0};
  cr_assert_eq(store_import(ctx, event, 1, &diags), RC_OK);
}

/* With the same number and time the greater hash is the later one, whatever came first. */
Test(store_evidence, of_two_statements_of_one_number_all_stores_take_the_same) {
  char folders[3][64];
  struct store *all = fresh(folders[0]), *back = fresh(folders[1]);
  struct person *people, *other;
  struct diags diags = {0};
  size_t n, n_other;
  for (uint8_t i = 0; i < 2; i++) {
    struct store *branch = fresh(folders[2]);
    memset(branch->chain, 7, KEY_BYTES);
    for (uint8_t person = 1; person <= 20; person++)
      at(branch, person, person, stated(i ? "Right" : "Left"));
    cr_assert_eq(store_each(branch, carry, all, &diags), RC_OK);
    if (i)
      cr_assert_eq(store_each(branch, carry, back, &diags), RC_OK);
    store_close(branch);
  }
  cr_assert_eq(store_each(all, carry, back, &diags), RC_OK);
  cr_assert_eq(store_people_as_of(all, INT64_MAX, &people, &n, &diags), RC_OK);
  cr_assert_eq(store_people_as_of(back, INT64_MAX, &other, &n_other, &diags), RC_OK);
  cr_assert(n == 20 && n_other == 20);
  for (size_t i = 0; i < n; i++)
    cr_expect_str_eq(people[i].name, other[i].name);
  free(people);
  free(other);
  store_close(all);
  store_close(back);
}
