/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The adaptive diagnostic of one competency: which question next, and when it is enough.
 *
 * The question is whether the required level R is met. After each answer the next question is drawn
 * from those that were not asked yet:
 *   1. by blueprint. Its rows are levels, not topics: a level's items stand on the cut that they
 *      test, so that half the questions are of level R, where the decision falls, and the others
 *      of the levels around it, so that the picture also says what would come before it or after.
 *      A level's deficit is its share of all questions so far (this one included) less those
 *      asked. The largest deficit comes first; one that is less than a question and a half smaller
 *      is as large, since a blueprint kept to the letter asks a beginner what he cannot know (it
 *      takes half a question more on the average, and tells no more).
 *   2. by information at the present estimate, the five best (W. J. van der Linden and
 *      C. A. W. Glas, Elements of Adaptive Testing, 2010, ch. 1-2), of equals the first;
 *   3. at random one of those five, so that not everybody is asked the same (G. G. Kingsbury and
 *      A. R. Zara, Applied Measurement in Education 2, 1989, 359-375).
 * It ends when P(meets) >= .90 or <= .10 and the answers are enough for a status (status.h: five,
 * and an SD of at most .75 of the prior's); after 20 questions; or when there are no more. Without
 * that second condition it may stop one answer sooner, but half the time with a result that
 * no report would let stand: "insufficient".
 *
 * What that gives is told by `mafunzo simulate diagnostic`. Pure; a value, nothing allocated. */
#ifndef MEASURE_ADAPTIVE_H
#define MEASURE_ADAPTIVE_H

#include "base/random.h"
#include "measure/ability.h"

#include <stdbool.h>
#include <stddef.h>

enum { ADAPTIVE_MOST = 20, ADAPTIVE_BEST = 5 };

#define ADAPTIVE_SURE .90

struct adaptive_item {
  struct ability_item item;
  uint8_t level;  /* 1..4 */
  bool asked;     /* or not to be asked */
  uint16_t index; /* the caller's own */
};

struct adaptive {
  struct ability ability;
  uint8_t required;      /* 1..4 */
  uint8_t n;             /* questions drawn */
  uint8_t drawn[LEVELS]; /* of each level */
};

void adaptive_begin(struct adaptive *adaptive, unsigned required, double prior_sd);
/* Is it enough? That no question is left shows only when one is to be drawn. */
bool adaptive_over(const struct adaptive *adaptive);
/* Draws one of items[0..n-1], in the caller's order, and counts it as asked; n if there is none. */
size_t adaptive_draw(struct adaptive *adaptive, struct adaptive_item *items, size_t n,
                     struct rng *rng);
/* A question that was drawn elsewhere (as recorded): counts it as asked. */
void adaptive_drawn(struct adaptive *adaptive, struct adaptive_item *item);
void adaptive_answer(struct adaptive *adaptive, const struct ability_item *item, double score);

#endif
