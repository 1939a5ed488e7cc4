/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/items.h"

#include "base/random.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

enum { ONE = 1000000, PEOPLE = 1000, ITEMS = 5 };

/* LSAT section 6: how many gave each pattern of right answers, the first item in the highest bit.
 */
static const int lsat6[32] = {3,  6,  2,  11, 1, 1,  3,  4,  1,  8,  0,  16,  0,  3,  2,  15,
                              10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298};

static int right(unsigned pattern, unsigned item) { return pattern >> (4 - item) & 1; }

static int total(unsigned pattern) {
  int sum = 0;
  for (unsigned item = 0; item < ITEMS; item++)
    sum += right(pattern, item);
  return sum;
}

static size_t fill(unsigned item, struct item_answer *answers) {
  size_t n = 0;
  for (unsigned pattern = 0; pattern < 32; pattern++)
    for (int i = 0; i < lsat6[pattern]; i++)
      answers[n++] = (struct item_answer){.mark = right(pattern, item) * ONE,
                                          .rest = (total(pattern) - right(pattern, item)) * ONE,
                                          .rest_most = 4 * ONE,
                                          .picked = right(pattern, item) ? 1 : 2};
  return n;
}

static void near(double got, double expected, double within) {
  cr_expect_lt(fabs(got - expected), within, "got %.9f, expected %.9f", got, expected);
}

Test(measure_items, agrees_with_the_reference_of_lsat6) {
  static const double r[] = {.112833, .153178, .172779, .144428, .121596};
  static struct item_answer answers[PEOPLE];
  static double totals[PEOPLE];
  struct item_numbers item[ITEMS];
  struct test_numbers test;
  double variances = 0, roots = 0, weights = 0;
  for (unsigned i = 0; i < ITEMS; i++) {
    cr_assert_eq(fill(i, answers), PEOPLE);
    item_measure(answers, PEOPLE, ONE, &item[i]);
    near(item[i].correlation, r[i], 5e-7);
    variances += item[i].variance;
    roots += item_weight_root(&item[i]);
  }
  near(item[0].facility, .924, 1e-12);
  for (size_t i = 0, n = 0; i < 32; i++)
    for (int k = 0; k < lsat6[i]; k++)
      totals[n++] = total((unsigned)i);
  test_measure(totals, PEOPLE, &test);
  test_reliability(&test, ITEMS, variances);
  near(test.alpha, .2949972, 5e-8);
  near(test.standard_error, .8690666, 5e-8);
  near(test.error_ratio, 100 * test.standard_error / test.sd, 1e-9);
  cr_expect(test.alpha_interval.low < .2949972 && .2949972 < test.alpha_interval.high);
  for (unsigned i = 0; i < ITEMS; i++) {
    double weight;
    cr_assert(item_weight(&item[i], roots, &weight));
    weights += weight;
  }
  near(weights, 100, 1e-9);
}

Test(measure_items, interval_of_a_correlation) {
  struct interval interval = interval_correlation(.2, 25);
  near(interval.low, -.2119, 5e-5);
  near(interval.high, .5515, 5e-5);
  near(interval_correlation(1, 10).low, 1, 1e-12);
  cr_expect_eq(interval_correlation(.9, 3).low, -1);
}

/* By hand: x 1 0 1 0, o 2 1 0 1: cov 0; x 1 1 0 0, o 3 2 1 0: cov 2/3, r .894427. */
Test(measure_items, small_ones_by_hand) {
  struct item_answer none[] = {
      {ONE, 2 * ONE, 3 * ONE, 0}, {0, ONE, 3 * ONE, 0}, {ONE, 0, 3 * ONE, 0}, {0, ONE, 3 * ONE, 0}};
  struct item_answer most[] = {{ONE, 3 * ONE, 3 * ONE, 0},
                               {ONE, 2 * ONE, 3 * ONE, 0},
                               {0, ONE, 3 * ONE, 0},
                               {0, 0, 3 * ONE, 0}};
  struct item_numbers item;
  item_measure(none, 4, ONE, &item);
  near(item.correlation, 0, 1e-12);
  near(item.efficiency, 0, 1e-12);
  near(item.covariance_total, 1. / 3, 1e-12);
  item_measure(most, 4, ONE, &item);
  near(item.correlation, .894427191, 1e-9);
  near(item.efficiency, 100, 1e-9);
  near(item.covariance_total, 1, 1e-12);
}

