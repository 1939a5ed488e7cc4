/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/kappa.h"

#include <criterion/criterion.h>
#include <math.h>

static bool near(double one, double other, double by) { return fabs(one - other) < by; }

static struct kappa_numbers measured(const struct kappa_counts *counts) {
  struct kappa_numbers out;
  kappa_measure(counts, &out);
  return out;
}

Test(measure_kappa, agrees_with_the_reference_values) {
  struct kappa_numbers two = measured(&(struct kappa_counts){{{20, 5}, {10, 15}}});
  cr_expect_eq(two.n, 50);
  cr_expect_eq(two.agreed, 35);
  cr_assert(two.has_kappa);
  cr_expect(near(two.kappa, .4, 1e-12));
  cr_expect(near((two.interval.high - two.kappa) / INTERVAL_Z, .126996, 5e-7));
  /* Three marks; both by an independent numeric delta method. */
  struct kappa_numbers three = measured(&(struct kappa_counts){{{11, 2, 0}, {1, 8, 3}, {0, 2, 9}}});
  cr_expect(near(three.kappa, .666667, 5e-7));
  cr_expect(near((three.kappa - three.interval.low) / INTERVAL_Z, .103642, 5e-7));
}

Test(measure_kappa, is_not_defined_where_nobody_differs_in_anything) {
  struct kappa_numbers same = measured(&(struct kappa_counts){{{12}}});
  cr_expect_not(same.has_kappa);
  cr_expect_eq(same.agreed, 12);
  cr_expect_eq(same.agreed_interval.high, 1);
  struct kappa_numbers opposite = measured(&(struct kappa_counts){{{0, 9}}});
  cr_expect_not(opposite.has_kappa, "both constant, though not the same");
  cr_expect_eq(opposite.agreed, 0);
  cr_expect_not(measured(&(struct kappa_counts){0}).has_kappa);
}

Test(measure_kappa, is_none_when_only_one_of_them_tells_people_apart) {
  struct kappa_numbers numbers = measured(&(struct kappa_counts){{{9, 0}, {3, 0}}});
  cr_assert(numbers.has_kappa);
  cr_expect(near(numbers.kappa, 0, 1e-12));
}

Test(measure_kappa, reaches_its_ends) {
  cr_expect(near(measured(&(struct kappa_counts){{{5, 0}, {0, 5}}}).kappa, 1, 1e-12));
  cr_expect(near(measured(&(struct kappa_counts){{{0, 5}, {5, 0}}}).kappa, -1, 1e-12));
  cr_expect_geq(measured(&(struct kappa_counts){{{0, 5}, {5, 1}}}).interval.low, -1);
}
