/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/recovery.h"

#include <string.h>

static const char purpose[] = "mafunzo recovery 1";

enum { PLAIN = sizeof purpose + ID_BYTES + KEY_BYTES };

void recovery_seal(const uint8_t id[ID_BYTES], const uint8_t key[KEY_BYTES],
                   const uint8_t (*recipients)[KEY_BYTES], size_t n, struct str *out) {
  uint8_t plain[PLAIN];
  memcpy(plain, purpose, sizeof purpose);
  memcpy(plain + sizeof purpose, id, ID_BYTES);
  memcpy(plain + sizeof purpose + ID_BYTES, key, KEY_BYTES);
  age_seal(plain, sizeof plain, recipients, n, out);
  seal_wipe(plain, sizeof plain);
}

bool recovery_open(const void *bytes, size_t len, const uint8_t (*identities)[KEY_BYTES], size_t n,
                   struct sealed_key *out) {
  struct str plain = {0};
  enum rc rc = RC_MISSING;
  for (size_t i = 0; rc == RC_MISSING && i < n; i++)
    rc = age_open(bytes, len, identities[i], &plain);
  bool whole = rc == RC_OK && plain.len == PLAIN && memcmp(plain.at, purpose, sizeof purpose) == 0;
  *out = (struct sealed_key){.open = whole};
  if (whole) {
    memcpy(out->subject, plain.at + sizeof purpose, ID_BYTES);
    memcpy(out->key, plain.at + sizeof purpose + ID_BYTES, KEY_BYTES);
    sealed_public(out->key, out->public);
  }
  if (plain.at)
    seal_wipe(plain.at, plain.cap);
  str_done(&plain);
  return whole;
}
