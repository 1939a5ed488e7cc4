/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ability against values computed elsewhere (R 4.2.2: mirt, and numerical quadrature). */
#include "measure/ability.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdbool.h>

static const double GRID = 2e-4; /* to which the grid agrees with the integral */

static bool near(double one, double other, double by) { return fabs(one - other) < by; }

static struct ability reference(double prior_sd) {
  static const double b[] = {-1, -1, 0, 0, 0, 1, 1, 1, 2, 2}, x[] = {1, 1, 1, 1, 0, 1, 0, 1, 0, 0};
  struct ability ability;
  ability_begin(&ability, prior_sd);
  for (size_t i = 0; i < sizeof b / sizeof b[0]; i++)
    ability_add(&ability, &(struct ability_item){b[i], .25}, x[i], 1);
  return ability;
}

Test(measure_ability, reference_values) {
  static const double at_least[] = {1, .986740, .840269, .356237, .034601};
  struct ability ability = reference(1);
  struct ability_estimate estimate = ability_estimate(&ability);
  cr_expect(near(estimate.mean, .2178935, GRID));
  cr_expect(near(estimate.sd, .7305397, GRID));
  for (unsigned level = 0; level < LEVELS; level++)
    cr_expect(near(estimate.at_least[level], at_least[level], GRID), "level %u", level);
  cr_expect_eq(estimate.n, 10);
  ability = reference(1.25);
  estimate = ability_estimate(&ability);
  cr_expect(near(estimate.mean, .250712, GRID));
  cr_expect(near(estimate.sd, .818564, GRID * 2), "mean and SD of a wider prior are cut at 4");
}

/* The same sums in Python 3.11, cell by cell: what is added at once must be what it should be. */
Test(measure_ability, the_grid_itself) {
  struct ability ability = reference(1);
  struct ability_estimate estimate = ability_estimate(&ability);
  cr_expect(near(estimate.mean, 0.21789820809533858, 1e-12));
  cr_expect(near(estimate.sd, 0.7305248977691793, 1e-12));
  cr_expect(near(estimate.at_least[3], 0.35613505325884987, 1e-12));
}

Test(measure_ability, slope_and_cell_ratio_are_what_they_are_said_to_be) {
  double k = 1 / sqrt(1 + acos(-1) * ABILITY_TAU * ABILITY_TAU / 8);
  struct ability_item item = {0, 0};
  cr_expect(near(k, .915766832, 1e-9));
  cr_expect(near(ability_information(&item, 0), k * k / 4, 1e-15));
  for (double theta = -3.95; theta < 4; theta += .1)
    cr_assert(near(ability_chance(&item, theta), 1 / (1 + exp(-k * theta)), 1e-12));
}

Test(measure_ability, before_any_answer_there_is_the_prior) {
  struct ability ability;
  ability_begin(&ability, 1);
  struct ability_estimate estimate = ability_estimate(&ability);
  cr_expect(near(estimate.mean, 0, 1e-12) && near(estimate.sd, 1, 1e-3));
  cr_expect(near(estimate.at_least[1], .9331928, GRID), "Phi(1.5)");
  cr_expect(near(estimate.at_least[4], .0668072, GRID));
  struct interval middle = ability_interval(&ability, .9);
  cr_expect(near(middle.low, -1.6448536, 5e-3) && near(middle.high, 1.6448536, 5e-3));
}

Test(measure_ability, an_item_stands_on_the_cut_that_it_tests) {
  for (unsigned level = 1; level < LEVELS; level++) {
    cr_expect(near(ability_difficulty(level), level - 2.5, 1e-15));
    cr_expect_eq(ability_level(ability_difficulty(level)), level);
    cr_expect_eq(ability_level(ability_difficulty(level) - 1e-9), level - 1);
  }
  cr_expect_eq(ability_level(-9), 0);
  cr_expect_eq(ability_level(9), 4);
}

/* The derivative of the likelihood, by differences. */
Test(measure_ability, information_is_that_of_the_model) {
  struct ability_item item = {.5, .25};
  for (double theta = -3; theta < 3; theta += .5) {
    double p = ability_chance(&item, theta), h = 1e-5;
    double d = (ability_chance(&item, theta + h) - ability_chance(&item, theta - h)) / (2 * h);
    cr_expect(near(ability_information(&item, theta), d * d / (p * (1 - p)), 1e-8));
  }
}

static struct ability after(double score, double weight) {
  struct ability ability;
  ability_begin(&ability, 1);
  ability_add(&ability, &(struct ability_item){.5, .2}, score, weight);
  return ability;
}

/* Whole answers take another way than parts: at 0 and 1 both must arrive at the same. */
Test(measure_ability, parts_of_answers) {
  struct ability wrong = after(0, 1), right = after(1, 1), half = after(.5, 1);
  cr_expect_lt(ability_mean(&wrong), ability_mean(&half));
  cr_expect_lt(ability_mean(&half), ability_mean(&right));
  struct ability nearly = after(1 - 1e-12, 1), none = after(1, 0);
  cr_expect(near(ability_mean(&nearly), ability_mean(&right), 1e-9));
  cr_expect(near(ability_mean(&none), 0, 1e-12), "what has no weight says nothing");
  struct ability twice = after(1, .5);
  ability_add(&twice, &(struct ability_item){.5, .2}, 1, ABILITY_DECISION);
  cr_expect(near(ability_mean(&twice), ability_mean(&right), 1e-12), "two halves are one");
  struct ability over = after(7, 1);
  cr_expect(near(ability_mean(&over), ability_mean(&right), 1e-15), "no score is above 1");
}

Test(measure_ability, ten_thousand_answers_stay_numbers) {
  struct ability ability;
  ability_begin(&ability, ABILITY_PRIOR_SD);
  for (unsigned i = 0; i < 10000; i++)
    ability_add(&ability, &(struct ability_item){1.5, 0}, 0, 1);
  struct ability_estimate estimate = ability_estimate(&ability);
  cr_expect(isfinite(estimate.mean) && estimate.mean < -3.5);
  cr_expect(estimate.at_least[1] < 1e-9 && estimate.at_least[1] >= 0);
  struct interval all = ability_interval(&ability, 1);
  cr_expect(all.low >= -4 && all.high <= 4 && all.low < all.high);
}
