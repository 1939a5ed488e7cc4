/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projections: facts per event, and the clock (clock.c) that orders them.
 *
 * Both are functions of the set of events. Facts are added once per hash; the clock is told chain
 * by chain. What is appended waits until something is asked: an answer need not pay for it.
 *
 * The tables are in memory, where they last as long as the store is open, or, of a store that
 * collects, in a file that is brought up to date (projected.c). */
#include "base/vec.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <string.h>

/* As sql/projection/events-done has it. */
static bool is_deed(int verb) {
  return verb == VERB_STARTED || verb == VERB_ANSWERED || verb == VERB_DECIDED ||
         verb == VERB_COMPLETED || verb == VERB_MARKED;
}

static enum rc add_row(struct store *store, sqlite3_stmt *event, struct diags *diags) {
  struct event_head head;
  uint8_t hash[HASH_BYTES];
  const void *bytes = sqlite3_column_blob(event, 1);
  const void *payload = sqlite3_column_blob(event, 2);
  if (!bytes || !payload || !db_blob(event, 0, hash, HASH_BYTES) ||
      !event_decode_head(bytes, (size_t)sqlite3_column_bytes(event, 1), &head))
    return RC_OK;
  size_t len = (size_t)sqlite3_column_bytes(event, 2);
  bool follows = store->filed && !store->filling;
  enum rc rc = follows && is_deed(head.verb) ? projected_behind(store, head.subject, diags)
                                             : fact_add(store, hash, &head, payload, len, diags);
  return rc == RC_OK && follows ? estimates_touch(store, &head, diags) : rc;
}

/* Finalizes. */
static enum rc add_rows(struct store *store, sqlite3_stmt *events, struct diags *diags) {
  enum rc rc = RC_OK;
  int step = SQLITE_DONE;
  while (rc == RC_OK && (step = sqlite3_step(events)) == SQLITE_ROW)
    rc = add_row(store, events, diags);
  if (rc == RC_OK && step != SQLITE_DONE)
    rc = db_fault(store, diags);
  sqlite3_finalize(events);
  return rc;
}

static enum rc end_transaction(struct store *store, enum rc rc, struct diags *diags) {
  if (rc == RC_OK)
    rc = db_run(store, "COMMIT", diags);
  if (rc != RC_OK && !sqlite3_get_autocommit(store->db))
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  return rc;
}

enum rc project_add(struct store *store, const char *sql, const uint8_t *chain, int64_t seq,
                    struct diags *diags) {
  sqlite3_stmt *events;
  enum rc rc = db_prepare(store, sql, &events, diags);
  if (rc != RC_OK)
    return rc;
  if (chain) {
    db_bind(events, 1, chain, KEY_BYTES);
    sqlite3_bind_int64(events, 2, seq);
  }
  return add_rows(store, events, diags);
}

/* All facts of the events that a statement gives; subject is its parameter, if it has one. */
enum rc project_rows(struct store *store, const char *sql, const uint8_t *subject,
                     struct diags *diags) {
  sqlite3_stmt *events;
  enum rc rc = db_prepare(store, sql, &events, diags);
  if (rc != RC_OK)
    return rc;
  if (subject)
    db_bind(events, 1, subject, ID_BYTES);
  rc = db_run(store, "BEGIN", diags);
  if (rc == RC_OK)
    rc = add_rows(store, events, diags);
  else
    sqlite3_finalize(events);
  return end_transaction(store, rc, diags);
}

enum { CAME_MOST = 4096 };

void project_later(struct store *store, const struct event_head *head) {
  struct came *came = &store->came;
  if (!store->attached)
    return;
  if (!store->waiting) {
    store->waiting = came->seq = head->seq;
    came->n = 0;
    came->other = !store->filed;
  }
  came->other |= !is_deed(head->verb) || came->n == CAME_MOST;
  if (came->other)
    return;
  VEC_ROOM(came);
  memcpy(came->list[came->n++], head->subject, ID_BYTES);
}

/* Somebody's deeds mostly come one after the other. */
static enum rc add_came(struct store *store, struct diags *diags) {
  const struct came *came = &store->came;
  enum rc rc = RC_OK;
  for (size_t i = 0; rc == RC_OK && i < came->n; i++) {
    if (i > 0 && memcmp(came->list[i], came->list[i - 1], ID_BYTES) == 0)
      continue;
    rc = projected_behind(store, came->list[i], diags);
    if (rc == RC_OK)
      rc = estimates_touch_one(store, came->list[i], diags);
  }
  return rc;
}

enum rc project_add_waiting(struct store *store, uint64_t seq, struct diags *diags) {
  const struct came *came = &store->came;
  bool known = store->filed && !came->other && came->seq == seq &&
               came->n == store->tip.seq - seq + 1; /* after an import it is none of them */
  enum rc rc = clock_follow(store, store->chain, diags);
  if (rc != RC_OK)
    return rc;
  return known ? add_came(store, diags)
               : project_add(store, sql_projection_events_of_chain, store->chain, (int64_t)seq - 1,
                             diags);
}

