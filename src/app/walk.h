/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of one sort beneath a folder: on a stick, mostly. No link is followed. */
#ifndef APP_WALK_H
#define APP_WALK_H

#include "base/arena.h"

enum { WALK_DEPTH = 8 }; /* of folders, the first counted */

struct walk { /* {0}; free(list), which is not sorted; the paths lie in the arena */
  struct arena *arena;
  const char *suffix; /* of their names; what begins with a dot is none of them */
  const char **list;
  size_t n, cap;
};

/* Folders that cannot be read are passed over. */
void walk_folder(struct walk *walk, const char *folder);

#endif
