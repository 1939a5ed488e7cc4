/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projections are functions of the set of events: computed again in another way they must be the
 * same, byte for byte. The facts are read the other way round; the clock, which clock.c walks one
 * event after the other, is computed by SQL with windows. */
#include "base/pack.h"
#include "base/text.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <string.h>

/* -- Dump ----------------------------------------------------------------------------------- */

/* A type byte (SQLite's), then i64, or u32 length and bytes. No column may be NULL. */
static void dump_value(sqlite3_stmt *row, int at, struct str *out) {
  int type = sqlite3_column_type(row, at);
  pack_u8(out, (uint8_t)type);
  if (type == SQLITE_INTEGER)
    pack_u64(out, (uint64_t)sqlite3_column_int64(row, at));
  else {
    const void *bytes = sqlite3_column_blob(row, at);
    size_t len = (size_t)sqlite3_column_bytes(row, at);
    pack_u32(out, (uint32_t)len);
    pack_bytes(out, bytes, len);
  }
}

static enum rc dump_table(struct store *store, const char *name, const char *sql,
                          const uint8_t *without, struct str *out, struct diags *diags) {
  sqlite3_stmt *rows;
  enum rc rc = db_prepare(store, sql, &rows, diags);
  if (rc != RC_OK)
    return rc;
  if (without && sqlite3_bind_parameter_count(rows))
    db_bind(rows, 1, without, KEY_BYTES);
  pack_text(out, name);
  pack_u32(out, (uint32_t)sqlite3_column_count(rows));
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count(rows); i++)
      dump_value(rows, i, out);
  return db_finish(store, rows, step, diags);
}

enum rc project_dump(struct store *store, const uint8_t *without, struct str *out,
                     struct diags *diags) {
  sqlite3_stmt *tables;
  enum rc rc = db_prepare(store, sql_projection_dump_tables, &tables, diags);
  if (rc != RC_OK)
    return rc;
  int step = SQLITE_DONE;
  while (rc == RC_OK && (step = sqlite3_step(tables)) == SQLITE_ROW)
    rc = dump_table(store, (const char *)sqlite3_column_text(tables, 0),
                    (const char *)sqlite3_column_text(tables, 1), without, out, diags);
  enum rc end = db_finish(store, tables, step, diags);
  return rc == RC_OK ? end : rc;
}

/* Never in the file: there it would stay. */
static enum rc compute_otherwise(struct store *store, struct diags *diags) {
  project_detach(store);
  enum rc rc = project_attach(store, diags);
  if (rc == RC_OK)
    rc = project_rows(store, sql_projection_events_backwards, NULL, diags);
  return rc == RC_OK ? db_run(store, sql_projection_clock_otherwise, diags) : rc;
}

/* -- Both ------------------------------------------------------------------------------------- */

static enum rc compare(const struct store *store, const struct str *kept, const struct str *anew,
                       struct diags *diags) {
  if (kept->len == anew->len && memcmp(kept->at, anew->at, kept->len) == 0)
    return RC_OK;
  diag_error(diags, (struct place){.file = store->file}, 1, "projection.differs",
             _("tell the makers of Mafunzo: the records themselves are not changed by this"),
             _("what is computed from the records differs when it is computed again"));
  return RC_DATA;
}

enum rc store_rebuild(struct store *store, uint8_t digest[HASH_BYTES], struct diags *diags) {
  struct str kept = {0}, anew = {0};
  memset(digest, 0, HASH_BYTES);
  enum rc rc = project_deeds(store, NULL, diags);
  if (rc == RC_OK)
    rc = project_dump(store, NULL, &kept, diags);
  bool filed = store->filed;
  if (rc == RC_OK)
    rc = compute_otherwise(store, diags);
  if (rc == RC_OK)
    rc = project_dump(store, NULL, &anew, diags);
  if (rc == RC_OK) {
    seal_hash(&(struct seal_part){anew.at, anew.len}, 1, digest);
    rc = compare(store, &kept, &anew, diags);
    if (rc != RC_OK && filed)
      projected_unlink(store);
  }
  project_detach(store); /* both ways were walked for the comparison; what stays is the usual one */
  str_done(&kept);
  str_done(&anew);
  return rc;
}

enum rc store_reindex(struct store *store, struct diags *diags) {
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_run(store, sql_reindex, diags);
  if (rc != RC_OK && store->db)
    append_undo(store);
  return rc;
}
