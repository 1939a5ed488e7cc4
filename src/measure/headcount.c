/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/headcount.h"

#include <assert.h>
#include <math.h>

static uint64_t step_of(uint32_t width) {
  uint64_t step = 1;
  for (bool five = true; step * (five ? 5 : 2) * 4 <= width; five = !five)
    step *= five ? 5 : 2;
  return step;
}

static uint32_t at_most(uint64_t number, uint32_t most) {
  return number < most ? (uint32_t)number : most;
}

struct headcount headcount_say(double expected, uint32_t low, uint32_t high, uint32_t of) {
  assert(low <= high && high <= of && expected >= 0);
  uint64_t step = step_of(high - low);
  struct headcount said = {.of = of, .certain = low == high};
  double within = fmax(low, fmin(high, expected));
  said.about = at_most((uint64_t)floor(within / (double)step + .5) * step, of);
  said.low = (uint32_t)(low / step * step);
  said.high = at_most((high + step - 1) / step * step, of);
  return said;
}
