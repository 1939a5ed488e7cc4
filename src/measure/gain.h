/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gain: what a course changed.
 *
 *   group    g = (post - pre) / (100 - pre), means in percent: the part of what could be gained
 * that was (R. R. Hake, American J. of Physics 66, 1998, 64-74). 45 to 72: .4909. person   P(theta
 * rose), from the posteriors before and after: the sum over cells of after[j] * (before[below j] +
 * before[j] / 2); who stayed within a cell of the grid rose with even chances. The two are taken as
 * independent; both start from one prior, which draws them together, so that the chance errs
 * towards 1/2.
 *
 * Say "change", not "effect", and not "the course raised": without a group that was measured twice
 * and had no course, nobody knows what the second sitting, the work between or the choice of who
 * came did. Of a group use people who were measured both times, and say how many were not. */
#ifndef MEASURE_GAIN_H
#define MEASURE_GAIN_H

#include <stdbool.h>
#include <stddef.h>

/* 0..100 both. Negative where it went down. False where nothing could be gained (pre = 100). */
bool gain_group(double pre, double post, double *g);

/* Posteriors on the same cells, in rising order; each sums to 1. */
double gain_rose(const double *before, const double *after, size_t cells);

#endif
