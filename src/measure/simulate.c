/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/simulate.h"

#include "base/mem.h"
#include "measure/status.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static const double slips = .02, edge = 4, pi = 3.14159265358979323846;

/* -- An officer ------------------------------------------------------------------------------ */

struct officer {
  struct rng rng;
  double theta;
  unsigned required;
  const struct simulate_bank *bank;
  struct adaptive_item *left; /* of the bank, what was not asked yet */
  double *truth;              /* the true difficulty of each */
};

static double uniform(struct rng *rng) { return (double)(rng_next(rng) >> 11) * 0x1p-53; }

static double normal(struct rng *rng) {
  double radius = sqrt(-2 * log(1 - uniform(rng)));
  return radius * cos(2 * pi * uniform(rng));
}

static double draw_ability(struct rng *rng) {
  double theta;
  do
    theta = ABILITY_PRIOR_SD * normal(rng);
  while (fabs(theta) > edge);
  return theta;
}

static void put_back(struct officer *officer) {
  for (size_t i = 0; i < officer->bank->n; i++)
    officer->left[i] = officer->bank->items[i];
}

static void meet(struct officer *officer, const struct simulate_request *request, uint32_t nth) {
  officer->bank = &request->banks[nth % request->n_banks];
  officer->required = nth / (uint32_t)request->n_banks % (LEVELS - 1) + 1;
  officer->theta = draw_ability(&officer->rng);
  for (size_t i = 0; i < officer->bank->n; i++) {
    double off = request->authors_know ? 0 : ABILITY_TAU * normal(&officer->rng);
    officer->truth[i] = officer->bank->items[i].item.b + off;
  }
}

static bool answers_right(struct officer *officer, size_t item) {
  double c = officer->bank->items[item].item.c;
  double knows = 1 / (1 + exp(-(officer->theta - officer->truth[item])));
  return uniform(&officer->rng) < c + (1 - slips - c) * knows;
}

/* -- What he takes --------------------------------------------------------------------------- */

/* The nth of those of a level that are left; bank->n: there is none. */
static size_t nth_of_level(const struct officer *officer, unsigned level, size_t nth) {
  for (size_t i = 0; i < officer->bank->n; i++)
    if (!officer->left[i].asked && officer->left[i].level == level && nth-- == 0)
      return i;
  return officer->bank->n;
}

static size_t left_of_level(const struct officer *officer, unsigned level) {
  size_t n = 0;
  for (size_t i = 0; i < officer->bank->n; i++)
    n += !officer->left[i].asked && officer->left[i].level == level;
  return n;
}

static struct ability take_fixed(struct officer *officer) {
  struct ability ability;
  ability_begin(&ability, ABILITY_PRIOR_SD);
  put_back(officer);
  for (unsigned level = 1; level < LEVELS; level++)
    for (unsigned k = 0; k < SIMULATE_FIXED && left_of_level(officer, level); k++) {
      uint64_t nth = rng_below(&officer->rng, left_of_level(officer, level));
      size_t at = nth_of_level(officer, level, (size_t)nth);
      officer->left[at].asked = true;
      ability_add(&ability, &officer->left[at].item, answers_right(officer, at), 1);
    }
  return ability;
}

static struct adaptive take_adaptive(struct officer *officer) {
  struct adaptive adaptive;
  adaptive_begin(&adaptive, officer->required, ABILITY_PRIOR_SD);
  put_back(officer);
  while (!adaptive_over(&adaptive)) {
    size_t at = adaptive_draw(&adaptive, officer->left, officer->bank->n, &officer->rng);
    if (at == officer->bank->n)
      break;
    adaptive_answer(&adaptive, &officer->left[at].item, answers_right(officer, at));
  }
  return adaptive;
}

/* -- What it gave ---------------------------------------------------------------------------- */

static bool is_right(const struct officer *officer, const struct ability *ability) {
  bool said = ability_at_least(ability, officer->required) >= .5;
  return said == (ability_level(officer->theta) >= officer->required);
}

