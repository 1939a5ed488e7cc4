/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks for item analysis: one walk over the events into tables of their own, which SQL settles. No
 * trainee's laptop pays for them, and nothing of them stays. */
#include "model/item.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <string.h>

struct marking { /* the statements that add */
  sqlite3_stmt *asked, *given, *ended;
};

static void bind_run(sqlite3_stmt *add, int at, const struct event_head *head) {
  db_bind(add, at, head->subject, ID_BYTES);
  db_bind(add, at + 1, head->session, ID_BYTES);
}

/* An exam's path is "course/module/exam"; its questions lie beside it. */
static enum rc add_asked(struct store *store, const struct marking *marking,
                         const struct event_head *head, const struct happening *h,
                         struct arena *arena, struct diags *diags) {
  const char *slash = strrchr(head->path, '/');
  enum rc rc = RC_OK;
  if (h->plan.kind != RUN_EXAM || !slash)
    return RC_OK;
  for (size_t i = 0; rc == RC_OK && i < h->plan.n; i++) {
    bind_run(marking->asked, 1, head);
    db_bind_text(marking->asked, 3,
                 arena_printf(arena, "%.*s/%s", (int)(slash - head->path), head->path,
                              h->plan.slots[i].item));
    db_bind(marking->asked, 4, h->plan.slots[i].key_rev, HASH_BYTES);
    rc = db_do(store, marking->asked, diags);
  }
  return rc;
}

static enum rc add_given(struct store *store, const struct marking *marking, const uint8_t *hash,
                         const struct event_head *head, const struct happening *h,
                         struct diags *diags) {
  uint8_t picks[8 * RESPONSE_PICKS];
  if (h->attempt != 1 || h->score < 0 || h->score > SCORE_ONE)
    return RC_OK;
  for (size_t i = 0; i < h->response.n; i++)
    for (unsigned byte = 0; byte < 8; byte++)
      picks[8 * i + byte] = (uint8_t)(h->names[i] >> 8 * byte);
  db_bind(marking->given, 1, hash, HASH_BYTES);
  bind_run(marking->given, 2, head);
  db_bind_text(marking->given, 4, head->path);
  db_bind(marking->given, 5, head->key_rev, HASH_BYTES);
  sqlite3_bind_int(marking->given, 6, h->score);
  sqlite3_bind_int(marking->given, 7, h->faulty);
  db_bind(marking->given, 8, picks, (size_t)8 * h->response.n);
  sqlite3_bind_int64(marking->given, 9, fact_picked(h));
  return db_do(store, marking->given, diags);
}

static enum rc add_ended(struct store *store, const struct marking *marking, const uint8_t *hash,
                         const struct event_head *head, const struct happening *h,
                         struct diags *diags) {
  int counted = 0;
  if (head->mode != MODE_PRACTICE && head->mode != MODE_EXAM)
    return RC_OK;
  for (size_t i = 0; i < h->n_scores; i++)
    counted +=
        h->scores[i].weight > 0 && h->scores[i].weight <= PLAN_SLOTS ? h->scores[i].weight : 0;
  db_bind(marking->ended, 1, hash, HASH_BYTES);
  bind_run(marking->ended, 2, head);
  sqlite3_bind_int(marking->ended, 4, (int)head->mode);
  sqlite3_bind_int(marking->ended, 5, counted);
  return db_do(store, marking->ended, diags);
}

static enum rc add_event(struct store *store, const struct marking *marking, sqlite3_stmt *event,
                         struct diags *diags) {
  struct event_head head;
  struct happening h = {0};
  struct arena arena = {0};
  uint8_t hash[HASH_BYTES];
  enum rc rc = RC_OK;
  const void *bytes = sqlite3_column_blob(event, 1), *payload = sqlite3_column_blob(event, 2);
  if (bytes && payload && db_blob(event, 0, hash, HASH_BYTES) &&
      event_decode_head(bytes, (size_t)sqlite3_column_bytes(event, 1), &head) &&
      head.verb != VERB_UNKNOWN &&
      event_decode_payload((enum verb)head.verb, payload, (size_t)sqlite3_column_bytes(event, 2),
                           &arena, &h)) {
    if (head.verb == VERB_STARTED)
      rc = add_asked(store, marking, &head, &h, &arena, diags);
    else if (head.verb == VERB_ANSWERED)
      rc = add_given(store, marking, hash, &head, &h, diags);
    else if (head.verb == VERB_COMPLETED)
      rc = add_ended(store, marking, hash, &head, &h, diags);
    else /* contested or ruled: projected as ever */
      rc = fact_add(store, hash, &head, payload, (size_t)sqlite3_column_bytes(event, 2), diags);
  }
  arena_done(&arena);
  return rc;
}

