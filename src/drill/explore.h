/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every world that a scenario can come to, and what leads from one to another.
 *
 * A world is kept packed: its scene, its states, each in as many bits as its bounds need, and one
 * bit for each scene that some `when` asks about. That is one word for nearly every scenario. */
#ifndef DRILL_EXPLORE_H
#define DRILL_EXPLORE_H

#include "drill/scenario.h"

enum { PACK_WORDS = 8, CHOICE_SHIFT = 29 };

#define NOWHERE UINT32_MAX
#define EXPLORE_MOST ((size_t)1 << CHOICE_SHIFT)

struct bit_field { /* bits of a word */
  uint8_t word, shift;
  uint16_t mask;
};

struct packing {
  size_t words;
  struct bit_field scene, states[STATES_MAX];
  int16_t from[STATES_MAX];
  uint8_t asked[SCENES_MAX];      /* the scenes that some `when` asks about */
  size_t n_states, n_asked, seen; /* seen: the bit of the first of them */
};

struct packing packing_of(const struct scenario *scenario);
void world_pack(const struct packing *packing, const struct world *world, uint64_t *key);
/* Of the scenes that were seen those are known that are asked about. */
struct world world_unpack(const struct packing *packing, const uint64_t *key);

/* Breadth first: from[] leads back to the beginning on a shortest way. Past the first n_visited
 * worlds what leads on is not known, where there are more than the limit. */
struct explored {
  struct packing packing;
  uint64_t *keys;
  uint32_t *first; /* edges of world i: edges[first[i]] to edges[first[i + 1] - 1] */
  uint32_t *from;  /* NOWHERE: the beginning */
  uint32_t *edges;
  size_t n, n_visited, n_edges;
};

struct explored scenario_explore(const struct scenario *scenario, size_t limit);
void explored_done(struct explored *explored);

static inline uint32_t edge_to(uint32_t edge) { return edge & (((uint32_t)1 << CHOICE_SHIFT) - 1); }
static inline unsigned edge_choice(uint32_t edge) { return edge >> CHOICE_SHIFT; }
static inline bool explored_whole(const struct explored *e) { return e->n && e->n_visited == e->n; }
static inline const uint32_t *edges_begin(const struct explored *e, size_t at) {
  return at < e->n_visited ? e->edges + e->first[at] : e->edges;
}
static inline const uint32_t *edges_end(const struct explored *e, size_t at) {
  return at < e->n_visited ? e->edges + e->first[at + 1] : e->edges;
}
struct world explored_world(const struct explored *explored, size_t at);
uint8_t explored_scene(const struct explored *explored, size_t at);
unsigned explored_shown(const struct explored *explored, size_t at); /* choices, as bits */

/* What each choice means where these show; computed once for each that is asked for. */
struct decisions {
  const struct scenario *scenario;
  struct stakes **known; /* by scene and what shows; each of CHOICES_MAX */
};
struct decisions decisions_open(const struct scenario *scenario);
const struct stakes *decision_stakes(struct decisions *decisions, size_t scene, unsigned shown);
void decisions_done(struct decisions *decisions);

/* The worlds such that what leads on is before, but for circles, whose worlds stand together:
 * circle i is order[first[i]] to order[first[i + 1] - 1], mostly one world alone. */
struct circles {
  uint32_t *order, *of, *first; /* of: the circle of a world */
  size_t n;
};
struct circles circles_find(const struct explored *explored);
void circles_done(struct circles *circles);

/* The best share of points, or of points lost, that any way to an end has. */
struct measure {
  size_t competency; /* or ALL_COMPETENCIES */
  bool lost;         /* of points lost */
  bool harmless;     /* ways without a critical error alone */
  bool passing;      /* to an end with pass alone */
};
enum { ALL_COMPETENCIES = SCORES_MAX };
struct share {
  bool any;   /* false: there is no such way on which something counts */
  bool exact; /* false: there is more to be had, in circles */
  int64_t part, whole;
  uint8_t *way; /* on such a way: choices; the caller frees it */
  size_t n_way;
  uint32_t end; /* the world in which it ends */
};
struct share best_share(const struct explored *explored, const struct circles *circles,
                        struct decisions *decisions, const struct measure *measure);

/* What is wrong, by scene and choice; the world in which it shows first, or NOWHERE. */
struct scene_findings {
  uint32_t reached, stuck, trapped;
  uint32_t idle; /* a decision in which nothing is at stake */
  bool stake;    /* but in some world something is */
  uint32_t shown[CHOICES_MAX];
  uint32_t leaving[CHOICES_MAX]; /* a state would leave its bounds */
  uint32_t pays[CHOICES_MAX];    /* a critical error has the most points */
  uint32_t passes[CHOICES_MAX];  /* a critical error, and then an end with pass */
};
struct findings {
  struct scene_findings scenes[SCENES_MAX];
  uint32_t *toward; /* of each world, how far the next end with pass is; NOWHERE: none */
};
struct findings *findings_find(const struct scenario *scenario, const struct explored *explored,
                               struct decisions *decisions);
void findings_free(struct findings *findings);
/* proof: where the way to each goes, whose diags they then are; or NULL. */
void findings_tell(const struct scenario *scenario, const struct explored *explored,
                   const struct findings *findings, struct diags *diags, struct proof *proof);

/* The way to a world, and then these choices, is that of the last diagnostic. */
void way_tell(const struct scenario *scenario, const struct explored *explored, uint32_t to,
              const uint8_t *more, size_t n_more, struct proof *proof);

#endif
