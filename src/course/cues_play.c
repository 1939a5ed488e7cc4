/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Players that know nothing of the subject and one rule of tests. */
#include "course/cues_inner.h"

#include "base/random.h"

#include <string.h>

enum { PLAYS = 256 };

const char *cue_rule_name(enum cue_rule rule) {
  static const char *const names[CUE_RULES] = {"first",          "last",        "longest",
                                               "shortest",       "most shared", "fewest shared",
                                               "most qualified", "argued"};
  return names[rule];
}

/* What the rule makes of each part, of a pairing of each part with each target: the higher, the
 * sooner it is taken. */
struct wish {
  int64_t part[RESPONSE_PICKS], target[RESPONSE_PICKS][RESPONSE_PICKS];
};

static int64_t part_worth(const struct cue_item *cue, enum cue_rule rule, size_t part) {
  switch (rule) {
  case CUE_FIRST:
    return -(int64_t)part;
  case CUE_LAST:
    return (int64_t)part;
  case CUE_LONGEST:
    return (int64_t)cue->letters[part];
  case CUE_SHORTEST:
    return -(int64_t)cue->letters[part];
  case CUE_SHARED:
    return (int64_t)words_shared(&cue->parts[part], &cue->stem);
  case CUE_UNSHARED:
    return -(int64_t)words_shared(&cue->parts[part], &cue->stem);
  case CUE_QUALIFIED:
    return words_qualified(&cue->parts[part]);
  case CUE_ARGUED:
    return words_argue(&cue->parts[part]);
  }
  return 0;
}

static int64_t target_worth(const struct cue_item *cue, enum cue_rule rule, size_t part,
                            size_t target) {
  if (rule == CUE_FIRST)
    return -(int64_t)target;
  if (rule == CUE_LAST)
    return (int64_t)target;
  int64_t shared = (int64_t)words_shared(&cue->parts[part], &cue->targets[target]);
  return rule == CUE_SHARED ? shared : -shared;
}

/* Where the words say nothing of what the rule looks at, it cannot play. */
static bool can_play(const struct cue_item *cue, enum cue_rule rule) {
  enum item_shape shape = item_kind_of(cue->item)->shape;
  bool by_words = rule >= CUE_SHARED, by_place = rule == CUE_FIRST || rule == CUE_LAST;
  if (by_words && !cue->english)
    return false;
  if (cue_claim(cue->item))
    return by_place || rule == CUE_QUALIFIED;
  if (rule == CUE_ARGUED)
    return shape == SHAPE_CHOICE;
  switch (shape) {
  case SHAPE_CHOICE:
  case SHAPE_REGION:
    return true;
  case SHAPE_ARRANGEMENT:
    return !by_place; /* as authored, it is the key itself */
  case SHAPE_PAIRING:
    return by_place || rule == CUE_SHARED || rule == CUE_UNSHARED;
  case SHAPE_TEXT:
  case SHAPE_NUMBER:
    break;
  }
  return false;
}

static void wish_make(const struct cue_item *cue, enum cue_rule rule, struct wish *wish) {
  const struct item *item = cue->item;
  if (cue_claim(item) && rule == CUE_QUALIFIED) {
    wish->part[0] = words_qualified(&cue->stem);
    return;
  }
  for (size_t i = 0; i < item->n_parts; i++) {
    wish->part[i] = part_worth(cue, rule, i);
    for (size_t j = 0; j < item->n_targets; j++)
      wish->target[i][j] = target_worth(cue, rule, i, j);
  }
}

/* The numbers below n, the dearest first; what is alike in a drawn order. */
static void rank(struct rng *rng, const int64_t *worth, size_t n, uint8_t *order) {
  rng_permute(rng, order, n);
  for (size_t i = 1; i < n; i++) {
    uint8_t taken = order[i];
    size_t at = i;
    for (; at && worth[order[at - 1]] < worth[taken]; at--)
      order[at] = order[at - 1];
    order[at] = taken;
  }
}

/* Of a question with one key one is taken, else half of them: how many there are is not known. */
static size_t picks(const struct cue_item *cue) {
  size_t n = cue->item->n_parts;
  if (item_kind_of(cue->item)->shape == SHAPE_ARRANGEMENT)
    return n;
  return cue->n_keys == 1 ? 1 : (n + 1) / 2;
}

static int32_t play(const struct cue_item *cue, const struct wish *wish, struct rng *rng) {
  const struct item *item = cue->item;
  struct response response = {0};
  uint8_t order[RESPONSE_PICKS];
  if (item->n_targets) {
    response.n = (uint8_t)item->n_parts;
    for (size_t i = 0; i < item->n_parts; i++) {
      rank(rng, wish->target[i], item->n_targets, order);
      response.pick[i] = order[0];
    }
  } else {
    response.n = (uint8_t)picks(cue);
    rank(rng, wish->part, item->n_parts, order);
    memcpy(response.pick, order, response.n);
  }
  return item_kind_of(item)->grade(item, &response).score;
}

static int64_t play_often(const struct cue_item *cue, const struct wish *wish, uint64_t seed) {
  struct rng rng;
  int64_t sum = 0;
  rng_seed(&rng, seed);
  for (size_t i = 0; i < PLAYS; i++)
    sum += play(cue, wish, &rng);
  return sum / PLAYS;
}

static void tally_add(struct cue_tally *tally, int64_t score, int64_t chance) {
  tally->n++;
  tally->score += score;
  tally->chance += chance;
}

int64_t cue_tally_off(const struct cue_tally *tally) {
  return tally->n ? (tally->score - tally->chance) / (int64_t)tally->n : 0;
}

void cue_item_play(struct bank *bank, const struct cue_item *cue) {
  const struct item *item = cue->item;
  if (!cue->n_keys && !item->n_targets && item_kind_of(item)->shape != SHAPE_ARRANGEMENT)
    return; /* a mistake of its own */
  uint64_t seed = seal_name(item->path);
  struct wish *wish = arena_alloc(cue->arena, sizeof *wish);
  int64_t chance = play_often(cue, wish, seed);
  for (enum cue_rule rule = 0; (int)rule < CUE_RULES; rule++) {
    if (!can_play(cue, rule))
      continue;
    *wish = (struct wish){0};
    wish_make(cue, rule, wish);
    int64_t score = play_often(cue, wish, seed);
    tally_add(&bank->all[rule], score, chance);
    tally_add(&bank->kinds[item->kind][rule], score, chance);
  }
}
