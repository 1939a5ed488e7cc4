/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db.h"
#include "store/sql_gen.h"

#include <assert.h>
#include <string.h>

enum {
  BLOCK = 64 * 1024,
  AHEAD = 4 * 1024 * 1024, /* some 160 answers of 6 frames */
  LOW = 1536 * 1024,       /* more than a run of 40 questions takes */
  LONG = 6 * 1024 * 1024,
  FRAME = 24 + 4096, /* a page and its head */
};

static int count(void *ctx, sqlite3 *db, const char *name, int frames) {
  struct store *store = ctx;
  (void)db, (void)name;
  store->frames = frames;
  return SQLITE_OK;
}

void log_watch(struct store *store) {
  store->frames = 0;
  sqlite3_wal_hook(store->db, count, store);
}

/* Zeroes behind the log's end are no frames to SQLite. Through its own file, so that whatever
 * stands in for the disk sees them. A log that was emptied by cutting it off is flushed first: if
 * the power went, zeroes within what it held before would be damage. */
void log_prepare(struct store *store) {
  static const char zeroes[BLOCK];
  sqlite3_file *log = NULL;
  sqlite3_int64 size = 0, used = (sqlite3_int64)store->frames * FRAME;
  if (!store->db)
    return;
  sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  assert(log && log->pMethods); /* whatever is open has read its log */
  if (log->pMethods->xFileSize(log, &size) != SQLITE_OK || size - used >= LOW)
    return;
  int rc = log->pMethods->xSync(log, SQLITE_SYNC_FULL);
  if (rc != SQLITE_OK)
    return;
  for (sqlite3_int64 at = size; rc == SQLITE_OK && at < used + AHEAD; at += BLOCK)
    rc = log->pMethods->xWrite(log, zeroes, BLOCK, at);
  if (rc == SQLITE_OK)
    log->pMethods->xSync(log, SQLITE_SYNC_FULL);
  else
    log->pMethods->xTruncate(log, size);
}

void log_empty(struct store *store) {
  if (store->db && (sqlite3_int64)store->frames * FRAME > LONG)
    sqlite3_exec(store->db, sql_checkpoint, NULL, NULL, NULL);
}
