/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every event, chain by chain, with the time it is projected to.
 *
 * What the clock's statements (sql/projection/fill-boots, fill-clock) compute over all events at
 * once, this computes over those that went before in the chain. */
#include "base/vec.h"
#include "store/db.h"
#include "store/laptops.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

struct walk {
  uint8_t chain[KEY_BYTES];
  bool began;
  int64_t seq, before, here; /* the latest time of all numbers before seq, and up to it */
  struct {
    struct walk_boot { /* as its first event in the chain has it */
      uint8_t id[ID_BYTES];
      int64_t wall, mono;
    } * list;
    size_t n, cap;
  } boots;
};

/* All but the newest are hardly asked for: a fork, or a chain that was put together. */
static const struct walk_boot *boot_of(struct walk *walk, const uint8_t id[ID_BYTES], int64_t wall,
                                       int64_t mono) {
  for (size_t i = walk->boots.n; i > 0; i--)
    if (memcmp(walk->boots.list[i - 1].id, id, ID_BYTES) == 0)
      return &walk->boots.list[i - 1];
  struct walk_boot boot = {.wall = wall, .mono = mono};
  memcpy(boot.id, id, ID_BYTES);
  VEC_PUSH(&walk->boots, boot);
  return &walk->boots.list[walk->boots.n - 1];
}

static void walk_chain(struct walk *walk, const uint8_t chain[KEY_BYTES]) {
  if (walk->began && memcmp(walk->chain, chain, KEY_BYTES) == 0)
    return;
  memcpy(walk->chain, chain, KEY_BYTES);
  walk->began = true;
  walk->seq = 0;
  walk->before = walk->here = INT64_MIN;
  walk->boots.n = 0;
}

/* Branches of a fork do not move each other at the same number. */
static int64_t walk_time(struct walk *walk, sqlite3_stmt *row) {
  uint8_t chain[KEY_BYTES], id[ID_BYTES];
  int64_t seq = sqlite3_column_int64(row, 8), wall = sqlite3_column_int64(row, 12),
          mono = sqlite3_column_int64(row, 13);
  db_blob(row, 7, chain, KEY_BYTES);
  db_blob(row, 11, id, ID_BYTES);
  walk_chain(walk, chain);
  if (seq != walk->seq)
    walk->before = walk->here;
  walk->seq = seq;
  const struct walk_boot *boot = boot_of(walk, id, wall, mono);
  int64_t time = boot->wall + mono - boot->mono; /* all within 2^52: event_clock_sane */
  if (time < walk->before)
    time = walk->before;
  if (time > walk->here)
    walk->here = time;
  return time;
}

/* False: store_verify tells of it. */
static bool read_seen(sqlite3_stmt *statement, struct event_seen *seen) {
  struct row_event row;
  struct event_head head;
  if (!row_read_event(statement, &row))
    return false;
  seen->bytes = (struct event_bytes){.head = row.head,
                                     .head_len = row.head_len,
                                     .payload = row.payload,
                                     .payload_len = row.payload_len,
                                     .scheme = row.scheme};
  memcpy(seen->bytes.salt, row.salt, SALT_BYTES);
  memcpy(seen->bytes.payload_hash, row.payload_hash, HASH_BYTES);
  memcpy(seen->hash, row.hash, HASH_BYTES);
  seen->whole = row_verify(&row, &head);
  return true;
}

struct each_seen {
  int64_t from; /* of those with a lower number only the clock is read */
  void (*each)(void *ctx, const struct event_seen *seen);
  void *ctx;
};

static enum rc walk_rows(struct store *store, sqlite3_stmt *rows, const struct each_seen *give,
                         struct diags *diags) {
  struct walk walk = {0};
  struct event_seen seen;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    seen.time = walk_time(&walk, rows);
    if (walk.seq >= give->from && read_seen(rows, &seen))
      give->each(give->ctx, &seen);
  }
  free(walk.boots.list);
  return db_finish(store, rows, step, diags);
}

enum rc store_each_seen(struct store *store, void (*each)(void *ctx, const struct event_seen *seen),
                        void *ctx, struct diags *diags) {
  sqlite3_stmt *rows;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_all_events, &rows, diags);
  return rc == RC_OK ? walk_rows(store, rows, &(struct each_seen){INT64_MIN, each, ctx}, diags)
                     : rc;
}

enum rc store_each_of_chain(struct store *store, const uint8_t chain[KEY_BYTES], uint64_t from,
                            void (*each)(void *ctx, const struct event_seen *seen), void *ctx,
                            struct diags *diags) {
  sqlite3_stmt *rows;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_chain_events, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 1, chain, KEY_BYTES);
  return walk_rows(store, rows, &(struct each_seen){(int64_t)from, each, ctx}, diags);
}

struct plain_each {
  void (*each)(void *ctx, const struct event_bytes *event);
  void *ctx;
};

static void give_bytes(void *ctx, const struct event_seen *seen) {
  const struct plain_each *plain = ctx;
  plain->each(plain->ctx, &seen->bytes);
}

enum rc store_each(struct store *store, void (*each)(void *ctx, const struct event_bytes *event),
                   void *ctx, struct diags *diags) {
  return store_each_seen(store, give_bytes, &(struct plain_each){each, ctx}, diags);
}
