/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/laptops.h"

#include "base/vec.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

enum rc store_laptops(struct store *store, struct laptop **list, size_t *n, struct diags *diags) {
  struct {
    struct laptop *list;
    size_t n, cap;
  } found = {0};
  sqlite3_stmt *rows;
  *list = NULL;
  *n = 0;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_laptops_all, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    VEC_ROOM(&found);
    struct laptop *laptop = &found.list[found.n++];
    db_blob(rows, 0, laptop->chain, KEY_BYTES);
    db_blob(rows, 1, laptop->parent, KEY_BYTES);
    laptop->state = (enum laptop_state)sqlite3_column_int(rows, 2);
    db_text(rows, 3, laptop->label, sizeof laptop->label);
  }
  *list = found.list;
  *n = found.n;
  return db_finish(store, rows, step, diags);
}

static void read_seen(sqlite3_stmt *row, struct laptop_seen *seen) {
  *seen = (struct laptop_seen){
      .state = (enum laptop_state)sqlite3_column_int(row, 1),
      .has_events = sqlite3_column_type(row, 3) != SQLITE_NULL,
      .newest = sqlite3_column_int64(row, 3),
      .taken = sqlite3_column_int64(row, 4),
  };
  db_blob(row, 0, seen->chain, KEY_BYTES);
  db_text(row, 2, seen->label, sizeof seen->label);
}

enum rc store_laptops_seen(struct store *store, struct laptop_seen **list, size_t *n,
                           struct diags *diags) {
  struct {
    struct laptop_seen *list;
    size_t n, cap;
  } found = {0};
  sqlite3_stmt *rows;
  *list = NULL;
  *n = 0;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = project_clock(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_laptops_seen, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    VEC_ROOM(&found);
    read_seen(rows, &found.list[found.n++]);
  }
  *list = found.list;
  *n = found.n;
  return db_finish(store, rows, step, diags);
}

/* Steps a statement that changes one row, durably. */
static enum rc change(struct store *store, sqlite3_stmt *statement, struct diags *diags) {
  enum rc rc = db_finish(store, statement, sqlite3_step(statement), diags);
  if (rc != RC_OK)
    append_undo(store);
  return rc;
}

enum rc store_laptop_put(struct store *store, const struct laptop *laptop, struct diags *diags) {
  sqlite3_stmt *put;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_laptops_put, &put, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(put, 1, laptop->chain, KEY_BYTES);
  db_bind(put, 2, laptop->parent, KEY_BYTES);
  sqlite3_bind_int(put, 3, (int)laptop->state);
  db_bind_text(put, 4, laptop->label);
  return change(store, put, diags);
}

