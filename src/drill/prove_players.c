/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Players who know nothing: by habit, and at random. */
#include "drill/prove.h"

#include "base/random.h"
#include "base/text.h"

#include <string.h>

enum { HABIT_STEPS = 400, GAME_STEPS = 4000, STEP_MS = 1000 };

static size_t take_first(const struct offers *offers) {
  (void)offers;
  return 0;
}

static size_t take_last(const struct offers *offers) { return offers->n - 1; }

static size_t take_longest(const struct offers *offers) {
  size_t best = 0, most = 0;
  for (size_t i = 0; i < offers->n; i++) {
    size_t points = text_points(offers->list[i].text, strlen(offers->list[i].text));
    if (points > most)
      most = points, best = i;
  }
  return best;
}

static bool take(const struct drill_kind *kind, const struct drill *drill, uint64_t choice,
                 const char *text, int64_t now, struct drill_state *state) {
  const struct drill_input input = {now, choice, text};
  struct drill_outcome outcome;
  struct drill_state next;
  kind->step(drill, state, &input, &next, &outcome);
  if (outcome.accepted)
    *state = next;
  return outcome.accepted;
}

/* -- By habit -------------------------------------------------------------------------------- */

struct habit {
  size_t (*take)(const struct offers *offers);
  const char *code;
  const char *message, *hint;
};

static const struct habit habits[] = {
    {take_first, "drill.first-passes", N_("who always takes the first choice passes"),
     N_("Put the good choices in other places.")},
    {take_longest, "drill.longest-passes", N_("who always takes the longest choice passes"),
     N_("Make some of the bad choices as long as the good ones.")},
    {take_last, "drill.last-passes", N_("who always takes the last choice passes"),
     N_("Put the good choices in other places.")},
};

struct game {
  struct drill_state state;
  const char *lines[HABIT_STEPS];
  size_t n;
  bool passed;
};

static void play_by_habit(const struct drill_kind *kind, const struct drill *drill,
                          const struct habit *habit, struct arena *arena, struct game *game) {
  kind->start(drill, 1, &game->state);
  for (game->n = 0; game->n < HABIT_STEPS && !kind->ended(drill, &game->state); game->n++) {
    struct offers offers = offers_of(kind, drill, &game->state, arena);
    if (!offers.n)
      break;
    const struct offer *offer = &offers.list[habit->take(&offers)];
    if (!take(kind, drill, offer->name, "", (int64_t)(game->n + 1) * STEP_MS, &game->state))
      break;
    game->lines[game->n] = offer->line;
  }
  struct drill_result result;
  kind->result(drill, &game->state, &result);
  game->passed = kind->ended(drill, &game->state) && result.passed;
}

static void tell_habit(const struct drill *drill, const struct habit *habit,
                       const struct game *game, const char *scene, struct proof *proof) {
  const char **lines = arena_array(proof->arena, game->n, sizeof *lines);
  for (size_t i = 0; i < game->n; i++)
    lines[i] = arena_strdup(proof->arena, game->lines[i]);
  diag_warn(&proof->diags, drill->at, 1, habit->code, _(habit->hint), "%s", _(habit->message));
  proof_way(proof, scene, lines, game->n);
}

void players_play(const struct drill_kind *kind, const struct drill *drill,
                  const char *(*scene_of)(const struct drill *drill,
                                          const struct drill_state *state),
                  struct proof *proof) {
  for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
    struct arena arena = {0};
    struct game game;
    play_by_habit(kind, drill, &habits[i], &arena, &game);
    if (game.passed)
      tell_habit(drill, &habits[i], &game, scene_of ? scene_of(drill, &game.state) : "", proof);
    arena_done(&arena);
  }
}

/* -- At random ------------------------------------------------------------------------------- */

struct tally {
  size_t ended, refused;
  int32_t low, high;
};

static bool play_one(const struct drill_kind *kind, const struct drill *drill, struct rng *rng,
                     struct tally *tally, struct drill_state *state) {
  kind->start(drill, rng_next(rng), state);
  for (int64_t step = 1; step <= GAME_STEPS && !kind->ended(drill, state); step++) {
    struct arena arena = {0};
    struct offers offers = offers_of(kind, drill, state, &arena);
    bool stuck = !offers.n, accepted = false;
    if (!stuck) {
      const struct offer *offer = &offers.list[rng_below(rng, offers.n)];
      const char *text =
          offers.typed && rng_below(rng, 2) ? offers.list[rng_below(rng, offers.n)].text : "";
      accepted = take(kind, drill, offer->name, text, step * STEP_MS, state);
      tally->refused += !accepted && !offers.typed; /* with text, the text may be what is refused */
    }
    arena_done(&arena);
    if (stuck)
      break;
  }
  return kind->ended(drill, state);
}

static void count_result(const struct drill_kind *kind, const struct drill *drill,
                         const struct drill_state *state, struct tally *tally) {
  struct drill_result result;
  kind->result(drill, state, &result);
  tally->low = !tally->ended || result.score < tally->low ? result.score : tally->low;
  tally->high = !tally->ended || result.score > tally->high ? result.score : tally->high;
  tally->ended++;
}

void games_play(const struct drill_kind *kind, const struct drill *drill, const struct proving *how,
                struct proof *proof) {
  struct tally tally = {0};
  struct rng rng;
  rng_seed(&rng, how->seed);
  for (unsigned i = 0; i < how->games; i++) {
    struct drill_state state;
    if (play_one(kind, drill, &rng, &tally, &state))
      count_result(kind, drill, &state, &tally);
  }
  proof->situations = how->games;
  if (tally.refused)
    diag_warn(&proof->diags, drill->at, 1, "drill.refused", NULL,
              _("played at random, a choice that shows was refused"));
  if (how->games && !tally.ended)
    diag_warn(&proof->diags, drill->at, 1, "drill.endless",
              _("Let every way come to an end within reach."),
              _("played at random it never came to an end"));
  if (tally.ended)
    proof->ranges[proof->n_ranges++] = (struct proof_range){.low = tally.low, .high = tally.high};
}
