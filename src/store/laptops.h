/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a store knows of others: which laptops' chains it takes in, which bundles it took, and how
 * far its own chains are receipted by a coordinator. None of it is an event, and no projection
 * reads it: what a report says is a function of the events alone. */
#ifndef STORE_LAPTOPS_H
#define STORE_LAPTOPS_H

#include "store/store.h"

/* -- Of the coordinator's store ------------------------------------------------------------------
 */

enum laptop_state { LAPTOP_SEEN, LAPTOP_ACCEPTED, LAPTOP_REVOKED };
enum { LAPTOP_LABEL = 64 };

struct laptop { /* one chain; whoever restores a backup, or changes the machine, begins another */
  uint8_t chain[KEY_BYTES], parent[KEY_BYTES]; /* parent: which it says it continues; or zeroes */
  enum laptop_state state;
  char label[LAPTOP_LABEL]; /* "" until it is accepted */
};

/* By chain; on the heap: free(). */
enum rc store_laptops(struct store *store, struct laptop **list, size_t *n, struct diags *diags);
enum rc store_laptop_put(struct store *store, const struct laptop *laptop, struct diags *diags);

struct laptop_seen { /* of a laptop that is not this one */
  uint8_t chain[KEY_BYTES];
  enum laptop_state state;
  char label[LAPTOP_LABEL];
  bool has_events;
  int64_t newest; /* projected time of its latest event */
  int64_t taken;  /* struct taken's, of the last of its files; 0: none, or not noted */
};
/* Every one that was accepted or seen, or has events here; by chain; on the heap: free(). */
enum rc store_laptops_seen(struct store *store, struct laptop_seen **list, size_t *n,
                           struct diags *diags);

struct taken {              /* a bundle that was taken in, known again by its file */
  uint8_t file[HASH_BYTES]; /* of all its bytes */
  uint8_t chain[KEY_BYTES];
  uint64_t first, last;
  int64_t time; /* when, by the clock of who took it: milliseconds since 1970; 0: not noted */
};

/* RC_MISSING without a diagnostic: that file was not taken. */
enum rc store_taken(struct store *store, const uint8_t file[HASH_BYTES], struct taken *taken,
                    struct diags *diags);

/* The latest that the clock here is known to have said; 0: nothing was recorded or taken in. */
enum rc store_clock_latest(struct store *store, int64_t *latest, struct diags *diags);

struct parcel {
  const struct event_bytes *events;
  size_t n;
  const struct taken *taken; /* recorded with its events; NULL: nothing */
  /* The clock of their chain was ahead: an event of this store's own says with them that they had
   * come by then (clock.c). The last is the latest of its chain, and all are of one. NULL: it was
   * not. */
  const struct moment *by;
  size_t added; /* out: how many of them were not there */
};

/* Adds what several bundles hold in one transaction, all or nothing, as it comes (store_import is
 * one parcel). Whatever fails is told then, and makes nothing of all that follows: the end takes
 * everything back and says the same. Between, nothing else is written that is to outlive a failure.
 * taking is NULL where none was begun; else it is ended. */
struct taking;
enum rc store_taking_begin(struct store *store, struct taking **taking, struct diags *diags);
enum rc store_taking_add(struct taking *taking, struct parcel *parcel, struct diags *diags);
enum rc store_taking_end(struct taking *taking, struct diags *diags);
/* All at once. */
enum rc store_take(struct store *store, struct parcel *parcels, size_t n, struct diags *diags);

/* What is there of a chain, whoever wrote it. */
struct chain_span {
  uint64_t events, last;    /* last: the greatest number; 0: none */
  uint64_t missing;         /* numbers up to last without an event */
  uint64_t forked;          /* events beyond one for each number: another branch */
  uint64_t whole;           /* up to here no number is missing */
  uint8_t head[HASH_BYTES]; /* of the event with that number; zeroes if there is none or several */
};
enum rc store_chain_span(struct store *store, const uint8_t chain[KEY_BYTES],
                         struct chain_span *span, struct diags *diags);

/* Whether an event with that number has that hash. */
enum rc store_chain_has(struct store *store, const uint8_t chain[KEY_BYTES], uint64_t seq,
                        const uint8_t hash[HASH_BYTES], bool *has, struct diags *diags);

/* -- Of a laptop's own ---------------------------------------------------------------------------
 */

struct own_chain {
  uint8_t chain[KEY_BYTES], secret[SECRET_BYTES], parent[KEY_BYTES]; /* parent: or zeroes */
  uint64_t receipted;                                                /* 0: nothing is */
  uint8_t receipted_hash[HASH_BYTES];
};
/* The chains that were begun here, the oldest first. own_chains_free wipes the secrets. */
enum rc store_own_chains(struct store *store, struct own_chain **list, size_t *n,
                         struct diags *diags);
void own_chains_free(struct own_chain *list, size_t n);

/* A coordinator has a chain up to a number. Never goes back. */
enum rc store_receipt_put(struct store *store, const uint8_t chain[KEY_BYTES], uint64_t seq,
                          const uint8_t hash[HASH_BYTES], struct diags *diags);

/* The events of one chain in its order, as store_each_seen gives them, from a number on. */
enum rc store_each_of_chain(struct store *store, const uint8_t chain[KEY_BYTES], uint64_t from,
                            void (*each)(void *ctx, const struct event_seen *seen), void *ctx,
                            struct diags *diags);

/* How many chains it has events of that were not begun here. */
enum rc store_count_foreign(struct store *store, uint64_t *n, struct diags *diags);

#endif
