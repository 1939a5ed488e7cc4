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
  scene_set_add(&world.seen, scenario->start);
  return world;
}

bool world_shows(const struct scenario *scenario, const struct world *world, size_t choice) {
  return choice < scenario->scenes[world->scene].n_choices &&
         when_holds(&choice_at(scenario, world, choice)->when, world->states, &world->seen);
}

unsigned world_shown(const struct scenario *scenario, const struct world *world) {
  unsigned shown = 0;
  for (size_t i = 0; i < scenario->scenes[world->scene].n_choices; i++)
    shown |= world_shows(scenario, world, i) ? 1u << i : 0;
  return shown;
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
  scene_set_add(&next->seen, taken->go);
  return within;
}

static void stakes_add(const struct scenario_scene *scene, unsigned shown, size_t choice,
                       size_t competency, struct stakes *stakes) {
  int32_t points = scene->choices[choice].points[competency];
  int32_t best = points, worst = points;
  for (size_t i = 0; i < scene->n_choices; i++) {
    if (!(shown >> i & 1))
      continue;
    int32_t other = scene->choices[i].points[competency];
    best = other > best ? other : best;
    worst = other < worst ? other : worst;
  }
  stakes->weight[competency] = best - worst;
  stakes->gained[competency] = points - worst;
  stakes->stake += best - worst;
  stakes->lost += best - points;
}

struct stakes scene_stakes(const struct scenario *scenario, size_t scene, unsigned shown,
                           size_t choice) {
  struct stakes stakes = {0};
  for (size_t i = 0; i < scenario->n_competencies; i++)
    stakes_add(&scenario->scenes[scene], shown, choice, i, &stakes);
  return stakes;
}

struct stakes world_stakes(const struct scenario *scenario, const struct world *world,
                           size_t choice) {
  return scene_stakes(scenario, world->scene, world_shown(scenario, world), choice);
}

size_t world_best(const struct scenario *scenario, const struct world *world) {
  enum { CRITICAL = 1 << 20 }; /* more than any points */
  unsigned shown = world_shown(scenario, world);
  size_t best = NO_CHOICE;
  int32_t least = 0;
  for (size_t i = 0; i < scenario->scenes[world->scene].n_choices; i++) {
    if (!(shown >> i & 1))
      continue;
    int32_t lost = scene_stakes(scenario, world->scene, shown, i).lost +
                   (choice_at(scenario, world, i)->critical ? CRITICAL : 0);
    if (best == NO_CHOICE || lost < least)
      best = i, least = lost;
  }
  return best;
}
