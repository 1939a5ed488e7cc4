/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cut.h"

#include "base/vec.h"
#include "torture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct disk *disk; /* NULL: nothing is watched */
static enum cut_fault faulty;
static uint64_t calls, last; /* last: at which it goes; 0: none */
static bool dark;

/* Files that were made without a name, and have one later. */
static struct {
  struct nameless {
    ino_t inode;
    int node;
  } * list;
  size_t n, cap;
} nameless;

void cut_arm(uint64_t nth) { last = calls + nth; }
bool cut_dark(void) { return dark; }
void cut_power(void) { dark = true; }
const struct disk *cut_disk(void) { return disk; }

struct disk *cut_end(void) {
  struct disk *ended = disk;
  disk = NULL;
  return ended;
}

/* A call that changes something. True: the power is gone; at the very call what it writes is on its
 * way, and any of it may arrive. */
static bool goes(void) {
  dark = dark || ++calls == last;
  return dark;
}

static void flush(int node, bool folder) {
  if (node != DISK_NONE && faulty != (folder ? CUT_DEAF_FOLDERS : CUT_DEAF_FILES))
    disk_flush(disk, node);
}

static void flush_above(const char *path) {
  if (faulty != CUT_DEAF_FOLDERS)
    disk_flush_above(disk, path);
}

/* -- SQLite's calls ------------------------------------------------------------------------------
 */

struct watched { /* a file of SQLite's; the real one lies behind it */
  sqlite3_file base;
  int node;     /* DISK_NONE: not on the disk */
  bool unnamed; /* made by SQLite, which flushes the folder with its first flush */
  char path[512];
};

static sqlite3_vfs *real_vfs;

static sqlite3_file *behind(sqlite3_file *file) {
  return (sqlite3_file *)((struct watched *)file + 1);
}
static bool is_watched(const sqlite3_file *file) {
  return disk && ((const struct watched *)file)->node != DISK_NONE;
}

static int its_close(sqlite3_file *file) { return behind(file)->pMethods->xClose(behind(file)); }

static int its_read(sqlite3_file *file, void *out, int n, sqlite3_int64 at) {
  return is_watched(file) && dark ? SQLITE_IOERR_READ
                                  : behind(file)->pMethods->xRead(behind(file), out, n, at);
}

static int its_write(sqlite3_file *file, const void *in, int n, sqlite3_int64 at) {
  if (is_watched(file)) {
    if (dark)
      return SQLITE_IOERR_WRITE;
    disk_write(disk, ((struct watched *)file)->node, (uint64_t)at, in, (size_t)n);
    if (goes())
      return SQLITE_IOERR_WRITE;
  }
  return behind(file)->pMethods->xWrite(behind(file), in, n, at);
}

static int its_truncate(sqlite3_file *file, sqlite3_int64 size) {
  if (is_watched(file)) {
    if (dark)
      return SQLITE_IOERR_TRUNCATE;
    disk_resize(disk, ((struct watched *)file)->node, (uint64_t)size);
    if (goes())
      return SQLITE_IOERR_TRUNCATE;
  }
  return behind(file)->pMethods->xTruncate(behind(file), size);
}

static int its_sync(sqlite3_file *file, int flags) {
  struct watched *watched = (struct watched *)file;
  (void)flags;
  if (!is_watched(file))
    return SQLITE_OK;
  if (dark || goes())
    return SQLITE_IOERR_FSYNC;
  flush(watched->node, false);
  if (watched->unnamed)
    flush_above(watched->path);
  watched->unnamed = false;
  return SQLITE_OK;
}

static int its_size(sqlite3_file *file, sqlite3_int64 *size) {
  return behind(file)->pMethods->xFileSize(behind(file), size);
}
static int its_lock(sqlite3_file *file, int level) {
  return behind(file)->pMethods->xLock(behind(file), level);
}
static int its_unlock(sqlite3_file *file, int level) {
  return behind(file)->pMethods->xUnlock(behind(file), level);
}
static int its_check(sqlite3_file *file, int *out) {
  return behind(file)->pMethods->xCheckReservedLock(behind(file), out);
}
static int its_control(sqlite3_file *file, int what, void *with) {
  return behind(file)->pMethods->xFileControl(behind(file), what, with);
}
static int its_sector(sqlite3_file *file) {
  return behind(file)->pMethods->xSectorSize(behind(file));
}
static int its_traits(sqlite3_file *file) {
  return behind(file)->pMethods->xDeviceCharacteristics(behind(file));
}

