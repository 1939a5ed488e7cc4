/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/signal.h"

#include <math.h>

/* By Newton's method on erfc, which the C library has exact: on the tail below 0 the distribution
 * is convex, so that from 0 on no step leads past the root but the first, which ends below it. */
double normal_quantile(double p) {
  enum { ROUNDS = 60 };
  static const double density = 0.39894228040143267794; /* 1 / sqrt(2 pi) */
  double tail = p < 0.5 ? p : 1 - p, x = 0;
  for (int i = 0; i < ROUNDS; i++) {
    double step = (0.5 * erfc(-x / sqrt(2)) - tail) / (density * exp(-x * x / 2));
    x -= step;
    if (fabs(step) < 1e-14)
      break;
  }
  return p < 0.5 ? x : -x;
}

static double corrected(uint32_t part, uint32_t all) { return (part + 0.5) / (all + 1.0); }

struct signal_detection signal_detect(const struct signal_counts *counts) {
  double hits = normal_quantile(corrected(counts->hits, counts->signals));
  double alarms = normal_quantile(corrected(counts->false_alarms, counts->noise));
  return (struct signal_detection){hits - alarms, -(hits + alarms) / 2};
}
