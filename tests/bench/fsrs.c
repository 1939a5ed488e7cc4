/* SPDX-License-Identifier: GPL-3.0-or-later */
/* So many reviews, in histories of twenty with random days between and random ratings, by
 * measure/retention.h: each with the day on which it is due again. Prints reviews a second, or with
 * "show" the stability and difficulty that each history ends with.
 *
 *   bench_fsrs next|show REVIEWS */
#include "measure/retention.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HISTORY = 20 };

static uint32_t x = 1;

static uint32_t draw(uint32_t n) {
  x = x * 1664525 + 1013904223;
  return (x >> 8) % n;
}

/* The sum of what is due, so that no compiler leaves it out. */
static int64_t review(unsigned long reviews, int told) {
  struct memory memory = {0};
  int64_t sum = 0;
  int32_t day = 0;
  for (unsigned long i = 0; i < reviews; i++) {
    if (i % HISTORY == 0)
      memory = (struct memory){0}, day = 0;
    day += (int32_t)draw(30);
    retention_answer(&memory, day, 1 + draw(4));
    sum += retention_due(&memory, .9);
    if (told && i % HISTORY == HISTORY - 1)
      printf("%.8f %.8f\n", memory.stability, memory.difficulty);
  }
  return sum;
}

int main(int argc, char **argv) {
  struct timespec begun, ended;
  if (argc != 3)
    return 2;
  unsigned long reviews = strtoul(argv[2], NULL, 10);
  clock_gettime(CLOCK_MONOTONIC, &begun);
  int64_t sum = review(reviews, strcmp(argv[1], "show") == 0);
  clock_gettime(CLOCK_MONOTONIC, &ended);
  double seconds =
      (double)(ended.tv_sec - begun.tv_sec) + (double)(ended.tv_nsec - begun.tv_nsec) / 1e9;
  if (strcmp(argv[1], "next") == 0)
    printf("%.0f\n", (double)reviews / seconds);
  return sum == 0;
}
