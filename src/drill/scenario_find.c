/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a scenario, by the worlds that can be reached. */
#include "drill/explore.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* The edges backwards: those that come into world i are from[first[i]] to from[first[i + 1] - 1].
 */
struct backwards {
  uint32_t *first, *from;
};

static struct backwards turn_round(const struct explored *explored) {
  struct backwards back = {mem_array(explored->n + 2, sizeof *back.first),
                           mem_array(explored->n_edges, sizeof *back.from)};
  for (size_t i = 0; i < explored->n; i++)
    for (const uint32_t *e = edges_begin(explored, i); e < edges_end(explored, i); e++)
      back.first[edge_to(*e) + 2]++;
  for (size_t i = 2; i < explored->n + 2; i++)
    back.first[i] += back.first[i - 1];
  for (size_t i = 0; i < explored->n; i++) /* first[i + 1] runs from where i begins to its end */
    for (const uint32_t *e = edges_begin(explored, i); e < edges_end(explored, i); e++)
      back.from[back.first[edge_to(*e) + 1]++] = (uint32_t)i;
  return back;
}

/* How far each world is from those at 0; the others are at NOWHERE. */
static void distances(const struct explored *explored, const struct backwards *back,
                      uint32_t *distance) {
  uint32_t *queue = mem_array(explored->n, sizeof *queue);
  size_t n = 0;
  for (uint32_t i = 0; i < explored->n; i++)
    if (distance[i] == 0)
      queue[n++] = i;
  for (size_t at = 0; at < n; at++)
    for (uint32_t j = back->first[queue[at]]; j < back->first[queue[at] + 1]; j++)
      if (distance[back->from[j]] == NOWHERE)
        distance[back->from[j]] = distance[queue[at]] + 1, queue[n++] = back->from[j];
  free(queue);
}

static bool world_stuck(const struct explored *explored, const struct scenario *scenario,
                        size_t at) {
  return at < explored->n_visited && !scenario->scenes[explored_scene(explored, at)].end &&
         edges_begin(explored, at) == edges_end(explored, at);
}

static void first_at(uint32_t *where, size_t at) {
  if (*where == NOWHERE)
    *where = (uint32_t)at;
}

/* Whether one of two choices or more makes a difference at all. */
static bool matters(const struct explored *explored, const struct scenario_scene *scene,
                    const struct stakes *stakes, size_t at) {
  const uint32_t *begin = edges_begin(explored, at);
  bool differs = false;
  for (const uint32_t *e = begin; e < edges_end(explored, at); e++)
    differs |= edge_to(*e) != edge_to(*begin) || stakes[edge_choice(*e)].stake ||
               scene->choices[edge_choice(*e)].critical;
  return differs;
}

static void find_choice(const struct scenario *scenario, const struct findings *f,
                        const struct world *world, const struct stakes *stakes, uint32_t edge,
                        size_t at, struct scene_findings *here) {
  unsigned choice = edge_choice(edge);
  struct world next;
  first_at(&here->shown[choice], at);
  if (!world_go(scenario, world, choice, &next))
    first_at(&here->leaving[choice], at);
  if (!scenario->scenes[world->scene].choices[choice].critical)
    return;
  if (stakes[choice].stake && !stakes[choice].lost)
    first_at(&here->pays[choice], at);
  if (f->toward[edge_to(edge)] != NOWHERE)
    first_at(&here->passes[choice], at);
}

static void find_world(const struct scenario *scenario, const struct explored *explored,
                       struct decisions *decisions, size_t at, struct findings *f) {
  struct world world = explored_world(explored, at);
  const struct scenario_scene *scene = &scenario->scenes[world.scene];
  struct scene_findings *here = &f->scenes[world.scene];
  const uint32_t *begin = edges_begin(explored, at), *end = edges_end(explored, at);
  if (begin == end)
    return;
  const struct stakes *stakes =
      decision_stakes(decisions, world.scene, explored_shown(explored, at));
  if (end - begin > 1 && matters(explored, scene, stakes, at))
    here->stake = true;
  else if (end - begin > 1)
    first_at(&here->idle, at);
  for (const uint32_t *e = begin; e < end; e++)
    find_choice(scenario, f, &world, stakes, *e, at, here);
}

/* To any end, and to one that passes. A world without a choice is reported as such and counts as an
 * end here. */
static void find_ends(const struct scenario *scenario, const struct explored *explored,
                      struct findings *f) {
  struct backwards back = turn_round(explored);
  uint32_t *ends = mem_array(explored->n, sizeof *ends);
  f->toward = mem_array(explored->n, sizeof *f->toward);
  for (size_t i = 0; i < explored->n; i++) {
    const struct scenario_scene *scene = &scenario->scenes[explored_scene(explored, i)];
    ends[i] = scene->end || world_stuck(explored, scenario, i) ? 0 : NOWHERE;
    f->toward[i] = scene->end && scene->pass ? 0 : NOWHERE;
  }
  distances(explored, &back, ends);
  distances(explored, &back, f->toward);
  for (size_t i = 0; i < explored->n && explored_whole(explored); i++)
    if (ends[i] == NOWHERE)
      first_at(&f->scenes[explored_scene(explored, i)].trapped, i);
  free(ends);
  free(back.first);
  free(back.from);
}

struct findings *findings_find(const struct scenario *scenario, const struct explored *explored,
                               struct decisions *decisions) {
  struct findings *f = mem_alloc(sizeof *f);
  memset(f->scenes, 0xff, sizeof f->scenes); /* NOWHERE */
  for (size_t i = 0; i < SCENES_MAX; i++)
    f->scenes[i].stake = false;
  find_ends(scenario, explored, f);
  for (size_t i = 0; i < explored->n; i++) {
    struct scene_findings *here = &f->scenes[explored_scene(explored, i)];
    first_at(&here->reached, i);
    if (world_stuck(explored, scenario, i))
      first_at(&here->stuck, i);
    find_world(scenario, explored, decisions, i, f);
  }
  return f;
}

void findings_free(struct findings *findings) {
  free(findings->toward);
  free(findings);
}
