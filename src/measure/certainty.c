/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/certainty.h"

enum { STEPS = 3, TENTH = 100000 };

static const int marks_right[STEPS + 1] = {0, 1, 2, 3}, marks_wrong[STEPS + 1] = {0, 0, -2, -6};

int certainty_mark(unsigned certainty, bool right) {
  if (certainty > STEPS)
    return 0;
  return right ? marks_right[certainty] : marks_wrong[certainty];
}

int32_t certainty_bonus(unsigned n, unsigned right, int marks) {
  int64_t best = INT64_MIN;
  if (n == 0)
    return 0;
  for (unsigned step = 1; step <= STEPS; step++) {
    int64_t all = (int64_t)right * marks_right[step] + (int64_t)(n - right) * marks_wrong[step];
    best = all > best ? all : best;
  }
  return (int32_t)((marks - best) * TENTH / (int64_t)n);
}
