/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/activity.h"

#include "base/vec.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

static void read_activity(sqlite3_stmt *row, struct activity *out) {
  *out = (struct activity){.what = (enum activity_what)sqlite3_column_int(row, 2),
                           .times = (uint32_t)sqlite3_column_int64(row, 3),
                           .best = sqlite3_column_int(row, 4),
                           .passed = sqlite3_column_int(row, 5),
                           .critical = sqlite3_column_int(row, 6),
                           .last = sqlite3_column_int64(row, 7),
                           .active = sqlite3_column_int64(row, 8)};
  db_blob(row, 0, out->person, ID_BYTES);
  db_text(row, 1, out->path, sizeof out->path);
}

enum rc store_activity(struct store *store, const struct evidence_scope *scope,
                       void (*each)(void *ctx, const struct activity *activity), void *ctx,
                       struct diags *diags) {
  sqlite3_stmt *rows;
  struct activity activity;
  enum rc rc = evidence_deeds(store, sql_evidence_activity, scope, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    read_activity(rows, &activity);
    each(ctx, &activity);
  }
  return db_finish(store, rows, step, diags);
}

static void read_occasion(sqlite3_stmt *row, struct occasion *out) {
  *out = (struct occasion){.level = (uint8_t)sqlite3_column_int(row, 3),
                           .guess = sqlite3_column_int(row, 4),
                           .score = sqlite3_column_int(row, 5),
                           .time = sqlite3_column_int64(row, 6)};
  db_blob(row, 0, out->person, ID_BYTES);
  db_blob(row, 1, out->session, ID_BYTES);
  db_text(row, 2, out->competency, sizeof out->competency);
}

enum rc store_occasions(struct store *store, const struct evidence_scope *scope,
                        void (*each)(void *ctx, const struct occasion *answer), void *ctx,
                        struct diags *diags) {
  sqlite3_stmt *rows;
  struct occasion answer;
  enum rc rc = evidence_deeds(store, sql_evidence_occasions, scope, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    read_occasion(rows, &answer);
    each(ctx, &answer);
  }
  return db_finish(store, rows, step, diags);
}

static void read_asked(sqlite3_stmt *row, struct asked *out) {
  *out = (struct asked){.exam = sqlite3_column_int(row, 3),
                        .score = sqlite3_column_int(row, 5),
                        .certainty = (uint8_t)sqlite3_column_int(row, 6),
                        .shape = (uint8_t)sqlite3_column_int(row, 7),
                        .picked = sqlite3_column_int64(row, 8)};
  db_blob(row, 0, out->person, ID_BYTES);
  db_text(row, 1, out->path, sizeof out->path);
  db_blob(row, 2, out->key_rev, HASH_BYTES);
  db_text(row, 4, out->competency, sizeof out->competency);
}

enum rc store_asked(struct store *store, const struct evidence_scope *scope,
                    void (*each)(void *ctx, const struct asked *answer), void *ctx,
                    struct diags *diags) {
  sqlite3_stmt *rows;
  struct asked answer;
  enum rc rc = evidence_deeds(store, sql_evidence_asked, scope, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    read_asked(rows, &answer);
    each(ctx, &answer);
  }
  return db_finish(store, rows, step, diags);
}

enum rc store_open_exams(struct store *store, const struct evidence_scope *scope,
                         struct arena *arena, const char *const **paths, size_t *n,
                         struct diags *diags) {
  sqlite3_stmt *rows;
  struct {
    const char **list;
    size_t n, cap;
  } all = {0};
  *paths = NULL;
  *n = 0;
  enum rc rc = evidence_deeds(store, sql_evidence_open_exams, scope, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    VEC_PUSH(&all, arena_strdup(arena, (const char *)sqlite3_column_text(rows, 0)));
  rc = db_finish(store, rows, step, diags);
  if (rc == RC_OK && all.n) {
    const char **kept = arena_array(arena, all.n, sizeof *kept);
    memcpy(kept, all.list, all.n * sizeof *kept);
    *paths = kept;
    *n = all.n;
  }
  free(all.list);
  return rc;
}
