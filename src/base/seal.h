/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes, keys and secret randomness: the only user of libsodium. seal_init comes first, once. */
#ifndef BASE_SEAL_H
#define BASE_SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HASH_BYTES = 32, ID_BYTES = 16, SALT_BYTES = 16, KEY_BYTES = 32, SECRET_BYTES = 64 };

bool seal_init(void); /* false: the machine gives no randomness */
void seal_random(void *out, size_t len);

/* BLAKE2b-256 of the parts one after the other. A NULL part with len 0 is fine. */
struct seal_part {
  const void *bytes;
  size_t len;
};
void seal_hash(const struct seal_part *parts, size_t n, uint8_t out[HASH_BYTES]);

/* First eight bytes of the hash of a text, little endian: names options and the like. */
uint64_t seal_name(const char *text);

/* An Ed25519 key pair: a chain's identity. */
void seal_keypair(uint8_t public_key[KEY_BYTES], uint8_t secret[SECRET_BYTES]);
bool seal_keys_match(const uint8_t public_key[KEY_BYTES], const uint8_t secret[SECRET_BYTES]);

/* Lower-case hexadecimal; out has 2 * len + 1 bytes. */
void seal_hex(const void *bytes, size_t len, char *out);
bool seal_unhex(const char *hex, void *out, size_t len); /* false unless exactly 2 * len digits */

/* Base 64 (RFC 4648, section 4, with its padding); out has SEAL_BASE64(len) bytes. */
#define SEAL_BASE64(len) (((len) + 2) / 3 * 4 + 1)
void seal_base64(const void *bytes, size_t len, char *out);

#endif
