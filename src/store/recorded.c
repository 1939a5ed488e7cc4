/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/recorded.h"

#include "base/vec.h"
#include "store/sealed.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

enum rc store_ids(struct store *store, const uint8_t person[ID_BYTES], uint8_t (**ids)[ID_BYTES],
                  size_t *n, struct diags *diags) {
  struct {
    uint8_t (*list)[ID_BYTES];
    size_t n, cap;
  } all = {0};
  sqlite3_stmt *rows;
  *ids = NULL;
  *n = 0;
  enum rc rc = evidence_ready(store, person, INT64_MAX, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_recorded_ids, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 1, person, ID_BYTES);
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    VEC_ROOM(&all);
    db_blob(rows, 0, all.list[all.n++], ID_BYTES);
  }
  rc = db_finish(store, rows, step, diags);
  if (rc == RC_OK) {
    *ids = all.list;
    *n = all.n;
  } else
    free(all.list);
  return rc;
}

/* What cannot be read is told of by store_verify. */
static void give_row(struct store *store, sqlite3_stmt *statement,
                     void (*each)(void *, const struct event_seen *), void *ctx) {
  struct row_event row;
  struct event_head head;
  if (!row_read_event(statement, &row))
    return;
  bool opened = sealed_open_row(store, &row);
  struct event_seen seen = {.bytes = {.head = row.head,
                                      .head_len = row.head_len,
                                      .payload = row.payload,
                                      .payload_len = row.payload_len,
                                      .scheme = row.scheme},
                            .time = sqlite3_column_int64(statement, 6),
                            .whole = row_verify(&row, &head) && opened};
  memcpy(seen.bytes.salt, row.salt, SALT_BYTES);
  memcpy(seen.bytes.payload_hash, row.payload_hash, HASH_BYTES);
  memcpy(seen.hash, row.hash, HASH_BYTES);
  each(ctx, &seen);
}

enum rc store_recorded(struct store *store, const struct evidence_scope *scope,
                       void (*each)(void *ctx, const struct event_seen *seen), void *ctx,
                       struct diags *diags) {
  sqlite3_stmt *rows;
  enum rc rc = evidence_rows(store, sql_recorded_events, scope, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    give_row(store, rows, each, ctx);
  return db_finish(store, rows, step, diags);
}

enum rc store_last_seen(struct store *store, int64_t before, struct last_seen **list, size_t *n,
                        struct diags *diags) {
  struct {
    struct last_seen *list;
    size_t n, cap;
  } all = {0};
  sqlite3_stmt *rows;
  *list = NULL;
  *n = 0;
  enum rc rc = evidence_ready(store, NULL, INT64_MAX, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_recorded_last, &rows, diags);
  if (rc != RC_OK)
    return rc;
  sqlite3_bind_int64(rows, 1, before);
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    struct last_seen one = {.time = sqlite3_column_int64(rows, 1)};
    db_blob(rows, 0, one.person, ID_BYTES);
    VEC_PUSH(&all, one);
  }
  rc = db_finish(store, rows, step, diags);
  if (rc == RC_OK) {
    *list = all.list;
    *n = all.n;
  } else
    free(all.list);
  return rc;
}
