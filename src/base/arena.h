/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An arena: memory that is given out piece by piece and freed whole.
 *
 * A course, a page, a parsed file each live in one. Everything given out is zeroed, aligned for any
 * type, and valid until arena_done. An arena is the caller's storage; {0} is an empty, valid one.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_chunk;

struct arena {
  struct arena_chunk *chunk; /* the newest; NULL while empty */
  size_t used;               /* bytes given out, for limits and tests */
};

void arena_done(struct arena *arena); /* frees all; the arena is empty and usable again */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_array(struct arena *arena, size_t n, size_t size);
char *arena_strndup(struct arena *arena, const char *text, size_t len); /* adds the NUL */
char *arena_strdup(struct arena *arena, const char *text);              /* NULL gives NULL */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#endif
