/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Players of every shipped interview: who knows everything reaches full score, who has a habit in
 * place of judgement fails, and asking openly brings at least twice what blaming brings. */
#include "interview_fixture.h"

#include <stdlib.h>

TestSuite(drill_interview_players, .init = shipped_load, .fini = shipped_done, .timeout = 120);

enum { SEEDS = 1000, HABIT_SEEDS = 60 };

static unsigned count_bits(uint32_t set) {
  unsigned n = 0;
  for (; set; set &= set - 1)
    n++;
  return n;
}

Test(drill_interview_players, there_are_six) {
  cr_expect_eq(shipped_n, 6);
  size_t secondary = 0, children = 0, interpreted = 0, accompanied = 0;
  for (size_t i = 0; i < shipped_n; i++) {
    const struct interview *it = shipped[i]->body;
    secondary += it->secondary;
    children += it->child;
    interpreted += it->interpreter;
    accompanied += it->companion != NULL;
    cr_expect_not_null(it->listener, "%s can be typed to", shipped[i]->id);
  }
  cr_expect_eq(shipped_n - secondary, 2);
  cr_expect_geq(interpreted, 1);
  cr_expect_eq(children, 1);
  cr_expect_geq(accompanied, 1);
}

Test(drill_interview_players, who_knows_everything_reaches_full_score) {
  for (size_t i = 0; i < shipped_n; i++)
    for (uint64_t seed = 0; seed < HABIT_SEEDS; seed++) {
      const struct interview *it = shipped[i]->body;
      struct drill_state state;
      struct drill_result result;
      uint8_t group, form;
      drill_interview.start(shipped[i], seed, &state);
      for (;;) {
        struct interview_play play = interview_unpack(&state);
        if (play.ended || !interview_best(it, &play, &group, &form))
          break;
        say(shipped[i], &state, group, form);
      }
      struct interview_play play = interview_unpack(&state);
      cr_assert_not(play.ended, "%s: %u s are too many", shipped[i]->id, play.seconds);
      say(shipped[i], &state, group_of_move(it, CLOSE), 0);
      drill_interview.result(shipped[i], &state, &result);
      cr_expect_eq(result.score, SCORE_ONE, "%s, seed %d: %d", shipped[i]->id, (int)seed,
                   result.score);
      cr_expect(result.passed);
    }
}

/* -- Habits ------------------------------------------------------------------------------------ */

enum habit { FIRST, LONGEST, LAST, HABITS };

static const struct outline_row *pick(const struct page *page, enum habit habit) {
  const struct outline_row *found = NULL;
  for (size_t i = 0; i < page->n_blocks; i++)
    for (size_t j = 0; page->blocks[i].kind == BLOCK_OUTLINE && j < page->blocks[i].n; j++) {
      const struct outline_row *row = &page->blocks[i].outline[j];
      if (!row->action)
        continue;
      if (!found || habit == LAST || (habit == LONGEST && strlen(row->text) > strlen(found->text)))
        found = row;
    }
  return found;
}

/* With the keyboard left alone: nothing is typed by habit. */
static void play_habit(const struct drill *drill, uint64_t seed, enum habit habit,
                       struct drill_result *result) {
  struct drill_state state;
  struct drill_outcome outcome;
  struct interview hands = *(const struct interview *)drill->body;
  struct drill untyped = *drill;
  hands.listener = NULL;
  untyped.body = &hands;
  drill_interview.start(&untyped, seed, &state);
  for (int step = 0; step < PLAYER_STEPS && !drill_interview.ended(&untyped, &state); step++) {
    struct arena arena = {0};
    struct page page;
    page_init(&page, &arena, "p", "t");
    drill_interview.page(&untyped, &state, &page);
    const struct outline_row *row = pick(&page, habit);
    cr_assert_not_null(row);
    cr_assert(
        give(&untyped, &state, strtoull(row->action + strlen("choose:"), NULL, 16), "", &outcome));
    arena_done(&arena);
  }
  drill_interview.result(&untyped, &state, result);
}

Test(drill_interview_players, who_has_a_habit_fails) {
  for (size_t i = 0; i < shipped_n; i++)
    for (enum habit habit = FIRST; habit < HABITS; habit++)
      for (uint64_t seed = 0; seed < HABIT_SEEDS; seed++) {
        struct drill_result result;
        play_habit(shipped[i], seed, habit, &result);
        cr_expect_not(result.passed, "%s, habit %d, seed %d: %d", shipped[i]->id, habit, (int)seed,
                      result.score);
      }
}

/* A hardier habit: through all that there is in its order, the first or longest or last wording of
 * each, thrice of each topic. */
