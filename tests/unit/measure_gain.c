/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/gain.h"

#include <criterion/criterion.h>
#include <math.h>

static bool near(double one, double other, double by) { return fabs(one - other) < by; }

Test(measure_gain, of_a_group_is_the_part_of_what_could_be_gained) {
  double g;
  cr_assert(gain_group(45, 72, &g));
  cr_expect(near(g, .4909, 5e-5));
  cr_assert(gain_group(50, 40, &g));
  cr_expect(near(g, -.2, 1e-12), "a loss is one");
  cr_expect_not(gain_group(100, 100, &g));
}

Test(measure_gain, of_a_person_is_the_chance_that_he_rose) {
  static const double low[] = {.7, .2, .1, 0}, high[] = {0, .1, .2, .7}, one[] = {0, 1, 0, 0};
  /* Rises from the first cell: .7; from the second: .2 * .95; from the third: .1 * .8. */
  cr_expect(near(gain_rose(low, high, 4), .7 + .2 * .95 + .1 * .8, 1e-12));
  cr_expect(near(gain_rose(low, high, 4) + gain_rose(high, low, 4), 1, 1e-12));
  cr_expect(near(gain_rose(low, low, 4), .5, 1e-12), "nothing was learnt about a change");
  cr_expect(near(gain_rose(one, one, 4), .5, 1e-12));
}

Test(measure_gain, of_people_measured_twice_has_an_interval_from_five_on) {
  static const double pre[] = {40, 50, 45, 30, 60}, post[] = {70, 65, 80, 50, 75};
  static const double all[] = {100, 100, 100, 100, 100};
  struct interval interval;
  double g;
  cr_assert(gain_people(pre, post, 5, &g, &interval));
  cr_expect(near(g, .4181818, 5e-8));
  cr_expect(near(interval.low, .2253, 1e-4));
  cr_expect(near(interval.high, .6111, 1e-4));
  cr_expect_not(gain_people(pre, post, 4, &g, &interval), "of four nothing is told");
  cr_expect_not(gain_people(all, post, 5, &g, &interval), "nothing could be gained");
}
