/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number of people as it is said: "about 310 (270 to 350) of 520".
 *
 * No finer than it is known: in steps of 1, 5, 10, 50, 100 and so on, the largest that is at most
 * a quarter of the distance from low to high. About is rounded to the nearest step (a half up), low
 * down and high up, so that what is said never claims more than was found; all within 0..of. Where
 * low is high the number is certain, and "about" would be a lie. Reference: 311.6, 272 to 347 of
 * 520 is 310 (270 to 350). */
#ifndef MEASURE_HEADCOUNT_H
#define MEASURE_HEADCOUNT_H

#include <stdbool.h>
#include <stdint.h>

struct headcount {
  uint32_t about, low, high, of; /* low <= about <= high <= of */
  bool certain;
};

/* 0 <= low <= expected <= high <= of, but that a skewed expectation may lie outside: it is taken
 * to the nearer end. */
struct headcount headcount_say(double expected, uint32_t low, uint32_t high, uint32_t of);

#endif
