/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals for a share: what so many right answers of so many say about all.
 *
 * Wilson's score interval at 95 % (E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", JASA 22, 1927, 209-212), without continuity correction:
 *   (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n),  z = 1.959963984540054
 * It never leaves 0..1 and is not empty at 0 or n of n. Reference values (R 4.2.2, prop.test
 * without correction): 81 of 263 .2553 to .3662; 0 of 20 0 to .1611. */
#ifndef MEASURE_INTERVAL_H
#define MEASURE_INTERVAL_H

#include <stdint.h>

struct interval {
  double low, high; /* shares, 0..1 */
};

/* right <= n. Of nothing (n = 0) everything is possible: 0 to 1. */
struct interval interval_wilson(uint32_t right, uint32_t n);

#endif
