/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/file.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int fd, const char *bytes, size_t len) {
  while (len) {
    ssize_t n = write(fd, bytes, len);
    if (n < 0 && errno != EINTR)
      return false;
    if (n > 0) {
      bytes += n;
      len -= (size_t)n;
    }
  }
  return fsync(fd) == 0;
}

/* The name too must outlive a power cut. EINVAL: a file system that cannot flush a folder. */
static bool sync_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  char *folder = slash ? mem_strdup(path) : mem_strdup(".");
  if (slash)
    folder[slash == path ? 1 : slash - path] = '\0';
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool good = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
  if (fd >= 0)
    close(fd);
  free(folder);
  return good;
}

static enum rc file_fault(const char *path, int error, struct diags *diags) {
  bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  enum rc rc = full ? RC_FULL : error == EIO ? RC_IO : RC_CREATE;
  diag_error(diags, (struct place){.file = path}, 1, full ? "file.full" : "file.create",
             _("choose another place with --out FILE"), _("this file cannot be written: %s"),
             strerror(error));
  return rc;
}

/* A rename would put a file in the place of a device, a pipe or a link. */
static bool is_taken(const char *path) {
  struct stat there;
  return lstat(path, &there) == 0 && !S_ISREG(there.st_mode);
}

enum rc file_write_whole(const char *path, const void *bytes, size_t len, struct diags *diags) {
  if (is_taken(path))
    return file_fault(path, EEXIST, diags);
  struct str part = {0};
  str_printf(&part, "%s.part", path);
  int fd = open(part.at, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  bool made = fd >= 0, good = made && write_all(fd, bytes, len);
  int error = good ? 0 : errno;
  if (made && close(fd) < 0 && good) {
    good = false;
    error = errno;
  }
  if (good && (rename(part.at, path) < 0 || !sync_folder(path))) {
    good = false;
    error = errno;
  }
  if (made && !good)
    unlink(part.at);
  str_done(&part);
  return good ? RC_OK : file_fault(path, error, diags);
}
