/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"

static uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

void rng_seed(struct rng *rng, uint64_t seed) {
  for (size_t i = 0; i < 4; i++) { /* SplitMix64 */
    uint64_t z = seed += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    rng->s[i] = z ^ (z >> 31);
  }
}

uint64_t rng_next(struct rng *rng) {
  uint64_t *s = rng->s;
  uint64_t result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate(s[3], 45);
  return result;
}

uint64_t rng_below(struct rng *rng, uint64_t bound) {
  uint64_t reject = -bound % bound; /* 2^64 mod bound: below it the draw would be biased */
  uint64_t x;
  do
    x = rng_next(rng);
  while (x < reject);
  return x % bound;
}

void rng_permute(struct rng *rng, uint8_t *order, size_t n) {
  for (size_t i = 0; i < n; i++)
    order[i] = (uint8_t)i;
  for (size_t i = n; i > 1; i--) {
    size_t j = (size_t)rng_below(rng, i);
    uint8_t other = order[j];
    order[j] = order[i - 1];
    order[i - 1] = other;
  }
}
