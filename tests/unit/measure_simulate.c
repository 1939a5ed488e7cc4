/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The goals of the diagnostic, with fewer officers than `mafunzo simulate diagnostic` takes. */
#include "measure/simulate.h"

#include <criterion/criterion.h>
#include <string.h>

enum { A_LEVEL = 20, BANK = 4 * A_LEVEL, OFFICERS = 2000 };

static struct simulate_result simulate(uint64_t seed, bool authors_know) {
  struct adaptive_item items[BANK];
  struct simulate_result result;
  simulate_ideal(items, A_LEVEL);
  const struct simulate_bank bank = {items, BANK};
  simulate_diagnostic(&(struct simulate_request){&bank, 1, OFFICERS, seed, authors_know}, &result);
  return result;
}

Test(measure_simulate, the_goals_hold_with_a_full_bank) {
  struct simulate_result result = simulate(1, false);
  struct simulate_goals goals = simulate_goals(&result);
  cr_expect(goals.right_good && goals.right > .87, "%f", goals.right);
  cr_expect(goals.items_good && goals.items > 9, "%f", goals.items);
  cr_expect(goals.items_level_good, "%f", goals.items_level);
  cr_expect(goals.covered_good, "%f", goals.covered);
  cr_expect(goals.wrong_gap > .2 && goals.wrong_gap < .5, "%f", goals.wrong_gap);
}

Test(measure_simulate, everybody_is_counted_once_in_each_table_and_nobody_is_insufficient) {
  struct simulate_result result = simulate(2, false);
  uint32_t required = 0, level = 0;
  for (unsigned i = 0; i < LEVELS; i++) {
    required += result.required[i].n;
    level += result.level[i].n;
  }
  cr_expect_eq(result.all.n, OFFICERS);
  cr_expect_eq(required, OFFICERS);
  cr_expect_eq(level, OFFICERS);
  cr_expect_eq(result.required[1].n, OFFICERS / 4);
  cr_expect_eq(result.required[0].n, 0, "of nothing nothing is asked");
  cr_expect_eq(result.all.insufficient, 0, "it goes on until something can be said");
}

Test(measure_simulate, the_same_seed_gives_the_same) {
  struct simulate_result one = simulate(3, false), same = simulate(3, false);
  struct simulate_result other = simulate(4, false);
  cr_expect_eq(memcmp(&one, &same, sizeof one), 0);
  cr_expect_neq(memcmp(&one, &other, sizeof one), 0);
}

/* The slope allows for doubt about difficulties: without that doubt intervals are too wide. */
Test(measure_simulate, authors_who_know_make_it_no_worse) {
  struct simulate_result about = simulate(5, false), known = simulate(5, true);
  cr_expect_gt(known.all.covered, about.all.covered);
  cr_expect_gt(known.all.right, about.all.right);
}

Test(measure_simulate, of_a_bank_without_a_level_the_fixed_form_is_shorter) {
  struct adaptive_item items[BANK];
  struct simulate_result result;
  simulate_ideal(items, A_LEVEL);
  const struct simulate_bank banks[] = {{items, 7}, {items, 0}};
  simulate_diagnostic(&(struct simulate_request){banks, 2, 200, 1, false}, &result);
  cr_expect_leq(result.all.items, 7 * 100);
  cr_expect_geq(result.all.insufficient, 100, "who is asked nothing is not judged");
}
