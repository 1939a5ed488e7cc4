/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merges: bundles of ten laptops, one of them copied in mid-life so that its chain forks, collected
 * in any order and grouping, some twice, some never, some laptops revoked. Whatever the way, one
 * set of events is one state: offices that got the same bundles by different ways say the same.
 *
 * A way leads through five stages, each with more bundles than the one before, and is a case at
 * each: all that is projected then is compared, and at the end of the way what is projected anew
 * and what is reported too. */
#include "base/mem.h"
#include "torture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LAPTOPS = 10, EVENTS = 18, PIECES = 3, GROUP = 7, EVENTS_LEAST = 200 };
enum { STAGES = 5, WAYS_A_SET = 10, SETS_A_WORLD = 10, CASES_A_SET = STAGES * WAYS_A_SET };
enum { BUNDLES_MOST = LAPTOPS * PIECES * 4 };

/* -- The world -----------------------------------------------------------------------------------
 */

struct merge {
  struct world world;
  bool by_arrival;
  int stage[BUNDLES_MOST]; /* from which on each bundle is there; STAGES: never */
  uint64_t revoked;
  uint8_t want[STAGES][HASH_BYTES], got[STAGES][HASH_BYTES];
  uint64_t n_world, set, way; /* of the last case; UINT64_MAX: none */
  uint64_t fewest;            /* events in a case so far */
  struct rng rng;
};

static void copy_folder(struct world *world, const char *from, const char *to) {
  MUST(system(arena_printf(&world->arena, "cp -r '%s' '%s'", from, to)) == 0);
}

static void live_and_hand_in(struct world *world, struct store *laptop, struct clocks *clocks) {
  for (size_t piece = 0; piece < PIECES; piece++) {
    if (rng_below(&world->rng, 4) == 0) {
      clocks->boot++;
      clocks->wall += (int64_t)rng_below(&world->rng, 200000) - 100000;
    }
    world_live(world, laptop, clocks, EVENTS / PIECES);
    world_hand_in(world, laptop, piece && rng_below(&world->rng, 4) == 0,
                  rng_below(&world->rng, 4) != 0);
  }
}

static void make_world(struct merge *merge, uint64_t number) {
  struct world *world = &merge->world;
  merge->n_world = number;
  world_begin(world, number + 1);
  world_reads_once(true); /* what is tried here is what comes after */
  for (size_t i = 0; i < LAPTOPS; i++) {
    const char *folder = arena_printf(&world->arena, "%s/laptop%zu", world->root, i);
    struct clocks clocks = {.wall = TORTURE_WALL - 90000000, .boot = (uint8_t)(1 + i)};
    struct store *laptop = world_open(folder);
    world_live(world, laptop, &clocks, EVENTS / PIECES);
    if (i == 0) { /* somebody copies the disk, and both go on */
      const char *twin = world_path(world, "twin");
      struct clocks others = clocks;
      store_close(laptop);
      copy_folder(world, folder, twin);
      laptop = world_open(twin);
      live_and_hand_in(world, laptop, &others);
      store_close(laptop);
      laptop = world_open(folder);
    }
    live_and_hand_in(world, laptop, &clocks);
    store_close(laptop);
  }
  MUST(world->n <= BUNDLES_MOST);
}

static void end_world(struct merge *merge) {
  world_reads_once(false);
  if (merge->n_world != UINT64_MAX)
    world_end(&merge->world);
}

/* -- One case ------------------------------------------------------------------------------------
 */

static void shuffle(struct rng *rng, const char **list, size_t n) {
  for (size_t i = n; i > 1; i--) {
    size_t j = (size_t)rng_below(rng, i);
    const char *kept = list[i - 1];
    list[i - 1] = list[j];
    list[j] = kept;
  }
}

/* The bundles that a stage adds, and some of those that are there, in an order of this way's own.
 */
static size_t make_way(struct merge *merge, int stage, const char **list) {
  size_t n = 0;
  for (size_t i = 0; i < merge->world.n; i++) {
    if (merge->stage[i] == stage)
      list[n++] = merge->world.list[i].path;
    if (merge->stage[i] <= stage && rng_below(&merge->rng, 5) == 0)
      list[n++] = merge->world.list[i].path;
  }
  shuffle(&merge->rng, list, n);
  return n;
}

