/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/codebox.h"

#include "base/mem.h"
#include "base/seal.h"
#include "model/code.h"

#include <stdlib.h>
#include <string.h>

static const char magic[] = "mafunzo box 1\n", family[] = "mafunzo box ";
enum { MAGIC = sizeof magic - 1, HEAD = MAGIC + SALT_BYTES + LONG_NONCE_BYTES };

static const char *const purposes[] = {"class", "exam", "closing"};

static struct seal_part beside(enum codebox_purpose purpose) {
  return (struct seal_part){purposes[purpose], strlen(purposes[purpose])};
}

static bool stretch(const char *code, const uint8_t salt[SALT_BYTES], uint8_t key[KEY_BYTES]) {
  char bare[SPOKEN_SIGNS + 1];
  size_t n = 0;
  for (; *code && n < SPOKEN_SIGNS; code++)
    if (*code != '-')
      bare[n++] = *code;
  bool good = seal_stretch(bare, n, salt, CODEBOX_PASSES, CODEBOX_KIB, key);
  seal_wipe(bare, sizeof bare);
  return good;
}

bool codebox_seal(enum codebox_purpose purpose, const char *code, const void *bytes, size_t len,
                  struct str *out) {
  uint8_t salt[SALT_BYTES], nonce[LONG_NONCE_BYTES], key[KEY_BYTES], hash[HASH_BYTES];
  size_t from = out->len;
  seal_random(salt, sizeof salt);
  seal_random(nonce, sizeof nonce);
  if (!stretch(code, salt, key))
    return false;
  uint8_t *sealed = mem_array(len + TAG_BYTES, 1);
  seal_wrap(key, nonce, beside(purpose), bytes, len, sealed);
  str_add(out, magic, MAGIC);
  str_add(out, salt, sizeof salt);
  str_add(out, nonce, sizeof nonce);
  str_add(out, sealed, len + TAG_BYTES);
  seal_hash(&(struct seal_part){out->at + from, out->len - from}, 1, hash);
  str_add(out, hash, sizeof hash);
  seal_wipe(key, sizeof key);
  free(sealed);
  return true;
}

enum rc codebox_check(const void *bytes, size_t len) {
  uint8_t hash[HASH_BYTES];
  if (len < CODEBOX_OVER || len > CODEBOX_BYTES || memcmp(bytes, family, sizeof family - 1) != 0)
    return RC_DATA;
  if (memcmp(bytes, magic, MAGIC) != 0)
    return RC_NEWER;
  seal_hash(&(struct seal_part){bytes, len - HASH_BYTES}, 1, hash);
  return memcmp(hash, (const uint8_t *)bytes + len - HASH_BYTES, HASH_BYTES) == 0 ? RC_OK : RC_DATA;
}

enum rc codebox_open(enum codebox_purpose purpose, const char *code, const void *bytes, size_t len,
                     struct str *out) {
  const uint8_t *at = bytes;
  uint8_t key[KEY_BYTES];
  enum rc rc = codebox_check(bytes, len);
  if (rc != RC_OK)
    return rc;
  if (!stretch(code, at + MAGIC, key))
    return RC_IO;
  size_t sealed = len - HEAD - HASH_BYTES, plain = sealed - TAG_BYTES;
  uint8_t *inside = mem_array(plain + 1, 1);
  if (seal_unwrap(key, at + MAGIC + SALT_BYTES, beside(purpose), at + HEAD, sealed, inside))
    str_add(out, inside, plain);
  else
    rc = RC_USAGE;
  seal_wipe(key, sizeof key);
  seal_wipe(inside, plain);
  free(inside);
  return rc;
}
