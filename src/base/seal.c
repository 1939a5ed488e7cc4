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

void seal_hash_long(const void *bytes, size_t len, uint8_t out[LONG_HASH_BYTES]) {
  crypto_generichash(out, LONG_HASH_BYTES, bytes, len, NULL, 0);
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

void seal_sign(const void *bytes, size_t len, const uint8_t secret[SECRET_BYTES],
               uint8_t signature[SIGNATURE_BYTES]) {
  crypto_sign_ed25519_detached(signature, NULL, bytes, len, secret);
}

bool seal_verify(const void *bytes, size_t len, const uint8_t signature[SIGNATURE_BYTES],
                 const uint8_t public_key[KEY_BYTES]) {
  return crypto_sign_ed25519_verify_detached(signature, bytes, len, public_key) == 0;
}

void seal_exchange_keypair(uint8_t public_key[KEY_BYTES], uint8_t secret[KEY_BYTES]) {
  randombytes_buf(secret, KEY_BYTES);
  seal_exchange_public(secret, public_key);
}

void seal_exchange_public(const uint8_t secret[KEY_BYTES], uint8_t public_key[KEY_BYTES]) {
  crypto_scalarmult_curve25519_base(public_key, secret);
}

bool seal_exchange(const uint8_t secret[KEY_BYTES], const uint8_t other[KEY_BYTES],
                   uint8_t shared[KEY_BYTES]) {
  return crypto_scalarmult_curve25519(shared, secret, other) == 0 &&
         !sodium_is_zero(shared, KEY_BYTES);
}

void seal_mac(const void *key, size_t key_len, const void *bytes, size_t len,
              uint8_t out[HASH_BYTES]) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key, key_len);
  crypto_auth_hmacsha256_update(&state, bytes, len);
  crypto_auth_hmacsha256_final(&state, out);
  sodium_memzero(&state, sizeof state);
}

void seal_derive(struct seal_part secret, struct seal_part salt, const char *info,
                 uint8_t out[KEY_BYTES]) {
  static const uint8_t no_salt[HASH_BYTES], first = 1;
  uint8_t extracted[HASH_BYTES];
  crypto_auth_hmacsha256_state state;
  if (salt.len)
    seal_mac(salt.bytes, salt.len, secret.bytes, secret.len, extracted);
  else
    seal_mac(no_salt, sizeof no_salt, secret.bytes, secret.len, extracted);
  crypto_auth_hmacsha256_init(&state, extracted, sizeof extracted);
  crypto_auth_hmacsha256_update(&state, (const uint8_t *)info, strlen(info));
  crypto_auth_hmacsha256_update(&state, &first, 1);
  crypto_auth_hmacsha256_final(&state, out);
  sodium_memzero(&state, sizeof state);
  sodium_memzero(extracted, sizeof extracted);
}

void seal_lock(const uint8_t key[KEY_BYTES], const uint8_t nonce[NONCE_BYTES],
               struct seal_part beside, const void *bytes, size_t len, uint8_t *out) {
  crypto_aead_chacha20poly1305_ietf_encrypt(out, NULL, bytes, len, beside.bytes, beside.len, NULL,
                                            nonce, key);
}

bool seal_unlock(const uint8_t key[KEY_BYTES], const uint8_t nonce[NONCE_BYTES],
                 struct seal_part beside, const void *bytes, size_t len, uint8_t *out) {
  return len >= TAG_BYTES &&
         crypto_aead_chacha20poly1305_ietf_decrypt(out, NULL, NULL, bytes, len, beside.bytes,
                                                   beside.len, nonce, key) == 0;
}

void seal_wrap(const uint8_t key[KEY_BYTES], const uint8_t nonce[LONG_NONCE_BYTES],
               struct seal_part beside, const void *bytes, size_t len, uint8_t *out) {
  crypto_aead_xchacha20poly1305_ietf_encrypt(out, NULL, bytes, len, beside.bytes, beside.len, NULL,
                                             nonce, key);
}

bool seal_unwrap(const uint8_t key[KEY_BYTES], const uint8_t nonce[LONG_NONCE_BYTES],
                 struct seal_part beside, const void *bytes, size_t len, uint8_t *out) {
  return len >= TAG_BYTES &&
         crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, bytes, len, beside.bytes,
                                                    beside.len, nonce, key) == 0;
}

bool seal_stretch(const char *passphrase, size_t len, const uint8_t salt[SALT_BYTES],
                  uint32_t passes, uint32_t kib, uint8_t out[KEY_BYTES]) {
  return passes >= 1 && passes <= 16 && kib >= 8 && kib <= 1048576 &&
         crypto_pwhash_argon2id(out, KEY_BYTES, passphrase, len, salt, passes, (size_t)kib * 1024,
                                crypto_pwhash_argon2id_ALG_ARGON2ID13) == 0;
}

bool seal_equal(const void *a, const void *b, size_t len) { return sodium_memcmp(a, b, len) == 0; }

void seal_wipe(void *bytes, size_t len) { sodium_memzero(bytes, len); }

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

void seal_base64_bare(const void *bytes, size_t len, char *out) {
  sodium_bin2base64(out, SEAL_BASE64(len), bytes, len, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}

static bool unbase64(const char *text, size_t len, void *out, size_t out_len, int variant) {
  size_t got = 0;
  for (size_t i = 0; i < len; i++) /* libsodium 1.0.18 takes one of those for a digit */
    if ((unsigned char)text[i] > 126)
      return false;
  return sodium_base642bin(out, out_len, text, len, NULL, &got, NULL, variant) == 0 &&
         got == out_len;
}

bool seal_unbase64(const char *text, size_t len, void *out, size_t out_len) {
  return unbase64(text, len, out, out_len, sodium_base64_VARIANT_ORIGINAL);
}

bool seal_unbase64_bare(const char *text, size_t len, void *out, size_t out_len) {
  return unbase64(text, len, out, out_len, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}
