/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signal detection against published definitions and an independent quantile function. */
#include "measure/signal.h"

#include <criterion/criterion.h>
#include <math.h>

static bool near(double one, double other, double by) { return fabs(one - other) < by; }

Test(measure_signal, quantiles_are_those_of_the_normal_distribution) {
  cr_expect(near(normal_quantile(0.5), 0, 1e-12));
  cr_expect(near(normal_quantile(0.975), 1.9599639845400536, 1e-9));
  cr_expect(near(normal_quantile(0.025), -1.9599639845400536, 1e-9));
  cr_expect(near(normal_quantile(1e-6), -4.753424308822899, 1e-9));
}

Test(measure_signal, reference_values) {
  struct signal_detection even = signal_detect(&(struct signal_counts){10, 8, 10, 2});
  cr_expect(near(even.d_prime, 1.4957171895, 1e-8));
  cr_expect(near(even.criterion, 0, 1e-12));
  struct signal_detection all = signal_detect(&(struct signal_counts){10, 10, 90, 0});
  cr_expect(near(all.d_prime, 4.2336696996, 1e-8));
  cr_expect(near(all.criterion, 0.4262132202, 1e-8));
}

Test(measure_signal, who_stops_all_tells_nothing_apart_and_leans_to_stopping) {
  struct signal_detection all = signal_detect(&(struct signal_counts){20, 20, 20, 20});
  cr_expect(near(all.d_prime, 0, 1e-12));
  cr_expect_lt(all.criterion, -1);
}
