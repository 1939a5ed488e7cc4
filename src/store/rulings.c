/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/rulings.h"

#include "base/vec.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

enum rc rulings_ready(struct store *store, int64_t until, struct diags *diags) {
  sqlite3_stmt *fill;
  enum rc rc = db_run(store, sql_rulings_tables, diags);
  if (rc == RC_OK)
    rc = db_keep(store, sql_rulings_fill, &fill, diags);
  if (rc != RC_OK)
    return rc;
  sqlite3_bind_int64(fill, 1, until);
  return db_do(store, fill, diags);
}

enum rc rulings_rows(struct store *store, const uint8_t *subject, int64_t until, const char *sql,
                     sqlite3_stmt **rows, struct diags *diags) {
  enum rc rc = project_deeds(store, subject, diags);
  if (rc == RC_OK)
    rc = rulings_ready(store, until, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql, rows, diags);
  return rc;
}

enum rc rulings_held(struct store *store, bool *held, struct diags *diags) {
  sqlite3_stmt *rows;
  *held = false;
  enum rc rc = db_keep(store, sql_rulings_held, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step = sqlite3_step(rows);
  *held = step == SQLITE_ROW;
  return db_end(store, rows, step, diags);
}

/* -- Contests -----------------------------------------------------------------------------------
 */

struct contest_list {
  struct contest *list;
  size_t n, cap;
};

static const char *words_of(sqlite3_stmt *row, int at, struct arena *arena) {
  const char *words = (const char *)sqlite3_column_text(row, at);
  return words ? arena_strdup(arena, words) : "";
}

static void take_ruling(sqlite3_stmt *row, struct arena *arena, struct contest *contest) {
  contest->ruling =
      sqlite3_column_type(row, 12) == SQLITE_NULL ? RULING_NONE : sqlite3_column_int(row, 12);
  contest->score = sqlite3_column_int(row, 13);
  db_blob(row, 14, contest->ruled_by, ID_BYTES);
  contest->ruled = sqlite3_column_int64(row, 15);
  contest->ruled_words = words_of(row, 16, arena);
}

static void take_contest(sqlite3_stmt *row, struct arena *arena, struct contest_list *all) {
  struct contest contest = {.time = sqlite3_column_int64(row, 5),
                            .contests = (uint32_t)sqlite3_column_int64(row, 6),
                            .words = words_of(row, 7, arena),
                            .marked = sqlite3_column_int(row, 9),
                            .affected = (uint32_t)sqlite3_column_int64(row, 10),
                            .changed = (uint32_t)sqlite3_column_int64(row, 11),
                            .what = (enum given_what)sqlite3_column_int(row, 17)};
  db_blob(row, 0, contest.id, HASH_BYTES);
  db_blob(row, 1, contest.about, HASH_BYTES);
  db_text(row, 2, contest.path, sizeof contest.path);
  db_blob(row, 3, contest.key_rev, HASH_BYTES);
  db_blob(row, 4, contest.by, ID_BYTES);
  db_blob(row, 8, contest.subject, ID_BYTES);
  take_ruling(row, arena, &contest);
  VEC_PUSH(all, contest);
}

enum rc store_contests(struct store *store, const uint8_t *subject, int64_t until,
                       struct arena *arena, struct contest **list, size_t *n, struct diags *diags) {
  sqlite3_stmt *rows;
  struct contest_list all = {0};
  *list = NULL;
  *n = 0;
  enum rc rc = rulings_rows(store, subject, until, sql_rulings_contests, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    take_contest(rows, arena, &all);
  rc = db_finish(store, rows, step, diags);
  if (rc == RC_OK && all.n) {
    *list = arena_array(arena, all.n, sizeof **list);
    memcpy(*list, all.list, all.n * sizeof **list);
    *n = all.n;
  }
  free(all.list);
  return rc;
}

enum rc store_any_contest(struct store *store, const uint8_t subject[ID_BYTES], bool *any,
                          struct diags *diags) {
  sqlite3_stmt *rows;
  *any = false;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_keep(store, sql_rulings_any, &rows, diags); /* each page of a run asks it */
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 1, subject, ID_BYTES);
  int step = sqlite3_step(rows);
  *any = step == SQLITE_ROW;
  return db_end(store, rows, step, diags);
}

enum rc store_contest_own(struct store *store, const struct contest *contest,
                          const uint8_t person[ID_BYTES], bool *own, struct diags *diags) {
  const struct evidence_scope scope = {.person = person, .until = INT64_MAX};
  sqlite3_stmt *rows;
  *own = false;
  enum rc rc = evidence_rows(store, sql_rulings_own, &scope, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 4, contest->about, HASH_BYTES);
  db_bind_text(rows, 5, contest->path);
  db_bind(rows, 6, contest->key_rev, HASH_BYTES);
  db_bind(rows, 7, contest->subject, ID_BYTES);
  int step = sqlite3_step(rows);
  *own = step == SQLITE_ROW;
  return db_finish(store, rows, step, diags);
}

/* -- What counts otherwise ----------------------------------------------------------------------
 */

static void read_rescored(sqlite3_stmt *row, struct rescored *out) {
  *out = (struct rescored){.marked = sqlite3_column_int(row, 5),
                           .score = sqlite3_column_int(row, 6),
                           .annulled = sqlite3_column_int(row, 7),
                           .latest = sqlite3_column_int(row, 8),
                           .time = sqlite3_column_int64(row, 11)};
  db_blob(row, 0, out->hash, HASH_BYTES);
  db_blob(row, 1, out->subject, ID_BYTES);
  db_blob(row, 2, out->session, ID_BYTES);
  db_text(row, 3, out->path, sizeof out->path);
  db_blob(row, 4, out->key_rev, HASH_BYTES);
  db_blob(row, 9, out->ruling, HASH_BYTES);
  db_blob(row, 10, out->by, ID_BYTES);
}

enum rc store_rescored(struct store *store, const uint8_t *subject, const uint8_t *session,
                       int64_t until, struct rescored **list, size_t *n, struct diags *diags) {
  sqlite3_stmt *rows;
  struct {
    struct rescored *list;
    size_t n, cap;
  } all = {0};
  *list = NULL;
  *n = 0;
  enum rc rc = rulings_rows(store, subject, until, sql_rulings_rescored, &rows, diags);
  if (rc != RC_OK)
    return rc;
  if (subject)
    db_bind(rows, 1, subject, ID_BYTES);
  if (session)
    db_bind(rows, 2, session, ID_BYTES);
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    VEC_ROOM(&all);
    read_rescored(rows, &all.list[all.n++]);
  }
  rc = db_finish(store, rows, step, diags);
  if (rc != RC_OK) {
    free(all.list);
    return rc;
  }
  *list = all.list;
  *n = all.n;
  return RC_OK;
}

