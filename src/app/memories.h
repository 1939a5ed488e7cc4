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
  bool here; /* the courses ask it, and by that key: whoever looks for it says so */
};

struct memories {
  struct arena *arena;
  struct remembered *list; /* by person, then by path, bytewise; on the heap */
  size_t n, cap;
};

/* person NULL: everybody. Nothing was answered after today, whatever clocks said. RC_OK, or
 * whatever the store says; memories_done it either way. */
enum rc memories_read(struct store *store, const uint8_t *person, int32_t today,
                      struct arena *arena, struct memories *memories, struct diags *diags);
void memories_done(struct memories *memories);

/* Kept beside the events, of who is signed in, with what was answered here since, of which all is
 * here. head: of what they depend on besides. False: nothing is kept that holds for it. mark: up to
 * where they hold now, and where they did when they were kept; done either way. */
bool memories_catch_up(struct app *app, const struct str *head, int32_t today, struct arena *arena,
                       struct memories *memories, struct recalls_mark *mark, uint64_t *kept);
void memories_keep(struct app *app, const struct str *head, const struct memories *memories,
                   const struct recalls_mark *mark);

#endif
