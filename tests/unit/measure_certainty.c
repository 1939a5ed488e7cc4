/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/certainty.h"

#include <criterion/criterion.h>

Test(measure_certainty, marks) {
  static const int right[] = {0, 1, 2, 3, 0}, wrong[] = {0, 0, -2, -6, 0};
  for (unsigned step = 0; step < 5; step++) {
    cr_expect_eq(certainty_mark(step, true), right[step]);
    cr_expect_eq(certainty_mark(step, false), wrong[step]);
  }
}

/* 7 right and certain, 1 right guess, 2 wrong guesses: mean 2.2, best uniform 1.2. */
Test(measure_certainty, bonus) {
  cr_expect_eq(certainty_bonus(10, 8, 22), 100000);
  cr_expect_eq(certainty_bonus(10, 8, 7 * 3 + 1 - 2 * 6), -20000, "certain of the wrong ones");
  cr_expect_eq(certainty_bonus(0, 0, 0), 0);
  cr_expect_eq(certainty_bonus(1, 0, -6), -600000, "the worst there is");
}

/* Whoever always says the same can gain nothing, and the best such step gains exactly nothing. */
Test(measure_certainty, no_uniform_answer_gains) {
  for (unsigned n = 1; n <= 40; n++)
    for (unsigned right = 0; right <= n; right++) {
      int32_t best = INT32_MIN;
      for (unsigned step = 1; step <= 3; step++) {
        int marks = (int)right * certainty_mark(step, true) +
                    (int)(n - right) * certainty_mark(step, false);
        int32_t bonus = certainty_bonus(n, right, marks);
        best = bonus > best ? bonus : best;
      }
      cr_assert_eq(best, 0, "%u of %u", right, n);
    }
}

/* It pays to say what one believes: certain above 80 %, a guess below 67 %. */
Test(measure_certainty, honesty_pays) {
  for (int percent = 0; percent <= 100; percent++) {
    int expected[4];
    for (unsigned step = 1; step <= 3; step++)
      expected[step] =
          percent * certainty_mark(step, true) + (100 - percent) * certainty_mark(step, false);
    if (percent > 80)
      cr_assert(expected[3] > expected[2] && expected[3] > expected[1]);
    else if (percent > 67 && percent < 80)
      cr_assert(expected[2] > expected[3] && expected[2] > expected[1]);
    else if (percent < 67)
      cr_assert(expected[1] > expected[2] && expected[1] > expected[3]);
    else
      cr_assert(percent == 67 || percent == 80);
  }
}