static int64_t count_events(struct store *office) {
  struct diags diags = {0};
  int64_t n = 0;
  MUST(db_number(office, "SELECT count(*) FROM main.event", &n, &diags) == RC_OK);
  diags_done(&diags);
  return n;
}

/* An office of before its first bundle is made once a set, and copied. */
static void make_blank(struct merge *merge) {
  const char *blank = world_path(&merge->world, "blank");
  world_forget(blank);
  store_close(office_open(&merge->world, blank, merge->revoked));
}

static struct store *open_copy(struct world *world, const char *folder) {
  MUST(mkdir(folder, 0700) == 0);
  world_copy(world_path(world, "blank/mafunzo.db"),
             arena_printf(&world->arena, "%s/mafunzo.db", folder));
  memset(world->came_last, 0, sizeof world->came_last);
  return world_open(folder);
}

/* Asking now and then in between. */
static void go_on(struct merge *merge, struct store *office, int stage) {
  const char *list[2 * BUNDLES_MOST];
  struct diags diags = {0};
  size_t n = make_way(merge, stage, list);
  for (size_t at = 0, group; at < n; at += group) {
    group = 1 + (size_t)rng_below(&merge->rng, GROUP);
    group = group < n - at ? group : n - at;
    office_collect(&merge->world, office, list + at, group);
    if (rng_below(&merge->rng, 6) == 0)
      MUST(store_project(office, NULL, &diags) == RC_OK);
  }
  diags_done(&diags);
}

/* By one way through all stages; each has the states of those before within it. False: too few
 * events to be worth it. */
static bool go(struct merge *merge, uint8_t (*states)[HASH_BYTES]) {
  struct world *world = &merge->world;
  const char *folder = world_path(world, "office");
  struct store *office = open_copy(world, folder);
  bool enough = true;
  for (int stage = 0; enough && stage < STAGES; stage++) {
    go_on(merge, office, stage);
    uint64_t events = (uint64_t)count_events(office);
    enough = events >= EVENTS_LEAST;
    if (enough && events < merge->fewest)
      merge->fewest = events;
    if (enough)
      office_state(world, office, merge->by_arrival, states[stage]);
  }
  if (enough)
    office_report(world, office, states[STAGES - 1]);
  else
    store_close(office);
  world_forget(folder);
  return enough;
}

/* What is collected in the next cases, most of it in the first stage, and the states that it has by
 * one way. */
static void choose(struct merge *merge, uint64_t set) {
  rng_seed(&merge->rng, set);
  do {
    merge->revoked = rng_below(&merge->rng, 2) ? UINT64_C(1) << rng_below(&merge->rng, LAPTOPS) : 0;
    for (size_t i = 0; i < merge->world.n; i++)
      merge->stage[i] = rng_below(&merge->rng, 4) ? 0 : (int)rng_below(&merge->rng, STAGES + 1);
    make_blank(merge);
  } while (!go(merge, merge->want));
}

static bool differs(struct merge *merge, uint64_t number) {
  uint64_t way = number / STAGES, set = way / WAYS_A_SET, world = set / SETS_A_WORLD;
  if (world != merge->n_world) {
    end_world(merge);
    make_world(merge, world);
  }
  if (set != merge->set)
    choose(merge, set);
  merge->set = set;
  if (way != merge->way) {
    rng_seed(&merge->rng, way ^ UINT64_C(1) << 63);
    MUST(go(merge, merge->got));
  }
  merge->way = way;
  return memcmp(merge->got[number % STAGES], merge->want[number % STAGES], HASH_BYTES) != 0;
}

int torture_merge(uint64_t first, uint64_t cases, const char *control) {
  struct merge *merge = mem_alloc(sizeof *merge);
  uint64_t found = 0;
  *merge = (struct merge){.by_arrival = strcmp(control, "arrival") == 0,
                          .fewest = UINT64_MAX,
                          .n_world = UINT64_MAX,
                          .set = UINT64_MAX,
                          .way = UINT64_MAX};
  for (uint64_t number = first; number < first + cases; number++)
    if (differs(merge, number)) {
      found++;
      printf("# case %llu\n", (unsigned long long)number);
    }
  end_world(merge);
  printf("%llu merges of at least %llu events: %llu with another state\n",
         (unsigned long long)cases, (unsigned long long)merge->fewest, (unsigned long long)found);
  free(merge);
  return found != 0;
}
