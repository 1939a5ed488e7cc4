/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/draw.h"

#include "assess/kind.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct pool {
  uint16_t *items; /* indices, shuffled; a drawn one is taken out */
  size_t n;
};

void draw_shuffle(struct rng *rng, uint16_t *list, size_t n) {
  for (size_t i = n; i > 1; i--) {
    size_t j = (size_t)rng_below(rng, i);
    uint16_t other = list[j];
    list[j] = list[i - 1];
    list[i - 1] = other;
  }
}

static struct pool pool_of(const struct quiz *quiz, struct rng *rng) {
  size_t most = quiz->n_items < UINT16_MAX ? quiz->n_items : UINT16_MAX;
  struct pool pool = {mem_array(most + 1, sizeof *pool.items), 0};
  for (size_t i = 0; i < most; i++)
    if (quiz->items[i].use != USE_EXAM)
      pool.items[pool.n++] = (uint16_t)i;
  draw_shuffle(rng, pool.items, pool.n);
  return pool;
}

static bool drawn_before(const struct quiz *quiz, const uint16_t *drawn, size_t from, size_t n,
                         const char *competency) {
  for (size_t i = from; i < n; i++)
    if (strcmp(quiz->items[drawn[i]].competency, competency) == 0)
      return true;
  return false;
}

/* One round takes one item of every competency that still has one, in the pool's shuffled order. */
static size_t draw_round(const struct quiz *quiz, struct pool *pool, uint16_t *drawn, size_t n,
                         size_t most) {
  size_t from = n, left = 0;
  for (size_t i = 0; i < pool->n; i++) {
    uint16_t item = pool->items[i];
    if (n < most && !drawn_before(quiz, drawn, from, n, quiz->items[item].competency))
      drawn[n++] = item;
    else
      pool->items[left++] = item;
  }
  pool->n = left;
  return n;
}

static bool in_order(const struct plan_slot *slot) {
  for (size_t i = 0; i < slot->n_parts; i++)
    if (slot->order[i] != i)
      return false;
  return true;
}

/* What is to be put in order is not dealt in order. */
static void order_parts(struct rng *rng, const struct item *item, struct plan_slot *slot) {
  size_t n = item->n_parts < RESPONSE_PICKS ? item->n_parts : RESPONSE_PICKS;
  slot->n_parts = (uint8_t)n;
  for (size_t i = 0; i < n; i++)
    slot->order[i] = (uint8_t)i;
  if (item_kind_of(item)->shuffles)
    rng_permute(rng, slot->order, n);
  while (item_kind_of(item)->shape == SHAPE_ARRANGEMENT && n > 1 && in_order(slot))
    rng_permute(rng, slot->order, n);
}

void draw_deal(struct rng *rng, const struct quiz *quiz, const uint16_t *index, size_t n,
               struct plan *plan) {
  plan->n = n;
  for (size_t i = 0; i < n; i++) {
    const struct item *item = &quiz->items[index[i]];
    plan->slots[i].item = item->id;
    memcpy(plan->slots[i].key_rev, item->key_rev, HASH_BYTES);
    order_parts(rng, item, &plan->slots[i]);
  }
}

void draw_quiz(const struct quiz *quiz, struct plan *plan, uint16_t index[PLAN_SLOTS]) {
  size_t most = quiz->draw < PLAN_SLOTS ? quiz->draw : PLAN_SLOTS, n = 0;
  struct rng rng;
  rng_seed(&rng, plan->seed);
  struct pool pool = pool_of(quiz, &rng);
  while (n < most && pool.n)
    n = draw_round(quiz, &pool, index, n, most);
  free(pool.items);
  draw_shuffle(&rng, index, n);
  draw_deal(&rng, quiz, index, n, plan);
}
