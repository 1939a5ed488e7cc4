/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "base/vec.h"
#include "store/sealed.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

struct happening_list {
  struct happening *list;
  size_t n, cap;
};

static enum rc refuse(const struct store *store, const char *code, const char *message,
                      struct diags *diags) {
  diag_error(
      diags, (struct place){.file = store->file}, 1, code,
      _("mafunzo doctor says what is damaged, mafunzo restore brings the newest good backup"), "%s",
      message);
  return RC_DATA;
}

static enum rc read_happening(struct store *store, sqlite3_stmt *row, struct arena *arena,
                              struct happening_list *all, struct diags *diags) {
  struct row_event event;
  struct event_head head;
  struct happening happening = {0};
  if (!row_read_event(row, &event) || !sealed_open_row(store, &event) || !row_verify(&event, &head))
    return refuse(store, "event.hash", _("an answer on record was altered"), diags);
  if (event.scheme != SCHEME_PLAIN || head.verb == VERB_UNKNOWN)
    return RC_OK; /* erased, sealed, or something that a later version noted beside it */
  event_from_head(&head, arena, &happening);
  if (!event_decode_payload(happening.verb, event.payload, event.payload_len, arena, &happening))
    return refuse(store, "event.form", _("an answer on record cannot be understood"), diags);
  VEC_PUSH(all, happening);
  return RC_OK;
}

/* Most runs are of one chain, and that orders them: the clock of all chains is not needed. */
static enum rc order_of(struct store *store, const uint8_t subject[ID_BYTES],
                        const uint8_t session[ID_BYTES], const char **sql, struct diags *diags) {
  sqlite3_stmt *ask;
  enum rc rc = db_prepare(store, sql_session_scattered, &ask, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(ask, 1, subject, ID_BYTES);
  db_bind(ask, 2, session, ID_BYTES);
  int step = sqlite3_step(ask);
  bool scattered = step == SQLITE_ROW && sqlite3_column_int(ask, 0) != 0;
  rc = db_finish(store, ask, step, diags);
  *sql = scattered ? sql_session : sql_session_in_chain;
  return rc == RC_OK && scattered ? project_clock(store, diags) : rc;
}

enum rc store_session(struct store *store, const uint8_t subject[ID_BYTES],
                      const uint8_t session[ID_BYTES], struct arena *arena,
                      struct happening **happened, size_t *n, struct diags *diags) {
  sqlite3_stmt *rows;
  struct happening_list all = {0};
  *happened = NULL;
  *n = 0;
  enum rc rc = db_ready(store, diags);
  const char *sql = NULL;
  if (rc == RC_OK)
    rc = order_of(store, subject, session, &sql, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 1, subject, ID_BYTES);
  db_bind(rows, 2, session, ID_BYTES);
  int step = SQLITE_DONE;
  while (rc == RC_OK && (step = sqlite3_step(rows)) == SQLITE_ROW)
    rc = read_happening(store, rows, arena, &all, diags);
  enum rc end = db_finish(store, rows, step, diags);
  rc = rc == RC_OK ? end : rc;
  if (rc == RC_OK && all.n) {
    *happened = arena_array(arena, all.n, sizeof **happened);
    memcpy(*happened, all.list, all.n * sizeof **happened);
    *n = all.n;
  }
  free(all.list);
  return rc;
}

enum rc store_session_moment(struct store *store, const uint8_t subject[ID_BYTES],
                             const uint8_t session[ID_BYTES], struct moment *moment,
                             struct diags *diags) {
  sqlite3_stmt *row;
  *moment = (struct moment){0};
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_session_moment, &row, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(row, 1, subject, ID_BYTES);
  db_bind(row, 2, session, ID_BYTES);
  int step = sqlite3_step(row);
  bool found = step == SQLITE_ROW && db_blob(row, 0, moment->boot, ID_BYTES);
  if (found) {
    moment->wall = sqlite3_column_int64(row, 1);
    moment->mono = sqlite3_column_int64(row, 2);
  }
  rc = db_finish(store, row, step, diags);
  return rc == RC_OK && !found ? RC_MISSING : rc;
}
