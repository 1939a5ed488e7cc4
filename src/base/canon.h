/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Canonical bytes of what has a revision: a list of labelled texts, hashed.
 *
 * Two revisions: *key* covers kind, names and what is right (statistics pool by it); *text* covers
 * all that is shown. Kinds feed both; the order of feeding is part of the format. */
#ifndef BASE_CANON_H
#define BASE_CANON_H

#include "base/seal.h"
#include "base/str.h"

struct canon {
  struct str key, text;
};

void canon_key(struct canon *canon, const char *label, const char *value);  /* key and text */
void canon_text(struct canon *canon, const char *label, const char *value); /* text only */
void canon_number(struct canon *canon, const char *label, int64_t number);  /* key and text */
/* Hashes both and frees the buffers. */
void canon_done(struct canon *canon, uint8_t key[HASH_BYTES], uint8_t text[HASH_BYTES]);

#endif
