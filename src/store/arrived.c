/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What arrived from other stores since the projections in the file (projected.c) were last brought
 * up to date: kept as a memo, written in the transaction of the events themselves.
 *
 * Two random stamps and the chains that got events between them. A file that was brought up to the
 * first stamp looks at these chains alone; one of the second has everything; any other (of another
 * store, of a store that was restored, from before the memo was forgotten) fits nothing. */
#include "base/pack.h"
#include "base/vec.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

static const char name[] = "arrived";
static const uint8_t none[ID_BYTES];

enum { CHAINS_MOST = 2048 }; /* above, all is computed as quickly */

static bool unpack(const struct str *bytes, struct arrived *arrived) {
  struct unpack in = {.at = (const uint8_t *)bytes->at,
                      .end = (const uint8_t *)bytes->at + bytes->len};
  unpack_bytes(&in, arrived->base, ID_BYTES);
  unpack_bytes(&in, arrived->now, ID_BYTES);
  for (size_t n = unpack_u32(&in); n > 0 && !in.bad; n--) {
    VEC_ROOM(arrived);
    unpack_bytes(&in, arrived->list[arrived->n++], KEY_BYTES);
  }
  return unpack_done(&in);
}

enum rc arrived_read(struct store *store, struct arrived *arrived, struct diags *diags) {
  struct str bytes = {0};
  *arrived = (struct arrived){0};
  enum rc rc = memo_get(store, name, sizeof name - 1, &bytes, diags);
  if (rc != RC_OK || !unpack(&bytes, arrived)) {
    arrived_done(arrived);
    *arrived = (struct arrived){0};
  }
  str_done(&bytes);
  return rc;
}

/* Where nothing is known, a stamp that nothing fits. */
enum rc arrived_begin(struct store *store, struct arrived *arrived, struct diags *diags) {
  enum rc rc = arrived_read(store, arrived, diags);
  if (memcmp(arrived->now, none, ID_BYTES) == 0)
    seal_random(arrived->now, ID_BYTES);
  return rc;
}

bool arrived_since(const struct arrived *arrived, const uint8_t stamp[ID_BYTES]) {
  return memcmp(stamp, arrived->now, ID_BYTES) == 0 || memcmp(stamp, arrived->base, ID_BYTES) == 0;
}

bool arrived_settled(const struct arrived *arrived) {
  return memcmp(arrived->base, arrived->now, ID_BYTES) == 0;
}

void arrived_add(struct arrived *arrived, const uint8_t chain[KEY_BYTES]) {
  arrived->more = true;
  if (memcmp(arrived->base, none, ID_BYTES) == 0)
    return; /* no file can fit: what is in it need not be known */
  for (size_t i = arrived->n; i > 0; i--)
    if (memcmp(arrived->list[i - 1], chain, KEY_BYTES) == 0)
      return;
  VEC_ROOM(arrived);
  memcpy(arrived->list[arrived->n++], chain, KEY_BYTES);
  if (arrived->n > CHAINS_MOST) {
    memset(arrived->base, 0, ID_BYTES);
    arrived->n = 0;
  }
}

static enum rc put(struct store *store, const struct arrived *arrived, struct diags *diags) {
  struct str bytes = {0};
  pack_bytes(&bytes, arrived->base, ID_BYTES);
  pack_bytes(&bytes, arrived->now, ID_BYTES);
  pack_u32(&bytes, (uint32_t)arrived->n);
  pack_bytes(&bytes, arrived->list, arrived->n * KEY_BYTES);
  enum rc rc = memo_put(store, name, sizeof name - 1, &bytes, diags);
  str_done(&bytes);
  return rc;
}

enum rc arrived_put(struct store *store, struct arrived *arrived, struct diags *diags) {
  if (!arrived->more)
    return RC_OK;
  seal_random(arrived->now, ID_BYTES);
  return put(store, arrived, diags);
}

enum rc arrived_settle(struct store *store, struct arrived *arrived, struct diags *diags) {
  memcpy(arrived->base, arrived->now, ID_BYTES);
  arrived->n = 0;
  return put(store, arrived, diags);
}

void arrived_done(struct arrived *arrived) { free(arrived->list); }
