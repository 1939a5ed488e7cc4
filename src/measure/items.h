/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Item analysis: what the marks of many say about the questions, and about the test.
 *
 * Moodle's definitions (T. Hunt, "Quiz statistics calculations", docs.moodle.org/dev, 2008-), with
 * divisors n - 1; x is the mark for an item, T the mark for the test, o = T - x:
 *   facility                    mean x / max
 *   discrimination index        100 corr(x, o)
 *   discriminative efficiency   100 cov(x, o) / cov(sorted x, sorted o)
 *   effective weight            100 sqrt(cov(x, T)) / sum of those; none where cov(x, T) < 0
 *   skewness, kurtosis          k3 / k2^1.5, k4 / k2^2 (k-statistics; 0 in a normal distribution)
 *   alpha                       p/(p-1) * (1 - sum var x / var T)
 *   error ratio, standard error 100 sqrt(1 - alpha), SD sqrt(1 - alpha)
 * Reference (R 4.2.2, ltm and psych; LSAT section 6, Bock and Lieberman, Psychometrika 35, 1970):
 * alpha .2949972, standard error .8690666, corr(x, o) .112833 .153178 .172779 .144428 .121596.
 *
 * Where each drew other questions, items have no common test: then
 *   alpha = 1 - MS within / MS between people  (one-way: Hoyt, Psychometrika 6, 1941, 153-160)
 * counts what one draw is harder than another as error, as it should. Its interval, as alpha's, is
 * Bonett's (J. Educational and Behavioral Statistics 27, 2002, 335-340):
 *   1 - exp(ln(1 - alpha) - ln(n/(n-1)) +- z sqrt(2p/((p-1)(n-2))))
 * A negative alpha is legal, and says only that it cannot be interpreted: has_error is then false.
 *
 * Distractors: the share that chose it (Wilson), its correlation with o, and the shares of the
 * upper and the lower group by o: halves, from n = 30 on 27 % at each end (T. L. Kelley, J. of
 * Educational Psychology 30, 1939, 17-24). Of people with the same o at a group's edge each counts
 * for the part of him that fits in: no order of people shows.
 *
 * Marks are whole millionths, so that equal marks are equal and most sums exact. What cannot be
 * told (no variance, too few people) has its flag false, and is never a zero. */
#ifndef MEASURE_ITEMS_H
#define MEASURE_ITEMS_H

#include "measure/interval.h"

#include <stdbool.h>
#include <stddef.h>

struct item_answer {
  int64_t mark;            /* x, millionths */
  int64_t rest, rest_most; /* o and the highest it could be; rest_most 0: there was nothing else */
  uint32_t picked;         /* the options that were chosen, a bit each */
};

struct item_numbers {
  uint32_t n;
  double mean, facility; /* mean in marks */
  struct interval facility_interval;
  bool has_sd; /* n > 1; variance too */
  double sd, variance;
  uint32_t n_rest; /* answers beside which there were others: what the next are of */
  bool has_correlation;
  double correlation; /* the discrimination index is a hundred times that */
  struct interval correlation_interval;
  bool has_efficiency;
  double efficiency; /* percent */
  bool has_total;    /* the same was to be had by everybody: then cov(x, T), marks squared */
  double covariance_total;
};

/* n >= 1; most: the highest mark, millionths. Sorts the answers by share of the rest. */
void item_measure(struct item_answer *answers, size_t n, int64_t most, struct item_numbers *out);

struct option_numbers {
  uint32_t chosen;
  double share;
  struct interval interval;
  bool has_correlation;
  double correlation;
  struct interval correlation_interval;
  bool has_groups;
  double upper, lower; /* shares of the two groups that chose it */
};

/* The answers as item_measure left them; option: which bit. */
void option_measure(const struct item_answer *answers, size_t n, unsigned option,
                    struct option_numbers *out);

struct test_numbers {
  uint32_t n; /* people */
  double mean, median;
  bool has_sd, has_skewness, has_kurtosis, has_alpha, has_error;
  double sd, variance, skewness, kurtosis;
  double alpha, error_ratio, standard_error;
  bool has_alpha_interval;
  struct interval alpha_interval;
};

/* totals in marks; n >= 1. Sorts them. The reliability comes after, by one of the next two. */
void test_measure(double *totals, size_t n, struct test_numbers *out);
/* p items that everybody had; item_variance: the sum of their variances. */
void test_reliability(struct test_numbers *test, size_t p, double item_variance);
/* Everybody had p items, not the same; within: the sum over people of the squares of each mark's
 * distance from his own mean. */
void test_reliability_drawn(struct test_numbers *test, size_t p, double within);

/* Percent; variances of all items of a test. False where cov(x, T) < 0, or nothing varies. */
bool item_weight(const struct item_numbers *item, double sum_of_roots, double *percent);
double item_weight_root(const struct item_numbers *item); /* sqrt(cov(x, T)), 0 if there is none */

/* A finding is one only if its whole interval says so. Bits. */
enum item_flag {
  ITEM_REVERSED = 1, /* who is better elsewhere does worse here: is the key right? */
  ITEM_WEAK = 2,     /* discriminates less than 20 */
  ITEM_EASY = 4,     /* facility above .95 */
  ITEM_HARD = 8,     /* facility below .20 */
};
unsigned item_flags(const struct item_numbers *item);

enum option_flag {
  OPTION_ATTRACTIVE = 1, /* wrong, and chosen rather by those who are better elsewhere */
  OPTION_UNUSED = 2,     /* wrong, and chosen by less than 5 % */
};
unsigned option_flags(const struct option_numbers *option, bool right);

#endif
