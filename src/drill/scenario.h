/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario: scenes, and choices that lead from one to the next. Private to drill/scenario*.c and
 * their tests.
 *
 * A *world* is all that decides what can happen next: the scene, the states, and which of the
 * scenes that some `when` asks about were entered. There are finitely many; checks visit them. */
#ifndef DRILL_SCENARIO_H
#define DRILL_SCENARIO_H

#include "drill/kind.h"
#include "drill/when.h"
#include "model/graph.h"
#include "model/proof.h"

enum {
  SCENES_MAX = 200,
  CHOICES_MAX = 8,
  STATES_MAX = 8,
  WAY_MAX = 256, /* more than there are scenes */
  NO_SCENE = 255,
  NO_CHOICE = 255,
  POINTS_MAX = 100,
  STATE_LIMIT = 1000
};

struct scenario_state_row {
  const char *name;
  int16_t start, from, to;
};

struct scenario_set {
  uint8_t state;
  bool by; /* add number; else it becomes number */
  int16_t number;
};

struct scenario_choice {
  uint64_t name;
  const char *text, *why, *critical; /* why and critical: NULL where absent */
  const char *when_text;             /* NULL: always */
  struct when when;
  int16_t points[SCORES_MAX]; /* by competency; 0 where none are given */
  struct scenario_set set[STATES_MAX];
  uint8_t n_set, go; /* go: scene, or NO_SCENE where that is a mistake */
  struct place at;
  unsigned span;
};

struct scenario_scene {
  const char *id, *text;
  bool end, pass;
  const struct scenario_choice *choices;
  uint8_t n_choices;
  const struct specimen *specimens;
  size_t n_specimens;
  struct place at;
  unsigned span;
};

struct scenario {
  struct scenario_state_row states[STATES_MAX];
  uint8_t n_states;
  const char *competencies[SCORES_MAX]; /* in the order of first appearance in the file */
  const char *labels[SCORES_MAX];       /* the same, as people call them */
  uint8_t n_competencies;
  const struct scenario_scene *scenes;
  uint8_t n_scenes, start; /* start: NO_SCENE where that is a mistake */
  bool broken;             /* a mistake that makes walking through it senseless */
};

struct world {
  int16_t states[STATES_MAX];
  struct scene_set seen; /* that were entered */
  uint8_t scene;
  uint8_t zero[7]; /* so that worlds can be compared and hashed as bytes */
};

/* What a choice meant against the others that could show. */
struct stakes {
  int32_t weight[SCORES_MAX]; /* best - worst points, by competency */
  int32_t gained[SCORES_MAX]; /* points - worst */
  int32_t stake, lost;        /* sums over competencies of weight, and of best - points */
};

extern const struct drill_kind drill_scenario;

bool scenario_build(struct reading *r, const struct node *map,
                    const struct drill_material *material, struct drill *drill);
void scenario_check(struct reading *r, const struct node *map, const struct drill *drill);

struct world world_start(const struct scenario *scenario);
bool world_shows(const struct scenario *scenario, const struct world *world, size_t choice);
unsigned world_shown(const struct scenario *scenario, const struct world *world); /* all, as bits */
/* Goes where the choice leads. False if a state would leave its bounds (it stops at them). */
bool world_go(const struct scenario *scenario, const struct world *world, size_t choice,
              struct world *next);
struct stakes world_stakes(const struct scenario *scenario, const struct world *world,
                           size_t choice);
/* The same where these choices of a scene show. */
struct stakes scene_stakes(const struct scenario *scenario, size_t scene, unsigned shown,
                           size_t choice);

/* The choice that loses least here: no critical error if that can be, the first among equals. */
size_t world_best(const struct scenario *scenario, const struct world *world);

/* One decision of the way taken. */
struct way_step {
  uint8_t scene, choice, best; /* best: what would have lost less, or NO_CHOICE */
  uint8_t zero;
  int16_t lost, stake;
};

/* The state of a drill in play; lies in struct drill_state. */
struct scenario_play {
  struct world world;
  int64_t gained[SCORES_MAX], stake[SCORES_MAX]; /* points, by competency */
  uint8_t order[SCORES_MAX];                     /* competencies as they first counted */
  uint8_t n_order;
  bool critical;
  uint16_t n_way;
  uint32_t forgotten; /* decisions of loops dropped from the way */
  struct way_step way[WAY_MAX];
};

struct scenario_play scenario_unpack(const struct drill_state *state);

void scenario_start(const struct drill *drill, uint64_t seed, struct drill_state *state);
void scenario_step(const struct drill *drill, const struct drill_state *state,
                   const struct drill_input *input, struct drill_state *next,
                   struct drill_outcome *outcome);
bool scenario_ended(const struct drill *drill, const struct drill_state *state);
void scenario_result(const struct drill *drill, const struct drill_state *state,
                     struct drill_result *result);
void scenario_page(const struct drill *drill, const struct drill_state *state, struct page *page);
void scenario_debrief(const struct drill *drill, const struct drill_state *state,
                      struct page *page);
void scenario_prove(const struct drill *drill, size_t limit, struct proof *proof);
void scenario_graph(const struct drill *drill, struct arena *arena, struct graph *graph);

#endif
