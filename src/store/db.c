/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sealed.h"

#include "base/mem.h"
#include "base/text.h"
#include "store/sql_gen.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static off_t size_beside(const struct store *store, const char *suffix) {
  struct str path = {0};
  struct stat there;
  str_printf(&path, "%s%s", store->file, suffix);
  off_t size = stat(path.at, &there) == 0 ? there.st_size : 0;
  str_done(&path);
  return size;
}

/* A clean end leaves neither log nor journal: nothing need be written to know of another. */
static bool ended_unclean(const struct store *store) {
  return size_beside(store, "-wal") > 0 || size_beside(store, "-journal") > 0;
}

/* Made here and not by SQLite, for the mode and for the folder's entry to be on the disk. */
static enum rc make_file(const struct store *store, struct diags *diags) {
  int fd = open(store->file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return errno == EEXIST ? RC_OK : folder_fault(errno, store->file, diags);
  close(fd);
  return folder_sync(store->folder, diags);
}

enum rc db_check(struct store *store, const char *sql, struct diags *diags) {
  sqlite3_stmt *statement;
  enum rc rc = db_prepare(store, sql, &statement, diags);
  if (rc != RC_OK)
    return rc;
  int step = sqlite3_step(statement);
  char said[256] = "";
  if (step == SQLITE_ROW)
    db_text(statement, 0, said, sizeof said);
  rc = db_finish(store, statement, step, diags);
  if (rc != RC_OK || strcmp(said, "ok") == 0)
    return rc;
  diag_error(
      diags, (struct place){.file = store->file}, 1, "store.damaged",
      _("mafunzo doctor says what is damaged, mafunzo restore brings the newest good backup"),
      _("the records are damaged: %s"), said);
  return RC_DATA;
}

/* What a failed COMMIT may have left was never told to be saved: an append says all or nothing. */
static enum rc undo_doubt(struct store *store, struct diags *diags) {
  sqlite3_stmt *statement;
  if (!store->doubt)
    return RC_OK;
  enum rc rc = db_prepare(store, sql_undo_tail, &statement, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(statement, 1, store->chain, KEY_BYTES);
  sqlite3_bind_int64(statement, 2, (sqlite3_int64)store->doubt);
  rc = db_finish(store, statement, sqlite3_step(statement), diags);
  if (rc == RC_OK)
    store->doubt = 0;
  return rc;
}

static enum rc connect_file(struct store *store, struct diags *diags) {
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX |
              SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
  int opened = sqlite3_open_v2(store->file, &store->db, flags, NULL);
  if (!store->db)
    mem_die();
  if (opened != SQLITE_OK)
    return db_fault(store, diags);
  /* Until it is known to be ours, closing must not write either. */
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (sqlite3_db_readonly(store->db, "main") == 1)
    return folder_fault(EROFS, store->file, diags);
  sealed_functions(store);
  return db_run(store, sql_options, diags);
}

static enum rc bring_up(struct store *store, bool unclean, struct diags *diags) {
  int64_t version;
  enum rc rc = migrate_judge(store, &version, diags);
  if (rc == RC_OK && unclean)
    rc = db_check(store, sql_check, diags);
  if (rc == RC_OK)
    rc = migrate_run(store, version, diags);
  if (rc == RC_OK)
    log_watch(store);
  if (rc == RC_OK)
    rc = undo_doubt(store, diags);
  if (rc == RC_OK)
    rc = chain_ready(store, diags);
  if (rc == RC_OK)
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return rc;
}

enum rc db_open(struct store *store, struct diags *diags) {
  enum rc rc = make_file(store, diags);
  bool unclean = ended_unclean(store);
  store->broken = store->unfiled = false;
  store->tip = (struct tip){0};
  project_forget(store);
  erase_forget(store);
  sealed_forget(store);
  if (rc == RC_OK && unclean)
    rc = wal_check(store, diags);
  if (rc == RC_OK)
    rc = connect_file(store, diags);
  if (rc == RC_OK)
    rc = bring_up(store, unclean, diags);
  if (rc != RC_OK)
    db_close(store);
  return rc;
}

void db_close(struct store *store) {
  while (store->n_kept)
    sqlite3_finalize(store->kept[--store->n_kept].statement);
  store->attached = store->filed = false;
  store->tip = (struct tip){0};
  erase_forget(store);
  int closed = sqlite3_close(store->db);
  assert(closed != SQLITE_BUSY); /* a statement was forgotten */
  (void)closed;
  store->db = NULL;
  if (store->spoilt)
    projected_unlink(store);
  store->spoilt = false;
}

void db_drop(struct store *store) {
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  db_close(store);
}

enum rc db_ready(struct store *store, struct diags *diags) {
  if (store->copy) {
    assert(!store->broken); /* whoever builds or reads one ends with its first fault */
    return RC_OK;
  }
  if (store->db && store->broken)
    db_drop(store);
  return store->db ? RC_OK : db_open(store, diags);
}

enum rc store_open(const char *folder, struct store **out, struct diags *diags) {
  *out = NULL;
  if (!seal_init())
    return folder_fault(EIO, folder, diags);
  sqlite3_config(SQLITE_CONFIG_SINGLETHREAD); /* before its first use; one connection, one thread */
  struct store *store = mem_alloc(sizeof *store);
  store->lock = -1;
  enum rc rc = folder_make(folder, &store->folder, diags);
  if (rc == RC_OK) {
    struct str file = {0};
    str_printf(&file, "%s/mafunzo.db", store->folder);
    store->file = file.at;
    if (restore_pending(store)) /* cut off: it is ended before anything is looked at */
      rc = lock_take(store, diags);
    if (rc == RC_OK && store->lock >= 0)
      rc = restore_finish(store, NULL, diags);
  }
  if (rc == RC_OK)
    rc = migrate_peek(store, diags);
  if (rc == RC_OK && store->lock < 0)
    rc = lock_take(store, diags);
  if (rc == RC_OK) {
    restore_sweep(store);
    rc = db_open(store, diags);
  }
  if (rc == RC_OK) {
    erase_finish(store);
    *out = store;
  } else
    store_close(store);
  return rc;
}

void store_close(struct store *store) {
  if (!store)
    return;
  memo_settle(store);
  db_close(store);
  lock_drop(store);
  sealed_done(store);
  free(store->came.list);
  free(store->folder);
  free(store->file);
  free(store);
}

void store_idle(struct store *store) {
  log_empty(store);
  log_prepare(store);
}
