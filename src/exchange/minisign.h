/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signatures as minisign writes them (https://jedisct1.github.io/minisign/), always of the kind
 * that hashes first ("ED"): `minisign -Vm FILE -P KEY` verifies what is signed here.
 *
 *   untrusted comment: ...
 *   base64("ED", id of the key, Ed25519 signature of BLAKE2b-512 of the bytes)
 *   trusted comment: ...
 *   base64(Ed25519 signature of the signature above and the trusted comment)
 *
 * The id of a key of ours is the first eight bytes of its BLAKE2b-256, so that it needs no keeping;
 * minisign draws its own by lot. */
#ifndef EXCHANGE_MINISIGN_H
#define EXCHANGE_MINISIGN_H

#include "base/seal.h"
#include "base/str.h"

enum {
  MINISIGN_ID = 8,
  MINISIGN_COMMENT = 1024, /* bytes of a trusted comment at most */
  MINISIGN_LINES = 4
};

/* Appends the text of a .minisig. trusted: one line of UTF-8 without control bytes, at most
 * MINISIGN_COMMENT. */
void minisign_sign(const void *bytes, size_t len, const uint8_t secret[SECRET_BYTES],
                   const char *trusted, struct str *out);

/* sig is exactly four lines, the last with or without a newline. trusted (may be NULL) gets the
 * comment appended if all is as it was signed; it may hold anything but a newline and a NUL. */
bool minisign_verify(const void *bytes, size_t len, const char *sig, size_t sig_len,
                     const uint8_t public_key[KEY_BYTES], struct str *trusted);
/* The same of a key whose id is not of our making. */
bool minisign_verify_id(const void *bytes, size_t len, const char *sig, size_t sig_len,
                        const uint8_t public_key[KEY_BYTES], const uint8_t id[MINISIGN_ID],
                        struct str *trusted);

/* That the bytes were signed, and nothing of the trusted comment: half as dear, for whoever does
 * not read that. */
bool minisign_vouches(const void *bytes, size_t len, const char *sig, size_t sig_len,
                      const uint8_t public_key[KEY_BYTES]);

void minisign_id(const uint8_t public_key[KEY_BYTES], uint8_t id[MINISIGN_ID]);
/* The line that minisign -P takes; RW..., 56 letters. */
void minisign_public_text(const uint8_t public_key[KEY_BYTES], struct str *out);
bool minisign_public_read(const char *text, uint8_t public_key[KEY_BYTES], uint8_t id[MINISIGN_ID]);

#endif
