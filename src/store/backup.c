/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/backup_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum rc backup_fault(int error, const char *path, struct diags *diags) {
  struct place at = {.file = path};
  switch (error) {
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    diag_error(diags, at, 1, "backup.full",
               _("make room there, or choose another disk or stick, then try again"),
               _("there is no room left for the copy"));
    return RC_FULL;
  case EIO:
  case ENXIO:
  case ENODEV:
    diag_error(diags, at, 1, "backup.io", _("if it is a stick: put it in again, then try again"),
               _("the copy cannot be read or written: %s"), strerror(error));
    return RC_IO;
  default:
    diag_error(diags, at, 1, "backup.create", _("choose a folder that you may write to"),
               _("the copy cannot be kept here: %s"), strerror(error));
    return RC_CREATE;
  }
}

/* -- Pages ---------------------------------------------------------------------------------- */

static enum rc pages_fault(struct store *from, sqlite3 *to, const char *path, int failed,
                           struct diags *diags) {
  if ((failed & 0xff) == SQLITE_NOMEM)
    mem_die();
  if (failed == SQLITE_IOERR_READ || failed == SQLITE_IOERR_SHORT_READ ||
      failed == SQLITE_IOERR_CORRUPTFS)
    return folder_fault(EIO, from->file, diags);
  int error = db_errno(to);
  return backup_fault(error ? error : (failed & 0xff) == SQLITE_FULL ? ENOSPC : EIO, path, diags);
}

static enum rc fill_pages(struct store *from, const char *path, struct diags *diags) {
  sqlite3 *to = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX |
              SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
  int done = sqlite3_open_v2(path, &to, flags, NULL);
  if (!to)
    mem_die();
  if (done == SQLITE_OK) /* a half one is thrown away: no journal */
    done = sqlite3_exec(to,
                        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; "
                        "PRAGMA synchronous = OFF",
                        NULL, NULL, NULL);
  if (done == SQLITE_OK) {
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from->db, "main");
    if (backup)
      sqlite3_backup_step(backup, -1);
    done = backup ? sqlite3_backup_finish(backup) : sqlite3_extended_errcode(to);
  }
  enum rc rc = done == SQLITE_OK ? RC_OK : pages_fault(from, to, path, done, diags);
  sqlite3_close(to);
  return rc;
}

/* Says in the file's header that it has no log (SQLite's file format, bytes 18 and 19), and sees it
 * on the disk, so that what is verified next is read from there and not from memory. */
static enum rc settle(int fd, const char *path, struct diags *diags) {
  if (pwrite(fd, "\1\1", 2, 18) != 2 || fsync(fd) < 0)
    return backup_fault(errno, path, diags);
  posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
  return RC_OK;
}

enum rc copy_pages(struct store *from, const char *path, struct diags *diags) {
  int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return backup_fault(errno, path, diags);
  flock(fd, LOCK_EX | LOCK_NB); /* whoever sweeps up sees that it is being written */
  enum rc rc = fill_pages(from, path, diags);
  if (rc == RC_OK)
    rc = settle(fd, path, diags);
  if (rc != RC_OK)
    unlink(path);
  close(fd);
  return rc;
}

/* -- A backup ------------------------------------------------------------------------------- */

static bool is_part(const char *name) {
  char whole[BACKUP_NAME];
  int64_t time;
  size_t len = strlen(name);
  if (len < 6 || len - 5 >= sizeof whole || strcmp(name + len - 5, ".part") != 0)
    return false;
  memcpy(whole, name, len - 5);
  whole[len - 5] = '\0';
  return backup_parse(whole, &time);
}