static enum rc add_events(struct store *store, struct diags *diags) {
  struct marking marking = {0};
  sqlite3_stmt *events = NULL;
  int step = SQLITE_DONE;
  enum rc rc = db_prepare(store, sql_marks_add_asked, &marking.asked, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_marks_add_given, &marking.given, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_marks_add_ended, &marking.ended, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_marks_events, &events, diags);
  while (rc == RC_OK && (step = sqlite3_step(events)) == SQLITE_ROW)
    rc = add_event(store, &marking, events, diags);
  if (rc == RC_OK && step != SQLITE_DONE)
    rc = db_fault(store, diags);
  sqlite3_finalize(events);
  sqlite3_finalize(marking.asked);
  sqlite3_finalize(marking.given);
  sqlite3_finalize(marking.ended);
  return rc;
}

/* -- What came of it ------------------------------------------------------------------------- */

static enum rc each_run(struct store *store, const struct marks_reader *reader,
                        struct diags *diags) {
  sqlite3_stmt *rows;
  struct run_marks run = {0};
  int step;
  enum rc rc = db_prepare(store, sql_marks_runs, &rows, diags);
  if (rc != RC_OK)
    return rc;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    db_text(rows, 0, run.module, sizeof run.module);
    run.mode = (enum run_mode)sqlite3_column_int(rows, 1);
    run.n = (uint32_t)sqlite3_column_int(rows, 2);
    run.total = sqlite3_column_int64(rows, 3);
    run.squares = sqlite3_column_int64(rows, 4);
    run.n_items = (uint32_t)sqlite3_column_int(rows, 5);
    reader->run(reader->ctx, &run);
  }
  return db_finish(store, rows, step, diags);
}

static void read_answer(sqlite3_stmt *row, struct answer_mark *answer) {
  const uint8_t *picks = sqlite3_column_blob(row, 7);
  size_t bytes = (size_t)sqlite3_column_bytes(row, 7);
  db_text(row, 0, answer->module, sizeof answer->module);
  answer->mode = (enum run_mode)sqlite3_column_int(row, 1);
  db_text(row, 2, answer->path, sizeof answer->path);
  db_blob(row, 3, answer->key_rev, HASH_BYTES);
  answer->score = sqlite3_column_int(row, 4);
  answer->rest = sqlite3_column_int64(row, 5);
  answer->n_rest = (uint32_t)sqlite3_column_int(row, 6);
  answer->annulled = sqlite3_column_int(row, 8);
  answer->n_picks = bytes / 8 < RESPONSE_PICKS ? bytes / 8 : RESPONSE_PICKS;
  for (size_t i = 0; i < answer->n_picks; i++) {
    answer->picks[i] = 0;
    for (unsigned byte = 0; byte < 8; byte++)
      answer->picks[i] |= (uint64_t)picks[8 * i + byte] << 8 * byte;
  }
}

static enum rc each_answer(struct store *store, const struct marks_reader *reader,
                           struct diags *diags) {
  sqlite3_stmt *rows;
  struct answer_mark answer = {0};
  int step;
  enum rc rc = db_prepare(store, sql_marks_answers, &rows, diags);
  if (rc != RC_OK)
    return rc;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    read_answer(rows, &answer);
    reader->answer(reader->ctx, &answer);
  }
  return db_finish(store, rows, step, diags);
}

/* Which ruling holds is asked of everything; where there is none, as nearly everywhere, of nothing. */
static enum rc read_rulings(struct store *store, struct diags *diags) {
  int64_t n;
  enum rc rc = db_number(store, sql_marks_count_ruled, &n, diags);
  if (rc == RC_OK && n)
    rc = store_project(store, NULL, diags);
  return rc == RC_OK ? rulings_ready(store, INT64_MAX, diags) : rc;
}

enum rc store_marks(struct store *store, const struct marks_reader *reader, struct diags *diags) {
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = project_clock(store, diags);
  if (rc == RC_OK) /* what stayed if the walk before could not clear up */
    rc = db_run(store, sql_marks_forget, diags);
  if (rc == RC_OK)
    rc = db_run(store, sql_marks_tables, diags);
  if (rc == RC_OK)
    rc = add_events(store, diags);
  if (rc == RC_OK)
    rc = read_rulings(store, diags);
  if (rc == RC_OK)
    rc = db_run(store, sql_marks_settle, diags);
  if (rc == RC_OK)
    rc = each_run(store, reader, diags);
  if (rc == RC_OK)
    rc = each_answer(store, reader, diags);
  if (store->db)
    sqlite3_exec(store->db, sql_marks_forget, NULL, NULL, NULL);
  return rc;
}
