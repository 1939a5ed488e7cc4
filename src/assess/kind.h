/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kind of question is one file and one row.
 *
 * To add one: write assess/NAME.c ending in its row, and add that row to item_kinds[] in kinds.c.
 * Everything here is pure: no clock, file, terminal, translation (but page and solution, which
 * speak to people) or allocation outside the arenas given. */
#ifndef ASSESS_KIND_H
#define ASSESS_KIND_H

#include "base/canon.h"
#include "base/node.h"
#include "model/course.h"
#include "model/page.h"

enum show {
  SHOW_ASK,  /* take an answer */
  SHOW_TOLD, /* answered: say what was chosen and the reason for it, not the key */
  SHOW_KEY,  /* answered and over: reasons and the key */
};

struct grade {
  int32_t score; /* millionths, 0..SCORE_ONE */
  bool faulty;   /* the question cannot be marked (a pattern ran into its limits): never "wrong" */
};

struct item_kind {
  const char *key; /* the YAML key whose value is the stem */
  enum item_shape shape;
  bool shuffles;      /* parts are shown in a drawn order; of an arrangement never the right one */
  bool claim;         /* the stem is a claim; the parts say that it is true, and that it is not */
  bool stem_inside;   /* page shows the stem itself: nobody else does */
  const char *schema; /* JSON Schema: the members of "properties" this kind adds, and
                         after a tab the names it requires, separated by spaces */
  const char *const *keys; /* those names, NULL-terminated: the YAML keys this kind adds */

  /* Fills parts, n_parts and body from the item's map; reports mistakes; false only if nothing of
   * the item is usable. Common keys (id, competency, why, ...) are read by the caller. */
  bool (*build)(struct reading *r, const struct node *map, struct item *item);
  /* What is wrong though well-formed ("item.no-key", "item.all-right", "item.pattern-accept"). */
  void (*check)(struct reading *r, const struct node *map, const struct item *item);
  void (*canon)(const struct item *item, struct canon *canon);
  /* Calls each with every text a person sees beyond stem, hint, why and parts (for search, later
   * translation). */
  void (*texts)(const struct item *item, void (*each)(void *ctx, const char *text), void *ctx);
  /* Adds the answer's blocks below the stem; order: row -> part, n_parts of them. The live block is
   * named ITEM_BLOCK. response is what was answered. With SHOW_ASK: what was answered before and
   * may be changed, the block's first state (choices and fields marked, an entry's or gap's value,
   * lines in the order given, pairs with their mates), and NULL: nothing yet. With SHOW_KEY NULL is
   * left blank: the key alone. Never NULL with SHOW_TOLD. */
  void (*page)(const struct item *item, const uint8_t *order, enum show show,
               const struct response *response, struct page *page);
  /* Why a response is nothing that could be right or wrong, in words for who gave it,
   * to be said behind what was written (untranslated, N_); NULL: it is to be graded. The row's
   * NULL: all of them are. */
  const char *(*refuse)(const struct item *item, const struct response *response);
  /* Never allocates past its bounds, never translates. */
  struct grade (*grade)(const struct item *item, const struct response *response);
  double (*guess)(const struct item *item); /* chance of a right answer by guessing, 0..1 */
  void (*solution)(const struct item *item, struct response *out); /* one fully right response */
};

#define ITEM_BLOCK "answer"

extern const struct item_kind *const item_kinds[];
extern const size_t n_item_kinds;

static inline const struct item_kind *item_kind_of(const struct item *item) {
  return item_kinds[item->kind];
}

/* Shared by the kinds of shape choice (options: right/wrong/why/was). */
bool options_build(struct reading *r, const struct node *map, struct item *item);

#endif