static uint8_t form_by(const struct page *page, const struct interview *it, uint8_t group,
                       enum habit habit) {
  const struct outline_row *row = NULL;
  for (size_t i = 0; i < page->n_blocks; i++)
    for (size_t j = 0; page->blocks[i].kind == BLOCK_OUTLINE && j + 1 < page->blocks[i].n; j++) {
      const struct outline_row *other = &page->blocks[i].outline[j];
      if (!row || habit == LAST || (habit == LONGEST && strlen(other->text) > strlen(row->text)))
        row = other;
    }
  uint64_t name = strtoull(row->action + strlen("choose:"), NULL, 16);
  for (uint8_t form = 0; form < FORMS; form++)
    if (group_is_topic(it, group) ? it->topics[group].form_name[form] == name
                                  : form < it->moves[group - it->n_topics].n &&
                                        it->moves[group - it->n_topics].sayings[form].name == name)
      return form;
  cr_assert_fail("no such wording");
  return 0;
}

static void sweep(const struct drill *drill, uint64_t seed, enum habit habit,
                  struct drill_result *result) {
  const struct interview *it = drill->body;
  struct drill_state state;
  struct drill_outcome outcome;
  drill_interview.start(drill, seed, &state);
  for (uint8_t k = 0; k < 3 * it->n_topics + MOVES; k++) {
    int at = k - 2 * it->n_topics;
    uint8_t group = group_of_move(it, (enum move)k);
    if (k >= CHALLENGE + 3 * it->n_topics)
      group = (uint8_t)at;
    else if (k >= CHALLENGE)
      group = (uint8_t)((k - CHALLENGE) / 3);
    if (drill_interview.ended(drill, &state))
      break;
    if (!group_is_topic(it, group) && !it->moves[group - it->n_topics].given)
      continue;
    struct arena arena = {0};
    struct page page;
    struct drill_state there = state;
    page_init(&page, &arena, "p", "t");
    give(drill, &there, seal_name(TURN_BACK), "", &outcome);
    if (give(drill, &there,
             group_is_topic(it, group) ? it->topics[group].name_of
                                       : it->moves[group - it->n_topics].name_of,
             "", &outcome)) {
      drill_interview.page(drill, &there, &page);
      say(drill, &state, group, form_by(&page, it, group, habit));
    }
    arena_done(&arena);
  }
  drill_interview.result(drill, &state, result);
}

Test(drill_interview_players, who_sweeps_by_habit_fails) {
  for (size_t i = 0; i < shipped_n; i++)
    for (enum habit habit = FIRST; habit < HABITS; habit++) {
      unsigned passed = 0;
      for (uint64_t seed = 0; seed < HABIT_SEEDS; seed++) {
        struct drill_result result;
        sweep(shipped[i], seed, habit, &result);
        passed += result.passed;
      }
      cr_expect_eq(passed, 0, "%s, habit %d: %u of %d seeds", shipped[i]->id, habit, passed,
                   HABIT_SEEDS);
    }
}

/* -- Open against blaming ---------------------------------------------------------------------- */

/* All good moves of the beginning, then rounds of one form over all topics until the time is up. */
static unsigned found_by(const struct interview *it, uint64_t seed, bool open) {
  struct interview_play play;
  struct drill_outcome outcome;
  interview_begin(it, seed, &play);
  for (enum move i = GREET; i <= OFFER_BREAK; i++)
    if (it->moves[i].given) {
      memset(&outcome, 0, sizeof outcome);
      interview_say(it, &play, group_of_move(it, i), 0, "", &outcome);
    }
  for (uint8_t round = 0; round < 6; round++)
    for (uint8_t topic = 0; topic < it->n_topics && !play.ended; topic++) {
      uint8_t form = open ? round % 2 ? PROBING : OPEN : round % 2 ? BLAMING : CLOSED;
      if (it->topics[topic].avoid)
        continue;
      memset(&outcome, 0, sizeof outcome);
      interview_say(it, &play, topic, form, "", &outcome);
      if (!open && !round && !play.ended) { /* who blames, blames from the start */
        memset(&outcome, 0, sizeof outcome);
        interview_say(it, &play, topic, BLAMING, "", &outcome);
      }
    }
  return count_bits(play.told);
}

Test(drill_interview_players, open_questions_find_twice_what_blaming_does) {
  for (size_t i = 0; i < shipped_n; i++) {
    const struct interview *it = shipped[i]->body;
    unsigned open = 0, blaming = 0;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
      unsigned by_open = found_by(it, seed, true), by_blame = found_by(it, seed, false);
      cr_expect_geq(by_open, 2 * by_blame, "%s, seed %d: %u against %u", shipped[i]->id, (int)seed,
                    by_open, by_blame);
      open += by_open;
      blaming += by_blame;
    }
    printf(
        "# %s: of %u facts %.2f by open and probing questions, %.2f by closed and blaming ones\n",
        shipped[i]->id, it->n_facts, open / (double)SEEDS, blaming / (double)SEEDS);
    cr_expect_gt(open, 0);
  }
}
