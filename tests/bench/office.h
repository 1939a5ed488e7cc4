/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The coordinator for whom the bundles of bench_bundles are sealed, and who collects them. */
#ifndef TESTS_BENCH_OFFICE_H
#define TESTS_BENCH_OFFICE_H

#include "app/keys.h"

struct office { /* the keys' secrets are its own: it stays where it is */
  struct keys keys;
  struct key_secret secret;
  uint8_t open[KEY_BYTES], escrow[KEY_BYTES]; /* for whom is sealed */
};

void office_fill(struct office *office);
/* A pair that is always the same one. */
void office_pair(const char *of, uint64_t nth, uint8_t public_key[KEY_BYTES],
                 uint8_t secret[SECRET_BYTES]);
void office_hash(const char *of, uint64_t nth, uint8_t hash[HASH_BYTES]);

#endif
