/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/retention.h"

#include <criterion/criterion.h>
#include <math.h>

static const enum recall_rating all[] = {RATED_WRONG, RATED_HINTED, RATED_RIGHT, RATED_EASY};

static struct memory memory_of(double stability, double difficulty) {
  return (struct memory){stability, difficulty, 0};
}

/* The page's history was computed in single precision: its last digit is one off. */
Test(measure_retention, agrees_with_the_reference_history) {
  static const int days[] = {0, 0, 1, 3, 8, 21};
  struct memory m = {0};
  int32_t day = 20000;
  for (size_t i = 0; i < 6; i++)
    retention_answer(&m, day += days[i], i ? RATED_RIGHT : RATED_WRONG);
  cr_expect_lt(fabs(m.stability - 53.62691), 1e-5, "%.7f", m.stability);
  cr_expect_lt(fabs(m.difficulty - 6.3574867), 5e-7, "%.9f", m.difficulty);
  cr_expect_eq(m.last, day);
}

Test(measure_retention, agrees_with_the_reference_values) {
  static const double same_day[] = {1.596818, 5, 5, 8.12961};
  struct memory two = memory_of(2, 5), five = memory_of(5, 5);
  cr_expect_lt(fabs(retention_recall(&two, 1) - .9403443), 5e-8);
  for (size_t i = 0; i < 4; i++) {
    double s = retention_after(&five, 0, all[i]).stability;
    cr_expect_lt(fabs(s - same_day[i]), 5e-6, "rated %d: %.7f", all[i], s);
  }
}

Test(measure_retention, first_answers_give_the_published_stabilities) {
  static const double first[] = {.212, 1.2931, 2.3065, 8.2956};
  for (size_t i = 0; i < 4; i++) {
    struct memory m = {0};
    retention_answer(&m, 7, all[i]);
    cr_expect_eq(m.stability, first[i]);
    cr_expect(m.difficulty >= 1 && m.difficulty <= 10);
    cr_expect_eq(m.last, 7);
  }
}

/* The interval's definition, whatever the target. */
Test(measure_retention, at_its_stability_nine_of_ten_are_recalled) {
  struct memory m = memory_of(10, 5);
  cr_expect_lt(fabs(retention_recall(&m, 10) - .9), 1e-12);
  cr_expect_eq(retention_due(&m, .9), 10);
  cr_expect_lt(retention_due(&m, .95), 10);
  cr_expect_gt(retention_recall(&m, retention_due(&m, .7) - 1), .7);
  cr_expect_lt(retention_recall(&m, retention_due(&m, .7) + 1), .7);
}

Test(measure_retention, nothing_is_due_on_the_day_it_was_answered) {
  struct memory m = memory_of(.212, 6);
  cr_expect_eq(retention_due(&m, .9), 1);
  cr_expect_eq(retention_recall(&m, 0), 1);
  cr_expect_eq(retention_recall(&m, -5), 1);
  cr_expect_eq(retention_recall(&(struct memory){0}, 5), 0);
}

Test(measure_retention, recall_falls_and_a_better_answer_lasts_longer) {
  for (double s = .001; s < 40000; s *= 3)
    for (double d = 1; d <= 10; d++)
      for (int t = 1; t < 3000; t = t * 3 + 1) {
        struct memory m = memory_of(s, d), before = {0};
        cr_assert_leq(retention_recall(&m, t + 1), retention_recall(&m, t));
        for (size_t i = 0; i < 4; i++) {
          struct memory after = retention_after(&m, t, all[i]);
          cr_assert(after.stability >= .001 && after.stability <= 36500);
          cr_assert(after.difficulty >= 1 && after.difficulty <= 10);
          cr_assert(after.stability >= before.stability && after.difficulty >= 1);
          before = after;
        }
      }
}

Test(measure_retention, a_lapse_never_makes_it_last_longer) {
  for (double s = .001; s < 36500; s *= 2) {
    struct memory m = memory_of(s, 1);
    cr_expect_leq(retention_after(&m, 1000, RATED_WRONG).stability, fmax(s, .001));
  }
}

Test(measure_retention, answers_are_rated_by_how_they_came) {
  static const struct {
    struct recalled recalled;
    enum recall_rating rating;
  } rows[] = {
      {{false, false, 3, 1000}, RATED_WRONG}, {{true, true, 3, 1000}, RATED_HINTED},
      {{true, false, 0, 1000}, RATED_RIGHT},  {{true, false, 2, 1000}, RATED_RIGHT},
      {{true, false, 3, 15000}, RATED_EASY},  {{true, false, 3, 15001}, RATED_RIGHT},
      {{false, true, 3, 1000}, RATED_WRONG},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    cr_expect_eq(retention_rating(&rows[i].recalled), rows[i].rating, "row %zu", i);
}

Test(measure_retention, a_day_ends_before_the_next) {
  for (int32_t day = -2; day <= 2; day++) {
    cr_expect_eq(retention_day(retention_day_end(day)), day);
    cr_expect_eq(retention_day(retention_day_end(day) + 1), day + 1);
  }
}

Test(measure_retention, days_are_those_of_the_calendar_before_1970_too) {
  cr_expect_eq(retention_day(0), 0);
  cr_expect_eq(retention_day(86399999), 0);
  cr_expect_eq(retention_day(86400000), 1);
  cr_expect_eq(retention_day(-1), -1);
  cr_expect_eq(retention_day(-86400000), -1);
  cr_expect_eq(retention_day(INT64_MAX), INT32_MAX);
  cr_expect_eq(retention_day(INT64_MIN), INT32_MIN);
}

Test(measure_retention, a_clock_that_went_back_takes_nothing_back) {
  struct memory m = {0}, same;
  retention_answer(&m, 100, RATED_RIGHT);
  same = m;
  retention_answer(&m, INT32_MIN, RATED_RIGHT);
  cr_expect_eq(m.last, 100);
  cr_expect_geq(m.stability, same.stability);
  retention_answer(&m, INT32_MAX, RATED_RIGHT);
  cr_expect(isfinite(m.stability));
  cr_expect_eq(retention_due(&m, .9), INT32_MAX);
}
