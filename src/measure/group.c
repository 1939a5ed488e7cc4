/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/group.h"

#include "base/mem.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double low_share = .05, high_share = .95, tolerance = 1e-9;
static const double z_low = -1.6448536269514722; /* where the normal distribution has .05 */
static const double nothing = 1e-18;             /* chances that may be forgotten at the ends */

void group_begin(struct group *group) { *group = (struct group){.width = 1, .p = {1}}; }

/* -- The exact distribution ----------------------------------------------------------------- */

static void forget_ends(struct group *group) {
  uint32_t first = 0, end = group->width;
  while (end - first > 1 && group->p[first] < nothing)
    first++;
  while (end - first > 1 && group->p[end - 1] < nothing)
    end--;
  if (first)
    memmove(group->p, group->p + first, (end - first) * sizeof *group->p);
  group->from += first;
  group->width = end - first;
}

static void convolve(struct group *group, double p) {
  group->p[group->width] = group->p[group->width - 1] * p;
  for (uint32_t i = group->width - 1; i > 0; i--)
    group->p[i] = group->p[i] * (1 - p) + group->p[i - 1] * p;
  group->p[0] *= 1 - p;
  group->width++;
  forget_ends(group);
}

/* -- Moments -------------------------------------------------------------------------------- */

static double expected(const struct group *group) { return (double)group->sum / GROUP_MILLION; }

/* Exact until it is divided: no order of the members shows. */
static double variance(const struct group *group) {
  return (double)(group->sum * GROUP_MILLION - group->squares) / 1e12;
}

/* sum p (1 - p) (1 - 2p), the third central moment. */
static double third_moment(const struct group *group) {
  static const int64_t million = GROUP_MILLION;
  __int128 sum = (__int128)group->sum * million * million;
  sum += 2 * group->cubes - (__int128)3 * group->squares * million;
  return (double)sum / 1e18;
}

void group_add(struct group *group, uint32_t millionths) {
  int64_t p = millionths;
  assert(p <= GROUP_MILLION);
  group->n++;
  group->sum += p;
  group->squares += p * p;
  group->cubes += p * p * p;
  /* With that variance chances above `nothing` span some 110 numbers (Bernstein's inequality). */
  group->inexact = group->inexact || group->width > GROUP_EXACT ||
                   (group->n > GROUP_EXACT && variance(group) > GROUP_VARIANCE);
  if (!group->inexact)
    convolve(group, (double)p / GROUP_MILLION);
}

/* -- Percentiles ---------------------------------------------------------------------------- */

static uint32_t exact_percentile(const double *p, uint32_t n, double share) {
  double sum = 0;
  for (uint32_t i = 0; i + 1 < n; i++) {
    sum += p[i];
    if (sum >= share - tolerance)
      return i;
  }
  return n - 1;
}

static double refined(double x, double skew) {
  static const double density = 0.39894228040143267794; /* 1 / sqrt(2 pi) */
  return .5 * erfc(-x / sqrt(2)) + skew * (1 - x * x) * density * exp(-x * x / 2) / 6;
}

/* The normal percentile is at most a few people off: from there step by step. */
static uint32_t refined_percentile(const struct group *group, double z, double share) {
  double mean = expected(group), sd = sqrt(variance(group));
  double skew = third_moment(group) / (sd * sd * sd);
  double k = fmax(0, fmin(group->n, floor(mean + z * sd)));
  while (k > 0 && refined((k - .5 - mean) / sd, skew) >= share - tolerance)
    k--;
  while (k < group->n && refined((k + .5 - mean) / sd, skew) < share - tolerance)
    k++;
  return (uint32_t)k;
}

void group_measure(const struct group *group, struct group_numbers *out) {
  *out = (struct group_numbers){
      .n = group->n, .expected = expected(group), .sd = sqrt(variance(group))};
  if (group->inexact) {
    out->low = refined_percentile(group, z_low, low_share);
    out->high = refined_percentile(group, -z_low, high_share);
  } else {
    out->low = group->from + exact_percentile(group->p, group->width, low_share);
    out->high = group->from + exact_percentile(group->p, group->width, high_share);
  }
}

double group_at_least(const struct group *group, uint32_t least) {
  double sum = 0;
  if (least == 0 || least > group->n)
    return least == 0;
  if (group->inexact) {
    double sd = sqrt(variance(group)), skew = third_moment(group) / (sd * sd * sd);
    return fmin(1, fmax(0, 1 - refined((least - .5 - expected(group)) / sd, skew)));
  }
  for (uint32_t i = group->width; i > 0 && group->from + i > least; i--) /* the smallest first */
    sum += group->p[i - 1];
  return fmin(1, sum);
}

struct group_numbers group_lacking(const struct group_numbers *meeting) {
  return (struct group_numbers){meeting->n, meeting->n - meeting->expected, meeting->sd,
                                meeting->n - meeting->high, meeting->n - meeting->low};
}

