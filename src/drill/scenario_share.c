/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best share of points that any way has. A score is gained points over points at stake, so the
 * best of all ways is found as Dinkelbach does: for a share p/q the way is sought whose
 * q * gained - p * stake is most; if that is more than nothing, its own share is better, and is
 * tried next. Each such way is found by relaxing from the ends backwards, circles till nothing
 * changes any more. Who goes round in a circle that gets better each time comes ever nearer to the
 * circle's own share, which no way need have: then that is tried next, and the answer says so. */
#include "drill/explore.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 1000, TRIES = 1000 };

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

struct points { /* of a choice; NOT_TAKEN: it is not to be made */
  int16_t part, whole;
};
enum { NOT_TAKEN = -1 };

struct trying {
  const struct explored *explored;
  const struct circles *circles;
  const struct scenario *scenario;
  struct points *points; /* of each edge */
  int64_t part, whole;   /* the share that is tried */
  int64_t *value;        /* of each world, the most on the way from it */
  uint8_t *pick;         /* the edge it begins with */
  uint32_t *walked;      /* the walk that came by, looking for circles of picks */
  uint32_t walk;
  bool passing;       /* only an end with pass is one */
  bool attained;      /* some way has it; else ways come ever nearer to it */
  bool exact, counts; /* counts: on some way to an end something does */
};

static struct points points_of(const struct stakes *stakes, const struct measure *measure) {
  size_t c = measure->competency;
  bool all = c == ALL_COMPETENCIES;
  int32_t whole = all ? stakes->stake : stakes->weight[c];
  int32_t lost = all ? stakes->lost : stakes->weight[c] - stakes->gained[c];
  return (struct points){(int16_t)(measure->lost ? lost : whole - lost), (int16_t)whole};
}

/* Once for all rounds: they are many. */
static struct points *points_all(const struct explored *explored, struct decisions *decisions,
                                 const struct measure *measure) {
  struct points *points = mem_array(explored->n_edges + 1, sizeof *points);
  for (size_t at = 0; at < explored->n_visited; at++) {
    size_t scene = explored_scene(explored, at);
    const struct scenario_choice *choices = decisions->scenario->scenes[scene].choices;
    const struct stakes *stakes = decision_stakes(decisions, scene, explored_shown(explored, at));
    for (size_t i = explored->first[at]; i < explored->first[at + 1]; i++) {
      unsigned choice = edge_choice(explored->edges[i]);
      points[i] = points_of(&stakes[choice], measure);
      if (measure->harmless && choices[choice].critical)
        points[i].whole = NOT_TAKEN;
    }
  }
  return points;
}

/* Whether anything changed. */
static bool relax(struct trying *t, uint32_t at) {
  const uint32_t *begin = edges_begin(t->explored, at), *end = edges_end(t->explored, at);
  const struct points *points = t->points + (begin - t->explored->edges);
  int64_t most = t->value[at];
  for (const uint32_t *e = begin; e < end; e++, points++) {
    int64_t onward = t->value[edge_to(*e)];
    if (onward == NO_WAY || points->whole == NOT_TAKEN)
      continue;
    t->counts |= points->whole > 0;
    int64_t value = onward + t->whole * points->part - t->part * points->whole;
    if (value > most)
      most = value, t->pick[at] = (uint8_t)(e - begin);
  }
  bool changed = most > t->value[at];
  t->value[at] = most;
  return changed;
}

struct sum {
  int64_t part, whole;
};

/* One step of the way from a world; its choice. */
static unsigned step(const struct trying *t, uint32_t *at, struct sum *sum) {
  const uint32_t *edge = edges_begin(t->explored, *at) + t->pick[*at];
  const struct points *points = &t->points[edge - t->explored->edges];
  sum->part += points->part;
  sum->whole += points->whole;
  *at = edge_to(*edge);
  return edge_choice(*edge);
}

static bool relax_circle(struct trying *t, const uint32_t *from, const uint32_t *to) {
  bool changed = false;
  for (const uint32_t *world = from; world < to; world++)
    changed |= relax(t, *world);
  return changed;
}

/* Whether the picks of these worlds, which stand in one circle, go round: then all the way round
 * gains. */
