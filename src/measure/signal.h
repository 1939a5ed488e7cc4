/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signal detection: how well somebody tells two things apart, and how readily he says "yes".
 *
 *   d'  = z(H) - z(F)          0: as good as chance; 4: hardly ever wrong
 *   c   = -(z(H) + z(F)) / 2   above 0: slow to say yes; below: quick to
 *
 * z is the quantile of the standard normal distribution; H and F are the shares of hits and of
 * false alarms, with the log-linear correction (hits + 1/2) / (signals + 1), so that shares of 0
 * and 1 give numbers too (M. J. Hautus, "Corrections for extreme proportions and their biasing
 * effects on estimated values of d'", Behavior Research Methods 27, 1995, 46-51; N. A. Macmillan
 * and C. D. Creelman, Detection Theory, 2005). Reference values (Python 3.11, NormalDist): 8 of 10
 * hits, 2 of 10 false alarms: d' 1.4957172, c 0; 10 of 10 and 0 of 90: d' 4.2336697, c .4262132. */
#ifndef MEASURE_SIGNAL_H
#define MEASURE_SIGNAL_H

#include <stdint.h>

struct signal_counts {
  uint32_t signals, hits;       /* hits <= signals */
  uint32_t noise, false_alarms; /* false_alarms <= noise */
};

struct signal_detection {
  double d_prime, criterion;
};

/* Below so many signals, or so much noise, the counts say more than d' would. */
enum { SIGNALS_ENOUGH = 10 };

struct signal_detection signal_detect(const struct signal_counts *counts);

/* The x below which the standard normal distribution has the share p, 0 < p < 1. */
double normal_quantile(double p);

#endif
