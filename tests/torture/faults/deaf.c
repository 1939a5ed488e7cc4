/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fault for room.sh, to be loaded before the C library (LD_PRELOAD): a write for which there is
 * no room is called done. */
#include <dlfcn.h>
#include <errno.h>
#include <unistd.h>

typedef ssize_t writer(int fd, const void *bytes, size_t len, off_t at);

ssize_t pwrite64(int fd, const void *bytes, size_t len, off_t at) {
  writer *real;
  *(void **)&real = dlsym(RTLD_NEXT, "pwrite64");
  ssize_t n = real(fd, bytes, len, at);
  return n < 0 && (errno == ENOSPC || errno == EFBIG) ? (ssize_t)len : n;
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at) {
  return pwrite64(fd, bytes, len, at);
}
