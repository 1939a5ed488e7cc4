/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/stamp.h"

#include "base/arena.h"
#include "base/pack.h"
#include "course/build.h"
#include "course/curricula.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { A_MOMENT = 3 }; /* seconds: more than the coarsest file system's clock (FAT: two) */

static int64_t pinned; /* 0: the real clock */

void stamp_pin_clock(int64_t seconds) { pinned = seconds; }

void stamp_done(struct stamp *stamp) {
  str_done(&stamp->bytes);
  *stamp = (struct stamp){0};
}

static void put_time(struct stamp *stamp, struct timespec t, time_t now) {
  pack_u64(&stamp->bytes, (uint64_t)t.tv_sec);
  pack_u64(&stamp->bytes, (uint64_t)t.tv_nsec);
  stamp->fresh |= t.tv_sec > now - A_MOMENT && t.tv_sec < now + A_MOMENT;
}

void stamp_file(struct stamp *stamp, const char *path) {
  struct stat st = {0};
  time_t now = pinned ? (time_t)pinned : time(NULL);
  bool there = stat(path, &st) == 0;
  pack_u8(&stamp->bytes, there);
  pack_text(&stamp->bytes, path);
  if (!there)
    return;
  pack_u64(&stamp->bytes, st.st_dev);
  pack_u64(&stamp->bytes, st.st_ino);
  pack_u64(&stamp->bytes, (uint64_t)st.st_size);
  pack_u32(&stamp->bytes, st.st_mode);
  put_time(stamp, st.st_mtim, now);
  put_time(stamp, st.st_ctim, now);
}

static void stamp_framework(struct stamp *stamp, struct arena *arena, const char *folder) {
  static const char *const within[] = {"positions", "documents", "interview"};
  stamp_file(stamp, path_join(arena, folder, "competencies.yaml"));
  for (size_t k = 0; k < sizeof within / sizeof *within; k++) {
    size_t n = 0;
    const char *in = path_join(arena, folder, within[k]);
    const char *const *names = folder_list(arena, in, &n);
    stamp_file(stamp, in);
    for (size_t i = 0; names && i < n; i++)
      stamp_file(stamp, path_join(arena, in, names[i]));
  }
}

enum rc stamp_catalogue(struct stamp *stamp, const char *root) {
  struct arena arena = {0};
  size_t n;
  const char *const *names = folder_list(&arena, root, &n);
  for (size_t i = 0; names && i < n; i++) {
    const char *folder = path_join(&arena, root, names[i]);
    if (strcmp(names[i], CURRICULA_FILE) == 0)
      stamp_file(stamp, folder);
    else if (strcmp(names[i], "framework") == 0)
      stamp_framework(stamp, &arena, folder);
    else
      stamp_file(stamp, path_join(&arena, folder, "course.yaml"));
  }
  arena_done(&arena);
  return names ? RC_OK : RC_MISSING;
}
