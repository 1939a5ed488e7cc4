/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/seal.h"

#include <endian.h>
#include <sodium.h>
#include <string.h>

bool seal_init(void) { return sodium_init() >= 0; }

void seal_random(void *out, size_t len) { randombytes_buf(out, len); }

void seal_hash(const struct seal_part *parts, size_t n, uint8_t out[HASH_BYTES]) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, NULL, 0, HASH_BYTES);
  for (size_t i = 0; i < n; i++)
    crypto_generichash_update(&state, parts[i].bytes, parts[i].len);
  crypto_generichash_final(&state, out, HASH_BYTES);
}

uint64_t seal_name(const char *text) {
  uint8_t hash[HASH_BYTES];
  seal_hash(&(struct seal_part){text, strlen(text)}, 1, hash);
  uint64_t name;
  memcpy(&name, hash, sizeof name);
  return le64toh(name);
}

void seal_keypair(uint8_t public_key[KEY_BYTES], uint8_t secret[SECRET_BYTES]) {
  crypto_sign_ed25519_keypair(public_key, secret);
}

bool seal_keys_match(const uint8_t public_key[KEY_BYTES], const uint8_t secret[SECRET_BYTES]) {
  uint8_t seed[crypto_sign_ed25519_SEEDBYTES], again[KEY_BYTES], secret_again[SECRET_BYTES];
  crypto_sign_ed25519_sk_to_seed(seed, secret);
  crypto_sign_ed25519_seed_keypair(again, secret_again, seed);
  bool match = sodium_memcmp(again, public_key, KEY_BYTES) == 0 &&
               sodium_memcmp(secret_again, secret, SECRET_BYTES) == 0;
  sodium_memzero(seed, sizeof seed);
  sodium_memzero(secret_again, sizeof secret_again);
  return match;
}

void seal_hex(const void *bytes, size_t len, char *out) {
  sodium_bin2hex(out, 2 * len + 1, bytes, len);
}

bool seal_unhex(const char *hex, void *out, size_t len) {
  size_t got = 0;
  return strlen(hex) == 2 * len && sodium_hex2bin(out, len, hex, 2 * len, NULL, &got, NULL) == 0 &&
         got == len;
}

void seal_base64(const void *bytes, size_t len, char *out) {
  sodium_bin2base64(out, SEAL_BASE64(len), bytes, len, sodium_base64_VARIANT_ORIGINAL);
}
