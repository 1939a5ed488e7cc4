/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario in play: start, step, result, page. Scores are exact counts of points until they are
 * shown; methods.md, "Drill", has the formula. */
#include "drill/scenario.h"

#include "base/text.h"
#include "drill/score.h"
#include "drill/show.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

_Static_assert(sizeof(struct scenario_play) <= DRILL_STATE, "a scenario's state must fit");

struct scenario_play scenario_unpack(const struct drill_state *state) {
  struct scenario_play play;
  memcpy(&play, state->bytes, sizeof play);
  return play;
}

static void pack(const struct scenario_play *play, struct drill_state *state) {
  memset(state, 0, sizeof *state);
  memcpy(state->bytes, play, sizeof *play);
}

void scenario_start(const struct drill *drill, uint64_t seed, struct drill_state *state) {
  struct scenario_play play;
  (void)seed; /* nothing is left to chance */
  memset(&play, 0, sizeof play);
  play.world = world_start(drill->body);
  pack(&play, state);
}

static size_t find_choice(const struct scenario *scenario, const struct world *world,
                          uint64_t name) {
  const struct scenario_scene *scene = &scenario->scenes[world->scene];
  for (size_t i = 0; !scene->end && i < scene->n_choices; i++)
    if (scene->choices[i].name == name && world_shows(scenario, world, i))
      return i;
  return NO_CHOICE;
}

static void order_put(struct scenario_play *play, uint8_t competency) {
  if (!memchr(play->order, competency, play->n_order))
    play->order[play->n_order++] = competency;
}

/* A run long enough to overflow 2^40 points cannot be played; further points then count nothing. */
static void count(const struct scenario *scenario, const struct stakes *stakes,
                  struct scenario_play *play, struct drill_outcome *outcome) {
  const int64_t most = INT64_C(1) << 40;
  for (uint8_t i = 0; i < scenario->n_competencies; i++) {
    if (!stakes->weight[i])
      continue;
    order_put(play, i);
    if (play->stake[i] < most) {
      play->gained[i] += stakes->gained[i];
      play->stake[i] += stakes->weight[i];
    }
    score_put(&outcome->scores[outcome->n_scores++], scenario->competencies[i], stakes->gained[i],
              stakes->weight[i]);
  }
}

/* Drops the oldest loop: from a scene's first place in the way to its next. With more steps than
 * scenes there is one. */
static void forget_loop(struct scenario_play *play) {
  for (size_t i = 0; i < play->n_way; i++)
    for (size_t j = i + 1; j < play->n_way; j++) {
      if (play->way[i].scene != play->way[j].scene)
        continue;
      memmove(&play->way[i], &play->way[j], (play->n_way - j) * sizeof play->way[0]);
      play->n_way = (uint16_t)(play->n_way - (j - i));
      memset(&play->way[play->n_way], 0, (WAY_MAX - play->n_way) * sizeof play->way[0]);
      play->forgotten += (uint32_t)(j - i);
      return;
    }
}

static void remember(const struct scenario *scenario, const struct stakes *stakes, size_t choice,
                     struct scenario_play *play) {
  size_t best = world_best(scenario, &play->world);
  bool worse = stakes->lost > world_stakes(scenario, &play->world, best).lost;
  bool critical = scenario->scenes[play->world.scene].choices[choice].critical != NULL;
  if (play->n_way == WAY_MAX)
    forget_loop(play);
  struct way_step *step = &play->way[play->n_way++];
  step->scene = play->world.scene;
  step->choice = (uint8_t)choice;
  step->best = best != choice && (worse || critical) ? (uint8_t)best : NO_CHOICE;
  step->lost = (int16_t)stakes->lost;
  step->stake = (int16_t)stakes->stake;
}

void scenario_step(const struct drill *drill, const struct drill_state *state,
                   const struct drill_input *input, struct drill_state *next,
                   struct drill_outcome *outcome) {
  const struct scenario *scenario = drill->body;
  struct scenario_play play = scenario_unpack(state);
  struct world to;
  size_t at = find_choice(scenario, &play.world, input->choice);
  memset(outcome, 0, sizeof *outcome);
  memcpy(next, state, sizeof *next);
  if (at == NO_CHOICE)
    return;
  struct stakes stakes = world_stakes(scenario, &play.world, at);
  outcome->accepted = true;
  outcome->critical = scenario->scenes[play.world.scene].choices[at].critical != NULL;
  count(scenario, &stakes, &play, outcome);
  remember(scenario, &stakes, at, &play);
  world_go(scenario, &play.world, at, &to);
  memcpy(&play.world, &to, sizeof to);
  play.critical |= outcome->critical;
  outcome->ended = scenario->scenes[to.scene].end;
  pack(&play, next);
}

bool scenario_ended(const struct drill *drill, const struct drill_state *state) {
  const struct scenario *scenario = drill->body;
  return scenario->scenes[scenario_unpack(state).world.scene].end;
}

void scenario_result(const struct drill *drill, const struct drill_state *state,
                     struct drill_result *result) {
  const struct scenario *scenario = drill->body;
  struct scenario_play play = scenario_unpack(state);
  int64_t gained = 0, stake = 0;
  memset(result, 0, sizeof *result);
  for (size_t i = 0; i < play.n_order; i++) {
    uint8_t c = play.order[i];
    gained += play.gained[c];
    stake += play.stake[c];
    score_put(&result->scores[result->n_scores++], scenario->competencies[c], play.gained[c],
              play.stake[c]);
  }
  result->critical = play.critical;
  result->passed = scenario->scenes[play.world.scene].pass && !play.critical;
  result->score = stake ? score_share(gained, stake) : result->passed ? SCORE_ONE : 0;
  if (play.critical && result->score > CRITICAL_CAP)
    result->score = CRITICAL_CAP;
}

void scenario_page(const struct drill *drill, const struct drill_state *state, struct page *page) {
  const struct scenario *scenario = drill->body;
  struct scenario_play play = scenario_unpack(state);
  const struct scenario_scene *scene = &scenario->scenes[play.world.scene];
  struct outline_row rows[CHOICES_MAX] = {0};
  size_t n = 0;
  page_add_prose(page, scene->text);
  show_specimens(page, scene->specimens, scene->n_specimens);
  for (size_t i = 0; !scene->end && i < scene->n_choices; i++) {
    if (!world_shows(scenario, &play.world, i))
      continue;
    rows[n].text = scene->choices[i].text;
    rows[n++].action = arena_printf(page->arena, "choose:%016" PRIx64, scene->choices[i].name);
  }
  if (n)
    page_add_outline(page, "choices", rows, n);
}
