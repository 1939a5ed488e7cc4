/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/rollup.h"

#include "base/random.h"
#include "suppress_audit.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct person people[16];
static size_t n;
static struct rollup rollup;
static uint32_t known[64];
static bool hidden[64];

static void teardown(void) { arena_done(&arena); }

TestSuite(app_rollup, .fini = teardown);

static void put(const char *agency, const char *unit, size_t count) {
  for (size_t i = 0; i < count; i++, n++) {
    snprintf(people[n].agency, sizeof people[n].agency, "%s", agency);
    snprintf(people[n].unit, sizeof people[n].unit, "%s", unit);
  }
}

static void hide(void) {
  rollup_make(people, n, &arena, &rollup);
  for (size_t i = 0; i < rollup.n; i++)
    known[i] = rollup.list[i].people;
  rollup_hide(&rollup, known, hidden);
}

static bool is_hidden(enum rollup_kind kind, const char *unit) {
  for (size_t i = rollup.from[kind]; i < rollup.from[kind + 1]; i++)
    if (!unit || strcmp(rollup.list[i].unit, unit) == 0)
      return hidden[i];
  cr_assert_fail("no such group");
  return false;
}

Test(app_rollup, small_unit_is_hidden_and_the_one_that_would_give_it_away) {
  put("A", "north", 3);
  put("A", "south", 6);
  put("A", "west", 5);
  hide();
  cr_expect(is_hidden(ROLLUP_UNIT, "north"));
  cr_expect(is_hidden(ROLLUP_UNIT, "west"), "the smallest beside it");
  cr_expect_not(is_hidden(ROLLUP_UNIT, "south"));
  cr_expect_not(is_hidden(ROLLUP_AGENCY, NULL));
  cr_expect_not(is_hidden(ROLLUP_ALL, NULL));
}

Test(app_rollup, same_unit_name_of_two_agencies_is_two_units) {
  put("A", "gate", 5);
  put("B", "gate", 5);
  hide();
  cr_expect_eq(rollup.from[ROLLUP_UNIT + 1] - rollup.from[ROLLUP_UNIT], 2);
  cr_expect_not(is_hidden(ROLLUP_UNIT, "gate"));
}

Test(app_rollup, of_nobody_there_is_no_group) {
  hide();
  cr_expect_eq(rollup.n, 0);
}

/* -- Whoever has every table of every grouping ------------------------------------------------- */

enum { CROWD = 90 };
static struct person crowd[CROWD];
static uint32_t doers[ROLLUP_KINDS * CROWD];
static bool covered[ROLLUP_KINDS * CROWD], shown[ROLLUP_KINDS * CROWD];

/* Of some of a crowd something is known: how many of them are in each group. */
static void known_of_some(struct rng *rng, size_t n_crowd) {
  memset(doers, 0, sizeof doers);
  for (size_t i = 0; i < n_crowd; i++)
    if (rng_below(rng, 4))
      for (size_t kind = 0; kind < ROLLUP_KINDS; kind++)
        doers[rollup.of[i][kind]]++;
}

static void crowd_of(struct rng *rng, size_t n_crowd) {
  for (size_t i = 0; i < n_crowd; i++) { /* the lower the number, the more people */
    uint64_t agency = rng_below(rng, 1 + rng_below(rng, 4)),
             unit = rng_below(rng, 1 + rng_below(rng, 4));
    crowd[i] = (struct person){0};
    snprintf(crowd[i].agency, sizeof crowd[i].agency, "A%u", (unsigned)agency);
    snprintf(crowd[i].unit, sizeof crowd[i].unit, "U%u", (unsigned)unit);
    snprintf(crowd[i].position, sizeof crowd[i].position, "P%u", (unsigned)rng_below(rng, 3));
  }
  rollup_make(crowd, n_crowd, &arena, &rollup);
  known_of_some(rng, n_crowd);
}

/* Every group is the sum of the posts in it: what ties the tables of all reports together. */
static void sums_of_posts(struct suppress *tables) {
  for (size_t g = 0; g < rollup.n; g++)
    suppress_cell(tables, doers[g]);
  for (uint32_t t = (uint32_t)rollup.from[ROLLUP_UNIT]; t < rollup.n; t++) {
    suppress_total(tables, t);
    for (uint32_t p = 0; p < rollup.from[ROLLUP_UNIT]; p++)
      if (rollup.of[rollup.list[p].first][rollup.list[t].kind] == t)
        suppress_part(tables, p);
  }
}

Test(app_rollup, no_linear_solver_recovers_a_group_of_random_rosters) {
  size_t without = 0, told = 0;
  for (unsigned seed = 1; seed <= 60; seed++) {
    struct suppress tables = {0};
    struct rng rng;
    uint32_t which = 0;
    rng_seed(&rng, seed);
    crowd_of(&rng, 20 + rng_below(&rng, CROWD - 20));
    rollup_hide(&rollup, doers, covered);
    sums_of_posts(&tables);
    for (size_t g = 0; g < rollup.n; g++) {
      shown[g] = !covered[g];
      told += shown[g] && doers[g];
      cr_assert(covered[g] || doers[g] == 0 || doers[g] >= SUPPRESS_LEAST, "seed %u", seed);
    }
    cr_expect_eq(suppress_audit(&tables, shown, &which), 0, "seed %u: group %u", seed, which);
    for (size_t g = 0; g < rollup.n; g++) /* the small ones alone hidden */
      shown[g] = doers[g] == 0 || doers[g] >= SUPPRESS_LEAST;
    without += suppress_audit(&tables, shown, NULL) > 0;
    suppress_done(&tables);
  }
  cr_expect_gt(without, 20, "with small ones alone hidden it must: %zu of 60", without);
  cr_expect_gt(told, 300, "%zu", told);
}
