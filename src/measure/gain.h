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

#include "measure/interval.h"

#include <stdbool.h>
#include <stddef.h>

/* 0..100 both. Negative where it went down. False where nothing could be gained (pre = 100). */
bool gain_group(double pre, double post, double *g);

/* The same of n people who were measured both times, 0..100 each, with its interval at 95 %: g is a
 * ratio of two sums, sum(post - pre) / sum(100 - pre), whose variance is
 *   sum((post - pre) - g (100 - pre))^2 / (n (n - 1)) / mean(100 - pre)^2
 * (W. G. Cochran, Sampling Techniques, 1977, eq. 6.13, of a large population), times Student's t of
 * n - 1 (the expansion of M. Abramowitz and I. Stegun, 1964, 26.7.5: from n = 5 on within .001).
 * False where nothing could be gained, or of fewer than five people. Reference (n 5, pre 40 50 45
 * 30 60, post 70 65 80 50 75): g .4181818, .2253 to .6111. */
enum { GAIN_LEAST = 5 };
bool gain_people(const double *pre, const double *post, size_t n, double *g,
                 struct interval *interval);

/* Posteriors on the same cells, in rising order; each sums to 1. */
double gain_rose(const double *before, const double *after, size_t cells);

#endif
