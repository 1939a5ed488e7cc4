/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/items.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

static const double marks_per_millionth = 1e-6;

/* Covariances of pairs. What does not vary is found by comparing, not by a sum that is nearly 0. */
struct pairs {
  double *x, *y;
  size_t n;
};

static double mean_of(const double *list, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += list[i];
  return sum / (double)n;
}

static bool varies(const double *list, size_t n) {
  for (size_t i = 1; i < n; i++)
    if (list[i] < list[0] || list[i] > list[0])
      return true;
  return false;
}

/* n >= 2. */
static double covariance(const double *x, const double *y, size_t n) {
  double mean_x = mean_of(x, n), mean_y = mean_of(y, n), sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += (x[i] - mean_x) * (y[i] - mean_y);
  return sum / (double)(n - 1);
}

static bool correlate(const struct pairs *pairs, double *r) {
  if (pairs->n < 2 || !varies(pairs->x, pairs->n) || !varies(pairs->y, pairs->n))
    return false;
  double xy = covariance(pairs->x, pairs->y, pairs->n);
  double xx = covariance(pairs->x, pairs->x, pairs->n);
  double yy = covariance(pairs->y, pairs->y, pairs->n);
  *r = fmax(-1, fmin(1, xy / sqrt(xx * yy)));
  return true;
}

