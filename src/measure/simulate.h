/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the adaptive diagnostic is worth with a bank of questions: officers who do not exist take
 * it, and it is seen how often it is right about them.
 *
 * An officer has an ability from N(0, 1.25^2) (within the grid of ability.h); the required level is
 * 1 to 4 in turn. A question's true difficulty is drawn for each officer anew, from
 * N(its author's, .7^2), or is the author's; he answers right by
 *   P = c + (1 - slips - c) / (1 + exp(-(theta - b))),   slips = .02
 * since whoever knows slips now and then. Whole answers only: where a kind gives part marks, c is
 * the chance of the whole. He takes the diagnostic, and beside it the fixed form that it must hold
 * its own against: five questions of each level (fewer where the bank has no more), drawn at
 * random, all asked.
 *
 * "Right" is to say of the required level, by P(meets) >= .5, what is true. A wrong gap is a status
 * "gap" for who meets the level. Normal deviates: G. E. P. Box and M. E. Muller, Annals of
 * Mathematical Statistics 29, 1958, 610-611. Pure: the same seed gives the same numbers. */
#ifndef MEASURE_SIMULATE_H
#define MEASURE_SIMULATE_H

#include "measure/adaptive.h"

enum { SIMULATE_FIXED = 5, SIMULATE_COMPETENCIES = 15, SIMULATE_MOST = 10000000 };

struct simulate_bank { /* the questions of one competency that one officer may be asked */
  const struct adaptive_item *items; /* asked: passed over */
  size_t n;
};

struct simulate_request {
  const struct simulate_bank *banks; /* officers take them in turn */
  size_t n_banks;                    /* >= 1 */
  uint32_t n;                        /* officers, 1..SIMULATE_MOST */
  uint64_t seed;
  bool authors_know; /* difficulties are the authors' */
};

struct simulate_count { /* of the officers of one row */
  uint32_t n;
  uint32_t right, right_fixed;
  uint32_t covered; /* the 90 % interval holds the true ability */
  uint32_t wrong_gaps, unclear, insufficient;
  uint64_t items; /* asked in all */
};

struct simulate_result {
  struct simulate_count all;
  struct simulate_count required[LEVELS]; /* by required level, 1..4 */
  struct simulate_count level[LEVELS];    /* by true level, 0..4 */
};

void simulate_diagnostic(const struct simulate_request *request, struct simulate_result *result);
void simulate_join(struct simulate_result *sum, const struct simulate_result *other);

/* The bank that nobody has and everybody should: n a level (a multiple of 10), of ten six with one
 * of four options to choose, two of three, one that is true or false, and one that is written. */
void simulate_ideal(struct adaptive_item *items, size_t a_level);

/* -- What is wanted of it (shares 0..1) ------------------------------------------------------- */

struct simulate_goals {
  double right, right_least; /* accuracy, and the fixed form's less a point */
  double items;              /* on the average: 10 at most */
  double items_level;        /* the most at any level, required or true: 13 at most */
  double covered;            /* .88 to .92 */
  double wrong_gap;          /* an officer with 15 competencies gets at least one; no goal */
  bool right_good, items_good, items_level_good, covered_good;
};

#define SIMULATE_ITEMS_GOAL 10.
#define SIMULATE_LEVEL_GOAL 13.
#define SIMULATE_COVER_LOW .88
#define SIMULATE_COVER_HIGH .92

struct simulate_goals simulate_goals(const struct simulate_result *result);

#endif
