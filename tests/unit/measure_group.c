/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/group.h"

#include "base/random.h"
#include "base/vec.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

static bool near(double one, double other, double by) { return fabs(one - other) < by; }

static const uint32_t eight[] = {920000, 810000, 350000, 100000, 550000, 730000, 50000, 640000};

static struct group group_of(const uint32_t *chances, size_t n) {
  struct group group;
  group_begin(&group);
  for (size_t i = 0; i < n; i++)
    group_add(&group, chances[i]);
  return group;
}

static struct group_numbers measured(const struct group *group) {
  struct group_numbers out;
  group_measure(group, &out);
  return out;
}

Test(measure_group, agrees_with_the_reference_values) {
  struct group group = group_of(eight, COUNT(eight));
  struct group_numbers got = measured(&group);
  cr_expect_eq(got.n, 8);
  cr_expect(near(got.expected, 4.15, 1e-12));
  cr_expect(near(got.sd, 1.1258, 5e-5));
  cr_expect_eq(got.low, 2);
  cr_expect_eq(got.high, 6);
  struct group_numbers lacking = group_lacking(&got);
  cr_expect(near(lacking.expected, 3.85, 1e-12));
  cr_expect(lacking.n == 8 && lacking.low == 2 && lacking.high == 6);
}

Test(measure_group, is_certain_of_who_is_certain_and_empty_of_nobody) {
  struct group group = group_of((uint32_t[]){0, 1000000, 1000000}, 3);
  struct group_numbers got = measured(&group);
  cr_expect(got.low == 2 && got.high == 2 && near(got.expected, 2, 1e-12) && got.sd <= 0);
  group_begin(&group);
  got = measured(&group);
  cr_expect(got.n == 0 && got.low == 0 && got.high == 0 && got.expected <= 0);
}

/* Equal coins are the binomial distribution: 20 of .3: 3 to 9 (R 4.2.2, qbinom). */
Test(measure_group, of_equal_chances_is_binomial) {
  struct group group;
  group_begin(&group);
  for (int i = 0; i < 20; i++)
    group_add(&group, 300000);
  struct group_numbers got = measured(&group);
  cr_expect(got.low == 3 && got.high == 9, "%u to %u", got.low, got.high);
}

/* The distribution of any number of members, the plain way. */
static void plain(const uint32_t *chances, uint32_t n, uint32_t *low, uint32_t *high) {
  double *p = calloc(n + 2, sizeof *p), sum = 0;
  bool has_low = false;
  p[0] = 1;
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = i + 2; k-- > 0;)
      p[k] = p[k] * (1 - chances[i] / 1e6) + (k ? p[k - 1] * (chances[i] / 1e6) : 0);
  for (uint32_t k = 0; k <= n; k++) {
    sum += p[k];
    if (!has_low && sum >= .05 - 1e-9) {
      *low = k;
      has_low = true;
    }
    if (sum >= .95 - 1e-9) {
      *high = k;
      break;
    }
  }
  free(p);
}