/* Skewness and kurtosis of 1 2 3 4 10 by the k-statistics: 1.6971, 3.1518 (Moodle's, Excel's). */
Test(measure_items, shape_of_totals) {
  double totals[] = {10, 3, 1, 4, 2};
  struct test_numbers test;
  test_measure(totals, 5, &test);
  near(test.mean, 4, 1e-12);
  near(test.median, 3, 1e-12);
  near(test.sd, 3.535533906, 1e-9);
  near(test.skewness, 1.697056275, 1e-9);
  near(test.kurtosis, 3.152, 1e-9);
}

Test(measure_items, what_cannot_be_told_is_not_told) {
  struct item_answer same[] = {{ONE, ONE, 3 * ONE, 1}, {ONE, 0, 3 * ONE, 1}};
  struct item_answer alone = {333333, 0, 0, 0};
  struct item_numbers item;
  struct test_numbers test;
  double one[] = {2}, equal[] = {.1, .1, .1};
  item_measure(same, 2, ONE, &item);
  cr_expect(!item.has_correlation && !item.has_efficiency);
  cr_expect_eq(item.variance, 0);
  cr_expect_eq(item.facility_interval.high, 1);
  item_measure(&alone, 1, ONE, &item);
  cr_expect(!item.has_sd && !item.has_correlation && !item.has_total);
  near(item.facility, .333333, 1e-12);
  test_measure(one, 1, &test);
  test_reliability(&test, 4, 0);
  cr_expect(!test.has_sd && !test.has_skewness && !test.has_alpha && !test.has_error);
  test_measure(equal, 3, &test);
  test_reliability(&test, 4, 0);
  cr_expect(test.has_sd && !test.has_skewness && !test.has_alpha);
  cr_expect_eq(test.sd, 0);
}

Test(measure_items, negative_alpha_is_legal_and_not_interpreted) {
  double totals[] = {1, 1, 1, 2};
  struct test_numbers test;
  test_measure(totals, 4, &test);
  test_reliability(&test, 2, .6);
  cr_expect_lt(test.alpha, 0);
  cr_expect(test.has_alpha && !test.has_error);
}

/* What an index says of few people is not held against the item. */
Test(measure_items, flagged_only_when_the_interval_says_so) {
  struct item_numbers item = {.n = 25, .has_correlation = true, .correlation = -.1};
  item.facility_interval = interval_wilson_mean(.99, 25);
  item.correlation_interval = interval_correlation(-.1, 25);
  cr_expect_eq(item_flags(&item), 0);
  item.correlation_interval = interval_correlation(-.1, 1000);
  cr_expect_eq(item_flags(&item), ITEM_REVERSED);
  item.correlation_interval = interval_correlation(.05, 1000);
  cr_expect_eq(item_flags(&item), ITEM_WEAK);
  item.facility_interval = interval_wilson_mean(.99, 1000);
  cr_expect_eq(item_flags(&item), ITEM_WEAK | ITEM_EASY);
  item.facility_interval = interval_wilson_mean(.1, 1000);
  cr_expect_eq(item_flags(&item), ITEM_WEAK | ITEM_HARD);
}

/* Of four, halves; the two in the middle tie, and each is half in either. */
Test(measure_items, tied_people_are_shared_between_groups) {
  struct item_answer answers[] = {{0, 3, 3, 1}, {0, 1, 3, 1}, {0, 1, 3, 2}, {0, 0, 3, 2}};
  struct item_numbers item;
  struct option_numbers option;
  item_measure(answers, 4, ONE, &item);
  option_measure(answers, 4, 0, &option);
  cr_expect_eq(option.chosen, 2);
  near(option.upper, .75, 1e-12);
  near(option.lower, .25, 1e-12);
  cr_expect(option.has_correlation && option.correlation > 0);
  cr_expect_eq(option_flags(&option, false), 0, "four people prove nothing");
}

