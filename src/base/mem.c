/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

static void (*death_hook)(void);

void mem_on_death(void (*restore)(void)) { death_hook = restore; }

_Noreturn void mem_die(void) {
  static const char words[] = "mafunzo: out of memory; everything confirmed is saved\n";
  if (death_hook)
    death_hook();
  /* Not stdio: it may want memory itself. */
  if (write(STDERR_FILENO, words, sizeof words - 1) < 0)
    _exit(EX_OSERR);
  _exit(EX_OSERR);
}

void *mem_alloc(size_t size) { return mem_array(1, size); }

void *mem_array(size_t n, size_t size) {
  void *at = calloc(n ? n : 1, size ? size : 1);
  if (!at)
    mem_die();
  return at;
}

void *mem_grow(void *at, size_t n, size_t size) {
  if (size && n > SIZE_MAX / size)
    mem_die();
  size_t bytes = n * size;
  void *grown = realloc(at, bytes ? bytes : 1);
  if (!grown)
    mem_die();
  return grown;
}

char *mem_strdup(const char *text) {
  size_t size = strlen(text) + 1;
  return memcpy(mem_alloc(size), text, size);
}