static uint32_t apart(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

Test(measure_group, large_ones_are_those_of_the_plain_way) {
  static const struct {
    uint32_t n, most;
    bool exact;
  } sizes[] = {{256, 1000000, true}, {257, 1000000, false},  {1000, 10000, true},
               {1000, 60000, false}, {1500, 1000000, false}, {600, 1000000, false}};
  struct rng rng;
  rng_seed(&rng, 11);
  for (size_t s = 0; s < COUNT(sizes); s++) {
    uint32_t n = sizes[s].n, low, high, *chances = calloc(n, sizeof *chances);
    for (uint32_t i = 0; i < n; i++)
      chances[i] = (uint32_t)rng_below(&rng, sizes[s].most + 1);
    struct group group = group_of(chances, n);
    struct group_numbers got = measured(&group);
    plain(chances, n, &low, &high);
    uint32_t within = sizes[s].exact ? 0 : 1;
    cr_expect_eq(group.inexact, !sizes[s].exact);
    cr_expect(apart(got.low, low) <= within && apart(got.high, high) <= within,
              "%u members: %u to %u, plainly %u to %u", n, got.low, got.high, low, high);
    free(chances);
  }
}

Test(measure_group, depends_on_no_order) {
  enum { N = 200 };
  uint32_t chances[N];
  uint8_t order[N];
  struct rng rng;
  rng_seed(&rng, 3);
  for (size_t i = 0; i < N; i++)
    chances[i] = (uint32_t)rng_below(&rng, 1000001);
  struct group group = group_of(chances, N);
  struct group_numbers first = measured(&group);
  for (int round = 0; round < 5; round++) {
    uint32_t shuffled[N];
    rng_permute(&rng, order, N);
    for (size_t i = 0; i < N; i++)
      shuffled[i] = chances[order[i]];
    group = group_of(shuffled, N);
    struct group_numbers next = measured(&group);
    cr_expect_arr_eq(&next.expected, &first.expected, sizeof next.expected);
    cr_expect_arr_eq(&next.sd, &first.sd, sizeof next.sd);
    cr_expect(next.low == first.low && next.high == first.high);
  }
}

/* -- From assessed to eligible -------------------------------------------------------------- */

/* Reference: the distribution by itself, in Python 3.11, through the gamma function. */
Test(measure_group, extrapolates_to_all_who_are_eligible) {
  struct group group = group_of(eight, COUNT(eight));
  struct group_numbers got;
  cr_assert(group_extrapolate(&group, 20, &got));
  cr_expect_eq(got.n, 20);
  cr_expect(near(got.expected, 10.35, 1e-9));
  cr_expect(near(got.sd, 3.577639, 5e-7));
  cr_expect(got.low == 4 && got.high == 16, "%u to %u", got.low, got.high);
}

Test(measure_group, extrapolates_from_few_to_very_many) {
  struct group_numbers got;
  struct group group = group_of((uint32_t[]){20000, 20000, 20000, 20000, 20000}, 5);
  cr_assert(group_extrapolate(&group, 260, &got));
  cr_expect(got.low == 0 && got.high == 94, "%u to %u", got.low, got.high);
  group_begin(&group);
  for (int i = 0; i < 256; i++)
    group_add(&group, 1000000); /* all of them: the far end must not vanish */
  cr_assert(group_extrapolate(&group, 50000, &got));
  cr_expect(got.low > 49000 && got.high == 50000, "%u to %u", got.low, got.high);
}

Test(measure_group, extrapolates_where_it_is_not_exact) {
  struct group group;
  struct group_numbers got;
  group_begin(&group);
  for (int i = 0; i < 260; i++)
    group_add(&group, 70000);
  cr_assert(group.inexact);
  cr_assert(group_extrapolate(&group, 2000, &got));
  cr_expect(apart(got.low, 77) <= 1 && apart(got.high, 219) <= 1, "%u to %u", got.low, got.high);
}

Test(measure_group, says_nothing_of_many_by_nobody_and_the_same_of_all) {
  struct group group = group_of(eight, COUNT(eight));
  struct group_numbers all, got;
  cr_assert(group_extrapolate(&group, 8, &all));
  got = measured(&group);
  cr_expect(all.n == 8 && all.low == got.low && all.high == got.high);
  group_begin(&group);
  cr_expect_not(group_extrapolate(&group, 100, &all));
}

/* Python 3.11, exact fractions, of the eight above. */
Test(measure_group, chance_of_so_many_or_more_is_exact) {
  static const double known[] = {1, .999630510724, .991439278642, .930700123894, .72584891506,
                                 .38399696264, .107014477946, .011034629558, .000335101536, 0};
  struct group group = group_of(eight, COUNT(eight));
  for (uint32_t k = 0; k < COUNT(known); k++)
    cr_expect(near(group_at_least(&group, k), known[k], 1e-14), "%u: %.17g", k,
              group_at_least(&group, k));
  group_begin(&group);
  cr_expect(group_at_least(&group, 0) >= 1 && group_at_least(&group, 1) <= 0);
}

/* Fair coins, 1000 of them: P(520 or more) = .10872414660212 (Python, exact). */
Test(measure_group, chance_of_so_many_of_a_crowd_is_refined) {
  struct group group;
  group_begin(&group);
  for (int i = 0; i < 1000; i++)
    group_add(&group, 500000);
  cr_expect(near(group_at_least(&group, 520), .10872414660212, .0015), "%f",
            group_at_least(&group, 520));
  cr_expect(group_at_least(&group, 0) >= 1 && group_at_least(&group, 1001) <= 0);
}