enum rc store_taken(struct store *store, const uint8_t file[HASH_BYTES], struct taken *taken,
                    struct diags *diags) {
  sqlite3_stmt *row;
  *taken = (struct taken){0};
  memcpy(taken->file, file, HASH_BYTES);
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_keep(store, sql_laptops_taken, &row, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(row, 1, file, HASH_BYTES);
  int step = sqlite3_step(row);
  if (step == SQLITE_ROW) {
    db_blob(row, 0, taken->chain, KEY_BYTES);
    taken->first = (uint64_t)sqlite3_column_int64(row, 1);
    taken->last = (uint64_t)sqlite3_column_int64(row, 2);
    taken->time = sqlite3_column_int64(row, 3);
  }
  rc = db_end(store, row, step, diags);
  return rc == RC_OK && step == SQLITE_DONE ? RC_MISSING : rc;
}

enum rc store_clock_latest(struct store *store, int64_t *latest, struct diags *diags) {
  sqlite3_stmt *row;
  *latest = 0;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_laptops_latest, &row, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(row, 1, store->chain, KEY_BYTES);
  int step = sqlite3_step(row);
  if (step == SQLITE_ROW)
    *latest = sqlite3_column_int64(row, 0);
  return db_finish(store, row, step, diags);
}

/* The events with a number: wanted is NULL, head gets the only one, or zeroes; else found. */
static enum rc look_at(struct store *store, const uint8_t chain[KEY_BYTES], uint64_t seq,
                       const uint8_t *wanted, uint8_t head[HASH_BYTES], bool *found,
                       struct diags *diags) {
  sqlite3_stmt *rows;
  size_t n = 0;
  enum rc rc = db_keep(store, sql_laptops_at, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 1, chain, KEY_BYTES);
  sqlite3_bind_int64(rows, 2, (sqlite3_int64)seq);
  int step;
  for (; (step = sqlite3_step(rows)) == SQLITE_ROW; n++) {
    db_blob(rows, 0, head, HASH_BYTES);
    *found = *found || (wanted && memcmp(head, wanted, HASH_BYTES) == 0);
  }
  if (n > 1)
    memset(head, 0, HASH_BYTES);
  return db_end(store, rows, step, diags);
}

enum rc store_chain_has(struct store *store, const uint8_t chain[KEY_BYTES], uint64_t seq,
                        const uint8_t hash[HASH_BYTES], bool *has, struct diags *diags) {
  uint8_t head[HASH_BYTES];
  *has = false;
  enum rc rc = db_ready(store, diags);
  return rc == RC_OK ? look_at(store, chain, seq, hash, head, has, diags) : rc;
}

/* The next number, or the same again: in their order. */
static void span_add(struct chain_span *span, uint64_t seq) {
  span->events++;
  if (seq == span->last) {
    span->forked++;
    return;
  }
  span->missing += seq - span->last - 1;
  span->last = seq;
  if (seq == span->whole + 1)
    span->whole = seq;
}

enum rc store_chain_span(struct store *store, const uint8_t chain[KEY_BYTES],
                         struct chain_span *span, struct diags *diags) {
  sqlite3_stmt *rows;
  *span = (struct chain_span){0};
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_keep(store, sql_laptops_span, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 1, chain, KEY_BYTES);
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    span_add(span, (uint64_t)sqlite3_column_int64(rows, 0));
  rc = db_end(store, rows, step, diags);
  bool ignored = false;
  if (rc == RC_OK && span->whole)
    rc = look_at(store, chain, span->whole, NULL, span->head, &ignored, diags);
  return rc;
}

enum rc store_own_chains(struct store *store, struct own_chain **list, size_t *n,
                         struct diags *diags) {
  struct {
    struct own_chain *list;
    size_t n, cap;
  } found = {0};
  sqlite3_stmt *rows;
  *list = NULL;
  *n = 0;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_laptops_own, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    VEC_ROOM(&found);
    struct own_chain *own = &found.list[found.n++];
    db_blob(rows, 0, own->chain, KEY_BYTES);
    db_blob(rows, 1, own->secret, SECRET_BYTES);
    db_blob(rows, 2, own->parent, KEY_BYTES);
    own->receipted = (uint64_t)sqlite3_column_int64(rows, 3);
    db_blob(rows, 4, own->receipted_hash, HASH_BYTES);
  }
  *list = found.list;
  *n = found.n;
  return db_finish(store, rows, step, diags);
}

void own_chains_free(struct own_chain *list, size_t n) {
  for (size_t i = 0; i < n; i++)
    explicit_bzero(list[i].secret, SECRET_BYTES);
  free(list);
}

enum rc store_receipt_put(struct store *store, const uint8_t chain[KEY_BYTES], uint64_t seq,
                          const uint8_t hash[HASH_BYTES], struct diags *diags) {
  sqlite3_stmt *put;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_laptops_put_receipt, &put, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(put, 1, chain, KEY_BYTES);
  sqlite3_bind_int64(put, 2, (sqlite3_int64)seq);
  db_bind(put, 3, hash, HASH_BYTES);
  return change(store, put, diags);
}

enum rc store_count_foreign(struct store *store, uint64_t *n, struct diags *diags) {
  int64_t number = 0;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_number(store, sql_laptops_foreign, &number, diags);
  *n = (uint64_t)number;
  return rc;
}
