/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A group: how many of it meet a requirement, from each member's chance of meeting it.
 *
 * The number of members who meet it is a sum of unequal coins, the Poisson-binomial distribution:
 *   expected = sum p,  SD = sqrt(sum p (1 - p)),  90 % interval: 5th to 95th percentile,
 * a percentile being the least k with P(number <= k) >= that share. Reference: p = .92 .81 .35 .10
 * .55 .73 .05 .64: 4.15 of 8, SD 1.1258, 2 to 6.
 *
 * Exact by adding one member after the other to the distribution (Y. Hong, Computational Statistics
 * and Data Analysis 59, 2013, 41-51) up to GROUP_EXACT members, and beyond as long as the variance
 * is at most GROUP_VARIANCE; then by the refined normal approximation (A. Yu. Volkova, Theory of
 * Probability and its Applications 40, 1996, 791-794)
 *   P(number <= k) = G((k + 1/2 - expected) / SD),  G(x) = Phi(x) + skew (1 - x^2) phi(x) / 6
 * which there is within .0015 of the exact one: percentiles differ by one person at most.
 *
 * What is known of a member is his estimate alone: estimates err together where an item is harder
 * than its author said, and that is not in this interval. Below 5 members a group is not to be
 * reported at all (measure/suppress.h).
 *
 * A group is a value of fixed size (2 KB), to which members are added as a query yields them.
 * Chances are whole millionths: expected number and SD do not depend on their order, to the last
 * bit, and percentiles are taken with a tolerance of 1e-9. */
#ifndef MEASURE_GROUP_H
#define MEASURE_GROUP_H

#include <stdbool.h>
#include <stdint.h>

enum { GROUP_MILLION = 1000000, GROUP_EXACT = 256, GROUP_VARIANCE = 16 };

struct group {
  uint32_t n;
  int64_t sum;          /* of p, millionths */
  int64_t squares;      /* of p^2, 1e-12 */
  __int128 cubes;       /* of p^3, 1e-18 */
  bool inexact;         /* the distribution has been given up */
  uint32_t from, width; /* p[i]: the chance that from + i meet it; none beyond */
  double p[GROUP_EXACT + 1];
};

void group_begin(struct group *group);
/* 0..1000000; at most some 9 million members. */
void group_add(struct group *group, uint32_t millionths);

struct group_numbers {
  uint32_t n;
  double expected, sd; /* people */
  uint32_t low, high;  /* 5th and 95th percentile: 90 % lie within */
};

/* Of nobody: all 0. */
void group_measure(const struct group *group, struct group_numbers *out);

/* The chance that at least so many meet it: exact to 1e-15 while the distribution is. */
double group_at_least(const struct group *group, uint32_t least);

/* The same of those who do not meet it. */
struct group_numbers group_lacking(const struct group_numbers *meeting);

/* From those assessed to all who are eligible (eligible >= group->n), as if those assessed had been
 * drawn by lot: a bold assumption where few were, so print "assessed n of N" beside it. The rest
 * meet it with a chance that is known from the assessed only, Beta(x + 1/2, n - x + 1/2) when x of
 * n meet it (Jeffreys' prior), so that they follow the beta-binomial distribution (J. O. Berger,
 * Statistical Decision Theory, 1985, 4.2; finite populations as in W. A. Ericson, JRSS B 31, 1969,
 * 195-233): expected = m + r (m + 1/2) / (n + 1),                          m = sum p, r = N - n
 *   variance = V ((N + 1) / (n + 1))^2
 *            + r (N + 1) ((m + 1/2)(n - m + 1/2) - V) / ((n + 1)^2 (n + 2)),  V = sum p (1 - p)
 * Percentiles come from the mixture over x of all numbers that may be (memory: eligible doubles,
 * freed again). False, and all 0, where nobody was assessed. */
bool group_extrapolate(const struct group *group, uint32_t eligible, struct group_numbers *out);

#endif
