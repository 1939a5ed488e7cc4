/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item: one question. Immutable; lies in its module's arena.
 *
 * kind is a row of assess/kinds.c; body belongs to that kind alone. parts are what can be picked,
 * ordered, paired or marked, in the order written; a part's name is the hash of its text (or of its
 * `was`). */
#ifndef MODEL_ITEM_H
#define MODEL_ITEM_H

#include "base/diag.h"
#include "base/seal.h"
#include "model/specimen.h"

enum { SCORE_ONE = 1000000 }; /* scores are millionths: sums are exact */

enum item_shape { /* recorded in events: numbers are never reused */
                  SHAPE_CHOICE,
                  SHAPE_ARRANGEMENT,
                  SHAPE_PAIRING,
                  SHAPE_TEXT,
                  SHAPE_NUMBER,
                  SHAPE_REGION
};
enum { SHAPES = SHAPE_REGION + 1 };

enum item_use { USE_BOTH, USE_PRACTICE, USE_EXAM };

struct part {
  uint64_t name;
  const char *text;
  const char *why; /* shown when this part was chosen; NULL if none */
  bool right;
};

struct item {
  const char *id;                              /* unique in the module */
  const char *path;                            /* "course/module/item" */
  unsigned kind;                               /* index into item_kinds[] */
  const char *stem;                            /* CommonMark */
  const char *competency;                      /* id in the framework */
  unsigned level;                              /* 1..4 */
  const char *objective, *source, *hint, *why; /* NULL where absent */
  enum item_use use;
  const struct specimen *specimens; /* drawn above the stem; n_specimens may be 0 */
  size_t n_specimens;
  const struct part *parts;
  size_t n_parts;             /* <= RESPONSE_PICKS */
  const struct part *targets; /* pairings: what parts are paired with, in the order shown */
  size_t n_targets;
  const void *body; /* the kind's own */
  uint8_t key_rev[HASH_BYTES], text_rev[HASH_BYTES];
  struct place at;
};

#endif
