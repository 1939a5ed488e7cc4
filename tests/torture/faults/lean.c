/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fault for memory.sh, to be loaded before the C library (LD_PRELOAD): the LEAN-th call for
 * memory of any process gets none. How many there were goes to the file LEAN_COUNT, of the first
 * process; if it came to the LEAN-th, LEAN_CAME is made. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *at, size_t size);

static unsigned long calls, last;

__attribute__((constructor)) static void begin(void) {
  const char *lean = getenv("LEAN");
  last = lean ? strtoul(lean, NULL, 10) : 0;
  calls = 0;
}

__attribute__((destructor)) static void end(void) {
  char text[32];
  const char *path = getenv("LEAN_COUNT");
  int fd = path ? open(path, O_WRONLY | O_CREAT | O_EXCL, 0600) : -1;
  int n = snprintf(text, sizeof text, "%lu\n", calls);
  if (fd >= 0 && write(fd, text, (size_t)n) == n)
    close(fd);
}

static int none(void) {
  const char *path;
  if (++calls != last)
    return 0;
  path = getenv("LEAN_CAME");
  if (path)
    close(open(path, O_WRONLY | O_CREAT, 0600));
  errno = ENOMEM;
  return 1;
}

void *malloc(size_t size) { return none() ? NULL : __libc_malloc(size); }
void *calloc(size_t n, size_t size) { return none() ? NULL : __libc_calloc(n, size); }
void *realloc(void *at, size_t size) { return none() ? NULL : __libc_realloc(at, size); }
