/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"
#include "base/text.h"
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum rc folder_fault(int error, const char *path, struct diags *diags) {
  struct place at = {.file = path};
  switch (error) {
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    diag_error(diags, at, 1, "store.full", _("make room on this disk, then try again"),
               _("there is no room left for the records"));
    return RC_FULL;
  case EIO:
    diag_error(diags, at, 1, "store.io", _("the disk may be failing: make a backup"), "%s",
               strerror(error));
    return RC_IO;
  default:
    diag_error(diags, at, 1, "store.create",
               _("choose a folder that you may write to with --store FOLDER"),
               _("the records cannot be kept here: %s"), strerror(error));
    return RC_CREATE;
  }
}

enum rc folder_sync(const char *folder, struct diags *diags) {
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return folder_fault(errno, folder, diags);
  int failed = fsync(fd) < 0 ? errno : 0;
  close(fd);
  /* Some file systems cannot flush a folder; they say EINVAL. */
  return failed && failed != EINVAL ? folder_fault(failed, folder, diags) : RC_OK;
}

/* One level; what was made is on the disk before what lies in it. */
static enum rc make_level(const char *path, struct diags *diags) {
  if (mkdir(path, 0700) < 0)
    return errno == EEXIST ? RC_OK : folder_fault(errno, path, diags);
  struct str parent = {0};
  str_printf(&parent, "%s/..", path);
  enum rc rc = folder_sync(parent.at, diags);
  str_done(&parent);
  return rc;
}

enum rc folder_make(const char *folder, char **real, struct diags *diags) {
  char *path = mem_strdup(folder);
  enum rc rc = RC_OK;
  struct stat there;
  *real = NULL;
  for (char *at = path + 1; path[0] && *at && rc == RC_OK; at++) {
    if (*at != '/' || at[-1] == '/')
      continue;
    *at = '\0';
    if (stat(path, &there) < 0)
      rc = make_level(path, diags);
    *at = '/';
  }
  if (rc == RC_OK && stat(path, &there) < 0)
    rc = make_level(path, diags);
  if (rc == RC_OK && !(*real = realpath(path, NULL)))
    rc = folder_fault(errno, folder, diags);
  free(path);
  return rc;
}
