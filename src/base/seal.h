/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes, keys and secret randomness: the only user of libsodium. seal_init comes first, once. */
#ifndef BASE_SEAL_H
#define BASE_SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  HASH_BYTES = 32,
  LONG_HASH_BYTES = 64,
  ID_BYTES = 16,
  SALT_BYTES = 16,
  KEY_BYTES = 32,
  SECRET_BYTES = 64,
  SIGNATURE_BYTES = 64,
  TAG_BYTES = 16,       /* by which an AEAD's text is longer than what it hides */
  NONCE_BYTES = 12,     /* of seal_lock */
  LONG_NONCE_BYTES = 24 /* of seal_wrap */
};

bool seal_init(void); /* false: the machine gives no randomness */
void seal_random(void *out, size_t len);

/* BLAKE2b-256 of the parts one after the other. A NULL part with len 0 is fine. */
struct seal_part {
  const void *bytes;
  size_t len;
};
void seal_hash(const struct seal_part *parts, size_t n, uint8_t out[HASH_BYTES]);
/* BLAKE2b-512, which minisign signs. */
void seal_hash_long(const void *bytes, size_t len, uint8_t out[LONG_HASH_BYTES]);

/* First eight bytes of the hash of a text, little endian: names options and the like. */
uint64_t seal_name(const char *text);

/* An Ed25519 key pair: a chain's identity. */
void seal_keypair(uint8_t public_key[KEY_BYTES], uint8_t secret[SECRET_BYTES]);
bool seal_keys_match(const uint8_t public_key[KEY_BYTES], const uint8_t secret[SECRET_BYTES]);

/* Ed25519 (RFC 8032). seal_verify refuses keys and signatures that are not in their one form. */
void seal_sign(const void *bytes, size_t len, const uint8_t secret[SECRET_BYTES],
               uint8_t signature[SIGNATURE_BYTES]);
bool seal_verify(const void *bytes, size_t len, const uint8_t signature[SIGNATURE_BYTES],
                 const uint8_t public_key[KEY_BYTES]);

/* X25519 (RFC 7748): what is sealed for somebody. Both keys have KEY_BYTES. seal_exchange: false if
 * the other's point is of low order, whose shared secret is all zero and known to everybody. */
void seal_exchange_keypair(uint8_t public_key[KEY_BYTES], uint8_t secret[KEY_BYTES]);
void seal_exchange_public(const uint8_t secret[KEY_BYTES], uint8_t public_key[KEY_BYTES]);
bool seal_exchange(const uint8_t secret[KEY_BYTES], const uint8_t other[KEY_BYTES],
                   uint8_t shared[KEY_BYTES]);

/* HMAC-SHA256, and HKDF-SHA256 of it (RFC 5869) with one block of output. */
void seal_mac(const void *key, size_t key_len, const void *bytes, size_t len,
              uint8_t out[HASH_BYTES]);
void seal_derive(struct seal_part secret, struct seal_part salt, const char *info,
                 uint8_t out[KEY_BYTES]);

/* ChaCha20-Poly1305 (RFC 8439) and XChaCha20-Poly1305. beside: what is bound to the text and not
 * hidden; may be {0}. out has len + TAG_BYTES. A nonce serves a key once; a long one may be random.
 * Opening: len is that of the locked bytes; out has len - TAG_BYTES; false, and nothing readable in
 * out, unless every bit is as it was. */
void seal_lock(const uint8_t key[KEY_BYTES], const uint8_t nonce[NONCE_BYTES],
               struct seal_part beside, const void *bytes, size_t len, uint8_t *out);
bool seal_unlock(const uint8_t key[KEY_BYTES], const uint8_t nonce[NONCE_BYTES],
                 struct seal_part beside, const void *bytes, size_t len, uint8_t *out);
void seal_wrap(const uint8_t key[KEY_BYTES], const uint8_t nonce[LONG_NONCE_BYTES],
               struct seal_part beside, const void *bytes, size_t len, uint8_t *out);
bool seal_unwrap(const uint8_t key[KEY_BYTES], const uint8_t nonce[LONG_NONCE_BYTES],
                 struct seal_part beside, const void *bytes, size_t len, uint8_t *out);

/* Argon2id of a passphrase: passes 1..16, memory in KiB 8..1048576. False: outside of these, or
 * there is not so much memory. */
bool seal_stretch(const char *passphrase, size_t len, const uint8_t salt[SALT_BYTES],
                  uint32_t passes, uint32_t kib, uint8_t out[KEY_BYTES]);

/* In a time that tells nothing of where they differ. */
bool seal_equal(const void *a, const void *b, size_t len);
void seal_wipe(void *bytes, size_t len); /* and no compiler leaves it out */

/* Lower-case hexadecimal; out has 2 * len + 1 bytes. */
void seal_hex(const void *bytes, size_t len, char *out);
bool seal_unhex(const char *hex, void *out, size_t len); /* false unless exactly 2 * len digits */

/* Base 64 (RFC 4648, section 4, with its padding); out has SEAL_BASE64(len) bytes. */
#define SEAL_BASE64(len) (((len) + 2) / 3 * 4 + 1)
void seal_base64(const void *bytes, size_t len, char *out);
void seal_base64_bare(const void *bytes, size_t len, char *out); /* without its padding */
/* False unless it is the one way to write exactly out_len bytes, with its padding or without. */
bool seal_unbase64(const char *text, size_t len, void *out, size_t out_len);
bool seal_unbase64_bare(const char *text, size_t len, void *out, size_t out_len);

#endif
