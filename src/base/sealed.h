/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that are sealed of a person, each bound to its place: what lies in the store, and comes in
 * bundles.
 *
 * A sealed value is
 *
 *   u8 1    [24] nonce    text                              by the person's data key
 *   u8 2    [32] one-time public key    [24] nonce    text  for the person's public key, by whoever
 *                                                           has not the data key
 *
 * text = XChaCha20-Poly1305 of: u32 length, the value, zeroes up to a multiple of SEALED_BLOCK (so
 * that the length tells little of an answer). Beside it, and bound to it: the table and the column
 * with a zero byte each, the person's id, and the row's key (of an event its hash). A value that
 * was moved to another row, or altered, does not open.
 *
 * Of an event's payload the value is the salt and the payload. The X25519 secret is HKDF-SHA256 of
 * the data key with the info "mafunzo sealed 1"; the key of a text of kind 2 is HKDF-SHA256 of what
 * is shared, salted by the two public keys, with the same info. */
#ifndef BASE_SEALED_H
#define BASE_SEALED_H

#include "base/seal.h"
#include "base/str.h"

enum { SEALED_BLOCK = 64 };

struct sealed_key { /* of a person whose records are sealed */
  uint8_t subject[ID_BYTES], public[KEY_BYTES];
  bool open;
  uint8_t key[KEY_BYTES]; /* only then */
};

struct sealed_row { /* where a value lies */
  const char *table, *column;
  const void *key;
  size_t len;
};

void sealed_public(const uint8_t key[KEY_BYTES], uint8_t public_key[KEY_BYTES]);

void sealed_put(const struct sealed_key *who, const struct sealed_row *row, const void *value,
                size_t len, struct str *out);
/* Appends the value. False: the key is not known, or it is not what was sealed there. */
bool sealed_take(const struct sealed_key *who, const struct sealed_row *row, const void *bytes,
                 size_t len, struct str *out);

/* The same of an event: SALT_BYTES of salt, then the payload. */
void sealed_put_event(const struct sealed_key *who, const uint8_t hash[HASH_BYTES],
                      const uint8_t salt[SALT_BYTES], const void *payload, size_t len,
                      struct str *out);
bool sealed_take_event(const struct sealed_key *who, const uint8_t hash[HASH_BYTES],
                       const void *bytes, size_t len, struct str *out);

#endif
