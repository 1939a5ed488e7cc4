/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a restore. The new store lies whole on the disk as mafunzo.db.restored: from that name
 * on it is what counts, and every step below can be done again after a power cut. The damaged store
 * goes aside with its log: a log that stayed behind would be played into the new one. */
#include "base/mem.h"
#include "base/text.h"
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *const suffixes[] = {"-wal", "-journal", ""}; /* the database last */

char *restore_file(const struct store *store) {
  struct str path = {0};
  str_printf(&path, "%s/mafunzo.db.restored", store->folder);
  return path.at;
}

char *restore_part(const struct store *store) {
  struct str path = {0};
  str_printf(&path, "%s/mafunzo.db.restored.part", store->folder);
  return path.at;
}

void restore_sweep(const struct store *store) {
  char *part = restore_part(store);
  unlink(part);
  free(part);
}

bool restore_pending(const struct store *store) {
  char *file = restore_file(store);
  struct stat there;
  bool pending = lstat(file, &there) == 0 && S_ISREG(there.st_mode);
  free(file);
  return pending;
}

/* Named by the time that the restored file bears, so that a second try finds the same folder. A FAT
 * file system keeps even seconds only. */
static char *aside_path(const char *folder, time_t time) {
  struct str path = {0};
  struct tm utc = {0};
  char stamp[32];
  time -= time & 1;
  gmtime_r(&time, &utc);
  strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%SZ", &utc);
  str_printf(&path, "%s/damaged-%s", folder, stamp);
  return path.at;
}

enum rc restore_stamp(const char *part, const char *folder, int64_t now, struct diags *diags) {
  time_t time = (time_t)(now < 0 ? 0 : now / 1000);
  char *aside = aside_path(folder, time);
  while (access(aside, F_OK) == 0) { /* what an earlier restore set aside stays */
    free(aside);
    aside = aside_path(folder, time += 2);
  }
  free(aside);
  const struct timespec times[2] = {{.tv_sec = time}, {.tv_sec = time}};
  return utimensat(AT_FDCWD, part, times, AT_SYMLINK_NOFOLLOW) < 0
             ? folder_fault(errno, part, diags)
             : RC_OK;
}

/* *moved: there was such a file. */
static enum rc move_aside(const struct store *store, const char *aside, const char *suffix,
                          bool *moved, struct diags *diags) {
  struct str from = {0}, to = {0};
  struct stat there;
  enum rc rc = RC_OK;
  str_printf(&from, "%s%s", store->file, suffix);
  str_printf(&to, "%s/mafunzo.db%s", aside, suffix);
  if (lstat(from.at, &there) == 0) {
    if (mkdir(aside, 0700) < 0 && errno != EEXIST)
      rc = folder_fault(errno, aside, diags);
    else if (rename(from.at, to.at) < 0)
      rc = folder_fault(errno, to.at, diags);
    *moved = *moved || rc == RC_OK;
  }
  str_done(&from);
  str_done(&to);
  return rc;
}

static enum rc set_aside(const struct store *store, const char *aside, bool *moved,
                         struct diags *diags) {
  enum rc rc = RC_OK;
  *moved = access(aside, F_OK) == 0; /* begun before a power cut */
  for (size_t i = 0; rc == RC_OK && i < sizeof suffixes / sizeof *suffixes; i++)
    rc = move_aside(store, aside, suffixes[i], moved, diags);
  if (rc == RC_OK && *moved)
    rc = folder_sync(aside, diags);
  return rc == RC_OK ? folder_sync(store->folder, diags) : rc;
}

enum rc restore_finish(struct store *store, struct str *aside, struct diags *diags) {
  char *file = restore_file(store), *folder;
  struct stat there;
  bool moved = false;
  if (lstat(file, &there) < 0) {
    free(file);
    return RC_OK;
  }
  folder = aside_path(store->folder, there.st_mtim.tv_sec);
  enum rc rc = set_aside(store, folder, &moved, diags);
  if (rc == RC_OK && rename(file, store->file) < 0)
    rc = folder_fault(errno, store->file, diags);
  if (rc == RC_OK)
    rc = folder_sync(store->folder, diags);
  if (rc == RC_OK && aside && moved)
    str_puts(aside, folder);
  free(folder);
  free(file);
  return rc;
}