enum rc store_ruled_runs(struct store *store, const struct evidence_scope *scope,
                         struct ruled_run **list, size_t *n, struct diags *diags) {
  sqlite3_stmt *rows;
  struct {
    struct ruled_run *list;
    size_t n, cap;
  } all = {0};
  *list = NULL;
  *n = 0;
  enum rc rc = evidence_rows(store, sql_rulings_runs, scope, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    struct ruled_run run = {.score = sqlite3_column_int(rows, 4),
                            .passed = sqlite3_column_int(rows, 5),
                            .touched = sqlite3_column_int(rows, 6)};
    db_blob(rows, 0, run.person, ID_BYTES);
    db_blob(rows, 1, run.subject, ID_BYTES);
    db_blob(rows, 2, run.session, ID_BYTES);
    db_text(rows, 3, run.path, sizeof run.path);
    VEC_PUSH(&all, run);
  }
  rc = db_finish(store, rows, step, diags);
  if (rc != RC_OK) {
    free(all.list);
    return rc;
  }
  *list = all.list;
  *n = all.n;
  return RC_OK;
}

enum rc store_given(struct store *store, const struct evidence_scope *scope, const char *path,
                    struct given *given, struct diags *diags) {
  sqlite3_stmt *rows;
  enum rc rc = evidence_deeds(store, sql_rulings_given, scope, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind_text(rows, 4, path);
  int step = sqlite3_step(rows);
  bool found = step == SQLITE_ROW;
  *given = (struct given){.what = (enum given_what)sqlite3_column_int(rows, 3),
                          .shape = (uint8_t)sqlite3_column_int(rows, 4),
                          .score = sqlite3_column_int(rows, 5)};
  db_blob(rows, 0, given->hash, HASH_BYTES);
  db_blob(rows, 1, given->subject, ID_BYTES);
  db_blob(rows, 2, given->key_rev, HASH_BYTES);
  rc = db_finish(store, rows, step, diags);
  return rc == RC_OK && !found ? RC_MISSING : rc;
}
