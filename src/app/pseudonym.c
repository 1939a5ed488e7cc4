/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pseudonym.h"

#include "app/inner.h"
#include "base/text.h"

#include <string.h>

/* By the source of seeds, which a test pins. */
static void draw_key(uint8_t key[KEY_BYTES]) {
  for (size_t at = 0; at < KEY_BYTES; at += sizeof(uint64_t)) {
    uint64_t seed = seed_draw();
    memcpy(key + at, &seed, sizeof seed);
  }
}

enum rc pseudonym_key(struct store *store, uint8_t key[KEY_BYTES], struct diags *diags) {
  static const char name[] = "pseudonyms";
  struct str kept = {0};
  store_memo(store, name, &kept);
  if (kept.len != KEY_BYTES) {
    draw_key(key);
    str_clear(&kept);
    str_add(&kept, key, KEY_BYTES);
    store_memo_keep(store, name, &kept);
    str_clear(&kept);
    store_memo(store, name, &kept);
  }
  bool there = kept.len == KEY_BYTES;
  if (there)
    memcpy(key, kept.at, KEY_BYTES);
  else
    diag_error(diags, (struct place){0}, 1, "report.pseudonyms", NULL,
               _("the key of the codes cannot be kept, so that codes would change each time"));
  str_done(&kept);
  return there ? RC_OK : RC_IO;
}

const char *pseudonym_of(const uint8_t key[KEY_BYTES], const uint8_t id[ID_BYTES],
                         struct arena *arena) {
  uint8_t hash[HASH_BYTES];
  char hex[2 * HASH_BYTES + 1];
  seal_hash((struct seal_part[]){{key, KEY_BYTES}, {id, ID_BYTES}}, 2, hash);
  seal_hex(hash, HASH_BYTES, hex);
  return arena_printf(arena, "P-%.10s", hex);
}
