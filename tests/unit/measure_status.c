/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/status.h"

#include <criterion/criterion.h>

/* Enough of everything; meets the required level with that probability. */
static struct ability_estimate sure(unsigned required, double meets) {
  struct ability_estimate estimate = {.n = 10, .prior_sd = 1, .sd = .5, .at_least = {1}};
  estimate.at_least[required] = meets;
  return estimate;
}

static enum status status(unsigned required, double meets, unsigned basis) {
  struct ability_estimate estimate = sure(required, meets);
  return status_of(&estimate, required, basis);
}

Test(measure_status, by_the_chance_of_meeting) {
  cr_expect_eq(status(2, .80, BASIS_PICKED), STATUS_MEETS);
  cr_expect_eq(status(2, .7999, BASIS_PICKED), STATUS_UNCLEAR);
  cr_expect_eq(status(2, .2001, BASIS_PICKED), STATUS_UNCLEAR);
  cr_expect_eq(status(2, .20, BASIS_PICKED), STATUS_GAP);
  struct ability_estimate nobody = {.prior_sd = 1, .sd = 1, .at_least = {1}};
  cr_expect_eq(status_of(&nobody, 0, 0), STATUS_MEETS, "nothing is asked");
}

Test(measure_status, with_too_little_nothing_is_said) {
  struct ability_estimate estimate = sure(2, .95);
  estimate.n = 4;
  cr_expect_eq(status_of(&estimate, 2, BASIS_PICKED), STATUS_INSUFFICIENT);
  estimate.n = 5;
  cr_expect_eq(status_of(&estimate, 2, BASIS_PICKED), STATUS_MEETS);
  estimate.sd = .75;
  cr_expect_eq(status_of(&estimate, 2, BASIS_PICKED), STATUS_MEETS);
  estimate.sd = .7501;
  cr_expect_eq(status_of(&estimate, 2, BASIS_PICKED), STATUS_INSUFFICIENT);
  estimate.prior_sd = 1.25;
  cr_expect_eq(status_of(&estimate, 2, BASIS_PICKED), STATUS_MEETS, "of a wider prior");
}

Test(measure_status, levels_3_and_4_are_about_doing) {
  cr_expect_eq(status(3, .9, BASIS_PICKED), STATUS_KNOWS_NOT_SHOWN);
  cr_expect_eq(status(4, .9, BASIS_PICKED | BASIS_TYPED), STATUS_KNOWS_NOT_SHOWN);
  cr_expect_eq(status(3, .9, BASIS_PICKED | BASIS_DRILL), STATUS_MEETS);
  cr_expect_eq(status(3, .9, BASIS_PICKED | BASIS_OBSERVED), STATUS_MEETS);
  cr_expect_eq(status(4, .9, BASIS_PICKED | BASIS_DRILL), STATUS_KNOWS_NOT_SHOWN);
  cr_expect_eq(status(4, .9, BASIS_PICKED | BASIS_OBSERVED), STATUS_MEETS);
  cr_expect_eq(status(4, .1, BASIS_PICKED), STATUS_GAP, "a gap needs no showing");
}

Test(measure_status, typed_answers_alone_are_no_evidence) {
  cr_expect_eq(status(2, .9, BASIS_TYPED), STATUS_INSUFFICIENT);
  cr_expect_eq(status(2, .1, BASIS_TYPED), STATUS_INSUFFICIENT);
  cr_expect_eq(status(2, .9, BASIS_TYPED | BASIS_PICKED), STATUS_MEETS);
}
