/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a scenario can go from where it is. */
#include "drill/scenario.h"

#include <string.h>

static const struct scenario_choice *choice_at(const struct scenario *scenario,
                                               const struct world *world, size_t choice) {
  return &scenario->scenes[world->scene].choices[choice];
}

struct world world_start(const struct scenario *scenario) {
  struct world world;
  memset(&world, 0, sizeof world);
  for (size_t i = 0; i < scenario->n_states; i++)
    world.states[i] = scenario->states[i].start;
  world.scene = scenario->start;
  world.seen = UINT64_C(1) << scenario->start;
  return world;
}

bool world_shows(const struct scenario *scenario, const struct world *world, size_t choice) {
  return choice < scenario->scenes[world->scene].n_choices &&
         when_holds(&choice_at(scenario, world, choice)->when, world->states, world->seen);
}

/* False if the value had to be stopped at a bound. */
static bool set_state(const struct scenario_state_row *row, const struct scenario_set *set,
                      int16_t *value) {
  int wanted = set->by ? *value + set->number : set->number;
  int kept = wanted < row->from ? row->from : wanted > row->to ? row->to : wanted;
  *value = (int16_t)kept;
  return kept == wanted;
}

bool world_go(const struct scenario *scenario, const struct world *world, size_t choice,
              struct world *next) {
  const struct scenario_choice *taken = choice_at(scenario, world, choice);
  bool within = true;
  *next = *world;
  for (size_t i = 0; i < taken->n_set; i++) {
    const struct scenario_set *set = &taken->set[i];
    within &= set_state(&scenario->states[set->state], set, &next->states[set->state]);
  }
  next->scene = taken->go;
  next->seen |= UINT64_C(1) << taken->go;
  return within;
}

static void stakes_add(const struct scenario *scenario, const struct world *world, size_t choice,
                       size_t competency, struct stakes *stakes) {
  int32_t points = choice_at(scenario, world, choice)->points[competency];
  int32_t best = points, worst = points;
  for (size_t i = 0; i < scenario->scenes[world->scene].n_choices; i++) {
    if (!world_shows(scenario, world, i))
      continue;
    int32_t other = choice_at(scenario, world, i)->points[competency];
    best = other > best ? other : best;
    worst = other < worst ? other : worst;
  }
  stakes->weight[competency] = best - worst;
  stakes->gained[competency] = points - worst;
  stakes->stake += best - worst;
  stakes->lost += best - points;
}

struct stakes world_stakes(const struct scenario *scenario, const struct world *world,
                           size_t choice) {
  struct stakes stakes = {0};
  for (size_t i = 0; i < scenario->n_competencies; i++)
    stakes_add(scenario, world, choice, i, &stakes);
  return stakes;
}

size_t world_best(const struct scenario *scenario, const struct world *world) {
  enum { CRITICAL = 1 << 20 }; /* more than any points */
  size_t best = NO_CHOICE;
  int32_t least = 0;
  for (size_t i = 0; i < scenario->scenes[world->scene].n_choices; i++) {
    if (!world_shows(scenario, world, i))
      continue;
    int32_t lost = world_stakes(scenario, world, i).lost +
                   (choice_at(scenario, world, i)->critical ? CRITICAL : 0);
    if (best == NO_CHOICE || lost < least)
      best = i, least = lost;
  }
  return best;
}
