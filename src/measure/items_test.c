/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of a whole test. */
#include "measure/items.h"

#include <math.h>
#include <stdlib.h>

static int by_value(const void *a, const void *b) {
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* k-statistics from the mean powers of the distances from the mean. */
static void measure_shape(const double *sorted, size_t count, struct test_numbers *out) {
  double n = (double)count, m2 = 0, m3 = 0, m4 = 0;
  for (size_t i = 0; i < count; i++) {
    double d = sorted[i] - out->mean;
    m2 += d * d / n;
    m3 += d * d * d / n;
    m4 += d * d * d * d / n;
  }
  out->variance = n * m2 / (n - 1);
  out->sd = sqrt(out->variance);
  out->has_skewness = count > 2;
  if (out->has_skewness)
    out->skewness = n * n * m3 / ((n - 1) * (n - 2)) / (out->variance * out->sd);
  out->has_kurtosis = count > 3;
  if (out->has_kurtosis)
    out->kurtosis = n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2) / ((n - 1) * (n - 2) * (n - 3)) /
                    (out->variance * out->variance);
}

void test_measure(double *totals, size_t n, struct test_numbers *out) {
  double sum = 0;
  *out = (struct test_numbers){.n = (uint32_t)n, .has_sd = n > 1};
  qsort(totals, n, sizeof *totals, by_value);
  for (size_t i = 0; i < n; i++)
    sum += totals[i];
  bool same = totals[0] >= totals[n - 1];
  out->mean = same ? totals[0] : sum / (double)n;
  out->median = (totals[(n - 1) / 2] + totals[n / 2]) / 2;
  if (!same)
    measure_shape(totals, n, out);
}

/* Bonett's interval needs more than two people, and an alpha below 1. */
static void set_alpha(struct test_numbers *test, size_t p, double alpha) {
  double n = test->n, k = (double)p;
  if (fabs(alpha) < 1e-12) /* a rounded 0 has no sign */
    alpha = 0;
  test->has_alpha = true;
  test->alpha = alpha;
  test->has_error = alpha >= 0;
  if (test->has_error) {
    test->error_ratio = 100 * sqrt(1 - alpha);
    test->standard_error = test->sd * sqrt(1 - alpha);
  }
  test->has_alpha_interval = test->n > 2 && alpha < 1;
  if (!test->has_alpha_interval)
    return;
  double middle = log(1 - alpha) - log(n / (n - 1));
  double half = INTERVAL_Z * sqrt(2 * k / ((k - 1) * (n - 2)));
  test->alpha_interval = (struct interval){1 - exp(middle + half), 1 - exp(middle - half)};
}

void test_reliability(struct test_numbers *test, size_t p, double item_variance) {
  if (p < 2 || test->variance <= 0)
    return;
  double k = (double)p;
  set_alpha(test, p, fmin(1, k / (k - 1) * (1 - item_variance / test->variance)));
}

void test_reliability_drawn(struct test_numbers *test, size_t p, double within) {
  if (p < 2 || test->variance <= 0)
    return;
  double k = (double)p, between = test->variance / k;
  set_alpha(test, p, fmin(1, 1 - within / ((double)test->n * (k - 1)) / between));
}