/* What a kill or a pulled stick left behind, unless somebody is writing it now. */
static void sweep(const char *folder) {
  DIR *dir = file_folder(folder);
  for (struct dirent *entry; dir && (entry = readdir(dir));) {
    struct str path = {0};
    if (!is_part(entry->d_name))
      continue;
    str_printf(&path, "%s/%s", folder, entry->d_name);
    int fd = open(path.at, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
      unlink(path.at);
    if (fd >= 0)
      close(fd);
    str_done(&path);
  }
  if (dir)
    closedir(dir);
}

static enum rc check_folder(const char *folder, struct diags *diags) {
  struct stat there;
  if (stat(folder, &there) == 0 && S_ISDIR(there.st_mode))
    return RC_OK;
  diag_error(diags, (struct place){.file = folder}, 1, "backup.folder",
             _("is the stick in? Say a folder that is there: mafunzo backup FOLDER"),
             _("there is no such folder"));
  return RC_MISSING;
}

/* A clock that was set back must not make the newest look old. */
static enum rc choose_time(const char *folder, int64_t now, int64_t *time, struct diags *diags) {
  struct backup *list;
  size_t n;
  enum rc rc = backup_list(folder, &list, &n, diags);
  *time = n && list[n - 1].time >= now ? list[n - 1].time + 1 : now;
  free(list);
  return rc;
}

static enum rc check_part(struct store *store, const char *part, struct backup_facts *facts,
                          struct diags *diags) {
  uint64_t events;
  enum rc rc = backup_check(part, facts, diags);
  if (rc == RC_OK)
    rc = copy_count(store, &events, diags);
  if (rc != RC_OK || events == facts->events)
    return rc;
  diag_error(diags, (struct place){.file = part}, 1, "backup.short",
             _("make the backup again, on another disk or stick"),
             _("the backup does not hold what was copied"));
  return RC_DATA;
}

/* Never in the place of another. Where the file system cannot promise that, it is looked up first.
 */
static int rename_new(const char *from, const char *to) {
  if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return -1;
  if (access(to, F_OK) == 0) {
    errno = EEXIST;
    return -1;
  }
  return rename(from, to);
}

static enum rc give_name(const char *part, const char *folder, const char *path,
                         struct diags *diags) {
  struct diags inner = {0};
  if (rename_new(part, path) < 0)
    return backup_fault(errno, path, diags);
  bool good = folder_sync(folder, &inner) == RC_OK;
  diags_done(&inner);
  if (good)
    return RC_OK;
  unlink(path);
  return backup_fault(EIO, path, diags);
}

enum rc store_backup(struct store *store, const char *folder, int64_t now, struct str *path,
                     struct backup_facts *facts, struct diags *diags) {
  char name[BACKUP_NAME];
  struct str part = {0};
  int64_t time;
  bool kept;
  str_clear(path);
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK) /* by which it will bring nobody back; an older program wrote none */
    rc = erase_keep_list(store, &kept, diags);
  if (rc == RC_OK)
    rc = check_folder(folder, diags);
  if (rc == RC_OK)
    rc = choose_time(folder, now, &time, diags);
  if (rc != RC_OK)
    return rc;
  backup_name(time, store->chain, name);
  str_printf(path, "%s/%s", folder, name);
  str_printf(&part, "%s.part", path->at);
  sweep(folder);
  rc = copy_pages(store, part.at, diags);
  bool written = rc == RC_OK;
  if (rc == RC_OK)
    rc = check_part(store, part.at, facts, diags);
  if (rc == RC_OK)
    rc = give_name(part.at, folder, path->at, diags);
  if (rc != RC_OK && written)
    unlink(part.at);
  str_done(&part);
  return rc;
}

enum rc backup_newest(const char *folder, struct str *path, struct backup_facts *facts, size_t *bad,
                      struct diags *diags) {
  struct backup *list;
  size_t n;
  *bad = 0;
  enum rc rc = backup_list(folder, &list, &n, diags);
  for (size_t i = n; rc == RC_OK && i-- > 0;) {
    str_clear(path);
    str_printf(path, "%s/%s", folder, list[i].name);
    if (backup_check(path->at, facts, diags) == RC_OK) {
      free(list);
      return RC_OK;
    }
    ++*bad;
  }
  free(list);
  str_clear(path);
  return rc == RC_OK ? RC_MISSING : rc;
}