static enum rc project_waiting(struct store *store, struct diags *diags) {
  if (!store->waiting)
    return RC_OK;
  enum rc rc = db_run(store, "BEGIN", diags);
  if (rc == RC_OK)
    rc = project_add_waiting(store, store->waiting, diags);
  rc = end_transaction(store, rc, diags);
  if (rc == RC_OK)
    store->waiting = 0;
  return rc;
}

void project_forget(struct store *store) {
  store->clocked = store->knows_people = store->knows_joins = store->knows_all = false;
  store->waiting = 0;
  store->came.n = 0;
  if (store->attached && !store->filed)
    sqlite3_exec(store->db, sql_projection_forget_scopes, NULL, NULL, NULL);
}

enum rc project_attach(struct store *store, struct diags *diags) {
  enum rc rc = db_run(store, sql_projection_attach, diags);
  if (rc == RC_OK)
    rc = db_run(store, sql_projection_tables, diags);
  if (rc == RC_OK)
    rc = db_run(store, sql_projection_clock, diags);
  store->attached = rc == RC_OK;
  if (!store->attached) /* without its tables it would be in the way of the next try */
    sqlite3_exec(store->db, sql_projection_detach, NULL, NULL, NULL);
  return rc;
}

void project_detach(struct store *store) {
  if (store->db)
    sqlite3_exec(store->db, sql_projection_detach, NULL, NULL, NULL);
  store->attached = store->filed = false;
  project_forget(store);
}

static enum rc fill_clock(struct store *store, struct diags *diags) {
  enum rc rc = store->attached ? RC_OK : project_attach(store, diags);
  if (rc == RC_OK)
    rc = db_run(store, "BEGIN", diags);
  if (rc == RC_OK)
    rc = end_transaction(store, clock_fill(store, diags), diags);
  store->clocked = rc == RC_OK;
  return rc;
}

/* Whatever is asked of the projections asks for the clock first. */
enum rc project_clock(struct store *store, struct diags *diags) {
  if (store->filed && (store->waiting || store->spoilt))
    store->clocked = false;
  if (!store->clocked && projected_bring_up(store)) {
    store->clocked = store->knows_all = true;
    store->waiting = 0;
  }
  enum rc rc = store->clocked ? RC_OK : fill_clock(store, diags);
  return rc == RC_OK ? project_waiting(store, diags) : rc;
}

enum rc project_people(struct store *store, struct diags *diags) {
  if (store->knows_people || store->knows_all)
    return RC_OK;
  enum rc rc = project_rows(store, sql_projection_events_stated, NULL, diags);
  store->knows_people = rc == RC_OK;
  return rc;
}

enum rc project_joins(struct store *store, struct diags *diags) {
  if (store->knows_joins || store->knows_all)
    return RC_OK;
  enum rc rc = project_rows(store, sql_projection_events_joined, NULL, diags);
  store->knows_joins = rc == RC_OK;
  return rc;
}

/* Whether a subject's events are projected; with add, from now on they are. */
static enum rc scope_do(struct store *store, const char *sql, const uint8_t subject[ID_BYTES],
                        bool *found, struct diags *diags) {
  sqlite3_stmt *statement;
  enum rc rc = db_prepare(store, sql, &statement, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(statement, 1, subject, ID_BYTES);
  int step = sqlite3_step(statement);
  *found = step == SQLITE_ROW;
  return db_finish(store, statement, step, diags);
}

static enum rc project_subject(struct store *store, const uint8_t subject[ID_BYTES],
                               struct diags *diags) {
  bool found;
  enum rc rc = scope_do(store, sql_projection_has_scope, subject, &found, diags);
  if (rc != RC_OK || found)
    return rc;
  rc = project_rows(store, sql_projection_events_of_subject, subject, diags);
  return rc == RC_OK ? scope_do(store, sql_projection_add_scope, subject, &found, diags) : rc;
}

enum rc store_project(struct store *store, const uint8_t *subject, struct diags *diags) {
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = project_clock(store, diags);
  if (rc != RC_OK || store->knows_all)
    return rc;
  if (subject)
    return project_subject(store, subject, diags);
  rc = project_rows(store, sql_projection_events_all, NULL, diags);
  store->knows_all = rc == RC_OK;
  return rc;
}

enum rc project_deeds(struct store *store, const uint8_t *subject, struct diags *diags) {
  enum rc rc = store_project(store, subject, diags);
  if (rc != RC_OK || !store->filed || projected_deeds(store))
    return rc;
  rc = db_ready(store, diags); /* which would try the file once more */
  store->unfiled = true;
  return rc == RC_OK ? store_project(store, subject, diags) : rc;
}
