/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/bench/office.h"

#include <sodium.h>
#include <string.h>

void office_hash(const char *of, uint64_t nth, uint8_t hash[HASH_BYTES]) {
  seal_hash((struct seal_part[]){{of, strlen(of)}, {&nth, sizeof nth}}, 2, hash);
}

void office_pair(const char *of, uint64_t nth, uint8_t public_key[KEY_BYTES],
                 uint8_t secret[SECRET_BYTES]) {
  uint8_t seed[HASH_BYTES];
  office_hash(of, nth, seed);
  crypto_sign_ed25519_seed_keypair(public_key, secret, seed);
}

void office_fill(struct office *office) {
  uint8_t escrow[KEY_BYTES];
  *office = (struct office){.keys = {.role = KEYS_COORDINATOR}};
  office_pair("coordinator", 0, office->keys.card.signer, office->secret.sign);
  office_hash("coordinator", 1, office->secret.open);
  office_hash("escrow", 0, escrow);
  seal_exchange_public(office->secret.open, office->open);
  seal_exchange_public(escrow, office->escrow);
  office->keys.secrets.list = &office->secret;
  office->keys.secrets.n = 1;
}
