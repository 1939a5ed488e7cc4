/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/inner.h"

#include <string.h>

bool kept_read(struct app *app, const char *name, struct str *bytes, struct unpack *in) {
  uint8_t stamp[HASH_BYTES];
  if (app->files.fresh)
    return false;
  shelf_stamp(app, stamp);
  store_memo(app->store, name, bytes);
  if (bytes->len <= HASH_BYTES || memcmp(bytes->at, stamp, HASH_BYTES) != 0)
    return false;
  const uint8_t *at = (const uint8_t *)bytes->at;
  *in = (struct unpack){.at = at + HASH_BYTES, .end = at + bytes->len};
  return true;
}

void kept_put(struct app *app, const char *name, const struct str *value) {
  struct str bytes = {0};
  uint8_t stamp[HASH_BYTES];
  if (app->files.fresh)
    return;
  shelf_stamp(app, stamp);
  pack_bytes(&bytes, stamp, HASH_BYTES);
  pack_bytes(&bytes, value->at, value->len);
  store_memo_keep(app->store, name, &bytes);
  str_done(&bytes);
}

const char *kept_text(struct unpack *in, struct arena *arena) {
  size_t len;
  const char *text = unpack_text(in, &len);
  return arena_strndup(arena, text, len);
}

size_t kept_count(struct unpack *in) {
  size_t n = unpack_u32(in);
  in->bad |= n > (size_t)(in->end - in->at);
  return in->bad ? 0 : n;
}
