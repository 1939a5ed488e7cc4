/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/beneath.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { DEEP = 8 }; /* folders in a folder that are removed with it */

static void close_kept(int fd) {
  int error = errno;
  close(fd);
  errno = error;
}

int beneath_folder(const char *path) { return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC); }

/* -- Opening ---------------------------------------------------------------------------------- */

static int open_step(int folder, const char *name, int flags) {
  if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
    return errno = EXDEV, -1;
  return openat(folder, name, flags | O_NOFOLLOW, 0644);
}

static int open_stepwise(int folder, const char *path, int flags) {
  char name[NAME_MAX + 1];
  int at = folder;
  for (const char *slash; (slash = strchr(path, '/')); path = slash + 1) {
    size_t len = (size_t)(slash - path);
    if (len > NAME_MAX)
      return errno = ENAMETOOLONG, -1;
    memcpy(name, path, len);
    name[len] = '\0';
    int next = open_step(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at != folder)
      close_kept(at);
    if (next < 0)
      return -1;
    at = next;
  }
  int fd = open_step(at, path, flags);
  if (at != folder)
    close_kept(at);
  return fd;
}

int beneath_open(int folder, const char *path, int flags) {
  flags |= O_CLOEXEC | O_NOCTTY | O_NONBLOCK; /* not to wait for a pipe */
  struct open_how how = {.flags = (unsigned)flags,
                         .mode = flags & O_CREAT ? 0644 : 0,
                         .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
  long fd = syscall(SYS_openat2, folder, path, &how, sizeof how);
  return fd < 0 && errno == ENOSYS ? open_stepwise(folder, path, flags) : (int)fd;
}

/* -- Reading and writing ---------------------------------------------------------------------- */

static bool read_all(int fd, size_t most, struct str *out) {
  char piece[16384];
  struct stat st;
  ssize_t got = 1;
  if (fstat(fd, &st) != 0)
    return false;
  if (!S_ISREG(st.st_mode))
    return errno = EINVAL, false;
  for (size_t len = 0; got != 0; len += got > 0 ? (size_t)got : 0) {
    got = read(fd, piece, sizeof piece);
    if (got < 0 && errno != EINTR)
      return false;
    if (got > 0 && len + (size_t)got > most)
      return errno = EFBIG, false;
    if (got > 0)
      str_add(out, piece, (size_t)got);
  }
  return true;
}

bool beneath_read(int folder, const char *path, size_t most, struct str *out) {
  int fd = beneath_open(folder, path, O_RDONLY);
  bool good = fd >= 0 && read_all(fd, most, out);
  if (fd >= 0)
    close_kept(fd);
  return good;
}

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

/* Of the folders in front of its name; each is made by its parent's name, which is made first. */
static bool make_folders(int folder, const char *path) {
  for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
    char before[PATH_MAX];
    size_t len = (size_t)(slash - path);
    if (len >= sizeof before)
      return errno = ENAMETOOLONG, false;
    memcpy(before, path, len);
    before[len] = '\0';
    int there = beneath_open(folder, before, O_RDONLY | O_DIRECTORY);
    if (there >= 0)
      close(there);
    else if (errno != ENOENT || mkdirat(folder, before, 0755) != 0)
      return false;
  }
  return true;
}

bool beneath_write(int folder, const char *path, const void *bytes, size_t len) {
  if (!make_folders(folder, path))
    return false;
  int fd = beneath_open(folder, path, O_WRONLY | O_CREAT | O_EXCL);
  if (fd < 0)
    return false;
  bool good = write_all(fd, bytes, len) && fsync(fd) == 0;
  int error = errno;
  if (close(fd) != 0 && good)
    return false;
  errno = error;
  return good;
}

/* -- Folders ---------------------------------------------------------------------------------- */

bool beneath_is(int folder, const char *name) {
  struct stat st;
  return fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

/* EINVAL: a file system that cannot flush a folder. */
bool beneath_sync(int folder) { return fsync(folder) == 0 || errno == EINVAL; }

bool beneath_sync_in(int folder, const char *path) {
  int fd = beneath_open(folder, path, O_RDONLY | O_DIRECTORY);
  bool good = fd >= 0 && beneath_sync(fd);
  if (fd >= 0)
    close_kept(fd);
  return good;
}

static bool remove_in(int folder, const char *name, unsigned deep);

static bool empty(int fd, unsigned deep) {
  DIR *dir = fdopendir(fd);
  const struct dirent *entry;
  bool good = dir != NULL;
  if (!dir)
    return close_kept(fd), false;
  while (good && (entry = readdir(dir)))
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      good = remove_in(dirfd(dir), entry->d_name, deep + 1);
  int error = errno;
  closedir(dir);
  errno = error;
  return good;
}

static bool remove_in(int folder, const char *name, unsigned deep) {
  if (unlinkat(folder, name, 0) == 0 || errno == ENOENT)
    return true;
  if (errno != EISDIR && errno != EPERM)
    return false;
  if (deep == DEEP)
    return errno = ELOOP, false;
  int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  return fd >= 0 && empty(fd, deep) && unlinkat(folder, name, AT_REMOVEDIR) == 0;
}

/* Asked for first: a read-only disk would refuse even to remove what is not there. */
bool beneath_remove(int folder, const char *name) {
  return !beneath_is(folder, name) || remove_in(folder, name, 0);
}
