/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projections are functions of the set of events: computed again in another way they must be the
 * same, byte for byte. The facts are read the other way round; the clock, which SQL computes with a
 * window, is walked here one event after the other. */
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

static enum rc dump_table(struct store *store, const char *name, const char *sql, struct str *out,
                          struct diags *diags) {
  sqlite3_stmt *rows;
  enum rc rc = db_prepare(store, sql, &rows, diags);
  if (rc != RC_OK)
    return rc;
  pack_text(out, name);
  pack_u32(out, (uint32_t)sqlite3_column_count(rows));
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count(rows); i++)
      dump_value(rows, i, out);
  return db_finish(store, rows, step, diags);
}

enum rc project_dump(struct store *store, struct str *out, struct diags *diags) {
  sqlite3_stmt *tables;
  enum rc rc = db_prepare(store, sql_projection_dump_tables, &tables, diags);
  if (rc != RC_OK)
    return rc;
  int step = SQLITE_DONE;
  while (rc == RC_OK && (step = sqlite3_step(tables)) == SQLITE_ROW)
    rc = dump_table(store, (const char *)sqlite3_column_text(tables, 0),
                    (const char *)sqlite3_column_text(tables, 1), out, diags);
  enum rc end = db_finish(store, tables, step, diags);
  return rc == RC_OK ? end : rc;
}

/* -- The clock, walked ------------------------------------------------------------------------ */

struct clock_walk {
  uint8_t chain[KEY_BYTES];
  uint64_t seq;
  bool begun;
  int64_t here, before; /* latest time up to this number, and up to the one before it */
  sqlite3_stmt *put_clock, *put_boot, *find_boot;
};

static enum rc boot_begin(struct store *store, struct clock_walk *walk,
                          const struct event_head *head, int64_t *offset, struct diags *diags) {
  db_bind(walk->find_boot, 1, head->chain, KEY_BYTES);
  db_bind(walk->find_boot, 2, head->boot, ID_BYTES);
  bool known = sqlite3_step(walk->find_boot) == SQLITE_ROW;
  *offset = known ? sqlite3_column_int64(walk->find_boot, 0) : head->wall - head->mono;
  sqlite3_reset(walk->find_boot);
  if (known)
    return RC_OK;
  db_bind(walk->put_boot, 1, head->chain, KEY_BYTES);
  db_bind(walk->put_boot, 2, head->boot, ID_BYTES);
  sqlite3_bind_int64(walk->put_boot, 3, head->wall);
  sqlite3_bind_int64(walk->put_boot, 4, head->mono);
  return db_do(store, walk->put_boot, diags);
}

static enum rc clock_step(struct store *store, struct clock_walk *walk, sqlite3_stmt *row,
                          struct diags *diags) {
  struct row_event event;
  struct event_head head;
  int64_t offset;
  if (!row_read_event(row, &event) || !event_decode_head(event.head, event.head_len, &head))
    return RC_OK; /* store_verify tells of it */
  if (!walk->begun || memcmp(walk->chain, head.chain, KEY_BYTES) != 0) {
    memcpy(walk->chain, head.chain, KEY_BYTES);
    walk->begun = true;
    walk->here = walk->before = INT64_MIN;
  } else if (head.seq != walk->seq)
    walk->before = walk->here;
  walk->seq = head.seq;
  enum rc rc = boot_begin(store, walk, &head, &offset, diags);
  if (rc != RC_OK)
    return rc;
  int64_t time = head.mono + offset > walk->before ? head.mono + offset : walk->before;
  walk->here = time > walk->here ? time : walk->here;
  db_bind(walk->put_clock, 1, event.hash, HASH_BYTES);
  db_bind(walk->put_clock, 2, head.chain, KEY_BYTES);
  sqlite3_bind_int64(walk->put_clock, 3, (sqlite3_int64)head.seq);
  sqlite3_bind_int64(walk->put_clock, 4, time);
  return db_do(store, walk->put_clock, diags);
}

static enum rc walk_clock(struct store *store, struct diags *diags) {
  struct clock_walk walk = {0};
  sqlite3_stmt *rows = NULL;
  enum rc rc = db_prepare(store, sql_projection_put_clock, &walk.put_clock, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_projection_put_boot, &walk.put_boot, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_projection_find_boot, &walk.find_boot, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_all_events, &rows, diags);
  int step = SQLITE_DONE;
  while (rc == RC_OK && (step = sqlite3_step(rows)) == SQLITE_ROW)
    rc = clock_step(store, &walk, rows, diags);
  if (rc == RC_OK && step != SQLITE_DONE)
    rc = db_fault(store, diags);
  sqlite3_finalize(rows);
  sqlite3_finalize(walk.put_clock);
  sqlite3_finalize(walk.put_boot);
  sqlite3_finalize(walk.find_boot);
  return rc;
}

/* Never in the file: there it would stay. */
static enum rc compute_otherwise(struct store *store, struct diags *diags) {
  project_detach(store);
  enum rc rc = project_attach(store, diags);
  if (rc == RC_OK)
    rc = project_rows(store, sql_projection_events_backwards, NULL, diags);
  return rc == RC_OK ? walk_clock(store, diags) : rc;
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
  enum rc rc = store_project(store, NULL, diags);
  if (rc == RC_OK)
    rc = project_dump(store, &kept, diags);
  bool filed = store->filed;
  if (rc == RC_OK)
    rc = compute_otherwise(store, diags);
  if (rc == RC_OK)
    rc = project_dump(store, &anew, diags);
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
