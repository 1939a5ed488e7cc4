/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"
#include "base/text.h"
#include "store/db.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

/* SQLite knows "full" only as ENOSPC; a quota, or a stick's largest file, is told by errno alone,
 * which is kept with the file that failed: the log or the database. */
int db_errno(sqlite3 *db) {
  sqlite3_file *file = NULL;
  int error = 0;
  sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);
  if (file && file->pMethods && file->pMethods->xFileControl) /* one in memory has none */
    file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error);
  if (!error)
    sqlite3_file_control(db, "main", SQLITE_FCNTL_LAST_ERRNO, &error);
  return error ? error : sqlite3_system_errno(db);
}

static enum rc fault_io(struct store *store, int extended, struct diags *diags) {
  if (extended == SQLITE_IOERR_NOMEM)
    mem_die();
  store->broken = true;
  int error = db_errno(store->db);
  if (error == ENOSPC || error == EDQUOT || error == EFBIG)
    return folder_fault(error, store->file, diags);
  diag_error(diags, (struct place){.file = store->file}, 1, "store.io",
             _("what was saved before is kept; try again, and make a backup"),
             _("the disk does not read or write: %s"),
             error ? strerror(error) : sqlite3_errmsg(store->db));
  return RC_IO;
}

/* Of the file of projections, or of the records: the next to ask finds that made anew, and if it is
 * the records after all, cannot be made. */
enum rc fault_projected(struct store *store, struct diags *diags) {
  store->spoilt = true;
  diag_error(diags, (struct place){.file = store->file}, 1, "projection.damaged",
             _("ask for it again: it is computed anew, and the records themselves are kept apart"),
             _("what was computed from the records cannot be read back from the disk"));
  return RC_DATA;
}

static enum rc fault_data(struct store *store, const char *what, struct diags *diags) {
  if (store->filed)
    return fault_projected(store, diags);
  diag_error(
      diags, (struct place){.file = store->file}, 1, "store.damaged",
      _("mafunzo doctor says what is damaged, mafunzo restore brings the newest good backup"),
      _("the records are damaged: %s"), what);
  return RC_DATA;
}

enum rc db_fault(struct store *store, struct diags *diags) {
  int extended = sqlite3_extended_errcode(store->db);
  switch (extended & 0xff) {
  case SQLITE_NOMEM:
    mem_die();
  case SQLITE_FULL:
    return folder_fault(ENOSPC, store->file, diags);
  case SQLITE_READONLY:
  case SQLITE_PERM:
  case SQLITE_AUTH:
    return folder_fault(EROFS, store->file, diags);
  case SQLITE_CANTOPEN: {
    int error = sqlite3_system_errno(store->db);
    return folder_fault(error ? error : EACCES, store->file, diags);
  }
  case SQLITE_ERROR: /* our statements are always the same: the schema is not ours any more */
  case SQLITE_CONSTRAINT:
  case SQLITE_MISMATCH:
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return fault_data(store, sqlite3_errmsg(store->db), diags);
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    diag_error(diags, (struct place){.file = store->file}, 1, "store.busy",
               _("close the program that has the records open"),
               _("another program holds the records"));
    return RC_BUSY;
  default:
    return fault_io(store, extended, diags);
  }
}

enum rc db_run(struct store *store, const char *sql, struct diags *diags) {
  return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? RC_OK
                                                                     : db_fault(store, diags);
}

enum rc db_prepare(struct store *store, const char *sql, sqlite3_stmt **statement,
                   struct diags *diags) {
  *statement = NULL;
  if (sqlite3_prepare_v2(store->db, sql, -1, statement, NULL) == SQLITE_OK)
    return RC_OK;
  return db_fault(store, diags);
}

enum rc db_keep(struct store *store, const char *sql, sqlite3_stmt **statement,
                struct diags *diags) {
  for (size_t i = 0; i < store->n_kept; i++)
    if (store->kept[i].sql == sql) {
      *statement = store->kept[i].statement;
      return RC_OK;
    }
  assert(store->n_kept < KEPT_MOST);
  *statement = NULL;
  if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) !=
      SQLITE_OK)
    return db_fault(store, diags);
  store->kept[store->n_kept++] = (struct kept){sql, *statement};
  return RC_OK;
}

