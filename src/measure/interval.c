/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/interval.h"

#include <math.h>

static const double z = INTERVAL_Z;

struct interval interval_wilson_mean(double share, uint32_t n) {
  if (n == 0)
    return (struct interval){0, 1};
  double zz = z * z / n;
  double middle = (share + zz / 2) / (1 + zz);
  double half = z * sqrt(share * (1 - share) / n + zz / (4 * (double)n)) / (1 + zz);
  /* Exact at the ends, where rounding would leave a trace. */
  return (struct interval){share <= 0 ? 0 : middle - half, share >= 1 ? 1 : middle + half};
}

struct interval interval_wilson(uint32_t right, uint32_t n) {
  return interval_wilson_mean(n ? (double)right / n : 0, n);
}

/* At r = 1 or -1 both ends are that: atanh is infinite there. */
struct interval interval_correlation(double r, uint32_t n) {
  if (n <= 3)
    return (struct interval){-1, 1};
  double middle = atanh(r), half = z / sqrt((double)n - 3);
  return (struct interval){tanh(middle - half), tanh(middle + half)};
}
