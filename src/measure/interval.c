/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/interval.h"

#include <math.h>

static const double z = 1.959963984540054;

struct interval interval_wilson(uint32_t right, uint32_t n) {
  if (n == 0)
    return (struct interval){0, 1};
  double share = (double)right / n, zz = z * z / n;
  double middle = (share + zz / 2) / (1 + zz);
  double half = z * sqrt(share * (1 - share) / n + zz / (4 * (double)n)) / (1 + zz);
  /* Exact at the ends, where rounding would leave a trace. */
  return (struct interval){right == 0 ? 0 : middle - half, right == n ? 1 : middle + half};
}
