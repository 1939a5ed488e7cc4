/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/kappa.h"

#include <math.h>

struct shares {
  double of[KAPPA_MARKS][KAPPA_MARKS];
  double first[KAPPA_MARKS], second[KAPPA_MARKS]; /* how often each gives each mark */
};

static struct shares shares_of(const struct kappa_counts *counts, uint32_t n) {
  struct shares shares = {0};
  for (unsigned i = 0; i < KAPPA_MARKS; i++)
    for (unsigned j = 0; j < KAPPA_MARKS; j++) {
      shares.of[i][j] = (double)counts->of[i][j] / n;
      shares.first[i] += shares.of[i][j];
      shares.second[j] += shares.of[i][j];
    }
  return shares;
}

static bool constant(const struct kappa_counts *counts) {
  unsigned firsts = 0, seconds = 0; /* a bit for each mark given */
  for (unsigned i = 0; i < KAPPA_MARKS; i++)
    for (unsigned j = 0; j < KAPPA_MARKS; j++)
      if (counts->of[i][j]) {
        firsts |= 1u << i;
        seconds |= 1u << j;
      }
  return (firsts & (firsts - 1)) == 0 && (seconds & (seconds - 1)) == 0;
}

static double by_chance(const struct shares *p) {
  double sum = 0;
  for (unsigned i = 0; i < KAPPA_MARKS; i++)
    sum += p->first[i] * p->second[i];
  return sum;
}

static double standard_error(const struct shares *p, double pe, double kappa, uint32_t n) {
  double sum = 0, last = kappa - pe * (1 - kappa);
  for (unsigned i = 0; i < KAPPA_MARKS; i++)
    for (unsigned j = 0; j < KAPPA_MARKS; j++) {
      double off = (p->second[i] + p->first[j]) * (1 - kappa);
      double term = i == j ? 1 - off : off;
      sum += p->of[i][j] * term * term;
    }
  return sqrt(fmax(0, sum - last * last) / n) / (1 - pe);
}

void kappa_measure(const struct kappa_counts *counts, struct kappa_numbers *out) {
  *out = (struct kappa_numbers){0};
  for (unsigned i = 0; i < KAPPA_MARKS; i++) {
    out->agreed += counts->of[i][i];
    for (unsigned j = 0; j < KAPPA_MARKS; j++)
      out->n += counts->of[i][j];
  }
  out->agreed_interval = interval_wilson(out->agreed, out->n);
  out->has_kappa = !constant(counts);
  if (!out->has_kappa)
    return;
  struct shares shares = shares_of(counts, out->n);
  double pe = by_chance(&shares);
  out->kappa = ((double)out->agreed / out->n - pe) / (1 - pe);
  double half = INTERVAL_Z * standard_error(&shares, pe, out->kappa, out->n);
  out->interval = (struct interval){fmax(-1, out->kappa - half), fmin(1, out->kappa + half)};
}
