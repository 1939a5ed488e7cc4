/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every world that a scenario can come to. */
#include "drill/scenario.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(struct world) == 32, "worlds are compared as bytes: no padding");

struct exploring {
  const struct scenario *scenario;
  struct explored found;
  size_t limit, cap;
  uint32_t *table; /* open addressing: index of a world + 1, or 0 */
  size_t mask;
  uint64_t asked; /* the scenes that some `when` asks about */
};

static uint64_t world_hash(const struct world *world) {
  uint64_t words[sizeof *world / sizeof(uint64_t)], hash = 0;
  memcpy(words, world, sizeof words);
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    hash = (hash ^ words[i]) * UINT64_C(0x9e3779b97f4a7c15);
    hash ^= hash >> 29;
  }
  return hash;
}

static uint32_t *table_slot(struct exploring *e, const struct world *world) {
  size_t at = (size_t)world_hash(world) & e->mask;
  while (e->table[at] && memcmp(&e->found.worlds[e->table[at] - 1], world, sizeof *world) != 0)
    at = (at + 1) & e->mask;
  return &e->table[at];
}

static void table_grow(struct exploring *e) {
  free(e->table);
  e->mask = e->mask * 2 + 1;
  e->table = mem_array(e->mask + 1, sizeof *e->table);
  for (size_t i = 0; i < e->found.n; i++)
    *table_slot(e, &e->found.worlds[i]) = (uint32_t)i + 1;
}

static void room(struct exploring *e) {
  if (e->found.n < e->cap)
    return;
  e->cap *= 2;
  e->found.worlds = mem_grow(e->found.worlds, e->cap, sizeof *e->found.worlds);
  e->found.next = mem_grow(e->found.next, e->cap * CHOICES_MAX, sizeof *e->found.next);
  table_grow(e);
}

/* The world's index, found or new; NOWHERE where there is no more room for a new one. */
static uint32_t world_index(struct exploring *e, struct world world) {
  world.seen &= e->asked;
  uint32_t *slot = table_slot(e, &world);
  if (*slot)
    return *slot - 1;
  if (e->found.n == e->limit) {
    e->found.complete = false;
    return NOWHERE;
  }
  *slot = (uint32_t)e->found.n + 1;
  e->found.worlds[e->found.n++] = world;
  room(e);
  return (uint32_t)e->found.n - 1;
}

static uint64_t asked_scenes(const struct scenario *scenario) {
  uint64_t asked = 0;
  for (size_t i = 0; i < scenario->n_scenes; i++)
    for (size_t j = 0; j < scenario->scenes[i].n_choices; j++)
      asked |= when_scenes(&scenario->scenes[i].choices[j].when);
  return asked;
}

static void visit(struct exploring *e, size_t at) {
  for (size_t choice = 0; choice < CHOICES_MAX; choice++) {
    struct world world = e->found.worlds[at], next; /* a copy: the array may move */
    uint32_t to = NOWHERE;
    if (!e->scenario->scenes[world.scene].end && world_shows(e->scenario, &world, choice)) {
      world_go(e->scenario, &world, choice, &next);
      to = world_index(e, next);
    }
    e->found.next[at * CHOICES_MAX + choice] = to;
  }
}

struct explored scenario_explore(const struct scenario *scenario, size_t limit) {
  struct exploring e = {.scenario = scenario, .limit = limit, .cap = 64, .mask = 255};
  e.asked = asked_scenes(scenario);
  e.found.complete = true;
  e.found.worlds = mem_array(e.cap, sizeof *e.found.worlds);
  e.found.next = mem_array(e.cap * CHOICES_MAX, sizeof *e.found.next);
  e.table = mem_array(e.mask + 1, sizeof *e.table);
  world_index(&e, world_start(scenario));
  for (size_t at = 0; at < e.found.n; at++)
    visit(&e, at);
  free(e.table);
  return e.found;
}

void explored_done(struct explored *explored) {
  free(explored->worlds);
  free(explored->next);
  *explored = (struct explored){0};
}
