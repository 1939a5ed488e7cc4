/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreement of two assessors who marked the same people at the same step of a practical.
 *
 *   kappa = (po - pe) / (1 - pe)
 * po: the share they agree on; pe: the share they would agree on by chance, each keeping to how
 * often he gives each mark (J. Cohen, Educational and Psychological Measurement 20, 1960, 37-46).
 * Its interval at 95 % is kappa +- z se, cut at -1 and 1, with
 *   se^2 = (sum_i p_ii (1 - (p_i. + p_.i)(1 - k))^2 + (1 - k)^2 sum_i!=j p_ij (p_.i + p_j.)^2
 *           - (k - pe (1 - k))^2) / (n (1 - pe)^2)
 * (J. L. Fleiss, J. Cohen and B. S. Everitt, Psychological Bulletin 72, 1969, 323-327): for many
 * people; below 30 or so the share agreed on, with its Wilson interval, says more.
 *
 * Not defined where both assessors are constant: who passes everybody, like his colleague, has
 * shown no agreement beyond chance, and no disagreement either. The share stands all the same.
 * Reference: 20 both yes, 5 only the first, 10 only the second, 15 both no: po .7, pe .5, kappa .4,
 * se .126996. */
#ifndef MEASURE_KAPPA_H
#define MEASURE_KAPPA_H

#include "measure/interval.h"

#include <stdbool.h>

enum { KAPPA_MARKS = 4 }; /* the most marks that a step can have; done and not done are two */

/* counts[i][j]: people whom the first gave mark i and the second mark j. {0} is nobody. */
struct kappa_counts {
  uint32_t of[KAPPA_MARKS][KAPPA_MARKS];
};

struct kappa_numbers {
  uint32_t n, agreed;
  struct interval agreed_interval; /* of agreed / n */
  bool has_kappa;
  double kappa; /* -1..1 */
  struct interval interval;
};

void kappa_measure(const struct kappa_counts *counts, struct kappa_numbers *out);

#endif
