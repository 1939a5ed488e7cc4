/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every event, chain by chain, with the time it is projected to. */
#include "store/laptops.h"
#include "store/sealed.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

static int64_t walk_time(struct clock_walk *walk, sqlite3_stmt *row) {
  struct clock_tick tick = {.wall = sqlite3_column_int64(row, 12),
                            .mono = sqlite3_column_int64(row, 13)};
  uint8_t chain[KEY_BYTES];
  bool late;
  db_blob(row, 7, chain, KEY_BYTES);
  db_blob(row, 11, tick.boot, ID_BYTES);
  clock_chain(walk, chain);
  return clock_step(walk, sqlite3_column_int64(row, 8), &tick, &late);
}

/* False: store_verify tells of it. */
static bool read_seen(struct store *store, sqlite3_stmt *statement, struct event_seen *seen) {
  struct row_event row;
  struct event_head head;
  if (!row_read_event(statement, &row))
    return false;
  bool opened = sealed_open_row(store, &row);
  seen->bytes = (struct event_bytes){.head = row.head,
                                     .head_len = row.head_len,
                                     .payload = row.payload,
                                     .payload_len = row.payload_len,
                                     .scheme = row.scheme};
  memcpy(seen->bytes.salt, row.salt, SALT_BYTES);
  memcpy(seen->bytes.payload_hash, row.payload_hash, HASH_BYTES);
  memcpy(seen->hash, row.hash, HASH_BYTES);
  seen->whole = row_verify(&row, &head) && opened;
  return true;
}

struct each_seen {
  int64_t from; /* of those with a lower number only the clock is read */
  void (*each)(void *ctx, const struct event_seen *seen);
  void *ctx;
};

static enum rc walk_rows(struct store *store, sqlite3_stmt *rows, const struct each_seen *give,
                         struct diags *diags) {
  struct clock_caps caps;
  struct clock_walk walk = {.caps = &caps};
  struct event_seen seen;
  int step = SQLITE_DONE;
  enum rc rc = clock_caps_read(store, &caps, diags);
  while (rc == RC_OK && (step = sqlite3_step(rows)) == SQLITE_ROW) {
    seen.time = walk_time(&walk, rows);
    if (walk.seq >= give->from && read_seen(store, rows, &seen))
      give->each(give->ctx, &seen);
  }
  free(walk.boots.list);
  free(caps.list);
  enum rc end = db_finish(store, rows, step, diags);
  return rc == RC_OK ? end : rc;
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
