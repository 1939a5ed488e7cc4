/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered, as far as events tell: answers in order, and what was missed most. */
#include "base/vec.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

static void read_recall(sqlite3_stmt *row, struct recall_row *out) {
  *out = (struct recall_row){.path = (const char *)sqlite3_column_text(row, 0),
                             .time = sqlite3_column_int64(row, 2),
                             .score = sqlite3_column_int(row, 3),
                             .hinted = sqlite3_column_int(row, 4),
                             .certainty = (uint8_t)sqlite3_column_int(row, 5),
                             .duration = sqlite3_column_int64(row, 6),
                             .mode = (enum run_mode)sqlite3_column_int(row, 7)};
  db_blob(row, 1, out->key_rev, HASH_BYTES);
  db_blob(row, 8, out->person, ID_BYTES);
}

enum rc store_recalls(struct store *store, const uint8_t *subject, int64_t until,
                      void (*each)(void *ctx, const struct recall_row *row), void *ctx,
                      struct diags *diags) {
  sqlite3_stmt *rows;
  struct recall_row recall;
  enum rc rc = rulings_rows(store, subject, INT64_MAX, sql_recalls, &rows, diags);
  if (rc != RC_OK)
    return rc;
  if (subject)
    db_bind(rows, 1, subject, ID_BYTES);
  sqlite3_bind_int64(rows, 2, until);
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    read_recall(rows, &recall);
    each(ctx, &recall);
  }
  return db_finish(store, rows, step, diags);
}

struct missed_list {
  struct missed_row *list;
  size_t n, cap;
};

static void take_missed(sqlite3_stmt *row, struct arena *arena, struct missed_list *all) {
  struct missed_row missed = {.path =
                                  arena_strdup(arena, (const char *)sqlite3_column_text(row, 0)),
                              .asked = (uint32_t)sqlite3_column_int64(row, 1),
                              .missed = (uint32_t)sqlite3_column_int64(row, 2)};
  VEC_PUSH(all, missed);
}

enum rc store_missed(struct store *store, struct arena *arena, struct missed_row **out, size_t *n,
                     struct diags *diags) {
  sqlite3_stmt *rows;
  struct missed_list all = {0};
  *out = NULL;
  *n = 0;
  enum rc rc = rulings_rows(store, NULL, INT64_MAX, sql_missed, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    take_missed(rows, arena, &all);
  rc = db_finish(store, rows, step, diags);
  if (rc == RC_OK && all.n) {
    *out = arena_array(arena, all.n, sizeof **out);
    memcpy(*out, all.list, all.n * sizeof **out);
    *n = all.n;
  }
  free(all.list);
  return rc;
}
