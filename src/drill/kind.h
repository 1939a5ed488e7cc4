/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kind of drill is one file and one row (drill_kinds[] in kinds.c). Pure, as assess/kind.h says.
 *
 * A drill's state is flat bytes of the kind's own making, at most DRILL_STATE of them, so that a
 * session can be copied, compared and hashed without knowing the kind. */
#ifndef DRILL_KIND_H
#define DRILL_KIND_H

#include "base/canon.h"
#include "base/node.h"
#include "model/course.h"
#include "model/event.h"
#include "model/page.h"

struct framework;

enum { DRILL_STATE = 2048 };

struct drill_state {
  _Alignas(8) unsigned char bytes[DRILL_STATE];
};

struct drill_outcome { /* what one decision meant */
  bool accepted;       /* false: no such choice here and now; nothing changed */
  bool ended;
  bool critical;
  size_t n_scores; /* of this decision; weight 0 is left out */
  struct competency_score scores[SCORES_MAX];
};

struct drill_result {
  bool passed, critical;
  int32_t score;   /* millionths; min(cap, sum(w*s)/sum(w)), a critical error caps at .49 */
  size_t n_scores; /* per competency, in the order of first appearance */
  struct competency_score scores[SCORES_MAX];
};

struct drill_kind {
  const char *key;    /* the YAML key whose value is the title */
  const char *schema; /* as in assess/kind.h */
  const char *const *keys;
  bool (*build)(struct reading *r, const struct node *map, const struct framework *framework,
                const struct module *module, struct drill *drill);
  void (*check)(struct reading *r, const struct node *map, const struct drill *drill);
  void (*canon)(const struct drill *drill, struct canon *canon);
  void (*texts)(const struct drill *drill, void (*each)(void *ctx, const char *text), void *ctx);
  void (*start)(const struct drill *drill, uint64_t seed, struct drill_state *state);
  /* choice: the name of what was chosen. next may not be state. */
  void (*step)(const struct drill *drill, const struct drill_state *state, uint64_t choice,
               int64_t now, struct drill_state *next, struct drill_outcome *outcome);
  bool (*ended)(const struct drill *drill, const struct drill_state *state);
  void (*result)(const struct drill *drill, const struct drill_state *state,
                 struct drill_result *result);
  /* The scene and its choices: outline rows with the action "choose:<16 hex digits of name>". */
  void (*page)(const struct drill *drill, const struct drill_state *state, struct page *page);
  /* After the end: the way taken, what each choice cost, a better way. */
  void (*debrief)(const struct drill *drill, const struct drill_state *state, struct page *page);
};

extern const struct drill_kind *const drill_kinds[];
extern const size_t n_drill_kinds;

#endif
