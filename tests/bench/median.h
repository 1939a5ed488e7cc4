/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The median of what was timed, in microseconds. Static: one a program. */
#ifndef TESTS_BENCH_MEDIAN_H
#define TESTS_BENCH_MEDIAN_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SAMPLES = 10000 };

static double samples[SAMPLES], begun;
static size_t n_samples;

static inline double median_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static inline void median_begin(void) { begun = median_now(); }

static inline void median_end(void) {
  if (n_samples < SAMPLES)
    samples[n_samples++] = median_now() - begun;
}

static inline int median_order(const void *a, const void *b) {
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static inline void median_print(void) {
  qsort(samples, n_samples, sizeof *samples, median_order);
  printf("%.1f\n", n_samples ? samples[n_samples / 2] : 0);
}

#endif
