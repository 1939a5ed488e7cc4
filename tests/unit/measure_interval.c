/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/interval.h"

#include <criterion/criterion.h>
#include <math.h>

static void expect_interval(uint32_t right, uint32_t n, double low, double high) {
  struct interval got = interval_wilson(right, n);
  cr_expect_lt(fabs(got.low - low), 0.00005, "%u of %u: low %.6f", right, n, got.low);
  cr_expect_lt(fabs(got.high - high), 0.00005, "%u of %u: high %.6f", right, n, got.high);
}

Test(measure_interval, agrees_with_the_reference_values) {
  expect_interval(81, 263, 0.2553, 0.3662);
  expect_interval(0, 20, 0, 0.1611);
  expect_interval(20, 20, 1 - 0.1611, 1);
}

Test(measure_interval, of_nothing_everything_is_possible) { expect_interval(0, 0, 0, 1); }

Test(measure_interval, holds_the_share_and_stays_within_bounds) {
  for (uint32_t n = 1; n <= 60; n++)
    for (uint32_t right = 0; right <= n; right++) {
      struct interval got = interval_wilson(right, n);
      double share = (double)right / n;
      cr_assert(got.low >= 0 && got.low <= share && share <= got.high && got.high <= 1, "%u of %u",
                right, n);
    }
}

Test(measure_interval, mirrors_right_and_wrong_and_narrows_with_more) {
  struct interval a = interval_wilson(3, 10), b = interval_wilson(7, 10);
  struct interval more = interval_wilson(30, 100);
  cr_expect_lt(fabs(a.low - (1 - b.high)), 1e-12);
  cr_expect_lt(more.high - more.low, a.high - a.low);
}

Test(measure_interval, ends_are_exact) {
  cr_expect_eq(interval_wilson(0, 7).low, 0);
  cr_expect_eq(interval_wilson(7, 7).high, 1);
}

Test(measure_interval, jeffreys_agrees_with_the_reference_value) {
  struct interval got = interval_jeffreys(7, 10);
  cr_expect_lt(fabs(got.low - .394182), 5e-7, "%.7f", got.low);
  cr_expect_lt(fabs(got.high - .907305), 5e-7, "%.7f", got.high);
}

Test(measure_interval, jeffreys_holds_the_share_and_its_ends_are_exact) {
  for (uint32_t n = 1; n <= 20; n++)
    for (uint32_t right = 0; right <= n; right++) {
      struct interval got = interval_jeffreys(right, n);
      double share = (double)right / n;
      cr_assert(got.low >= 0 && got.low <= share && share <= got.high && got.high <= 1, "%u of %u",
                right, n);
    }
  cr_expect_eq(interval_jeffreys(0, 7).low, 0);
  cr_expect_eq(interval_jeffreys(7, 7).high, 1);
  cr_expect_eq(interval_jeffreys(0, 0).high, 1);
}
