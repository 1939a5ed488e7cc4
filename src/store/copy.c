/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are stores and not the store: read, checked, built. */
#include "base/mem.h"
#include "base/text.h"
#include "store/backup_file.h"
#include "store/sealed.h"
#include "store/sql_gen.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* immutable: no lock, no log, no shared memory, as fits a stick that is read-only. */
static void write_uri(const char *path, struct str *out) {
  str_puts(out, "file:");
  for (; *path; path++)
    if (strchr("%?#", *path))
      str_printf(out, "%%%02X", (unsigned)(unsigned char)*path);
    else
      str_putc(out, *path);
  str_puts(out, "?immutable=1");
}

static int connect_copy(struct store *copy, enum copy_mode mode) {
  static const int options =
      SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
  struct str uri = {0};
  int opened;
  if (mode == COPY_READ) {
    write_uri(copy->file, &uri);
    opened =
        sqlite3_open_v2(uri.at, &copy->db, options | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
  } else
    opened = sqlite3_open_v2(copy->file, &copy->db, options | SQLITE_OPEN_READWRITE, NULL);
  str_done(&uri);
  if (!copy->db)
    mem_die();
  sqlite3_db_config(copy->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_db_config(copy->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sealed_functions(copy);
  return opened;
}

static enum rc prepare_mode(struct store *copy, enum copy_mode mode, struct diags *diags) {
  static const char *const options[] = {[COPY_READ] = sql_options,
                                        [COPY_BUILD] = sql_build_options,
                                        [COPY_SALVAGE] = sql_salvage_options};
  return db_run(copy, options[mode], diags);
}

enum rc copy_open(const char *path, enum copy_mode mode, struct store **out, struct diags *diags) {
  *out = NULL;
  if (!seal_init())
    return folder_fault(EIO, path, diags);
  if (access(path, R_OK) < 0) {
    diag_error(diags, (struct place){.file = path}, 1, "backup.missing",
               _("say another file, or put the stick in again"), _("this file cannot be read: %s"),
               strerror(errno));
    return RC_MISSING;
  }
  struct store *copy = mem_alloc(sizeof *copy);
  int64_t version;
  copy->lock = -1;
  copy->copy = true;
  copy->file = mem_strdup(path);
  enum rc rc = connect_copy(copy, mode) == SQLITE_OK ? RC_OK : db_fault(copy, diags);
  if (rc == RC_OK)
    rc = prepare_mode(copy, mode, diags);
  if (rc == RC_OK && mode != COPY_SALVAGE)
    rc = migrate_judge(copy, &version, diags);
  if (rc == RC_OK)
    *out = copy;
  else
    store_close(copy);
  return rc;
}

enum rc copy_count(struct store *copy, uint64_t *events, struct diags *diags) {
  int64_t n;
  enum rc rc = db_number(copy, sql_count_events, &n, diags);
  *events = (uint64_t)n;
  return rc;
}

/* A file without tables would pass for a store that nothing was written to yet. */
static enum rc check_kind(struct store *copy, struct diags *diags) {
  int64_t version;
  enum rc rc = db_number(copy, "PRAGMA main.user_version", &version, diags);
  if (rc != RC_OK || version > 0)
    return rc;
  diag_error(diags, (struct place){.file = copy->file}, 1, "backup.foreign",
             _("say a backup that Mafunzo made"), _("this file is not a backup of Mafunzo"));
  return RC_DATA;
}

static enum rc read_copy(const char *path, bool verify, struct backup_facts *facts,
                         struct diags *diags) {
  struct store *copy;
  *facts = (struct backup_facts){0};
  enum rc rc = copy_open(path, COPY_READ, &copy, diags);
  if (rc != RC_OK)
    return rc;
  rc = check_kind(copy, diags);
  if (rc == RC_OK && verify)
    rc = store_verify(copy, diags);
  if (rc == RC_OK)
    rc = copy_count(copy, &facts->events, diags);
  store_close(copy);
  return rc;
}

enum rc backup_check(const char *path, struct backup_facts *facts, struct diags *diags) {
  return read_copy(path, true, facts, diags);
}

enum rc backup_count(const char *path, struct backup_facts *facts, struct diags *diags) {
  return read_copy(path, false, facts, diags);
}
