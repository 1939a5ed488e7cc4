/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seeded random numbers: the same seed gives the same numbers on every machine.
 * Generator: xoshiro256**, seeded through SplitMix64 (Blackman and Vigna 2018). Not for secrets. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct rng {
  uint64_t s[4];
};

void rng_seed(struct rng *rng, uint64_t seed);
uint64_t rng_next(struct rng *rng);
uint64_t rng_below(struct rng *rng, uint64_t bound); /* 0..bound-1 without bias; bound >= 1 */

/* Fisher-Yates: order[0..n-1] becomes a permutation of 0..n-1. */
void rng_permute(struct rng *rng, uint8_t *order, size_t n);

#endif