enum rc db_end(struct store *store, sqlite3_stmt *statement, int step, struct diags *diags) {
  enum rc rc = step == SQLITE_DONE || step == SQLITE_ROW ? RC_OK : db_fault(store, diags);
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return rc;
}

enum rc db_finish(struct store *store, sqlite3_stmt *statement, int step, struct diags *diags) {
  enum rc rc = step == SQLITE_DONE || step == SQLITE_ROW ? RC_OK : db_fault(store, diags);
  sqlite3_finalize(statement);
  return rc;
}

enum rc db_do(struct store *store, sqlite3_stmt *statement, struct diags *diags) {
  return db_end(store, statement, sqlite3_step(statement), diags);
}

enum rc db_do_for(struct store *store, const char *sql, const uint8_t subject[ID_BYTES],
                  struct diags *diags) {
  sqlite3_stmt *statement;
  enum rc rc = db_keep(store, sql, &statement, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(statement, 1, subject, ID_BYTES);
  return db_do(store, statement, diags);
}

enum rc db_number(struct store *store, const char *sql, int64_t *out, struct diags *diags) {
  sqlite3_stmt *statement;
  *out = 0;
  enum rc rc = db_prepare(store, sql, &statement, diags);
  if (rc != RC_OK)
    return rc;
  int step = sqlite3_step(statement);
  if (step == SQLITE_ROW)
    *out = sqlite3_column_int64(statement, 0);
  return db_finish(store, statement, step, diags);
}

void db_bind(sqlite3_stmt *statement, int at, const void *bytes, size_t len) {
  assert(bytes); /* NULL would be bound as NULL */
  sqlite3_bind_blob64(statement, at, bytes, len, SQLITE_STATIC);
}

void db_bind_text(sqlite3_stmt *statement, int at, const char *text) {
  sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
}

bool db_blob(sqlite3_stmt *statement, int at, void *out, size_t len) {
  const void *bytes = sqlite3_column_blob(statement, at);
  if (bytes && (size_t)sqlite3_column_bytes(statement, at) == len) {
    memcpy(out, bytes, len);
    return true;
  }
  memset(out, 0, len);
  return false;
}

void db_text(sqlite3_stmt *statement, int at, char *out, size_t size) {
  const unsigned char *text = sqlite3_column_text(statement, at);
  size_t len = text ? strnlen((const char *)text, size - 1) : 0;
  memcpy(out, text ? (const char *)text : "", len);
  out[len] = '\0';
}

bool row_read_event(sqlite3_stmt *statement, struct row_event *row) {
  *row = (struct row_event){0};
  bool whole = db_blob(statement, 0, row->hash, HASH_BYTES);
  row->head = sqlite3_column_blob(statement, 1);
  row->head_len = (size_t)sqlite3_column_bytes(statement, 1);
  int scheme = sqlite3_column_int(statement, 2);
  row->scheme = (enum scheme)scheme;
  row->payload = sqlite3_column_blob(statement, 3);
  row->payload_len = (size_t)sqlite3_column_bytes(statement, 3);
  bool salted = db_blob(statement, 4, row->salt, SALT_BYTES);
  whole = db_blob(statement, 5, row->payload_hash, HASH_BYTES) && whole;
  bool kept = (row->scheme == SCHEME_ERASED) == !row->payload;
  return whole && kept && row->head && scheme >= SCHEME_PLAIN && scheme <= SCHEME_ERASED &&
         (scheme != SCHEME_PLAIN || salted);
}

bool row_verify(const struct row_event *row, struct event_head *head) {
  uint8_t payload_hash[HASH_BYTES], hash[HASH_BYTES];
  if (!event_decode_head(row->head, row->head_len, head))
    return false;
  if (row->scheme == SCHEME_PLAIN) {
    event_hash_payload(row->salt, row->payload, row->payload_len, payload_hash);
    if (memcmp(payload_hash, row->payload_hash, HASH_BYTES) != 0)
      return false;
  }
  event_hash(head, row->head, row->head_len, row->payload_hash, hash);
  return memcmp(hash, row->hash, HASH_BYTES) == 0;
}
