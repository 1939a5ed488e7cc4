/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/schedule.h"

#include <criterion/criterion.h>

enum { TODAY = 20000, MOST = 40 };

static size_t queue[MOST];

/* due, last, counts */
static const struct dated some[] = {
    {TODAY - 3, TODAY - 9, true}, {TODAY, TODAY - 1, false},    {TODAY + 1, TODAY, true},
    {TODAY + 4, TODAY - 2, true}, {TODAY + 2, TODAY - 2, true}, {TODAY + 9, TODAY - 1, false},
};
static const double recall[] = {.5, .3, 1, .95, .92, .99};
enum { SOME = sizeof some / sizeof *some };

static void expect_queue(size_t n, const size_t *expected, size_t got) {
  cr_assert_eq(got, n, "%zu and not %zu", got, n);
  for (size_t i = 0; i < n; i++)
    cr_expect_eq(queue[i], expected[i], "place %zu: %zu", i, queue[i]);
}

Test(measure_schedule, what_is_due_comes_with_the_least_chance_first) {
  struct schedule_count count = schedule_count(some, SOME, TODAY, 0);
  cr_expect_eq(count.met, SOME);
  cr_expect_eq(count.due, 2);
  cr_expect_eq(count.today, 2);
  cr_expect_eq(count.a_day, 0);
  cr_expect_eq(count.next, TODAY + 1);
  expect_queue(2, (const size_t[]){1, 0},
               schedule_queue(some, recall, SOME, TODAY, 0, queue, MOST));
  expect_queue(1, (const size_t[]){1}, schedule_queue(some, recall, SOME, TODAY, 0, queue, 1));
}

/* Four count; with two days left that is two a day, and two are due. */
Test(measure_schedule, towards_a_day_what_is_due_counts_first) {
  struct schedule_count count = schedule_count(some, SOME, TODAY, TODAY + 2);
  cr_expect_eq(count.counts, 4);
  cr_expect_eq(count.a_day, 2);
  cr_expect_eq(count.today, 2);
}

/* On the last day all four are wanted, and those that can be asked before their time are: the one
 * answered today is not, and what falls due sooner comes first. */
Test(measure_schedule, towards_a_day_days_are_filled_but_nothing_comes_twice_on_one) {
  struct schedule_count count = schedule_count(some, SOME, TODAY, TODAY + 1);
  cr_expect_eq(count.a_day, 4);
  cr_expect_eq(count.today, 4);
  expect_queue(4, (const size_t[]){1, 0, 4, 3},
               schedule_queue(some, recall, SOME, TODAY, TODAY + 1, queue, MOST));
}

Test(measure_schedule, a_day_that_has_come_plans_nothing) {
  struct schedule_count past = schedule_count(some, SOME, TODAY, TODAY);
  cr_expect_eq(past.a_day, 0);
  cr_expect_eq(past.counts, 0);
  cr_expect_eq(schedule_queue(some, recall, SOME, TODAY, TODAY - 7, queue, MOST), 2);
}

/* Every day's share rounds up, so that the last day is not left with the rest. */
Test(measure_schedule, shares_round_up) {
  struct dated many[10];
  for (size_t i = 0; i < 10; i++)
    many[i] = (struct dated){TODAY + 20, TODAY - 1, true};
  cr_expect_eq(schedule_count(many, 10, TODAY, TODAY + 3).today, 4);
  cr_expect_eq(schedule_count(many, 10, TODAY, TODAY + 100).today, 1);
  cr_expect_eq(schedule_count(many, 10, TODAY, INT32_MAX).today, 1);
}

Test(measure_schedule, next_is_tomorrow_while_something_is_planned) {
  struct dated one = {TODAY + 9, TODAY, true};
  cr_expect_eq(schedule_count(&one, 1, TODAY, TODAY + 5).next, TODAY + 1);
  cr_expect_eq(schedule_count(&one, 1, TODAY, 0).next, TODAY + 9);
  cr_expect_eq(schedule_count(NULL, 0, TODAY, TODAY + 5).next, SCHEDULE_NEVER);
}

Test(measure_schedule, an_item_counts_if_it_would_be_forgotten_by_then) {
  struct memory memory = {10, 5, TODAY};
  cr_expect_eq(schedule_date(&memory, 0).due, TODAY + 10);
  cr_expect_not(schedule_date(&memory, 0).counts);
  cr_expect_not(schedule_date(&memory, TODAY + 9).counts);
  cr_expect(schedule_date(&memory, TODAY + 11).counts);
}
