/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merges: bundles of ten laptops, one of them copied in mid-life so that its chain forks, collected
 * in any order and grouping, some twice, some never, some laptops revoked. Whatever the way, one
 * set of events is one state: offices that got the same bundles by different ways say the same. */
#include "base/mem.h"
#include "exchange/bundle.h"
#include "torture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAPTOPS = 10, EVENTS = 18, PIECES = 3, GROUP = 7, EVENTS_LEAST = 200 };
enum { CASES_A_SET = 5, SETS_A_WORLD = 50, BUNDLES_MOST = LAPTOPS * PIECES * 4 };

/* -- Verified once -------------------------------------------------------------------------------
 *
 * A world's bundles are opened once; what is tried here is what comes after. */

static struct {
  const char *path;
  struct bundle bundle;
} opened[BUNDLES_MOST];
static size_t n_opened;
static bool keeps_opened;

static void forget_opened(void) {
  while (n_opened)
    bundle_done(&opened[--n_opened].bundle);
}

enum rc __real_bundle_open(const char *shown, const void *bytes, size_t len,
                           const uint8_t (*identities)[KEY_BYTES], size_t n, struct bundle *bundle,
                           struct diags *diags);
enum rc __wrap_bundle_open(const char *shown, const void *bytes, size_t len,
                           const uint8_t (*identities)[KEY_BYTES], size_t n, struct bundle *bundle,
                           struct diags *diags) {
  size_t i = 0;
  if (!keeps_opened)
    return __real_bundle_open(shown, bytes, len, identities, n, bundle, diags);
  while (i < n_opened && strcmp(opened[i].path, shown) != 0)
    i++;
  if (i == n_opened) {
    struct diags faults = {0};
    MUST(i < BUNDLES_MOST);
    MUST(__real_bundle_open(shown, bytes, len, identities, n, &opened[i].bundle, &faults) == RC_OK);
    opened[n_opened++].path = arena_strdup(&opened[i].bundle.arena, shown);
  }
  *bundle = opened[i].bundle;
  bundle->arena = (struct arena){0};
  return RC_OK;
}

/* -- The world -----------------------------------------------------------------------------------
 */

struct merge {
  struct world world;
  bool by_arrival;
  bool in[BUNDLES_MOST]; /* which bundles are collected */
  uint64_t revoked;
  uint8_t want[HASH_BYTES];
  uint64_t n_world, set; /* of the last case; UINT64_MAX: none */
  uint64_t fewest;       /* events in a case so far */
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
  forget_opened();
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

/* The bundles of the case, each once or twice, in an order of this way's own. */
static size_t make_way(struct merge *merge, const char **list) {
  size_t n = 0;
  for (size_t i = 0; i < merge->world.n; i++) {
    if (merge->in[i])
      list[n++] = merge->world.list[i].path;
    if (merge->in[i] && rng_below(&merge->rng, 5) == 0)
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

static void remove_folder(struct world *world, const char *folder) {
  MUST(system(arena_printf(&world->arena, "rm -rf '%s'", folder)) == 0);
}

/* Collects by one way, asking now and then in between. False: too few events to be worth it. */
static bool go(struct merge *merge, uint8_t state[HASH_BYTES]) {
  struct world *world = &merge->world;
  const char *list[2 * BUNDLES_MOST];
  const char *folder = world_path(world, "office");
  struct diags diags = {0};
  size_t n = make_way(merge, list);
  struct store *office = office_open(world, folder, merge->revoked);
  for (size_t at = 0, group; at < n; at += group) {
    group = 1 + (size_t)rng_below(&merge->rng, GROUP);
    group = group < n - at ? group : n - at;
    office_collect(world, office, list + at, group);
    if (rng_below(&merge->rng, 6) == 0)
      MUST(store_project(office, NULL, &diags) == RC_OK);
  }
  uint64_t events = (uint64_t)count_events(office);
  bool enough = events >= EVENTS_LEAST;
  if (enough && events < merge->fewest)
    merge->fewest = events;
  if (enough)
    office_state(world, office, merge->by_arrival, state);
  else
    store_close(office);
  remove_folder(world, folder);
  diags_done(&diags);
  return enough;
}

/* What is collected in the next cases, and the state that it has by one way. */
static void choose(struct merge *merge, uint64_t set) {
  rng_seed(&merge->rng, set);
  do {
    merge->revoked = rng_below(&merge->rng, 2) ? UINT64_C(1) << rng_below(&merge->rng, LAPTOPS) : 0;
    for (size_t i = 0; i < merge->world.n; i++)
      merge->in[i] = rng_below(&merge->rng, 10) != 0;
  } while (!go(merge, merge->want));
}

static bool differs(struct merge *merge, uint64_t number) {
  uint8_t got[HASH_BYTES];
  uint64_t set = number / CASES_A_SET, world = set / SETS_A_WORLD;
  if (world != merge->n_world) {
    end_world(merge);
    make_world(merge, world);
  }
  if (set != merge->set)
    choose(merge, set);
  merge->set = set;
  rng_seed(&merge->rng, number ^ UINT64_C(1) << 63);
  MUST(go(merge, got));
  return memcmp(got, merge->want, HASH_BYTES) != 0;
}

int torture_merge(uint64_t first, uint64_t cases, const char *control) {
  struct merge *merge = mem_alloc(sizeof *merge);
  uint64_t found = 0;
  keeps_opened = true;
  *merge = (struct merge){.by_arrival = strcmp(control, "arrival") == 0,
                          .fewest = UINT64_MAX,
                          .n_world = UINT64_MAX,
                          .set = UINT64_MAX};
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
