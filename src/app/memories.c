/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/memories.h"

#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

static bool same_item(const struct remembered *one, const struct recall_row *row) {
  return strcmp(one->path, row->path) == 0 && memcmp(one->person, row->person, ID_BYTES) == 0;
}

static void remember(void *ctx, const struct recall_row *row) {
  struct memories *all = ctx;
  const struct recalled recalled = {row->score == SCORE_ONE, row->hinted, row->certainty,
                                    row->duration};
  if (all->n == 0 || !same_item(&all->list[all->n - 1], row))
    VEC_PUSH(all, ((struct remembered){.path = arena_strdup(all->arena, row->path)}));
  struct remembered *one = &all->list[all->n - 1];
  if (memcmp(one->key_rev, row->key_rev, HASH_BYTES) != 0)
    one->memory = (struct memory){0};
  memcpy(one->person, row->person, ID_BYTES);
  memcpy(one->key_rev, row->key_rev, HASH_BYTES);
  retention_answer(&one->memory, retention_day(row->time), retention_rating(&recalled));
}

enum rc memories_read(struct store *store, const uint8_t *person, struct arena *arena,
                      struct memories *memories, struct diags *diags) {
  *memories = (struct memories){.arena = arena};
  return store_recalls(store, person, remember, memories, diags);
}

void memories_done(struct memories *memories) {
  free(memories->list);
  *memories = (struct memories){0};
}
