/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 16 * 1024 };

struct arena_chunk {
  struct arena_chunk *older;
  size_t used, size;
  _Alignas(max_align_t) unsigned char bytes[];
};

void arena_done(struct arena *arena) {
  while (arena->chunk) {
    struct arena_chunk *older = arena->chunk->older;
    free(arena->chunk);
    arena->chunk = older;
  }
  arena->used = 0;
}

/* What is larger than a chunk has one of its own, which the system gives zeroed, mostly for
 * nothing. */
static void arena_add_chunk(struct arena *arena, size_t least) {
  size_t size = least > CHUNK_BYTES ? least : CHUNK_BYTES;
  struct arena_chunk *chunk = size > CHUNK_BYTES ? mem_alloc(sizeof *chunk + size)
                                                 : mem_grow(NULL, 1, sizeof *chunk + size);
  chunk->older = arena->chunk;
  chunk->used = 0;
  chunk->size = size;
  arena->chunk = chunk;
}

/* As arena_alloc, but with whatever was there. */
static void *arena_take(struct arena *arena, size_t size) {
  const size_t unit = _Alignof(max_align_t);
  if (size > SIZE_MAX / 2)
    mem_die();
  size = (size + unit - 1) / unit * unit;
  if (!arena->chunk || arena->chunk->size - arena->chunk->used < size)
    arena_add_chunk(arena, size);
  void *at = arena->chunk->bytes + arena->chunk->used;
  arena->chunk->used += size;
  arena->used += size;
  return at;
}

void *arena_alloc(struct arena *arena, size_t size) {
  void *at = arena_take(arena, size);
  return size > CHUNK_BYTES ? at : memset(at, 0, size);
}

void *arena_array(struct arena *arena, size_t n, size_t size) {
  if (size && n > SIZE_MAX / size)
    mem_die();
  return arena_alloc(arena, n * size);
}

char *arena_strndup(struct arena *arena, const char *text, size_t len) {
  char *copy = arena_take(arena, len + 1);
  if (len)
    memcpy(copy, text, len);
  copy[len] = '\0';
  return copy;
}

char *arena_strdup(struct arena *arena, const char *text) {
  return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args) {
  if (!arena->chunk)
    arena_add_chunk(arena, 1);
  struct arena_chunk *chunk = arena->chunk;
  size_t room = chunk->size - chunk->used;
  va_list again;
  va_copy(again, args);
  /* Into what is left of the chunk, where it mostly fits: then this is where it stays. */
  int len = vsnprintf((char *)chunk->bytes + chunk->used, room, format, args);
  size_t size = (size_t)(len < 0 ? 0 : len) + 1;
  char *text = arena_take(arena, size);
  if (size > room)
    vsnprintf(text, size, format, again);
  va_end(again);
  return text;
}

char *arena_printf(struct arena *arena, const char *format, ...) {
  va_list args;
  va_start(args, format);
  char *text = arena_vprintf(arena, format, args);
  va_end(args);
  return text;
}
