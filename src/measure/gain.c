/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/gain.h"

#include <math.h>

bool gain_group(double pre, double post, double *g) {
  if (pre >= 100)
    return false;
  *g = (post - pre) / (100 - pre);
  return true;
}

double gain_rose(const double *before, const double *after, size_t cells) {
  double below = 0, rose = 0;
  for (size_t i = 0; i < cells; i++) {
    rose += after[i] * (below + before[i] / 2);
    below += before[i];
  }
  return fmax(0, fmin(1, rose));
}