/* Version 1: no shared memory, which an exclusive connection has no need of. */
static const sqlite3_io_methods methods = {
    1,        its_close,  its_read,  its_write,   its_truncate, its_sync,   its_size,
    its_lock, its_unlock, its_check, its_control, its_sector,   its_traits, NULL,
    NULL,     NULL,       NULL,      NULL,        NULL};

static void find_node(struct watched *watched, const char *path, int flags) {
  snprintf(watched->path, sizeof watched->path, "%s", path);
  watched->node = disk_find(disk, path);
  if (watched->node != DISK_NONE || !(flags & SQLITE_OPEN_CREATE))
    return;
  watched->node = disk_make(disk, false);
  watched->unnamed = true;
  disk_link(disk, watched->node, path);
  goes();
}

static int its_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *got) {
  struct watched *watched = (struct watched *)file;
  (void)vfs;
  *watched = (struct watched){.node = DISK_NONE};
  if (disk && path && dark)
    return SQLITE_CANTOPEN;
  int rc = real_vfs->xOpen(real_vfs, path, behind(file), flags, got);
  if (rc == SQLITE_OK && disk && path)
    find_node(watched, path, flags);
  file->pMethods = behind(file)->pMethods ? &methods : NULL;
  return rc;
}

static int its_delete(sqlite3_vfs *vfs, const char *path, int sync) {
  (void)vfs;
  if (disk) {
    if (dark)
      return SQLITE_IOERR_DELETE;
    disk_unlink(disk, path);
    if (goes())
      return SQLITE_IOERR_DELETE;
    if (sync)
      flush_above(path);
  }
  return real_vfs->xDelete(real_vfs, path, 0);
}

void cut_watch(const char *folder, enum cut_fault fault) {
  static sqlite3_vfs vfs;
  if (!real_vfs) {
    real_vfs = sqlite3_vfs_find(NULL);
    vfs = *real_vfs;
    vfs.zName = "cut";
    vfs.szOsFile += (int)sizeof(struct watched);
    vfs.xOpen = its_open;
    vfs.xDelete = its_delete;
    MUST(sqlite3_vfs_register(&vfs, 1) == SQLITE_OK);
  }
  disk = disk_of(folder, folder);
  faulty = fault;
  calls = last = nameless.n = 0;
  dark = false;
}

/* -- The rooms' own ------------------------------------------------------------------------------
 */

static int nameless_at(int fd) {
  struct stat there;
  MUST(fstat(fd, &there) == 0);
  for (size_t i = nameless.n; i-- > 0;) /* numbers are given again */
    if (nameless.list[i].inode == there.st_ino)
      return nameless.list[i].node;
  return DISK_NONE;
}

/* Where a descriptor is; of a file that has no name any more, nowhere. */
static int node_at(int fd) {
  static const char deleted[] = " (deleted)";
  char link[64], path[512];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = disk ? readlink(link, path, sizeof path - 1) : -1;
  if (n < 0)
    return DISK_NONE;
  path[n] = '\0';
  size_t end = sizeof deleted - 1;
  bool named = (size_t)n < end || strcmp(path + n - end, deleted) != 0;
  return named ? disk_find(disk, path) : nameless_at(fd);
}

static bool is_gone(void) {
  errno = EIO;
  return disk && dark;
}

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  int node = disk ? disk_find(disk, path) : DISK_NONE;
  bool unnamed = (flags & O_TMPFILE) == O_TMPFILE && node != DISK_NONE;
  bool makes = flags & O_CREAT && disk && disk_holds(disk, path) && node == DISK_NONE;
  if ((makes || unnamed) && is_gone())
    return -1;
  int fd = __real_open(path, flags, mode);
  if (fd >= 0 && unnamed) {
    struct stat there;
    MUST(fstat(fd, &there) == 0);
    VEC_PUSH(&nameless, ((struct nameless){there.st_ino, disk_make(disk, false)}));
  }
  if (fd >= 0 && makes) {
    disk_link(disk, disk_make(disk, false), path);
    goes();
  }
  return fd;
}

