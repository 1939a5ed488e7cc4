/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/estimates.h"

#include "base/text.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* -- What makes them stale -------------------------------------------------------------------- */

enum rc estimates_touch_one(struct store *store, const uint8_t subject[ID_BYTES],
                            struct diags *diags) {
  sqlite3_stmt *touch;
  enum rc rc = db_keep(store, sql_estimates_touch, &touch, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(touch, 1, subject, ID_BYTES);
  return db_do(store, touch, diags);
}

enum rc estimates_touch(struct store *store, const struct event_head *head, struct diags *diags) {
  sqlite3_stmt *touch;
  bool one = head->verb == VERB_ANSWERED || head->verb == VERB_DECIDED ||
             head->verb == VERB_COMPLETED || head->verb == VERB_MARKED;
  bool all = head->verb == VERB_JOINED || head->verb == VERB_CONTESTED || head->verb == VERB_RULED;
  if (one)
    return estimates_touch_one(store, head->subject, diags);
  enum rc rc = all ? db_keep(store, sql_estimates_touch_all, &touch, diags) : RC_OK;
  return rc == RC_OK && all ? db_do(store, touch, diags) : rc;
}

bool store_estimates_hold(const struct store *store, const struct evidence_scope *scope) {
  return store->filed && !scope->person && scope->from <= store->times.oldest &&
         store->times.newest < scope->until;
}

/* -- Rows ------------------------------------------------------------------------------------- */

/* SQLite does not see a byte that was altered on the disk within a value: the last eight tell. */
static uint64_t check_of(const uint8_t person[ID_BYTES], const void *bytes, size_t len) {
  uint64_t sum = len, word;
  for (size_t at = 0; at < ID_BYTES; at += sizeof word) {
    memcpy(&word, person + at, sizeof word);
    sum = (sum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
  }
  for (size_t at = 0; at < len; at += sizeof word) {
    word = 0;
    memcpy(&word, (const char *)bytes + at, len - at < sizeof word ? len - at : sizeof word);
    sum = (sum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    sum ^= sum >> 32;
  }
  return sum;
}

static enum rc put_row(struct store *store, const uint8_t person[ID_BYTES], struct str *bytes,
                       struct diags *diags) {
  sqlite3_stmt *put;
  uint64_t check = check_of(person, bytes->at, bytes->len);
  enum rc rc = db_keep(store, sql_estimates_keep, &put, diags);
  if (rc != RC_OK)
    return rc;
  str_add(bytes, (const char *)&check, sizeof check);
  db_bind(put, 1, person, ID_BYTES);
  db_bind(put, 2, bytes->at, bytes->len);
  return db_do(store, put, diags);
}

static bool give_row(sqlite3_stmt *row, const struct estimator *estimator) {
  uint8_t person[ID_BYTES];
  uint64_t check;
  const uint8_t *bytes = sqlite3_column_blob(row, 1);
  size_t len = (size_t)sqlite3_column_bytes(row, 1);
  if (!db_blob(row, 0, person, ID_BYTES) || len < sizeof check)
    return false;
  len -= sizeof check;
  memcpy(&check, bytes + len, sizeof check);
  if (check != check_of(person, bytes, len))
    return false;
  estimator->kept(estimator->ctx, person, bytes, len);
  return true;
}

static enum rc give_all(struct store *store, const struct estimator *estimator,
                        struct diags *diags) {
  sqlite3_stmt *rows;
  enum rc rc = db_prepare(store, sql_estimates_all, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  bool whole = true;
  while (whole && (step = sqlite3_step(rows)) == SQLITE_ROW)
    whole = give_row(rows, estimator);
  rc = db_finish(store, rows, step, diags);
  return rc == RC_OK && !whole ? fault_projected(store, diags) : rc;
}

/* -- Computed anew ---------------------------------------------------------------------------- */

struct refresh {
  struct store *store;
  const struct estimator *estimator;
  struct diags *diags;
  uint8_t person[ID_BYTES];
  bool anyone;
  struct str bytes;
  enum rc rc;
};

static void finish_person(struct refresh *refresh) {
  if (!refresh->anyone || refresh->rc != RC_OK)
    return;
  str_clear(&refresh->bytes);
  refresh->estimator->finish(refresh->estimator->ctx, &refresh->bytes);
  refresh->rc = put_row(refresh->store, refresh->person, &refresh->bytes, refresh->diags);
}

static void on_response(void *ctx, const struct response_seen *seen) {
  struct refresh *refresh = ctx;
  if (refresh->anyone && memcmp(refresh->person, seen->person, ID_BYTES) != 0)
    finish_person(refresh);
  memcpy(refresh->person, seen->person, ID_BYTES);
  refresh->anyone = true;
  refresh->estimator->response(refresh->estimator->ctx, seen);
}

static enum rc forget(struct store *store, const uint8_t person[ID_BYTES], struct diags *diags) {
  sqlite3_stmt *statement;
  enum rc rc = db_keep(store, sql_estimates_forget, &statement, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(statement, 1, person, ID_BYTES);
  return db_do(store, statement, diags);
}

static enum rc put_tag(struct store *store, const struct estimator *estimator,
                       struct diags *diags) {
  sqlite3_stmt *put;
  enum rc rc = db_run(store, sql_estimates_clean, diags);
  if (rc == RC_OK)
    rc = db_keep(store, sql_estimates_put_tag, &put, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(put, 1, estimator->tag, HASH_BYTES);
  return db_do(store, put, diags);
}

static enum rc refresh_people(struct store *store, const struct evidence_scope *scope,
                              const struct estimator *estimator, bool current,
                              const uint8_t (*people)[ID_BYTES], size_t n, struct diags *diags) {
  struct refresh refresh = {store, estimator, diags, {0}, false, {0}, RC_OK};
  const struct evidence_reader reader = {scope, on_response, &refresh};
  enum rc rc = RC_OK;
  for (size_t i = 0; rc == RC_OK && current && i < n; i++)
    rc = forget(store, people[i], diags);
  if (rc == RC_OK)
    rc = evidence_of(store, &reader, people, n, diags);
  if (rc == RC_OK) {
    finish_person(&refresh);
    rc = refresh.rc;
  }
  str_done(&refresh.bytes);
  return rc == RC_OK ? put_tag(store, estimator, diags) : rc;
}

static enum rc has_tag(struct store *store, const struct estimator *estimator, bool *has,
                       struct diags *diags) {
  sqlite3_stmt *row;
  enum rc rc = db_keep(store, sql_estimates_has_tag, &row, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(row, 1, estimator->tag, HASH_BYTES);
  int step = sqlite3_step(row);
  *has = step == SQLITE_ROW;
  return db_end(store, row, step, diags);
}

static enum rc refresh_in(struct store *store, const struct evidence_scope *scope,
                          const struct estimator *estimator, bool current,
                          const uint8_t (*people)[ID_BYTES], size_t n, struct diags *diags) {
  enum rc rc = db_run(store, "BEGIN", diags);
  if (rc == RC_OK && !current)
    rc = db_run(store, sql_estimates_forget_all, diags);
  if (rc == RC_OK)
    rc = refresh_people(store, scope, estimator, current, people, n, diags);
  if (rc == RC_OK)
    rc = db_run(store, "COMMIT", diags);
  if (rc != RC_OK && !sqlite3_get_autocommit(store->db))
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  return rc;
}

static enum rc refresh(struct store *store, const struct evidence_scope *scope,
                       const struct estimator *estimator, struct diags *diags) {
  uint8_t(*people)[ID_BYTES] = NULL;
  size_t n = 0;
  bool current = false;
  enum rc rc = has_tag(store, estimator, &current, diags);
  if (rc == RC_OK)
    rc = evidence_people(store, current ? sql_estimates_stale : sql_evidence_everybody, &people, &n,
                         diags);
  if (rc == RC_OK && n) { /* none is stale; a store that is filed holds events of somebody */
    rc = projected_cache(store, true, diags);
    if (rc == RC_OK)
      rc = refresh_in(store, scope, estimator, current, (const uint8_t(*)[ID_BYTES])people, n,
                      diags);
    if (rc == RC_OK)
      rc = projected_cache(store, false, diags);
  }
  free(people);
  return rc;
}

enum rc store_estimates(struct store *store, const struct evidence_scope *scope,
                        const struct estimator *estimator, struct diags *diags) {
  assert(store_estimates_hold(store, scope));
  enum rc rc = evidence_ready(store, scope->person, scope->until, diags);
  if (rc == RC_OK)
    rc = refresh(store, scope, estimator, diags);
  return rc == RC_OK ? give_all(store, estimator, diags) : rc;
}
