/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"
#include "base/text.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Index v steps a store from version v to v + 1. */
static const char *const migrations[STORE_VERSION] = {sql_migrate_001, sql_migrate_002,
                                                      sql_migrate_003, sql_migrate_004,
                                                      sql_migrate_005};

/* Where SQLite's file format keeps them, big-endian. */
enum {
  HEADER_BYTES = 100,
  AT_WRITE_FORMAT = 18,
  WRITE_FORMATS = 2,
  AT_USER_VERSION = 60,
  AT_APPLICATION = 68
};

static uint32_t big_endian(const uint8_t *at) {
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static enum rc judge(const struct store *store, uint32_t application, uint32_t version,
                     struct diags *diags) {
  struct place at = {.file = store->file};
  if (application != STORE_APPLICATION && (application || version)) {
    diag_error(diags, at, 1, "store.foreign", _("choose another folder with --store FOLDER"),
               _("this file is not a store of Mafunzo"));
    return RC_DATA;
  }
  if (application == STORE_APPLICATION && version == 0) {
    diag_error(
        diags, at, 1, "store.damaged",
        _("mafunzo doctor says what is damaged, mafunzo restore brings the newest good backup"),
        _("the records are damaged: %s"), _("their first page does not say its version"));
    return RC_DATA;
  }
  if (version > STORE_VERSION) {
    diag_error(diags, at, 1, "store.newer", _("install the newer Mafunzo; nothing was changed"),
               _("these records were written by a newer Mafunzo (version %lu, this one knows %d)"),
               (unsigned long)version, STORE_VERSION);
    return RC_NEWER;
  }
  return RC_OK;
}

/* A rollback journal means that the file's own first page cannot be trusted yet. */
static bool has_journal(const struct store *store) {
  struct str path = {0};
  struct stat there;
  str_printf(&path, "%s-journal", store->file);
  bool has = stat(path.at, &there) == 0;
  str_done(&path);
  return has;
}

enum rc migrate_peek(const struct store *store, struct diags *diags) {
  uint8_t header[HEADER_BYTES];
  int fd = open(store->file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    return errno == ENOENT ? RC_OK : folder_fault(errno, store->file, diags);
  ssize_t n = read(fd, header, sizeof header);
  int error = n < 0 ? errno : 0;
  close(fd);
  if (n < 0)
    return folder_fault(error, store->file, diags);
  if (n == 0 || has_journal(store))
    return RC_OK;
  if (n < HEADER_BYTES || memcmp(header, "SQLite format 3", 16) != 0)
    return judge(store, 1, 0, diags);
  if (header[AT_WRITE_FORMAT] > WRITE_FORMATS) /* SQLite would take it for a read-only file */
    return judge(store, STORE_APPLICATION, 0, diags);
  return judge(store, big_endian(header + AT_APPLICATION), big_endian(header + AT_USER_VERSION),
               diags);
}

static enum rc migrate_step(struct store *store, int64_t from, struct diags *diags) {
  struct str mark = {0};
  enum rc rc = db_run(store, "BEGIN IMMEDIATE", diags);
  for (int64_t v = from; rc == RC_OK && v < STORE_VERSION; v++)
    rc = db_run(store, migrations[v], diags);
  str_printf(&mark, "PRAGMA main.application_id = %d; PRAGMA main.user_version = %d; COMMIT",
             STORE_APPLICATION, STORE_VERSION);
  if (rc == RC_OK)
    rc = db_run(store, mark.at, diags);
  str_done(&mark);
  if (rc != RC_OK && !sqlite3_get_autocommit(store->db))
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  return rc;
}

/* The same judgement again: a leftover WAL may hold a newer first page than the file. */
enum rc migrate_judge(struct store *store, int64_t *version, struct diags *diags) {
  int64_t application, tables = 0;
  enum rc rc = db_number(store, "PRAGMA main.application_id", &application, diags);
  if (rc == RC_OK)
    rc = db_number(store, "PRAGMA main.user_version", version, diags);
  if (rc == RC_OK && !application) /* an empty file will do */
    rc = db_number(store, "SELECT count(*) FROM main.sqlite_schema", &tables, diags);
  if (rc == RC_OK)
    rc =
        judge(store, application || !tables ? (uint32_t)application : 1, (uint32_t)*version, diags);
  return rc;
}

enum rc migrate_run(struct store *store, int64_t version, struct diags *diags) {
  enum rc rc = db_run(store, sql_journal, diags);
  if (rc == RC_OK && version < STORE_VERSION)
    rc = migrate_step(store, version, diags);
  return rc;
}

enum rc migrate_copy(struct store *copy, struct diags *diags) {
  int64_t version;
  enum rc rc = migrate_judge(copy, &version, diags);
  return rc == RC_OK && version < STORE_VERSION ? migrate_step(copy, version, diags) : rc;
}

/* Every object of a schema, one after the other, as text. */
static int add_object(void *ctx, int n, char **values, char **names) {
  (void)names;
  for (int i = 0; i < n; i++) {
    str_puts(ctx, values[i] ? values[i] : "");
    str_putc(ctx, '\n');
  }
  return 0;
}

static void read_wanted(int64_t version, struct str *out) {
  sqlite3 *db = NULL;
  if (sqlite3_open(":memory:", &db) != SQLITE_OK)
    mem_die();
  for (int64_t v = 0; v < version; v++)
    sqlite3_exec(db, migrations[v], NULL, NULL, NULL);
  sqlite3_exec(db, sql_schema, add_object, out, NULL);
  sqlite3_close(db);
}

enum rc migrate_verify(struct store *store, struct diags *diags) {
  struct str wanted = {0}, found = {0};
  int64_t version;
  enum rc rc = migrate_judge(store, &version, diags);
  if (rc != RC_OK)
    return rc;
  read_wanted(version, &wanted);
  bool read = sqlite3_exec(store->db, sql_schema, add_object, &found, NULL) == SQLITE_OK;
  rc = read ? RC_OK : db_fault(store, diags);
  if (rc == RC_OK && strcmp(str_text(&wanted), str_text(&found)) != 0) {
    diag_error(diags, (struct place){.file = store->file}, 1, "store.schema",
               _("mafunzo restore brings the newest good backup"),
               _("the tables are not as Mafunzo made them"));
    rc = RC_DATA;
  }
  str_done(&wanted);
  str_done(&found);
  return rc;
}
