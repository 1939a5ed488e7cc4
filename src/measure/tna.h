/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training needs: how much is lacking, how much that matters, what comes first and what to do.
 *
 *   expected shortfall   sum over r = 1..R of (1 - P(level >= r)), in levels (0..4): how far below
 *                        the required level R somebody is to be expected, without ever naming his
 *                        level, which answers do not tell exactly. Of several people: their mean.
 *   task weight          (2 importance + frequency + difficulty) / 20, each 1..5: .2 to 1. (Not
 *                        "DIF", which in measurement is something else.)
 *   priority             weight * shortfall, 0..4
 *   band                 high from 1, medium from .5; a critical competency is never below medium
 *                        while the chance of meeting is below .8
 * The house's own, in the manner of McGehee and Thayer, Training in Business and Industry, 1961
 * (required less measured) and of DIF analysis, see below. Reference: P(level >= 1..3) = .986740
 * .840269 .356237 at R = 3: .81675 levels; importance 5, frequency 4, difficulty 3: weight .85,
 * priority .694.
 *
 * Priorities are compared in whole millionths, so that a rounded last bit neither lifts one over a
 * threshold nor orders two that are equal. Pure; nothing is allocated. */
#ifndef MEASURE_TNA_H
#define MEASURE_TNA_H

#include "model/competency.h"

#include <stdbool.h>
#include <stddef.h>

/* at_least[r]: the chance of being at least at level r, 0..1 (struct ability_estimate has it);
 * required 0..4. 0 where nothing is required. */
double tna_shortfall(const double at_least[LEVELS], unsigned required);

/* importance, frequency and difficulty 1..5, as a framework that was read has them. */
double tna_weight(const struct requirement *requirement);

enum tna_band { TNA_LOW, TNA_MEDIUM, TNA_HIGH };

/* meets: the chance of meeting the requirement; of several people the share expected to. */
enum tna_band tna_band(double priority, bool critical, double meets);

/* What to do about a shortfall, once it is a matter of training at all: whether the officer could
 * do it if his life depended on it (R. F. Mager and P. Pipe, Analyzing Performance Problems, 1970)
 * is asked first, on the supervisor's checklist, and no number here answers it.
 *
 * The DIF decision (R. Buckley and J. Caple, The Theory and Practice of Training: difficulty,
 * importance, frequency). Difficult and important: 4 or 5 of 5; frequent: 3 to 5. A competency with
 * critical failures is important whatever its number says.
 *
 *   difficult important frequent
 *      yes       yes       yes    train
 *      yes       yes       no     over-train   beyond the standard, and again: work keeps it not up
 *      yes       no        yes    train
 *      yes       no        no     job aid      looked up when the day comes
 *      no        yes       yes    train
 *      no        yes       no     refresh      soon learnt, and lost from disuse
 *      no        no        -      none         learnt at work, with no course
 *
 * Theirs says "no training" where ours says job aid; refresh is theirs for what is easy. */
enum tna_advice { TNA_NONE, TNA_JOB_AID, TNA_REFRESH, TNA_TRAIN, TNA_OVER_TRAIN };
enum tna_advice tna_advise(const struct requirement *requirement, bool critical);

/* A line of the ranking: of a group, never of one person. unit and position may be NULL. */
struct tna_need {
  const char *unit, *position, *competency; /* ids */
  double priority;
  double lacking; /* people expected not to meet the requirement */
  enum tna_band band;
};

/* Sorts: band, then priority, then people lacking, most first (both in millionths); what is equal
 * in all that by competency, position, unit, bytewise, NULL first. An order that depends on nothing
 * but the lines, as long as no two have all three ids the same. */
void tna_rank(struct tna_need *needs, size_t n);

#endif
