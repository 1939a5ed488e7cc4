/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sealed.h"

#include "base/mem.h"
#include "base/pack.h"

#include <stdlib.h>
#include <string.h>

static const char info[] = "mafunzo sealed 1";

enum { BY_KEY = 1, FOR_PUBLIC };

static void derive_secret(const uint8_t key[KEY_BYTES], uint8_t secret[KEY_BYTES]) {
  seal_derive((struct seal_part){key, KEY_BYTES}, (struct seal_part){0}, info, secret);
}

void sealed_public(const uint8_t key[KEY_BYTES], uint8_t public_key[KEY_BYTES]) {
  uint8_t secret[KEY_BYTES];
  derive_secret(key, secret);
  seal_exchange_public(secret, public_key);
  seal_wipe(secret, sizeof secret);
}

/* -- A value ---------------------------------------------------------------------------------- */

static void put_beside(const struct sealed_key *who, const struct sealed_row *row,
                       struct str *out) {
  str_add(out, row->table, strlen(row->table) + 1);
  str_add(out, row->column, strlen(row->column) + 1);
  str_add(out, who->subject, ID_BYTES);
  str_add(out, row->key, row->len);
}

static void derive_shared(const uint8_t shared[KEY_BYTES], const uint8_t once[KEY_BYTES],
                          const uint8_t public_key[KEY_BYTES], uint8_t key[KEY_BYTES]) {
  uint8_t both[2 * KEY_BYTES];
  memcpy(both, once, KEY_BYTES);
  memcpy(both + KEY_BYTES, public_key, KEY_BYTES);
  seal_derive((struct seal_part){shared, KEY_BYTES}, (struct seal_part){both, sizeof both}, info,
              key);
}

/* A public key of low order, which no data key gives, hides nothing from whoever wrote it there. */
static void put_once(const struct sealed_key *who, uint8_t key[KEY_BYTES], struct str *out) {
  uint8_t once[KEY_BYTES], secret[KEY_BYTES], shared[KEY_BYTES] = {0};
  seal_exchange_keypair(once, secret);
  seal_exchange(secret, who->public, shared);
  derive_shared(shared, once, who->public, key);
  pack_bytes(out, once, KEY_BYTES);
  seal_wipe(secret, sizeof secret);
  seal_wipe(shared, sizeof shared);
}

static void wipe(struct str *text) {
  if (text->at)
    seal_wipe(text->at, text->cap);
  str_done(text);
}

void sealed_put(const struct sealed_key *who, const struct sealed_row *row, const void *value,
                size_t len, struct str *out) {
  static const char zeroes[SEALED_BLOCK];
  struct str text = {0}, beside = {0};
  uint8_t nonce[LONG_NONCE_BYTES], key[KEY_BYTES];
  pack_u32(&text, (uint32_t)len);
  pack_bytes(&text, value, len);
  str_add(&text, zeroes, (SEALED_BLOCK - text.len % SEALED_BLOCK) % SEALED_BLOCK);
  pack_u8(out, who->open ? BY_KEY : FOR_PUBLIC);
  if (who->open)
    memcpy(key, who->key, KEY_BYTES);
  else
    put_once(who, key, out);
  seal_random(nonce, sizeof nonce);
  pack_bytes(out, nonce, sizeof nonce);
  put_beside(who, row, &beside);
  uint8_t *sealed = mem_alloc(text.len + TAG_BYTES);
  seal_wrap(key, nonce, (struct seal_part){beside.at, beside.len}, text.at, text.len, sealed);
  str_add(out, sealed, text.len + TAG_BYTES);
  free(sealed);
  seal_wipe(key, sizeof key);
  wipe(&text);
  str_done(&beside);
}

/* The key that a value was sealed by; false: it is of no kind that is known. */
static bool take_key(const struct sealed_key *who, struct unpack *in, uint8_t key[KEY_BYTES]) {
  uint8_t once[KEY_BYTES], secret[KEY_BYTES], shared[KEY_BYTES] = {0};
  uint8_t kind = unpack_u8(in);
  memcpy(key, who->key, KEY_BYTES);
  if (kind != FOR_PUBLIC)
    return kind == BY_KEY;
  unpack_bytes(in, once, KEY_BYTES);
  derive_secret(who->key, secret);
  bool shares = seal_exchange(secret, once, shared);
  derive_shared(shared, once, who->public, key);
  seal_wipe(secret, sizeof secret);
  seal_wipe(shared, sizeof shared);
  return shares;
}

static bool take_text(const struct str *text, struct str *out) {
  struct unpack in = {(const uint8_t *)text->at, (const uint8_t *)text->at + text->len, false};
  size_t len = unpack_u32(&in);
  bool whole = !in.bad && len <= (size_t)(in.end - in.at);
  if (whole)
    str_add(out, in.at, len);
  return whole;
}

bool sealed_take(const struct sealed_key *who, const struct sealed_row *row, const void *bytes,
                 size_t len, struct str *out) {
  struct unpack in = {bytes, (const uint8_t *)bytes + len, false};
  uint8_t nonce[LONG_NONCE_BYTES], key[KEY_BYTES];
  struct str text = {0}, beside = {0};
  bool whole = who->open && take_key(who, &in, key);
  unpack_bytes(&in, nonce, sizeof nonce);
  size_t left = (size_t)(in.end - in.at);
  whole = whole && !in.bad && left > TAG_BYTES;
  if (whole) {
    put_beside(who, row, &beside);
    uint8_t *opened = mem_alloc(left);
    whole = seal_unwrap(key, nonce, (struct seal_part){beside.at, beside.len}, in.at, left, opened);
    str_add(&text, opened, left - TAG_BYTES);
    seal_wipe(opened, left);
    free(opened);
  }
  whole = whole && take_text(&text, out);
  seal_wipe(key, sizeof key);
  wipe(&text);
  str_done(&beside);
  return whole;
}

/* -- Events ----------------------------------------------------------------------------------- */

static struct sealed_row event_row(const uint8_t hash[HASH_BYTES]) {
  return (struct sealed_row){"event", "payload", hash, HASH_BYTES};
}

void sealed_put_event(const struct sealed_key *who, const uint8_t hash[HASH_BYTES],
                      const uint8_t salt[SALT_BYTES], const void *payload, size_t len,
                      struct str *out) {
  const struct sealed_row row = event_row(hash);
  struct str value = {0};
  str_add(&value, salt, SALT_BYTES);
  str_add(&value, payload, len);
  sealed_put(who, &row, value.at, value.len, out);
  wipe(&value);
}

bool sealed_take_event(const struct sealed_key *who, const uint8_t hash[HASH_BYTES],
                       const void *bytes, size_t len, struct str *out) {
  const struct sealed_row row = event_row(hash);
  size_t before = out->len;
  return sealed_take(who, &row, bytes, len, out) && out->len - before >= SALT_BYTES;
}
