/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/ability.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

static const double lowest = -4, width = .1;
static const double slope = 0.9157668318856579;      /* 1 / sqrt(1 + pi ABILITY_TAU^2 / 8) */
static const double cell_ratio = 0.9124913407235307; /* exp(-slope * width) */
static const double level_0_ends = -1.5;

enum { CELLS_A_LEVEL = 10, CELLS_BELOW_1 = 25 };

static double cell_middle(unsigned cell) { return lowest + (cell + .5) * width; }

double ability_difficulty(unsigned level) { return level_0_ends + (double)level - 1; }

unsigned ability_level(double theta) {
  unsigned level = 0;
  while (level + 1 < LEVELS && theta >= ability_difficulty(level + 1))
    level++;
  return level;
}

/* -- The model ------------------------------------------------------------------------------ */

double ability_chance(const struct ability_item *item, double theta) {
  return item->c + (1 - item->c) / (1 + exp(-slope * (theta - item->b)));
}

double ability_information(const struct ability_item *item, double theta) {
  double knows = 1 / (1 + exp(-slope * (theta - item->b)));
  double right = item->c + (1 - item->c) * knows;
  return slope * slope * knows * knows * (1 - right) / right;
}

/* -- The posterior -------------------------------------------------------------------------- */

static void normalize(struct ability *ability) {
  double sum = 0;
  for (unsigned i = 0; i < ABILITY_CELLS; i++)
    sum += ability->p[i];
  for (unsigned i = 0; i < ABILITY_CELLS; i++)
    ability->p[i] /= sum;
}

void ability_begin(struct ability *ability, double prior_sd) {
  assert(prior_sd > 0);
  ability->prior_sd = prior_sd;
  ability->n = 0;
  for (unsigned i = 0; i < ABILITY_CELLS; i++) {
    double z = cell_middle(i) / prior_sd;
    ability->p[i] = exp(-.5 * z * z);
  }
  normalize(ability);
}

/* exp(-k (theta - b)) falls by the same ratio from cell to cell: one exp for all of them. */
static double first_odds(const struct ability_item *item) {
  return exp(-slope * (cell_middle(0) - item->b));
}

/* A whole answer, which most are, is a product; the powers of others cost a logarithm a cell. */
static void add_whole(struct ability *ability, const struct ability_item *item, bool right) {
  double odds = first_odds(item), wrong = 1 - item->c;
  for (unsigned i = 0; i < ABILITY_CELLS; i++, odds *= cell_ratio) {
    double missed = wrong * odds / (1 + odds);
    ability->p[i] *= right ? 1 - missed : missed;
  }
}

static void add_part(struct ability *ability, const struct ability_item *item, double score,
                     double weight) {
  double odds = first_odds(item), wrong = 1 - item->c;
  for (unsigned i = 0; i < ABILITY_CELLS; i++, odds *= cell_ratio) {
    double missed = wrong * odds / (1 + odds);
    ability->p[i] *= exp(weight * (score * log1p(-missed) + (1 - score) * log(missed)));
  }
}

void ability_add(struct ability *ability, const struct ability_item *item, double score,
                 double weight) {
  assert(item->c >= 0 && item->c < 1 && weight >= 0 && weight <= 1);
  score = fmax(0, fmin(1, score));
  if (weight >= 1 && (score <= 0 || score >= 1))
    add_whole(ability, item, score >= 1);
  else
    add_part(ability, item, score, weight);
  normalize(ability);
  ability->n++;
}

/* -- What it says --------------------------------------------------------------------------- */

double ability_mean(const struct ability *ability) {
  double sum = 0;
  for (unsigned i = 0; i < ABILITY_CELLS; i++)
    sum += ability->p[i] * cell_middle(i);
  return sum;
}

double ability_at_least(const struct ability *ability, unsigned level) {
  double sum = 0;
  if (level == 0)
    return 1;
  for (unsigned i = CELLS_BELOW_1 + (level - 1) * CELLS_A_LEVEL; i < ABILITY_CELLS; i++)
    sum += ability->p[i];
  return fmin(1, sum);
}

struct ability_estimate ability_estimate(const struct ability *ability) {
  struct ability_estimate out = {.n = ability->n, .prior_sd = ability->prior_sd};
  double squares = 0;
  out.mean = ability_mean(ability);
  for (unsigned i = 0; i < ABILITY_CELLS; i++) {
    double off = cell_middle(i) - out.mean;
    squares += ability->p[i] * off * off;
  }
  out.sd = sqrt(squares);
  for (unsigned level = 0; level < LEVELS; level++)
    out.at_least[level] = ability_at_least(ability, level);
  return out;
}

static double quantile(const struct ability *ability, double share) {
  double below = 0;
  for (unsigned i = 0; i < ABILITY_CELLS; i++) {
    if (ability->p[i] > 0 && below + ability->p[i] >= share)
      return lowest + width * (i + (share - below) / ability->p[i]);
    below += ability->p[i];
  }
  return lowest + width * ABILITY_CELLS; /* share 1, and a sum that is rounded below it */
}

struct interval ability_interval(const struct ability *ability, double share) {
  double tail = (1 - share) / 2;
  return (struct interval){quantile(ability, tail), quantile(ability, 1 - tail)};
}