/* -- From assessed to eligible -------------------------------------------------------------- */

struct mixture { /* over how many of n meet it, of how many of N do */
  uint32_t n, rest;
  double constant; /* what the beta-binomial chances of every x have in common, as a logarithm */
  double *all;     /* of 0..N */
  double missing;  /* how much was left out of them */
};

static double log_top(const struct mixture *mix, double a, double b, uint32_t t) {
  return mix->constant - lgamma(t + 1.) - lgamma(mix->rest - t + 1.) + lgamma(a + t) +
         lgamma(b + mix->rest - t) - lgamma(a) - lgamma(b);
}

/* Adds the chance `weight` that x of n meet it, times that t of the rest then do. From the mean to
 * both sides, each from its neighbour, as long as they are more than `least`. */
static void add_beta_binomial(struct mixture *mix, uint32_t x, double weight, double least) {
  uint32_t rest = mix->rest;
  double a = x + .5, b = mix->n - x + .5, *all = mix->all + x, added = 0;
  uint32_t middle = (uint32_t)(rest * (a / (a + b)));
  double top = weight * exp(log_top(mix, a, b, middle)), p = top;
  for (uint32_t t = middle; t <= rest && p > least; t++) {
    all[t] += p;
    added += p;
    p *= (rest - t) * (a + t) / ((t + 1) * (b + rest - t - 1));
  }
  p = top;
  for (uint32_t t = middle; t > 0; t--) {
    p *= t * (b + rest - t) / ((rest - t + 1) * (a + t - 1));
    if (p <= least)
      break;
    all[t - 1] += p;
    added += p;
  }
  mix->missing -= added;
}

/* The chance that x of those assessed meet it, refined where the exact one was given up: there the
 * ends of it may come out below 0. */
static double chance(const struct group *group, uint32_t x, double mean, double sd, double skew) {
  if (!group->inexact)
    return x >= group->from && x - group->from < group->width ? group->p[x - group->from] : 0;
  return fmax(0, refined((x + .5 - mean) / sd, skew) - refined((x - .5 - mean) / sd, skew));
}

static void mix_all(struct mixture *mix, const struct group *group, double least) {
  double mean = expected(group), sd = sqrt(variance(group));
  double skew = group->inexact ? third_moment(group) / (sd * sd * sd) : 0;
  memset(mix->all, 0, ((size_t)mix->n + mix->rest + 1) * sizeof *mix->all);
  mix->missing = 0;
  for (uint32_t x = 0; x <= group->n; x++) {
    double p = chance(group, x, mean, sd, skew);
    mix->missing += p;
    if (p > fmax(least, nothing))
      add_beta_binomial(mix, x, p, fmax(least, nothing * p));
  }
}

/* False: with what is missing it could be another. */
static bool is_percentile(const struct mixture *mix, uint32_t k, double share) {
  const double rounding = 1e-11;
  double below = 0;
  for (uint32_t i = 0; i < k; i++)
    below += mix->all[i];
  return below + mix->missing + rounding < share - tolerance &&
         below + mix->all[k] - rounding >= share - tolerance;
}

/* Chances that are small in both matter hardly ever: they are looked at only where they do. */
static void extrapolate_percentiles(const struct group *group, struct group_numbers *out) {
  static const double small = 1e-9;
  uint32_t n = group->n, rest = out->n - n;
  struct mixture mix = {
      .n = n, .rest = rest, .all = mem_array((size_t)out->n + 1, sizeof *mix.all)};
  mix.constant = lgamma(rest + 1.) + lgamma(n + 1.) - lgamma(n + 1. + rest);
  for (double least = small;; least = 0) {
    mix_all(&mix, group, least);
    out->low = exact_percentile(mix.all, out->n + 1, low_share);
    out->high = exact_percentile(mix.all, out->n + 1, high_share);
    if (least == 0 ||
        (is_percentile(&mix, out->low, low_share) && is_percentile(&mix, out->high, high_share)))
      break;
  }
  free(mix.all);
}

bool group_extrapolate(const struct group *group, uint32_t eligible, struct group_numbers *out) {
  *out = (struct group_numbers){0};
  assert(eligible >= group->n);
  if (group->n == 0)
    return false;
  if (eligible == group->n) {
    group_measure(group, out);
    return true;
  }
  double n = group->n, all = eligible, rest = all - n, m = expected(group), v = variance(group);
  double up = (all + 1) / (n + 1), odd = (m + .5) * (n - m + .5) - v;
  out->n = eligible;
  out->expected = m + rest * (m + .5) / (n + 1);
  out->sd = sqrt(v * up * up + rest * up * odd / ((n + 1) * (n + 2)));
  extrapolate_percentiles(group, out);
  return true;
}
