/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same events in another order of arrival: nothing that is reported may depend on it. */
#ifndef SHUFFLED_H
#define SHUFFLED_H

#include "base/vec.h"
#include "store/store.h"

#include <criterion/criterion.h>
#include <string.h>

struct shuffled {
  struct event_bytes *list;
  size_t n, cap;
};

static inline void *shuffled_copy(const void *bytes, size_t len) {
  void *copy = mem_array(len + 1, 1);
  memcpy(copy, bytes, len);
  return copy;
}

static inline void shuffled_take(void *ctx, const struct event_bytes *event) {
  struct shuffled *all = ctx;
  struct event_bytes copy = *event;
  copy.head = shuffled_copy(event->head, event->head_len);
  copy.payload = event->payload ? shuffled_copy(event->payload, event->payload_len) : NULL;
  VEC_PUSH(all, copy);
}

static inline void shuffled_import(struct store *to, const struct event_bytes *list, size_t n) {
  struct diags faults = {0};
  cr_assert_eq(store_import(to, list, n, &faults), RC_OK);
  diags_done(&faults);
}

/* All of a store's events into another one: the second half before the first, and one half twice.
 */
static inline void shuffled_into(struct store *to, struct store *from) {
  struct shuffled all = {0};
  struct diags faults = {0};
  cr_assert_eq(store_each(from, shuffled_take, &all, &faults), RC_OK);
  size_t half = all.n / 2;
  shuffled_import(to, all.list + half, all.n - half);
  shuffled_import(to, all.list, half);
  shuffled_import(to, all.list + half, all.n - half);
  for (size_t i = 0; i < all.n; i++) {
    free((void *)(uintptr_t)all.list[i].head);
    free((void *)(uintptr_t)all.list[i].payload);
  }
  free(all.list);
  diags_done(&faults);
}

#endif
