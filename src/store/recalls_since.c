/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was answered since a mark, from the end of the own chain alone: as long as nothing happened
 * but answers in practice and review, each comes after all that were known, and neither the
 * projections nor what was recorded in earlier years is read for it. */
#include "store/db.h"
#include "store/rulings.h"
#include "store/sql_gen.h"

#include <string.h>

static enum rc take_mark(struct store *store, sqlite3_stmt *row, struct recalls_mark *mark,
                         struct diags *diags) {
  db_bind(row, 1, store->chain, KEY_BYTES);
  int step = sqlite3_step(row);
  bool found = step == SQLITE_ROW;
  if (found) {
    bool others = sqlite3_column_type(row, 3) != SQLITE_NULL;
    mark->seq = (uint64_t)sqlite3_column_int64(row, 0);
    mark->time = sqlite3_column_int64(row, 2);
    mark->others = others ? sqlite3_column_int64(row, 3) : INT64_MIN;
    mark->wall = sqlite3_column_int64(row, 5);
    mark->mono = sqlite3_column_int64(row, 6);
    db_blob(row, 1, mark->tip, HASH_BYTES);
    db_blob(row, 4, mark->boot, ID_BYTES);
  }
  enum rc rc = db_finish(store, row, step, diags);
  return rc == RC_OK && !found ? RC_MISSING : rc;
}

enum rc store_recalls_mark(struct store *store, struct recalls_mark *mark, struct diags *diags) {
  sqlite3_stmt *row;
  *mark = (struct recalls_mark){0};
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = project_clock(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_recalls_mark, &row, diags);
  return rc == RC_OK ? take_mark(store, row, mark, diags) : rc;
}

struct since {
  struct store *store;
  const uint8_t *subject;
  int64_t until;
  struct recalls_mark *mark;
  void (*each)(void *ctx, const struct recall_row *row);
  void *ctx;
  bool told, began; /* began: the mark's own event was seen */
};

static enum rc read_boot(struct since *since, const uint8_t boot[ID_BYTES], struct diags *diags) {
  struct recalls_mark *mark = since->mark;
  sqlite3_stmt *row;
  enum rc rc = db_prepare(since->store, sql_recalls_boot, &row, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(row, 1, since->store->chain, KEY_BYTES);
  db_bind(row, 2, boot, ID_BYTES);
  int step = sqlite3_step(row);
  memcpy(mark->boot, boot, ID_BYTES);
  mark->wall = sqlite3_column_int64(row, 0);
  mark->mono = sqlite3_column_int64(row, 1);
  return db_finish(since->store, row, step, diags);
}

/* In an exam an answer may take the place of one before the mark, and its questions may be kept for
 * exams: whoever asks must look at all. */
static void tell_answer(struct since *since, const struct event_head *head,
                        const struct happening *h) {
  struct recall_row row = {.path = head->path,
                           .time = since->mark->time,
                           .score = h->score,
                           .hinted = h->hinted,
                           .certainty = h->certainty,
                           .duration = h->duration,
                           .mode = head->mode};
  memcpy(row.person, head->subject, ID_BYTES);
  memcpy(row.key_rev, head->key_rev, HASH_BYTES);
  since->told &= head->mode == MODE_PRACTICE || head->mode == MODE_REVIEW;
  since->told &= since->mark->time > since->mark->others && since->mark->time <= since->until;
  if (since->told && !h->faulty && (h->attempt == 1 || head->mode == MODE_REVIEW))
    since->each(since->ctx, &row);
}

static void tell_event(struct since *since, sqlite3_stmt *row, const struct event_head *head) {
  const void *payload = sqlite3_column_blob(row, 2);
  struct arena arena = {0};
  struct happening h = {0};
  if (head->verb == VERB_ANSWERED && memcmp(head->subject, since->subject, ID_BYTES) == 0 &&
      payload &&
      event_decode_payload(VERB_ANSWERED, payload, (size_t)sqlite3_column_bytes(row, 2), &arena,
                           &h))
    tell_answer(since, head, &h);
  arena_done(&arena);
}

/* The clock as clock_step has it: never less than before in the chain. */
static enum rc pass(struct since *since, const struct event_head *head,
                    const uint8_t hash[HASH_BYTES], struct diags *diags) {
  struct recalls_mark *mark = since->mark;
  enum rc rc = RC_OK;
  if (memcmp(head->boot, mark->boot, ID_BYTES) != 0)
    rc = read_boot(since, head->boot, diags);
  int64_t time = mark->wall + head->mono - mark->mono;
  mark->time = time > mark->time ? time : mark->time;
  mark->seq = head->seq;
  memcpy(mark->tip, hash, HASH_BYTES);
  return rc;
}

/* The first is the mark's own, and each number is there once: or else the chain is not what it was
 * when the mark was made. */
static enum rc take(struct since *since, sqlite3_stmt *row, struct diags *diags) {
  const void *bytes = sqlite3_column_blob(row, 1);
  uint8_t hash[HASH_BYTES];
  struct event_head head;
  bool known = db_blob(row, 0, hash, HASH_BYTES) && bytes &&
               event_decode_head(bytes, (size_t)sqlite3_column_bytes(row, 1), &head);
  if (!since->began)
    since->told =
        known && head.seq == since->mark->seq && memcmp(hash, since->mark->tip, HASH_BYTES) == 0;
  else
    since->told = known && head.seq == since->mark->seq + 1;
  enum rc rc = since->told && since->began ? pass(since, &head, hash, diags) : RC_OK;
  if (rc == RC_OK && since->told && since->began)
    tell_event(since, row, &head);
  since->began = true;
  return rc;
}

static enum rc walk(struct since *since, struct diags *diags) {
  struct store *store = since->store;
  sqlite3_stmt *rows;
  int step = SQLITE_DONE;
  enum rc rc = db_prepare(store, sql_recalls_events, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 1, store->chain, KEY_BYTES);
  sqlite3_bind_int64(rows, 2, (sqlite3_int64)since->mark->seq);
  since->told = true;
  while (rc == RC_OK && since->told && (step = sqlite3_step(rows)) == SQLITE_ROW)
    rc = take(since, rows, diags);
  enum rc end = db_finish(store, rows, step, diags);
  return rc == RC_OK ? end : rc;
}

enum rc store_recalls_since(struct store *store, const uint8_t subject[ID_BYTES], int64_t until,
                            struct recalls_mark *mark,
                            void (*each)(void *ctx, const struct recall_row *row), void *ctx,
                            bool *told, struct diags *diags) {
  struct since since = {store, subject, until, mark, each, ctx, .told = false};
  bool contested = true;
  enum rc rc =
      store_any_contest(store, subject, &contested, diags); /* opens what is to be opened */
  if (rc == RC_OK && !contested)
    rc = walk(&since, diags);
  *told = rc == RC_OK && since.told && since.began;
  return rc;
}
