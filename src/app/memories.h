/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people remember of the questions they were asked, from the events. An item whose key has
 * changed since is another one: its memory begins anew with the first answer to it. */
#ifndef APP_MEMORIES_H
#define APP_MEMORIES_H

#include "app/app.h"
#include "measure/retention.h"

struct remembered {
  uint8_t person[ID_BYTES];
  const char *path;
  uint8_t key_rev[HASH_BYTES]; /* of the latest answer */
  struct memory memory;
};

struct memories {
  struct arena *arena;
  struct remembered *list; /* by person, then by path, bytewise; on the heap */
  size_t n, cap;
};

/* person NULL: everybody. RC_OK, or whatever the store says; memories_done it either way. */
enum rc memories_read(struct store *store, const uint8_t *person, struct arena *arena,
                      struct memories *memories, struct diags *diags);
void memories_done(struct memories *memories);

#endif
