/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certainty-based marks: what an answer is worth when it is said how sure one is of it.
 *
 * Three steps, 1 guess, 2 fairly sure, 3 certain: right 1, 2, 3; wrong 0, -2, -6. It pays to say
 * what one believes: 3 is best above 80 % certain, 2 between 67 and 80 %, 1 below (A. R.
 * Gardner-Medwin, "Confidence-based marking", in: Bryan and Clegg (eds.), Innovative Assessment in
 * Higher Education, 2006, 141-149). Whole numbers only. It is feedback, never ability. */
#ifndef MEASURE_CERTAINTY_H
#define MEASURE_CERTAINTY_H

#include <stdbool.h>
#include <stdint.h>

int certainty_mark(unsigned certainty, bool right); /* certainty 1..3; else 0 */

/* What it brought to tell the certain answers from the doubtful: 0.1 * (mean mark - the best mean
 * mark of whoever says one and the same step for all n answers), in millionths, cut towards zero;
 * of no answers 0. With 8 of 10 right, of which 7 said to be certain and 1 a guess, and the two
 * wrong ones guesses: mean 2.2, best uniform 1.2, bonus 100,000. */
int32_t certainty_bonus(unsigned n, unsigned right, int marks);

#endif