int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __wrap_fsync(int fd) {
  struct stat there;
  int node = node_at(fd);
  if (node == DISK_NONE)
    return __real_fsync(fd);
  if (is_gone() || goes())
    return -1;
  flush(node, fstat(fd, &there) == 0 && S_ISDIR(there.st_mode));
  return 0;
}

ssize_t __real_write(int fd, const void *in, size_t n);
ssize_t __wrap_write(int fd, const void *in, size_t n);
ssize_t __wrap_write(int fd, const void *in, size_t n) {
  int node = node_at(fd);
  if (node != DISK_NONE) {
    if (is_gone())
      return -1;
    disk_write(disk, node, (uint64_t)lseek(fd, 0, SEEK_CUR), in, n);
    if (goes())
      return -1;
  }
  return __real_write(fd, in, n);
}

ssize_t __real_pwrite(int fd, const void *in, size_t n, off_t at);
ssize_t __wrap_pwrite(int fd, const void *in, size_t n, off_t at);
ssize_t __wrap_pwrite(int fd, const void *in, size_t n, off_t at) {
  int node = node_at(fd);
  if (node != DISK_NONE) {
    if (is_gone())
      return -1;
    disk_write(disk, node, (uint64_t)at, in, n);
    if (goes())
      return -1;
  }
  return __real_pwrite(fd, in, n, at);
}

int __real_ftruncate(int fd, off_t size);
int __wrap_ftruncate(int fd, off_t size);
int __wrap_ftruncate(int fd, off_t size) {
  int node = node_at(fd);
  if (node != DISK_NONE) {
    if (is_gone())
      return -1;
    disk_resize(disk, node, (uint64_t)size);
    if (goes())
      return -1;
  }
  return __real_ftruncate(fd, size);
}

/* Of the descriptor that /proc calls so. */
int __real_linkat(int a, const char *from, int b, const char *to, int flags);
int __wrap_linkat(int a, const char *from, int b, const char *to, int flags);
int __wrap_linkat(int a, const char *from, int b, const char *to, int flags) {
  int fd;
  if (is_gone())
    return -1;
  int linked = __real_linkat(a, from, b, to, flags);
  if (linked == 0 && disk && sscanf(from, "/proc/self/fd/%d", &fd) == 1 &&
      node_at(fd) != DISK_NONE) {
    disk_link(disk, node_at(fd), to);
    goes();
  }
  return linked;
}

int __real_mkdir(const char *path, mode_t mode);
int __wrap_mkdir(const char *path, mode_t mode);
int __wrap_mkdir(const char *path, mode_t mode) {
  bool holds = disk && disk_holds(disk, path);
  if (holds && is_gone())
    return -1;
  int made = __real_mkdir(path, mode);
  if (made == 0 && holds) {
    disk_link(disk, disk_make(disk, true), path);
    goes();
  }
  return made;
}

int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to) {
  if (is_gone())
    return -1;
  int moved = __real_rename(from, to);
  if (moved == 0 && disk) {
    disk_move(disk, from, to, false);
    goes();
  }
  return moved;
}

int __real_renameat2(int a, const char *from, int b, const char *to, unsigned flags);
int __wrap_renameat2(int a, const char *from, int b, const char *to, unsigned flags);
int __wrap_renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
  if (is_gone())
    return -1;
  int moved = __real_renameat2(a, from, b, to, flags);
  if (moved == 0 && disk) {
    disk_move(disk, from, to, flags & RENAME_EXCHANGE);
    goes();
  }
  return moved;
}

int __real_unlink(const char *path);
int __wrap_unlink(const char *path);
int __wrap_unlink(const char *path) {
  bool holds = disk && disk_holds(disk, path);
  if (holds && is_gone())
    return -1;
  int gone = __real_unlink(path);
  if (gone == 0 && holds) {
    disk_unlink(disk, path);
    goes();
  }
  return gone;
}

int __real_utimensat(int at, const char *path, const struct timespec times[2], int flags);
int __wrap_utimensat(int at, const char *path, const struct timespec times[2], int flags);
int __wrap_utimensat(int at, const char *path, const struct timespec times[2], int flags) {
  int node = disk ? disk_find(disk, path) : DISK_NONE;
  if (node != DISK_NONE)
    disk_stamp(disk, node, times[1].tv_sec);
  return __real_utimensat(at, path, times, flags);
}