static bool picks_go_round(struct trying *t, const uint32_t *from, const uint32_t *to,
                           struct sum *sum) {
  uint32_t circle = t->circles->of[*from], before = t->walk;
  for (const uint32_t *world = from; world < to; world++) {
    uint32_t at = *world;
    struct sum unused = {0};
    t->walk++;
    while (t->circles->of[at] == circle && t->value[at] != NO_WAY && t->walked[at] <= before) {
      t->walked[at] = t->walk;
      step(t, &at, &unused);
    }
    if (t->circles->of[at] != circle || t->walked[at] != t->walk)
      continue;
    uint32_t begin = at;
    *sum = (struct sum){0};
    do
      step(t, &at, sum);
    while (at != begin);
    return true;
  }
  return false;
}

static bool is_power_of_two(size_t n) { return (n & (n - 1)) == 0; }

/* True if there is a circle that gains; sum is its points. */
static bool relax_all(struct trying *t, struct sum *sum) {
  const struct circles *c = t->circles;
  for (size_t i = 0; i < t->explored->n; i++) {
    const struct scenario_scene *scene = &t->scenario->scenes[explored_scene(t->explored, i)];
    t->value[i] = scene->end && (scene->pass || !t->passing) ? 0 : NO_WAY;
  }
  for (size_t i = 0; i < c->n; i++) {
    const uint32_t *from = &c->order[c->first[i]], *to = &c->order[c->first[i + 1]];
    size_t round = 0;
    while (relax_circle(t, from, to) && ++round < ROUNDS)
      if (round > 1 && is_power_of_two(round) && picks_go_round(t, from, to, sum))
        return true;
    t->exact &= round < ROUNDS;
  }
  return false;
}

/* The way to an end, and its points. False: it was left when it went round. */
static bool follow(const struct trying *t, struct share *way, struct sum *sum) {
  size_t cap = 0;
  uint32_t at = 0;
  *way = (struct share){0};
  *sum = (struct sum){0};
  while (!t->scenario->scenes[explored_scene(t->explored, at)].end) {
    if (way->n_way == t->explored->n)
      return false;
    if (way->n_way == cap)
      way->way = mem_grow(way->way, cap = cap ? 2 * cap : 64, 1);
    way->way[way->n_way++] = (uint8_t)step(t, &at, sum);
  }
  way->end = at;
  return true;
}

/* Tries that share next. False: it is too far to be counted, or no better. */
static bool raise(struct trying *t, const struct sum *sum) {
  if (sum->whole >= POINTS_FAR) {
    t->exact = false;
    return false;
  }
  if (sum->part * t->whole <= t->part * sum->whole)
    return false;
  t->part = sum->part;
  t->whole = sum->whole;
  return true;
}

/* From one try to the next. False: no better one can be had. */
static bool improve(struct trying *t, struct share *share) {
  struct share way;
  struct sum sum;
  t->exact = true;
  if (relax_all(t, &sum)) {
    t->attained = false;
    return raise(t, &sum);
  }
  t->attained |= t->value[0] == 0;
  if (t->value[0] == NO_WAY || (t->value[0] <= 0 && share->way))
    return false;
  bool arrived = follow(t, &way, &sum), more = arrived && raise(t, &sum);
  if (arrived && (more || !share->way)) {
    free(share->way);
    *share = way;
  } else {
    free(way.way);
  }
  t->attained |= more;
  t->exact &= arrived;
  return more;
}

struct share best_share(const struct explored *explored, const struct circles *circles,
                        struct decisions *decisions, const struct measure *measure) {
  struct share share = {0};
  struct trying t = {.explored = explored,
                     .circles = circles,
                     .scenario = decisions->scenario,
                     .passing = measure->passing,
                     .points = points_all(explored, decisions, measure),
                     .whole = 1,
                     .attained = true};
  t.value = mem_array(explored->n, sizeof *t.value);
  t.pick = mem_array(explored->n, sizeof *t.pick);
  t.walked = mem_array(explored->n, sizeof *t.walked);
  size_t tries = 0;
  while (improve(&t, &share) && ++tries < TRIES)
    ;
  share.any = t.counts && share.way;
  share.part = t.part;
  share.whole = t.whole;
  share.exact = tries < TRIES && t.exact && t.attained && explored_whole(explored);
  free(t.points);
  free(t.value);
  free(t.pick);
  free(t.walked);
  return share;
}
