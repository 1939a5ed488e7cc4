/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ability: how able somebody is in one competency, from the answers, and how sure that is.
 *
 * The Rasch model with fixed guessing (G. Rasch, Probabilistic Models for Some Intelligence and
 * Attainment Tests, 1960; A. Birnbaum in Lord and Novick, 1968, for guessing). The chance that
 * somebody of ability theta (logits) answers an item of difficulty b (logits) right is
 *   P = c + (1 - c) / (1 + exp(-k (theta - b))),   k = 1 / sqrt(1 + pi tau^2 / 8) = .915766832
 * c: the chance of a right answer by guessing; k takes the slope down for the doubt about b, which
 * is an author's word and off by tau = .7 (D. J. Spiegelhalter and S. L. Lauritzen, Networks 20,
 * 1990, 579-605). An item of level L has b = L - 2.5, so that it stands on the cut that it tests:
 * level r begins at r - 2.5 (-1.5, -.5, .5, 1.5).
 *
 * The estimate is the mean of the posterior (EAP: R. D. Bock and R. J. Mislevy, Applied
 * Psychological Measurement 6, 1982, 431-444) on 80 cells of .1 from -4 to 4, whose prior is
 * N(0, sd^2), each cell standing for its middle. The cuts lie between cells, so that a level's
 * probability is a sum of whole cells. An answer of score x in 0..1 and weight w counts
 * w (x ln P + (1 - x) ln (1 - P)); a scenario's decisions depend on each other and have w = .5.
 *
 * Reference (R 4.2.2, mirt and quadrature): b -1 -1 0 0 0 1 1 1 2 2, c .25, x 1 1 1 1 0 1 0 1 0 0:
 * sd 1: mean .2178935, SD .7305397, at least level 1..4 .986740 .840269 .356237 .034601;
 * sd 1.25: .250712 / .818564. The grid agrees with that to 2e-4.
 *
 * Pure, nothing allocated. Adding answers in another order changes the last bits: who wants the
 * same bytes adds in one order. */
#ifndef MEASURE_ABILITY_H
#define MEASURE_ABILITY_H

#include "measure/interval.h"
#include "model/competency.h"

#include <stdint.h>

enum { ABILITY_CELLS = 80 };

#define ABILITY_PRIOR_SD 1.25 /* of officers, where their answers have not told otherwise */
#define ABILITY_TAU .7        /* by how much an author's level is off, as an SD in logits */
#define ABILITY_DECISION .5   /* the weight of a scenario's decision */

struct ability_item {
  double b; /* difficulty, logits */
  double c; /* 0 <= c < 1: a right answer by guessing */
};

/* What is believed of one person: prior and answers. A value: it can be copied with =. */
struct ability {
  double prior_sd;
  uint32_t n;              /* answers */
  double p[ABILITY_CELLS]; /* of each cell; their sum is 1 */
};

struct ability_estimate {
  uint32_t n;
  double prior_sd;
  double mean, sd;         /* logits */
  double at_least[LEVELS]; /* the chance of being at least at level 0..4; of level 0 it is 1 */
};

void ability_begin(struct ability *ability, double prior_sd); /* prior_sd > 0 */
/* score is taken into 0..1; weight 0..1, of whole answers 1. */
void ability_add(struct ability *ability, const struct ability_item *item, double score,
                 double weight);

struct ability_estimate ability_estimate(const struct ability *ability);
double ability_mean(const struct ability *ability);
/* The chance of being at least at that level (0..4): a part of the estimate, when no more is
 * wanted. */
double ability_at_least(const struct ability *ability, unsigned level);
/* Within which theta lies with that share of certainty, equal tails: .9 from the 5th to the 95th
 * percentile. A cell's probability is taken as spread evenly over it. */
struct interval ability_interval(const struct ability *ability, double share);

double ability_difficulty(unsigned level); /* b of an item of level 1..4, as its author says */
unsigned ability_level(double theta);      /* 0..4 */
double ability_chance(const struct ability_item *item, double theta);
/* Fisher's information of an answer, in 1 / logits^2: k^2 ((P - c) / (1 - c))^2 (1 - P) / P
 * (F. M. Lord, Applications of Item Response Theory, 1980, p. 73). */
double ability_information(const struct ability_item *item, double theta);

#endif
