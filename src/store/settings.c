/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db.h"
#include "store/sql_gen.h"

static void read_settings(sqlite3_stmt *row, struct settings *settings) {
  struct happening stated = {0};
  struct arena arena = {0};
  const void *payload = sqlite3_column_blob(row, 0);
  size_t len = (size_t)sqlite3_column_bytes(row, 0);
  if (payload && event_decode_payload(VERB_PREFERRED, payload, len, &arena, &stated))
    *settings = stated.settings;
  arena_done(&arena);
}

enum rc store_settings(struct store *store, const uint8_t *subject, struct settings *settings,
                       struct diags *diags) {
  sqlite3_stmt *row;
  *settings = SETTINGS_PLAIN;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_keep(store, sql_settings, &row, diags);
  if (rc != RC_OK)
    return rc;
  if (subject)
    db_bind(row, 1, subject, ID_BYTES);
  db_bind(row, 2, store->chain, KEY_BYTES);
  int step = sqlite3_step(row);
  if (step == SQLITE_ROW)
    read_settings(row, settings);
  return db_end(store, row, step, diags);
}