static int by_value(const void *a, const void *b) {
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static double rest_share(const struct item_answer *answer) {
  return (double)answer->rest / (double)answer->rest_most;
}

/* Those without a rest last: they stand in no group. Marks make equal ones the same whatever the
 * order was: then so is every sum, to the last bit. */
static int by_rest(const void *a, const void *b) {
  const struct item_answer *x = a, *y = b;
  if (!x->rest_most || !y->rest_most)
    return !x->rest_most - !y->rest_most;
  double one = rest_share(x), other = rest_share(y);
  if (one < other || one > other)
    return one < other ? -1 : 1;
  return (x->mark > y->mark) - (x->mark < y->mark);
}

static size_t count_rests(const struct item_answer *answers, size_t n) {
  size_t with = 0;
  while (with < n && answers[with].rest_most)
    with++;
  return with;
}

static struct pairs pairs_new(size_t n) {
  double *both = mem_array(n ? 2 * n : 1, sizeof *both);
  return (struct pairs){both, both + n, n};
}

static bool even_rests(const struct item_answer *answers, size_t n) {
  for (size_t i = 1; i < n; i++)
    if (answers[i].rest_most != answers[0].rest_most)
      return false;
  return n > 0 && answers[0].rest_most;
}

/* cov(x, T) = var x + cov(x, o); o in marks, which a share of one and the same whole is. */
static void measure_total(const struct item_answer *answers, size_t n, double with_rest,
                          struct item_numbers *out) {
  out->has_total = out->has_sd && even_rests(answers, n);
  if (!out->has_total)
    return;
  double total = out->variance + with_rest * (double)answers[0].rest_most * marks_per_millionth;
  out->covariance_total = fabs(total) < 1e-12 * out->variance ? 0 : total; /* a rounded 0 */
}

static void measure_rest(const struct item_answer *answers, size_t n, struct item_numbers *out) {
  struct pairs pairs = pairs_new(count_rests(answers, n));
  double with_rest = 0;
  out->n_rest = (uint32_t)pairs.n;
  for (size_t i = 0; i < pairs.n; i++) {
    pairs.x[i] = (double)answers[i].mark * marks_per_millionth;
    pairs.y[i] = rest_share(&answers[i]);
  }
  out->has_correlation = correlate(&pairs, &out->correlation);
  if (pairs.n > 1)
    with_rest = covariance(pairs.x, pairs.y, pairs.n);
  measure_total(answers, n, with_rest, out);
  if (out->has_correlation) {
    out->correlation_interval = interval_correlation(out->correlation, out->n_rest);
    qsort(pairs.x, pairs.n, sizeof *pairs.x, by_value); /* y is sorted already */
    out->has_efficiency = true; /* both vary, so that the sorted ones covary */
    out->efficiency = 100 * with_rest / covariance(pairs.x, pairs.y, pairs.n);
  }
  free(pairs.x);
}

void item_measure(struct item_answer *answers, size_t n, int64_t most, struct item_numbers *out) {
  double *marks = mem_array(n, sizeof *marks);
  *out = (struct item_numbers){.n = (uint32_t)n, .has_sd = n > 1};
  qsort(answers, n, sizeof *answers, by_rest);
  for (size_t i = 0; i < n; i++)
    marks[i] = (double)answers[i].mark; /* whole: their sum is exact */
  double mean = mean_of(marks, n);
  out->mean = mean * marks_per_millionth;
  out->facility = mean / (double)most;
  out->facility_interval = interval_wilson_mean(out->facility, out->n);
  if (out->has_sd && varies(marks, n))
    out->variance = covariance(marks, marks, n) * marks_per_millionth * marks_per_millionth;
  out->sd = sqrt(out->variance);
  free(marks);
  measure_rest(answers, n, out);
}

/* -- Options -------------------------------------------------------------------------------- */

static bool chose(const struct item_answer *answer, unsigned option) {
  return answer->picked >> option & 1;
}

/* The share that chose it among the `size` of the highest (or lowest) rest; who ties with the last
 * of them counts for as much as there is room for. */
static double group_share(const struct item_answer *answers, size_t n, size_t size, bool upper,
                          unsigned option) {
  double got = 0;
  for (size_t taken = 0, tied; taken < size; taken += tied) {
    size_t at = upper ? n - 1 - taken : taken, chosen = 0;
    double rest = rest_share(&answers[at]);
    for (tied = 0; taken + tied < n; tied++) {
      const struct item_answer *other = &answers[upper ? at - tied : at + tied];
      if (rest_share(other) < rest || rest_share(other) > rest)
        break;
      chosen += chose(other, option);
    }
    double room = (double)(size - taken);
    got += (double)chosen * fmin(1, room / (double)tied);
  }
  return got / (double)size;
}

static void measure_groups(const struct item_answer *answers, size_t n, unsigned option,
                           struct option_numbers *out) {
  size_t size = n >= 30 ? (n * 27 + 50) / 100 : n / 2;
  out->has_groups = size > 0;
  if (!out->has_groups)
    return;
  out->upper = group_share(answers, n, size, true, option);
  out->lower = group_share(answers, n, size, false, option);
}

void option_measure(const struct item_answer *answers, size_t n, unsigned option,
                    struct option_numbers *out) {
  struct pairs pairs = pairs_new(count_rests(answers, n));
  *out = (struct option_numbers){0};
  for (size_t i = 0; i < n; i++)
    out->chosen += chose(&answers[i], option);
  out->share = n ? (double)out->chosen / (double)n : 0;
  out->interval = interval_wilson(out->chosen, (uint32_t)n);
  for (size_t i = 0; i < pairs.n; i++) {
    pairs.x[i] = chose(&answers[i], option);
    pairs.y[i] = rest_share(&answers[i]);
  }
  out->has_correlation = correlate(&pairs, &out->correlation);
  if (out->has_correlation)
    out->correlation_interval = interval_correlation(out->correlation, (uint32_t)pairs.n);
  measure_groups(answers, pairs.n, option, out);
  free(pairs.x);
}

/* -- Findings ------------------------------------------------------------------------------- */

unsigned item_flags(const struct item_numbers *item) {
  unsigned flags = 0;
  if (item->has_correlation && item->correlation_interval.high < 0)
    flags |= ITEM_REVERSED;
  else if (item->has_correlation && item->correlation_interval.high < .2)
    flags |= ITEM_WEAK;
  if (item->facility_interval.low > .95)
    flags |= ITEM_EASY;
  if (item->facility_interval.high < .2)
    flags |= ITEM_HARD;
  return flags;
}

unsigned option_flags(const struct option_numbers *option, bool right) {
  unsigned flags = 0;
  if (right)
    return 0;
  if (option->has_correlation && option->correlation_interval.low > 0)
    flags |= OPTION_ATTRACTIVE;
  if (option->interval.high < .05)
    flags |= OPTION_UNUSED;
  return flags;
}

double item_weight_root(const struct item_numbers *item) {
  return item->has_total && item->covariance_total > 0 ? sqrt(item->covariance_total) : 0;
}

bool item_weight(const struct item_numbers *item, double sum_of_roots, double *percent) {
  if (!item->has_total || item->covariance_total < 0 || sum_of_roots <= 0)
    return false;
  *percent = 100 * item_weight_root(item) / sum_of_roots;
  return true;
}
