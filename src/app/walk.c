/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/walk.h"

#include "base/file.h"
#include "base/vec.h"

#include <dirent.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

static bool has_suffix(const char *name, const char *suffix) {
  size_t len = strlen(name), n = strlen(suffix);
  return len > n && name[0] != '.' && strcmp(name + len - n, suffix) == 0;
}

static void descend(struct walk *walk, const char *folder, int depth) {
  DIR *dir = depth < WALK_DEPTH ? file_folder(folder) : NULL;
  for (struct dirent *entry; dir && (entry = readdir(dir));) {
    struct stat there;
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
      continue;
    const char *path = arena_printf(walk->arena, "%s/%s", folder, entry->d_name);
    if (lstat(path, &there) < 0)
      continue;
    if (S_ISDIR(there.st_mode))
      descend(walk, path, depth + 1);
    else if (S_ISREG(there.st_mode) && has_suffix(entry->d_name, walk->suffix))
      VEC_PUSH(walk, path);
  }
  if (dir)
    closedir(dir);
}

void walk_folder(struct walk *walk, const char *folder) { descend(walk, folder, 0); }
