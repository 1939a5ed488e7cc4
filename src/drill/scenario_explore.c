/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drill/explore.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct exploring {
  const struct scenario *scenario;
  struct explored found;
  size_t limit, cap, cap_edges;
  uint32_t *table; /* open addressing: index of a world + 1, or 0 */
  size_t mask;
};

static uint64_t key_hash(const uint64_t *key, size_t words) {
  uint64_t hash = 0;
  for (size_t i = 0; i < words; i++) {
    hash = (hash ^ key[i]) * UINT64_C(0x9e3779b97f4a7c15);
    hash ^= hash >> 29;
  }
  return hash;
}

static bool same_key(const uint64_t *a, const uint64_t *b, size_t words) {
  bool same = a[0] == b[0];
  for (size_t i = 1; same && i < words; i++)
    same = a[i] == b[i];
  return same;
}

static uint32_t *table_slot(struct exploring *e, const uint64_t *key) {
  size_t words = e->found.packing.words, at = (size_t)key_hash(key, words) & e->mask;
  while (e->table[at] && !same_key(&e->found.keys[(e->table[at] - 1) * words], key, words))
    at = (at + 1) & e->mask;
  return &e->table[at];
}

static void table_grow(struct exploring *e) {
  free(e->table);
  e->mask = e->mask * 2 + 1;
  e->table = mem_array(e->mask + 1, sizeof *e->table);
  for (size_t i = 0; i < e->found.n; i++)
    *table_slot(e, &e->found.keys[i * e->found.packing.words]) = (uint32_t)i + 1;
}

static void room(struct exploring *e) {
  if (e->found.n < e->cap)
    return;
  e->cap *= 2;
  e->found.keys = mem_grow(e->found.keys, e->cap * e->found.packing.words, sizeof *e->found.keys);
  e->found.from = mem_grow(e->found.from, e->cap, sizeof *e->found.from);
  e->found.first = mem_grow(e->found.first, e->cap + 1, sizeof *e->found.first);
  table_grow(e);
}

/* The world's index, found or new; NOWHERE where there is no more room for a new one. */
static uint32_t world_index(struct exploring *e, const struct world *world, uint32_t from) {
  uint64_t key[PACK_WORDS];
  size_t words = e->found.packing.words;
  world_pack(&e->found.packing, world, key);
  uint32_t *slot = table_slot(e, key);
  if (*slot)
    return *slot - 1;
  if (e->found.n == e->limit)
    return NOWHERE;
  *slot = (uint32_t)e->found.n + 1;
  for (size_t i = 0; i < words; i++)
    e->found.keys[e->found.n * words + i] = key[i];
  e->found.from[e->found.n++] = from;
  room(e);
  return (uint32_t)e->found.n - 1;
}

static void edge_add(struct exploring *e, uint32_t to, size_t choice) {
  if (e->found.n_edges == e->cap_edges) {
    e->cap_edges *= 2;
    e->found.edges = mem_grow(e->found.edges, e->cap_edges, sizeof *e->found.edges);
  }
  e->found.edges[e->found.n_edges++] = to | (uint32_t)choice << CHOICE_SHIFT;
}

/* False where there is no room for all it leads to: then it does not count as visited. */
static bool visit(struct exploring *e, size_t at) {
  struct world world = explored_world(&e->found, at), next;
  const struct scenario_scene *scene = &e->scenario->scenes[world.scene];
  e->found.first[at] = (uint32_t)e->found.n_edges;
  for (size_t choice = 0; !scene->end && choice < scene->n_choices; choice++) {
    if (!world_shows(e->scenario, &world, choice))
      continue;
    world_go(e->scenario, &world, choice, &next);
    uint32_t to = world_index(e, &next, (uint32_t)at);
    if (to == NOWHERE)
      return false;
    edge_add(e, to, choice);
  }
  e->found.first[at + 1] = (uint32_t)e->found.n_edges;
  return true;
}

struct explored scenario_explore(const struct scenario *scenario, size_t limit) {
  struct exploring e = {
      .scenario = scenario, .limit = limit, .cap = 64, .cap_edges = 128, .mask = 255};
  struct world start = world_start(scenario);
  e.found.packing = packing_of(scenario);
  e.found.keys = mem_array(e.cap * e.found.packing.words, sizeof *e.found.keys);
  e.found.from = mem_array(e.cap, sizeof *e.found.from);
  e.found.first = mem_array(e.cap + 1, sizeof *e.found.first);
  e.found.edges = mem_array(e.cap_edges, sizeof *e.found.edges);
  e.table = mem_array(e.mask + 1, sizeof *e.table);
  e.limit = limit < EXPLORE_MOST ? limit : EXPLORE_MOST;
  world_index(&e, &start, NOWHERE);
  while (e.found.n_visited < e.found.n && visit(&e, e.found.n_visited))
    e.found.n_visited++;
  free(e.table);
  return e.found;
}

void explored_done(struct explored *explored) {
  free(explored->keys);
  free(explored->from);
  free(explored->first);
  free(explored->edges);
  *explored = (struct explored){0};
}

struct world explored_world(const struct explored *explored, size_t at) {
  return world_unpack(&explored->packing, &explored->keys[at * explored->packing.words]);
}

uint8_t explored_scene(const struct explored *explored, size_t at) {
  struct bit_field field = explored->packing.scene;
  return (uint8_t)(explored->keys[at * explored->packing.words + field.word] >> field.shift &
                   field.mask);
}

unsigned explored_shown(const struct explored *explored, size_t at) {
  unsigned shown = 0;
  for (const uint32_t *e = edges_begin(explored, at); e < edges_end(explored, at); e++)
    shown |= 1u << edge_choice(*e);
  return shown;
}
