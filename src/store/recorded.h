/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is recorded of one person, for that person's own eyes and for whoever answers for it. */
#ifndef STORE_RECORDED_H
#define STORE_RECORDED_H

#include "store/evidence.h"

/* The ids that are one person with this one, its own among them. On the heap: free(). */
enum rc store_ids(struct store *store, const uint8_t person[ID_BYTES], uint8_t (**ids)[ID_BYTES],
                  size_t *n, struct diags *diags);

/* Every event of the person (scope->person) under any id, and every event whose actor the person
 * is, in canonical order; the bytes are valid during the call only. */
enum rc store_recorded(struct store *store, const struct evidence_scope *scope,
                       void (*each)(void *ctx, const struct event_seen *seen), void *ctx,
                       struct diags *diags);

struct last_seen { /* projected time of the latest activity, or, without any, of what was stated */
  uint8_t person[ID_BYTES];
  int64_t time;
};
/* Of everybody for whom that is before a time, the longest ago first. On the heap: free(). */
enum rc store_last_seen(struct store *store, int64_t before, struct last_seen **list, size_t *n,
                        struct diags *diags);

#endif