static struct simulate_count judge(const struct officer *officer, const struct adaptive *adaptive,
                                   const struct ability *fixed) {
  const struct ability *ability = &adaptive->ability;
  struct ability_estimate estimate = ability_estimate(ability);
  struct interval within = ability_interval(ability, .9);
  enum status status = status_of(&estimate, officer->required, BASIS_PICKED);
  bool meets = ability_level(officer->theta) >= officer->required;
  return (struct simulate_count){
      .n = 1,
      .right = is_right(officer, ability),
      .right_fixed = is_right(officer, fixed),
      .covered = within.low <= officer->theta && officer->theta <= within.high,
      .wrong_gaps = meets && status == STATUS_GAP,
      .unclear = status == STATUS_UNCLEAR,
      .insufficient = status == STATUS_INSUFFICIENT,
      .items = adaptive->n,
  };
}

static void count(struct simulate_count *sum, const struct simulate_count *one) {
  sum->n += one->n;
  sum->right += one->right;
  sum->right_fixed += one->right_fixed;
  sum->covered += one->covered;
  sum->wrong_gaps += one->wrong_gaps;
  sum->unclear += one->unclear;
  sum->insufficient += one->insufficient;
  sum->items += one->items;
}

void simulate_diagnostic(const struct simulate_request *request, struct simulate_result *result) {
  size_t most = 0;
  struct officer officer = {0};
  *result = (struct simulate_result){0};
  for (size_t i = 0; i < request->n_banks; i++)
    most = request->banks[i].n > most ? request->banks[i].n : most;
  officer.left = mem_array(most + 1, sizeof *officer.left);
  officer.truth = mem_array(most + 1, sizeof *officer.truth);
  rng_seed(&officer.rng, request->seed);
  for (uint32_t i = 0; i < request->n; i++) {
    meet(&officer, request, i);
    struct ability fixed = take_fixed(&officer);
    struct adaptive adaptive = take_adaptive(&officer);
    struct simulate_count one = judge(&officer, &adaptive, &fixed);
    count(&result->all, &one);
    count(&result->required[officer.required], &one);
    count(&result->level[ability_level(officer.theta)], &one);
  }
  free(officer.left);
  free(officer.truth);
}

void simulate_join(struct simulate_result *sum, const struct simulate_result *other) {
  count(&sum->all, &other->all);
  for (unsigned level = 0; level < LEVELS; level++) {
    count(&sum->required[level], &other->required[level]);
    count(&sum->level[level], &other->level[level]);
  }
}

void simulate_ideal(struct adaptive_item *items, size_t a_level) {
  static const double guess[] = {1. / 4, 1. / 4, 1. / 4, 1. / 4, 1. / 4,
                                 1. / 4, 1. / 3, 1. / 3, 1. / 2, 0};
  for (size_t i = 0; i < (LEVELS - 1) * a_level; i++) {
    unsigned level = (unsigned)(i / a_level) + 1;
    items[i] = (struct adaptive_item){.item = {ability_difficulty(level), guess[i % 10]},
                                      .level = (uint8_t)level,
                                      .index = (uint16_t)i};
  }
}

/* -- Goals ----------------------------------------------------------------------------------- */

static double mean_items(const struct simulate_count *count) {
  return count->n ? (double)count->items / count->n : 0;
}

static double most_items(const struct simulate_result *result) {
  double most = 0;
  for (unsigned level = 0; level < LEVELS; level++)
    most =
        fmax(most, fmax(mean_items(&result->required[level]), mean_items(&result->level[level])));
  return most;
}

struct simulate_goals simulate_goals(const struct simulate_result *result) {
  const struct simulate_count *all = &result->all;
  double n = all->n;
  assert(all->n);
  struct simulate_goals goals = {
      .right = all->right / n,
      .right_least = all->right_fixed / n - .01,
      .items = mean_items(all),
      .items_level = most_items(result),
      .covered = all->covered / n,
      .wrong_gap = 1 - pow(1 - all->wrong_gaps / n, SIMULATE_COMPETENCIES),
  };
  goals.right_good = goals.right >= goals.right_least;
  goals.items_good = goals.items <= SIMULATE_ITEMS_GOAL;
  goals.items_level_good = goals.items_level <= SIMULATE_LEVEL_GOAL;
  goals.covered_good = goals.covered >= SIMULATE_COVER_LOW && goals.covered <= SIMULATE_COVER_HIGH;
  return goals;
}
