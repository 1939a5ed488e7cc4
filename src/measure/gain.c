/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/gain.h"

#include <math.h>

bool gain_group(double pre, double post, double *g) {
  if (pre >= 100)
    return false;
  *g = (post - pre) / (100 - pre);
  return true;
}

/* The 97.5th percentile of Student's t. */
static double student(double v) {
  const double z = INTERVAL_Z, z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z, z9 = z7 * z * z;
  return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v) +
         (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v) +
         (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * v * v * v * v);
}

bool gain_people(const double *pre, const double *post, size_t n, double *g,
                 struct interval *interval) {
  double rise = 0, room = 0, squares = 0;
  for (size_t i = 0; i < n; i++) {
    rise += post[i] - pre[i];
    room += 100 - pre[i];
  }
  if (n < GAIN_LEAST || room <= 0)
    return false;
  *g = rise / room;
  for (size_t i = 0; i < n; i++) {
    double off = post[i] - pre[i] - *g * (100 - pre[i]);
    squares += off * off;
  }
  double sd = sqrt(squares / ((double)n * (double)(n - 1))) / (room / (double)n);
  double half = student((double)(n - 1)) * sd;
  *interval = (struct interval){*g - half, *g + half};
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