Test(measure_items, groups_are_27_percent_from_30_on) {
  static struct item_answer answers[100];
  struct item_numbers item;
  struct option_numbers option;
  for (int i = 0; i < 100; i++)
    answers[i] = (struct item_answer){.rest = i, .rest_most = 100, .picked = i >= 73};
  item_measure(answers, 100, ONE, &item);
  option_measure(answers, 100, 0, &option);
  near(option.upper, 1, 1e-12);
  near(option.lower, 0, 1e-12);
  cr_expect_eq(option_flags(&option, false), OPTION_ATTRACTIVE);
  cr_expect_eq(option_flags(&option, true), 0);
  option_measure(answers, 100, 7, &option);
  cr_expect_eq(option_flags(&option, false), OPTION_UNUSED);
}

static void shuffle(struct rng *rng, struct item_answer *answers, size_t n) {
  for (size_t i = n; i > 1; i--) {
    size_t k = rng_below(rng, i);
    struct item_answer kept = answers[i - 1];
    answers[i - 1] = answers[k];
    answers[k] = kept;
  }
}

/* Whatever the marks: bounds hold, and the order of people does not show. */
Test(measure_items, bounds_and_order) {
  struct rng rng;
  rng_seed(&rng, 11);
  for (int round = 0; round < 500; round++) {
    struct item_answer answers[40];
    struct item_numbers a, b;
    struct option_numbers one, other;
    size_t n = 1 + rng_below(&rng, 40);
    for (size_t i = 0; i < n; i++)
      answers[i] = (struct item_answer){.mark = (int64_t)rng_below(&rng, 4) * (ONE / 3),
                                        .rest = (int64_t)rng_below(&rng, 5) * ONE / 2,
                                        .rest_most = rng_below(&rng, 9) ? 3 * ONE : 0,
                                        .picked = (uint32_t)rng_below(&rng, 8)};
    item_measure(answers, n, ONE, &a);
    option_measure(answers, n, 0, &one);
    shuffle(&rng, answers, n);
    item_measure(answers, n, ONE, &b);
    option_measure(answers, n, 0, &other);
    cr_assert(a.facility >= a.facility_interval.low && a.facility <= a.facility_interval.high);
    cr_assert(fabs(a.correlation) <= 1 && a.efficiency <= 100 + 1e-9);
    cr_assert(!a.has_correlation || (a.correlation_interval.low <= a.correlation + 1e-12 &&
                                     a.correlation <= a.correlation_interval.high + 1e-12));
    cr_assert_eq(a.facility, b.facility);
    cr_assert_lt(fabs(a.correlation - b.correlation), 1e-12);
    cr_assert_lt(fabs(a.efficiency - b.efficiency), 1e-9);
    cr_assert_lt(fabs(one.upper - other.upper) + fabs(one.lower - other.lower), 1e-12);
  }
}

/* Where all items are equally hard and everybody drew his own, the one-way coefficient is alpha
 * computed by places; with two people 1 1 and 0 0 it is 1, and with 1 0 and 0 1 there is nothing to
 * tell. */
Test(measure_items, reliability_of_drawn_questions) {
  double apart[] = {2, 0, 2, 0}, mixed[] = {1, 2, 0, 1};
  struct test_numbers test;
  test_measure(apart, 4, &test);
  test_reliability_drawn(&test, 2, 0);
  near(test.alpha, 1, 1e-12);
  test_measure(mixed, 4, &test);
  test_reliability_drawn(&test, 2, .5 + 0 + 0 + .5);
  near(test.alpha, 1 - .25 / (2. / 3 / 2), 1e-12);
}
