/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db.h"
#include "store/sql_gen.h"

#include <string.h>

static bool verb_known(const char *name) {
  for (int i = 0; i < VERBS; i++)
    if (strcmp(verb_names[i], name) == 0)
      return true;
  return false;
}

static enum rc count_unknown(struct store *store, uint64_t *unknown, struct diags *diags) {
  sqlite3_stmt *rows;
  enum rc rc = db_prepare(store, sql_verbs, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    char verb[EVENT_VERB];
    db_text(rows, 0, verb, sizeof verb);
    if (!verb_known(verb))
      *unknown += (uint64_t)sqlite3_column_int64(rows, 1);
  }
  return db_finish(store, rows, step, diags);
}

enum rc store_inspect(struct store *store, struct store_facts *facts, struct diags *diags) {
  sqlite3_stmt *row;
  *facts = (struct store_facts){0};
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = project_clock(store, diags);
  if (rc == RC_OK)
    rc = count_unknown(store, &facts->unknown, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_inspect, &row, diags);
  if (rc != RC_OK)
    return rc;
  int step = sqlite3_step(row);
  if (step == SQLITE_ROW) {
    facts->events = (uint64_t)sqlite3_column_int64(row, 0);
    facts->chains = (uint64_t)sqlite3_column_int64(row, 1);
    facts->backwards = (uint64_t)sqlite3_column_int64(row, 2);
    facts->far = (uint64_t)sqlite3_column_int64(row, 3);
    facts->newest = sqlite3_column_int64(row, 4);
  }
  return db_finish(store, row, step, diags);
}
