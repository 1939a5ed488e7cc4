/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/canon.h"

#include "base/pack.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { LABEL_MAX = 64 }; /* most are ours, and short, and then written at one go */

/* u16 length, label, u32 length (UINT32_MAX: none), value. */
static void feed(struct str *out, const char *label, const char *value) {
  unsigned char head[2 + LABEL_MAX + 4];
  size_t n = strlen(label), len = value ? strlen(value) : 0;
  uint32_t told = value ? (uint32_t)len : UINT32_MAX;
  if (n > LABEL_MAX) {
    pack_text(out, label);
    pack_u32(out, told);
    str_add(out, value, len);
    return;
  }
  head[0] = (unsigned char)n;
  head[1] = 0;
  memcpy(head + 2, label, n);
  for (size_t i = 0; i < 4; i++)
    head[2 + n + i] = (unsigned char)(told >> (8 * i));
  str_add(out, head, 2 + n + 4);
  str_add(out, value, len);
}

void canon_text(struct canon *canon, const char *label, const char *value) {
  feed(&canon->text, label, value);
}

void canon_key(struct canon *canon, const char *label, const char *value) {
  size_t from = canon->key.len;
  feed(&canon->key, label, value);
  str_add(&canon->text, canon->key.at + from, canon->key.len - from);
}

void canon_number(struct canon *canon, const char *label, int64_t number) {
  char text[24];
  snprintf(text, sizeof text, "%" PRId64, number);
  canon_key(canon, label, text);
}

void canon_done(struct canon *canon, uint8_t key[HASH_BYTES], uint8_t text[HASH_BYTES]) {
  seal_hash(&(struct seal_part){canon->key.at, canon->key.len}, 1, key);
  seal_hash(&(struct seal_part){canon->text.at, canon->text.len}, 1, text);
  str_done(&canon->key);
  str_done(&canon->text);
}
