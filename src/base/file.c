/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

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
  return true;
}

/* Of the folder that path is in. */
static int open_folder(const char *path, int flags) {
  const char *slash = strrchr(path, '/');
  char *folder = slash ? mem_strdup(path) : mem_strdup(".");
  if (slash)
    folder[slash == path ? 1 : slash - path] = '\0';
  int fd = open(folder, flags | O_DIRECTORY | O_CLOEXEC, 0600);
  int error = errno;
  free(folder);
  errno = error;
  return fd;
}

/* The name too must outlive a power cut. EINVAL: a file system that cannot flush a folder. */
static bool sync_folder(const char *path) {
  int fd = open_folder(path, O_RDONLY);
  bool good = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
  if (fd >= 0)
    close(fd);
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

enum rc file_begin(const char *path, struct file *file, struct diags *diags) {
  *file = (struct file){.fd = -1};
  if (is_taken(path))
    return file_fault(path, EEXIST, diags);
  str_printf(&file->path, "%s", path);
  str_printf(&file->part, "%s.part", path);
  file->fd = open_folder(path, O_WRONLY | O_TMPFILE);
  file->nameless = file->fd >= 0;
  if (!file->nameless)
    file->fd = open(file->part.at, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file->fd >= 0)
    return RC_OK;
  enum rc rc = file_fault(path, errno, diags);
  file_drop(file);
  return rc;
}

bool file_give(void *to, const char *bytes, size_t len) {
  struct file *file = to;
  if (!file->error && !write_all(file->fd, bytes, len))
    file->error = errno;
  return !file->error;
}

/* In the place of what an earlier version, or a stick of another file system, left there. */
static bool give_name(const struct file *file) {
  char own[64];
  snprintf(own, sizeof own, "/proc/self/fd/%d", file->fd);
  unlink(file->part.at);
  return linkat(AT_FDCWD, own, AT_FDCWD, file->part.at, AT_SYMLINK_FOLLOW) == 0;
}

/* True, or why not is in errno. */
static bool settle(struct file *file) {
  bool flushed = fsync(file->fd) == 0 && (!file->nameless || give_name(file));
  int error = errno, closed = close(file->fd);
  file->fd = -1;
  if (!flushed)
    errno = error;
  if (!flushed || closed != 0 || rename(file->part.at, file->path.at) != 0)
    return false;
  str_clear(&file->part); /* there is none any more */
  return sync_folder(file->path.at);
}

enum rc file_end(struct file *file, struct diags *diags) {
  if (!file->error && !settle(file))
    file->error = errno;
  enum rc rc = file->error ? file_fault(file->path.at, file->error, diags) : RC_OK;
  file_drop(file);
  return rc;
}

void file_drop(struct file *file) {
  if (file->fd >= 0)
    close(file->fd);
  if (file->part.len)
    unlink(file->part.at);
  str_done(&file->part);
  str_done(&file->path);
  file->fd = -1;
}

enum rc file_write_whole(const char *path, const void *bytes, size_t len, struct diags *diags) {
  struct file file;
  enum rc rc = file_begin(path, &file, diags);
  if (rc != RC_OK)
    return rc;
  file_give(&file, bytes, len);
  return file_end(&file, diags);
}

DIR *file_folder(const char *path) {
  DIR *dir = opendir(path);
  if (!dir && errno == ENOMEM)
    mem_die();
  return dir;
}
