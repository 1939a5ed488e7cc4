/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best share of points that any way has. A score is gained points over points at stake, so the
 * best of all ways is found as Dinkelbach does: for a share p/q the way is sought whose
 * q * gained - p * stake is most; if that is more than nothing, its own share is better, and is
 * tried next. Each such way is found by relaxing from the ends backwards, circles till nothing
 * changes any more. Who goes round in a circle that goes on getting better comes ever nearer to
 * the circle's own share, and no way has it: then that is tried next, and the answer says so. */
#include "drill/explore.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 64, TRIES = 64 };

#define NO_WAY INT64_MIN
#define POINTS_FAR ((int64_t)1 << 28) /* products of such numbers of points still fit */

struct decisions decisions_open(const struct scenario *scenario) {
  return (struct decisions){
      scenario, mem_array((size_t)scenario->n_scenes << CHOICES_MAX, sizeof(struct stakes *))};
}

const struct stakes *decision_stakes(struct decisions *decisions, size_t scene, unsigned shown) {
  struct stakes **known = &decisions->known[scene << CHOICES_MAX | shown];
  if (*known)
    return *known;
  *known = mem_array(CHOICES_MAX, sizeof **known);
  for (size_t i = 0; i < CHOICES_MAX; i++)
    if (shown >> i & 1)
      (*known)[i] = scene_stakes(decisions->scenario, scene, shown, i);
  return *known;
}

void decisions_done(struct decisions *decisions) {
  for (size_t i = 0; i < (size_t)decisions->scenario->n_scenes << CHOICES_MAX; i++)
    free(decisions->known[i]);
  free(decisions->known);
  decisions->known = NULL;
}

struct trying {
  const struct explored *explored;
  const struct circles *circles;
  struct decisions *decisions;
  const struct measure *measure;
  int64_t part, whole; /* the share that is tried */
  int64_t *value;      /* of each world, the most on the way from it */
  uint8_t *pick;       /* the edge it begins with */
  bool attained;       /* some way has it; else ways come ever nearer to it */
  bool exact, counts;  /* counts: on some way to an end something does */
};

static void edge_points(const struct trying *t, const struct stakes *stakes, int64_t *part,
                        int64_t *whole) {
  size_t c = t->measure->competency;
  int64_t lost;
  if (c == ALL_COMPETENCIES) {
    *whole = stakes->stake;
    lost = stakes->lost;
  } else {
    *whole = stakes->weight[c];
    lost = stakes->weight[c] - stakes->gained[c];
  }
  *part = t->measure->lost ? lost : *whole - lost;
}

static bool may_end(const struct trying *t, const struct scenario_scene *scene) {
  return scene->end && (scene->pass || !t->measure->passing);
}

/* Whether anything changed. */
static bool relax(struct trying *t, uint32_t at) {
  size_t scene = explored_scene(t->explored, at);
  const struct scenario_scene *here = &t->decisions->scenario->scenes[scene];
  const uint32_t *begin = edges_begin(t->explored, at), *end = edges_end(t->explored, at);
  const struct stakes *stakes =
      begin < end ? decision_stakes(t->decisions, scene, explored_shown(t->explored, at)) : NULL;
  bool changed = false;
  if (may_end(t, here))
    t->value[at] = 0;
  for (const uint32_t *e = begin; e < end; e++) {
    unsigned choice = edge_choice(*e);
    int64_t part, whole, onward = t->value[edge_to(*e)];
    if (onward == NO_WAY || (t->measure->harmless && here->choices[choice].critical))
      continue;
    edge_points(t, &stakes[choice], &part, &whole);
    t->counts |= whole > 0;
    int64_t value = onward + t->whole * part - t->part * whole;
    if (value <= t->value[at])
      continue;
    t->value[at] = value;
    t->pick[at] = (uint8_t)(e - begin);
    changed = true;
  }
  return changed;
}

static bool relax_circle(struct trying *t, const uint32_t *from, const uint32_t *to) {
  bool changed = false;
  for (const uint32_t *world = from; world < to; world++)
    changed |= relax(t, *world);
  return changed;
}

static void relax_all(struct trying *t) {
  const struct circles *c = t->circles;
  for (size_t i = 0; i < t->explored->n; i++)
    t->value[i] = NO_WAY;
  for (size_t i = 0; i < c->n; i++) {
    const uint32_t *from = &c->order[c->first[i]], *to = &c->order[c->first[i + 1]];
    size_t round = 0;
    while (relax_circle(t, from, to) && ++round < ROUNDS)
      ;
    t->exact &= round < ROUNDS;
  }
}

struct points {
  int64_t part, whole;
};

/* One step of the way from a world; its choice. */
static unsigned step(const struct trying *t, uint32_t *at, struct points *sum) {
  size_t scene = explored_scene(t->explored, *at);
  uint32_t edge = edges_begin(t->explored, *at)[t->pick[*at]];
  unsigned choice = edge_choice(edge);
  int64_t part, whole;
  edge_points(t, &decision_stakes(t->decisions, scene, explored_shown(t->explored, *at))[choice],
              &part, &whole);
  sum->part += part;
  sum->whole += whole;
  *at = edge_to(edge);
  return choice;
}

/* The way to an end, and its points. False: it goes round and round. Then they are the circle's. */
static bool follow(const struct trying *t, struct share *way, struct points *sum) {
  const struct scenario *scenario = t->decisions->scenario;
  size_t cap = 0;
  uint32_t at = 0;
  *way = (struct share){0};
  *sum = (struct points){0};
  while (!scenario->scenes[explored_scene(t->explored, at)].end && way->n_way < t->explored->n) {
    if (way->n_way == cap)
      way->way = mem_grow(way->way, cap = cap ? 2 * cap : 64, 1);
    way->way[way->n_way++] = (uint8_t)step(t, &at, sum);
  }
  way->end = at;
  if (scenario->scenes[explored_scene(t->explored, at)].end)
    return true;
  *sum = (struct points){0};
  do
    step(t, &at, sum);
  while (at != way->end);
  return false;
}

/* From one try to the next. False: no better one can be had. */
static bool improve(struct trying *t, struct share *share) {
  struct share way;
  struct points sum;
  t->exact = true;
  relax_all(t);
  t->attained |= t->value[0] == 0;
  if (t->value[0] == NO_WAY || (t->value[0] <= 0 && share->way))
    return false;
  bool arrived = follow(t, &way, &sum);
  bool far = sum.whole >= POINTS_FAR;
  bool more = !far && sum.part * t->whole > t->part * sum.whole;
  if (arrived && (more || !share->way)) {
    free(share->way);
    *share = way;
  } else {
    free(way.way);
  }
  if (more) {
    t->part = sum.part;
    t->whole = sum.whole;
    t->attained = arrived;
  }
  t->exact &= !far;
  return more;
}

struct share best_share(const struct explored *explored, const struct circles *circles,
                        struct decisions *decisions, const struct measure *measure) {
  struct share share = {0};
  struct trying t = {explored, circles, decisions, measure, .whole = 1, .attained = true};
  t.value = mem_array(explored->n, sizeof *t.value);
  t.pick = mem_array(explored->n, sizeof *t.pick);
  for (size_t i = 0; i < TRIES && improve(&t, &share); i++)
    ;
  share.any = t.counts && share.way;
  share.part = t.part;
  share.whole = t.whole;
  share.exact = t.exact && t.attained && explored_whole(explored);
  free(t.value);
  free(t.pick);
  return share;
}
