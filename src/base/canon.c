/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/canon.h"

#include "base/pack.h"

#include <string.h>

static void feed(struct str *out, const char *label, const char *value) {
  pack_text(out, label);
  pack_u32(out, value ? (uint32_t)strlen(value) : UINT32_MAX);
  str_puts(out, value ? value : "");
}

void canon_text(struct canon *canon, const char *label, const char *value) {
  feed(&canon->text, label, value);
}

void canon_key(struct canon *canon, const char *label, const char *value) {
  feed(&canon->key, label, value);
  feed(&canon->text, label, value);
}

void canon_done(struct canon *canon, uint8_t key[HASH_BYTES], uint8_t text[HASH_BYTES]) {
  seal_hash(&(struct seal_part){canon->key.at, canon->key.len}, 1, key);
  seal_hash(&(struct seal_part){canon->text.at, canon->text.len}, 1, text);
  str_done(&canon->key);
  str_done(&canon->text);
}
