/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tortures share: a world of laptops that hand in, and an office that collects. One seed
 * makes one world, keys and ids too, so that any case can be had again by its number. */
#ifndef TORTURE_H
#define TORTURE_H

#include "app/collect.h"
#include "base/random.h"
#include "store/db.h"

#define TORTURE_WALL INT64_C(1790000000000)

/* What must hold for the torture itself to mean anything. */
#define MUST(condition) ((condition) ? (void)0 : torture_die(__FILE__, __LINE__, #condition))
_Noreturn void torture_die(const char *file, int line, const char *what);

struct given { /* a bundle on a stick */
  const char *path;
  size_t laptop; /* whose: its place among the world's chains */
  size_t events;
};

struct world {
  struct arena arena;
  const char *root; /* folder; all of it goes with the world */
  struct rng rng;
  struct key_secret secret;
  struct keys keys; /* of a trainer, who writes no receipts */
  uint8_t recipient[KEY_BYTES], escrow[KEY_BYTES];
  struct given *list;
  size_t n, cap;
  uint8_t chains[64][KEY_BYTES];
  size_t n_chains;
  const char *came_last[64]; /* of each chain: the bundle that came last with something new */
  size_t n_folders;
};

void world_begin(struct world *world, uint64_t seed);
void world_end(struct world *world);
const char *world_path(struct world *world, const char *name);
void world_forget(const char *folder);                 /* with all that is in it */
bool world_slurp(const char *path, struct str *bytes); /* appends a file; false: there is none */
void world_copy(const char *from, const char *to);     /* a file */

struct clocks {       /* of a laptop: what it believes */
  int64_t wall, mono; /* wall: when mono is 0 */
  uint8_t boot;
  bool stands; /* wall is all it ever shows */
};
struct store *world_open(const char *folder);
/* A transaction of 1 to 6 events of a few people, who are the same on every laptop. */
enum rc world_append(struct world *world, struct store *laptop, struct clocks *clocks, size_t n,
                     struct diags *diags);
/* So many events of them, in some such transactions. */
void world_live(struct world *world, struct store *laptop, struct clocks *clocks, size_t events);
/* Everything that no receipt covers, onto a stick of its own; receipted: afterwards one does. */
void world_hand_in(struct world *world, struct store *laptop, bool all, bool receipted);

/* An office that takes in these laptops, but for those that are revoked (a bit for each chain). */
struct store *office_open(struct world *world, const char *folder, uint64_t revoked);
enum rc office_collect(struct world *world, struct store *office, const char *const *paths,
                       size_t n);
/* Bundles are opened, in the cage, but once each from now on (or no more): what is tried is what
 * comes after that. */
void world_reads_once(bool yes);
/* What all its projections hold, to the byte. by_arrival: and a projection that is wrong, as it
 * knows what came last. */
void office_state(struct world *world, struct store *office, bool by_arrival,
                  uint8_t state[HASH_BYTES]);
/* And what they hold when they are computed anew in another way, and what a report says; closes it.
 */
void office_report(struct world *world, struct store *office, uint8_t state[HASH_BYTES]);

/* The tortures: 0 if all is as it must be, 1 if not. first and cases: numbers of cases. */
int torture_damage(uint64_t first, uint64_t cases, const char *control);
int torture_merge(uint64_t first, uint64_t cases, const char *control);
int torture_power(uint64_t first, uint64_t cases, const char *control);
int torture_clocks(uint64_t first, uint64_t cases, const char *control);
int torture_replay(char **argv); /* of its arguments six: replay.c */

#endif
