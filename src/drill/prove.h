/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a drill tells the one who can from the one who cannot: all its ways are tried where its
 * kind can do so, else it is played at random; and players who know nothing try their luck. */
#ifndef DRILL_PROVE_H
#define DRILL_PROVE_H

#include "drill/kind.h"

/* proof->arena is set, all else of it is zero. proof->diags have no excerpts. */
void drill_prove(const struct drill_kind *kind, const struct drill *drill,
                 const struct proving *how, struct proof *proof);

/* The way of the diagnostic that was added last. */
void proof_way(struct proof *proof, const char *scene, const char *const *lines, size_t n);

/* Players who always take the first, the longest, the last choice: each must fail. scene_of: where
 * a state is; NULL where the kind has no scenes. */
void players_play(const struct drill_kind *kind, const struct drill *drill,
                  const char *(*scene_of)(const struct drill *drill,
                                          const struct drill_state *state),
                  struct proof *proof);

/* What a page offers. */
struct offer {
  uint64_t name;
  const char *text;
  const char *line; /* what is typed for it */
};
struct offers {
  struct offer *list;
  size_t n;
  bool typed; /* there is a block that takes text */
};
struct offers offers_of(const struct drill_kind *kind, const struct drill *drill,
                        const struct drill_state *state, struct arena *arena);

void games_play(const struct drill_kind *kind, const struct drill *drill, const struct proving *how,
                struct proof *proof);

#endif
