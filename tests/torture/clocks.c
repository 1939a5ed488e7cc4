/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wrong clocks: twenty laptops of one class, with twelve kinds of wrong clock among them, handed in
 * in two pieces; one of them twice, one restored from a backup in between. Collected in as many
 * orders as there are cases: nothing is refused, and all end in one state. */
#include "store/backup.h"
#include "torture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LAPTOPS = 20, EVENTS = 30, RESTORED = 7, TWICE = 3, SECOND_STEPS = 3 };

#define HOUR INT64_C(3600000)
#define DAY (24 * HOUR)

/* wall: at the beginning; then what happens after each third of what is recorded: the clock is set
 * by so much, within the boot or over a new one. */
static const struct clock_kind {
  const char *what;
  int64_t wall, set;
  bool boots, stands;
} kinds[] = {
    {"right", TORTURE_WALL - DAY, 0, false, false},
    {"1970", 0, 0, true, false},
    {"2038", INT64_C(2147483647000), 0, true, false},
    {"a day ahead", TORTURE_WALL + DAY, 0, false, false},
    {"a day behind", TORTURE_WALL - 2 * DAY, 0, false, false},
    {"ten years behind", TORTURE_WALL - 3650 * DAY, 0, true, false},
    {"set back while it runs", TORTURE_WALL - DAY, -5 * HOUR, false, false},
    {"set ahead while it runs", TORTURE_WALL - DAY, 5 * HOUR, false, false},
    {"back at each start", TORTURE_WALL, -40 * DAY, true, false},
    {"ahead at each start", TORTURE_WALL - 400 * DAY, 400 * DAY, true, false},
    {"before 1970", -400 * DAY, 0, true, false},
    {"the year 9999", INT64_C(253402300799000), 0, true, false},
    {"stands still", TORTURE_WALL - 3 * DAY, 0, true, .stands = true},
};
enum { KINDS = sizeof kinds / sizeof *kinds, WRONG = KINDS - 1 };

static void live(struct world *world, struct store *laptop, const struct clock_kind *kind,
                 struct clocks *clocks) {
  for (int i = 0; i < SECOND_STEPS; i++) {
    world_live(world, laptop, clocks, EVENTS / SECOND_STEPS);
    clocks->wall += kind->set;
    if (kind->boots) {
      clocks->boot++;
      clocks->mono = 0;
    }
  }
}

/* Back to a backup after more was recorded and handed in: its store goes on with a new chain. */
static struct store *go_back(struct world *world, struct store *laptop, const char *folder,
                             const char *backup, struct clocks *clocks) {
  struct restore *restore;
  struct restore_facts facts;
  struct diags diags = {0};
  struct str aside = {0};
  world_live(world, laptop, clocks, EVENTS / 3);
  world_hand_in(world, laptop, false, false);
  store_close(laptop);
  MUST(restore_prepare(folder, backup, TORTURE_WALL, &restore, &facts, &diags) == RC_OK);
  MUST(restore_commit(restore, &aside, &diags) == RC_OK);
  restore_free(restore);
  str_done(&aside);
  diags_done(&diags);
  return world_open(folder);
}

static void make_laptop(struct world *world, size_t i) {
  const struct clock_kind *kind = &kinds[i % KINDS];
  struct clocks clocks = {.wall = kind->wall, .boot = 1, .stands = kind->stands};
  struct backup_facts facts;
  struct diags diags = {0};
  struct str backup = {0};
  const char *folder = arena_printf(&world->arena, "%s/laptop%zu", world->root, i);
  struct store *laptop = world_open(folder);
  live(world, laptop, kind, &clocks);
  world_hand_in(world, laptop, false, true);
  if (i == RESTORED) {
    MUST(store_backup(laptop, world->root, TORTURE_WALL, &backup, &facts, &diags) == RC_OK);
    laptop = go_back(world, laptop, folder, str_text(&backup), &clocks);
  }
  live(world, laptop, kind, &clocks);
  world_hand_in(world, laptop, i == TWICE, false);
  if (i == TWICE)
    world_hand_in(world, laptop, true, false);
  store_close(laptop);
  str_done(&backup);
  diags_done(&diags);
}

static void collect_in_order(struct world *world, uint64_t number, bool by_arrival,
                             uint8_t state[HASH_BYTES]) {
  struct rng rng;
  uint8_t order[UINT8_MAX];
  rng_seed(&rng, number);
  MUST(world->n <= UINT8_MAX);
  for (size_t i = 0; i < world->n; i++)
    order[i] = (uint8_t)i;
  if (number)
    rng_permute(&rng, order, world->n);
  const char *folder =
      arena_printf(&world->arena, "%s/office%llu", world->root, (unsigned long long)number);
  struct store *office = office_open(world, folder, 0);
  for (size_t i = 0; i < world->n; i++)
    MUST(office_collect(world, office, &world->list[order[i]].path, 1) == RC_OK);
  office_state(world, office, by_arrival, state);
  office_report(world, office, state);
}

int torture_clocks(uint64_t first, uint64_t cases, const char *control) {
  struct world world;
  uint8_t want[HASH_BYTES], got[HASH_BYTES];
  bool by_arrival = strcmp(control, "arrival") == 0;
  uint64_t found = 0;
  world_begin(&world, 1970);
  for (size_t i = 0; i < LAPTOPS; i++)
    make_laptop(&world, i);
  MUST(world.n_chains == LAPTOPS + 1); /* the restored one has two */
  collect_in_order(&world, 0, by_arrival, want);
  for (uint64_t number = first + 1; number <= first + cases; number++) {
    collect_in_order(&world, number, by_arrival, got);
    found += memcmp(want, got, HASH_BYTES) != 0;
  }
  printf(
      "%d kinds of wrong clock on %d laptops, collected in %llu more orders: %llu other states\n",
      (int)WRONG, (int)LAPTOPS, (unsigned long long)cases, (unsigned long long)found);
  world_end(&world);
  return found != 0;
}
