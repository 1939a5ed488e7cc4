/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db.h"
#include "store/sql_gen.h"

#include <string.h>

static void read_settings(sqlite3_stmt *row, struct settings *settings) {
  *settings = SETTINGS_PLAIN;
  struct happening stated = {0};
  struct arena arena = {0};
  const void *payload = sqlite3_column_blob(row, 0);
  size_t len = (size_t)sqlite3_column_bytes(row, 0);
  if (event_decode_payload(VERB_PREFERRED, payload, len, &arena, &stated))
    *settings = stated.settings;
  arena_done(&arena);
}

static bool is_told(sqlite3_stmt *row, const uint8_t *subject) {
  uint8_t id[ID_BYTES];
  return sqlite3_column_type(row, 0) != SQLITE_NULL &&
         (!subject || (db_blob(row, 2, id, ID_BYTES) && memcmp(id, subject, ID_BYTES) == 0));
}

static bool is_here(const struct store *store, sqlite3_stmt *row) {
  uint8_t chain[KEY_BYTES];
  return db_blob(row, 1, chain, KEY_BYTES) && memcmp(chain, store->chain, KEY_BYTES) == 0;
}

/* What was stated on this laptop wins, by its number and not by its clock: who changes something
 * here and now must see it. */
enum rc store_settings(struct store *store, const uint8_t *subject, struct settings *settings,
                       struct diags *diags) {
  sqlite3_stmt *row;
  *settings = SETTINGS_PLAIN;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_keep(store, sql_settings, &row, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  bool here = false, known = false;
  while (!here && (step = sqlite3_step(row)) == SQLITE_ROW)
    if (is_told(row, subject) && ((here = is_here(store, row)) || !known)) {
      read_settings(row, settings);
      known = true;
    }
  return db_end(store, row, step, diags);
}
