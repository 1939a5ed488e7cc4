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
#include "model/graph.h"
#include "model/page.h"
#include "model/proof.h"

struct framework;
struct documents;

/* What a drill is built from beside its own map. */
struct drill_material {
  const struct framework *framework; /* NULL: competencies are not checked */
  const struct module *module;
  /* What make makes of FOLDER/LANGUAGE.yaml beside the framework, in the module's language: once
   * for all drills that ask. NULL: there is none, or it has mistakes, which whoever checks the
   * framework is told. */
  const void *(*shared)(void *ctx, const char *folder,
                        const void *(*make)(struct reading *r, const struct node *root));
  void *shared_ctx;
  const struct documents *documents; /* NULL: there are none, or the kind does not ask for them */
};

enum { DRILL_STATE = 8192 }; /* an interview keeps what was typed */

struct drill_state {
  _Alignas(8) unsigned char bytes[DRILL_STATE];
};

struct drill_input {
  int64_t now;      /* of the session: milliseconds of active time */
  uint64_t choice;  /* the name of what was chosen */
  const char *text; /* what was typed with it, of gaps a line each; never NULL */
};

struct drill_outcome { /* what one input meant */
  bool accepted;       /* false: no such choice here and now; nothing changed */
  bool waits;          /* it decides nothing (a topic turned to): recorded with the next decision.
                          Then nothing was typed, and all below is unused but paid. */
  bool paid;           /* it decides nothing, but took what does not come back (a look its seconds):
                          recorded at once, so that leaving and coming back undoes nothing */
  int64_t since;       /* when the decision began; 0: with the last input */
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
  bool documents; /* it is built from the documents of the framework */
  bool (*build)(struct reading *r, const struct node *map, const struct drill_material *material,
                struct drill *drill);
  void (*check)(struct reading *r, const struct node *map, const struct drill *drill);
  void (*canon)(const struct drill *drill, struct canon *canon);
  void (*texts)(const struct drill *drill, void (*each)(void *ctx, const char *text), void *ctx);
  void (*start)(const struct drill *drill, uint64_t seed, struct drill_state *state);
  /* next may not be state. */
  void (*step)(const struct drill *drill, const struct drill_state *state,
               const struct drill_input *input, struct drill_state *next,
               struct drill_outcome *outcome);
  bool (*ended)(const struct drill *drill, const struct drill_state *state);
  void (*result)(const struct drill *drill, const struct drill_state *state,
                 struct drill_result *result);
  /* The scene and what can be done: outline rows or actions "choose:<16 hex digits of name>", and
   * at most one live block that takes text, which comes with whatever is chosen. */
  void (*page)(const struct drill *drill, const struct drill_state *state, struct page *page);
  /* Two states with the same number are the same page, which only shows more: cursor and scroll
   * stay. NULL: each state is a page of its own. */
  uint64_t (*view)(const struct drill *drill, const struct drill_state *state);
  /* After the end: the way taken, what each choice cost, a better way. */
  void (*debrief)(const struct drill *drill, const struct drill_state *state, struct page *page);
  /* Visits every way through it, at most limit situations, and tells what is wrong. NULL: there are
   * too many; such a drill is played at random (prove.h). */
  void (*prove)(const struct drill *drill, size_t limit, struct proof *proof);
  /* What leads where. NULL: it has no such map. */
  void (*graph)(const struct drill *drill, struct arena *arena, struct graph *graph);
};

extern const struct drill_kind *const drill_kinds[];
extern const size_t n_drill_kinds;

#endif
