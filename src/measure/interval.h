/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals at 95 %: what so many answers say about all.
 *
 * Shares: Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", JASA 22, 1927, 209-212), without continuity correction:
 *   (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n),  z = 1.959963984540054
 * It never leaves 0..1 and is not empty at 0 or n of n. Reference values (R 4.2.2, prop.test
 * without correction): 81 of 263 .2553 to .3662; 0 of 20 0 to .1611.
 *
 * Shares, as a belief: Jeffreys', the 2.5th and 97.5th percentile of Beta(right + 1/2, n - right +
 * 1/2), 0 at none and 1 at all of them (L. D. Brown, T. T. Cai and A. DasGupta, Statistical Science
 * 16, 2001, 101-133). Reference: 7 of 10 .394182 to .907305. It needs GSL, so that only
 * mafunzo-office can call it: mafunzo would not link.
 *
 * Correlations: Fisher's z, tanh(atanh r +- z / sqrt(n - 3)) (R. A. Fisher, Metron 1, 1921, 3-32).
 * At n = 25, r = .20 it is -.2119 to .5515. */
#ifndef MEASURE_INTERVAL_H
#define MEASURE_INTERVAL_H

#include <stdint.h>

#define INTERVAL_Z 1.959963984540054

struct interval {
  double low, high; /* shares 0..1, correlations -1..1 */
};

/* right <= n. Of nothing (n = 0) everything is possible: 0 to 1. */
struct interval interval_wilson(uint32_t right, uint32_t n);

/* Of a mean of n marks, each 0..1. Such marks vary at most as much as right and wrong with that
 * mean do, so that the interval is never too narrow. */
struct interval interval_wilson_mean(double mean, uint32_t n);

/* right <= n. Of nothing 0 to 1. */
struct interval interval_jeffreys(uint32_t right, uint32_t n);

/* Of n <= 3 pairs everything is possible: -1 to 1. */
struct interval interval_correlation(double r, uint32_t n);

#endif
