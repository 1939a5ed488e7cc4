/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/adaptive.h"

#include "measure/status.h"

#include <assert.h>
#include <math.h>

static const double as_large = 1.5; /* a deficit that is less than this smaller */

/* Percent of all questions: by required level, by the questions' level. */
static const double blueprint[LEVELS][LEVELS] = {
    [1] = {0, 50, 35, 15, 0},
    [2] = {0, 25, 50, 25, 0},
    [3] = {0, 0, 25, 50, 25},
    [4] = {0, 0, 15, 35, 50},
};

void adaptive_begin(struct adaptive *adaptive, unsigned required, double prior_sd) {
  assert(required >= 1 && required < LEVELS);
  *adaptive = (struct adaptive){.required = (uint8_t)required};
  ability_begin(&adaptive->ability, prior_sd);
}

bool adaptive_over(const struct adaptive *adaptive) {
  struct ability_estimate estimate = ability_estimate(&adaptive->ability);
  double meets = estimate.at_least[adaptive->required];
  bool sure = meets >= ADAPTIVE_SURE || meets <= 1 - ADAPTIVE_SURE;
  return adaptive->n >= ADAPTIVE_MOST || (sure && status_enough(&estimate));
}

void adaptive_drawn(struct adaptive *adaptive, struct adaptive_item *item) {
  item->asked = true;
  adaptive->n++;
  adaptive->drawn[item->level]++;
}

void adaptive_answer(struct adaptive *adaptive, const struct ability_item *item, double score) {
  ability_add(&adaptive->ability, item, score, 1);
}

/* -- The draw ------------------------------------------------------------------------------- */

static double deficit(const struct adaptive *adaptive, unsigned level) {
  double share = blueprint[adaptive->required][level] / 100;
  return share * (adaptive->n + 1) - adaptive->drawn[level];
}

/* Of the levels that have a question left. */
static double largest_deficit(const struct adaptive *adaptive, const struct adaptive_item *items,
                              size_t n) {
  double largest = -INFINITY;
  for (size_t i = 0; i < n; i++)
    if (!items[i].asked)
      largest = fmax(largest, deficit(adaptive, items[i].level));
  return largest;
}

struct best { /* the best so far, the best first */
  size_t n, at[ADAPTIVE_BEST];
  double information[ADAPTIVE_BEST];
};

static void consider(struct best *best, size_t at, double information) {
  size_t place = best->n;
  while (place > 0 && best->information[place - 1] < information)
    place--;
  if (place == ADAPTIVE_BEST)
    return;
  if (best->n < ADAPTIVE_BEST)
    best->n++;
  for (size_t i = best->n - 1; i > place; i--) {
    best->at[i] = best->at[i - 1];
    best->information[i] = best->information[i - 1];
  }
  best->at[place] = at;
  best->information[place] = information;
}

size_t adaptive_draw(struct adaptive *adaptive, struct adaptive_item *items, size_t n,
                     struct rng *rng) {
  double least = largest_deficit(adaptive, items, n) - as_large;
  double theta = ability_mean(&adaptive->ability);
  struct best best = {0};
  for (size_t i = 0; i < n; i++)
    if (!items[i].asked && deficit(adaptive, items[i].level) > least)
      consider(&best, i, ability_information(&items[i].item, theta));
  if (best.n == 0)
    return n;
  size_t drawn = best.at[rng_below(rng, best.n)];
  adaptive_drawn(adaptive, &items[drawn]);
  return drawn;
}
