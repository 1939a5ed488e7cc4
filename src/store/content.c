/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What others saw, as contents: to tell what is recorded already from what is new. */
#include "store/db.h"
#include "store/sql_gen.h"

void event_content(const struct event_head *head, const struct happening *happening,
                   uint8_t out[HASH_BYTES]) {
  struct str payload = {0};
  event_encode_payload(happening, &payload);
  const struct seal_part parts[] = {
      {head->actor, ID_BYTES},   {head->subject, ID_BYTES},   {head->session, ID_BYTES},
      {head->path, EVENT_PATH},  {head->key_rev, HASH_BYTES}, {head->verb_name, EVENT_VERB},
      {payload.at, payload.len},
  };
  seal_hash(parts, sizeof parts / sizeof *parts, out);
  str_done(&payload);
}

/* False: of a later version, or not well-formed. */
static bool read_content(sqlite3_stmt *row, uint8_t out[HASH_BYTES]) {
  struct event_head head = {0};
  struct happening happening = {0};
  struct arena arena = {0};
  bool read =
      event_decode_head(sqlite3_column_blob(row, 0), (size_t)sqlite3_column_bytes(row, 0), &head) &&
      head.verb != VERB_UNKNOWN && sqlite3_column_type(row, 1) != SQLITE_NULL &&
      event_decode_payload((enum verb)head.verb, sqlite3_column_blob(row, 1),
                           (size_t)sqlite3_column_bytes(row, 1), &arena, &happening);
  if (read) {
    happening.verb = (enum verb)head.verb;
    event_content(&head, &happening, out);
  }
  arena_done(&arena);
  return read;
}

enum rc store_contents(struct store *store,
                       void (*each)(void *ctx, const uint8_t content[HASH_BYTES]), void *ctx,
                       struct diags *diags) {
  sqlite3_stmt *rows;
  uint8_t content[HASH_BYTES];
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_contents, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    if (read_content(rows, content))
      each(ctx, content);
  return db_finish(store, rows, step, diags);
}
