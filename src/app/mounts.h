/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is mounted where, as /proc/self/mountinfo tells it (proc(5)). */
#ifndef APP_MOUNTS_H
#define APP_MOUNTS_H

#include "base/arena.h"

#include <stdbool.h>

struct mount {
  const char *point;  /* the folder */
  const char *type;   /* of the file system: "vfat", "ext4", ... */
  const char *source; /* "/dev/sdb1"; whatever its type likes */
  unsigned major, minor;
  bool read_only;
};

/* In the order of the text, in which a later one may cover an earlier one; lines that say something
 * else are passed over. The list and its texts lie in the arena. */
size_t mounts_parse(const char *text, struct arena *arena, struct mount **list);
/* Those of this program now; none where the system does not tell. Tests pin them (MAFUNZO_MOUNTS in
 * cli): they are read from that file. */
void mounts_pin(const char *file);
size_t mounts_read(struct arena *arena, struct mount **list);

/* The one that a path without links (realpath(3)) lies on; NULL: none. */
const struct mount *mounts_of(const struct mount *list, size_t n, const char *path);

/* Keeps only sticks and the like: what desktops and people mount in the places meant for them:
 * /media/STICK, /media/USER/STICK, /run/media/USER/STICK, /mnt, /mnt/STICK. How many that are. */
size_t mounts_keep_sticks(struct mount *list, size_t n);

#endif
