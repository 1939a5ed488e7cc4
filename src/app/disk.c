/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/disk.h"

#include "base/vec.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEPTH = 8, LINE = 256 };

/* The first line of a file of /sys; false: there is none. */
static bool first_line(const char *path, char line[LINE]) {
  FILE *file = fopen(path, "re");
  bool good = file && fgets(line, LINE, file);
  if (file)
    fclose(file);
  if (good)
    line[strcspn(line, "\n")] = '\0';
  return good;
}

static enum disk worse(enum disk a, enum disk b) { return a > b ? a : b; }

/* -- Block devices ------------------------------------------------------------------------------
 */

static enum disk of_device(struct arena *arena, const char *sys, const char *number, int depth);

/* What it is made of: encrypted only if all of it is. DISK_NONE: of nothing else. */
static enum disk of_slaves(struct arena *arena, const char *sys, const char *folder, int depth) {
  enum disk found = DISK_NONE;
  DIR *dir = opendir(arena_printf(arena, "%s/slaves", folder));
  for (struct dirent *entry; dir && (entry = readdir(dir));) {
    char number[LINE];
    if (entry->d_name[0] == '.')
      continue;
    bool known = first_line(arena_printf(arena, "%s/slaves/%s/dev", folder, entry->d_name), number);
    found = worse(found, known ? of_device(arena, sys, number, depth + 1) : DISK_UNKNOWN);
  }
  if (dir)
    closedir(dir);
  return found;
}

static enum disk of_device(struct arena *arena, const char *sys, const char *number, int depth) {
  const char *folder = arena_printf(arena, "%s/dev/block/%s", sys, number);
  char line[LINE];
  if (depth == DEPTH || access(folder, F_OK) != 0 ||
      access(arena_printf(arena, "%s/loop/backing_file", folder), F_OK) == 0)
    return DISK_UNKNOWN;
  if (first_line(arena_printf(arena, "%s/dm/uuid", folder), line) &&
      strncmp(line, "CRYPT-", strlen("CRYPT-")) == 0)
    return DISK_ENCRYPTED;
  enum disk found = of_slaves(arena, sys, folder, depth);
  return found == DISK_NONE ? DISK_PLAIN : found;
}

/* "/dev/sda2", or "/dev/mapper/NAME", of which the system knows the name. */
static enum disk of_source(struct arena *arena, const char *sys, const char *source) {
  static const char mapper[] = "/dev/mapper/", plain[] = "/dev/";
  const char *blocks = arena_printf(arena, "%s/class/block", sys);
  enum disk found = DISK_UNKNOWN;
  char line[LINE];
  if (strncmp(source, plain, strlen(plain)) != 0)
    return DISK_UNKNOWN;
  bool mapped = strncmp(source, mapper, strlen(mapper)) == 0;
  const char *name = source + strlen(mapped ? mapper : plain);
  DIR *dir = opendir(blocks);
  for (struct dirent *entry; dir && (entry = readdir(dir));) {
    const char *called = entry->d_name;
    if (mapped && first_line(arena_printf(arena, "%s/%s/dm/name", blocks, entry->d_name), line))
      called = line;
    if (strcmp(called, name) == 0 &&
        first_line(arena_printf(arena, "%s/%s/dev", blocks, entry->d_name), line))
      found = of_device(arena, sys, line, 0);
  }
  if (dir)
    closedir(dir);
  return found;
}

/* -- File systems -------------------------------------------------------------------------------
 */

static enum disk of_mount(struct arena *arena, const char *sys, const struct mount *mount) {
  static const char *const sealing[] = {"ecryptfs", "gocryptfs", "encfs", "cryfs"};
  static const char fuse[] = "fuse.";
  const char *type = mount->type;
  type += strncmp(type, fuse, strlen(fuse)) == 0 ? strlen(fuse) : 0;
  for (size_t i = 0; i < COUNT(sealing); i++)
    if (strcmp(type, sealing[i]) == 0)
      return DISK_ENCRYPTED;
  if (mount->major) /* btrfs and others have a number of their own that no device has */
    return of_device(arena, sys, arena_printf(arena, "%u:%u", mount->major, mount->minor), 0);
  return of_source(arena, sys, mount->source);
}

enum disk disk_of(const char *sys, const struct mount *mounts, size_t n, const char *path) {
  struct arena arena = {0};
  const struct mount *mount = mounts_of(mounts, n, path);
  enum disk found = mount ? of_mount(&arena, sys, mount) : DISK_UNKNOWN;
  arena_done(&arena);
  return found;
}

/* A line: "/dev/dm-1  partition  999420  0  -2"; zram is compressed memory. */
enum disk disk_of_swap(const char *sys, const struct mount *mounts, size_t n, const char *text) {
  struct arena arena = {0};
  enum disk found = DISK_NONE;
  char *lines = arena_strdup(&arena, text), *rest = NULL;
  for (char *line = strtok_r(lines, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
    char *inner = NULL;
    const char *name = strtok_r(line, " \t", &inner), *type = strtok_r(NULL, " \t", &inner);
    if (!type || name[0] != '/' || strncmp(name, "/dev/zram", strlen("/dev/zram")) == 0)
      continue;
    found = worse(found, strcmp(type, "file") == 0 ? disk_of(sys, mounts, n, name)
                                                   : of_source(&arena, sys, name));
  }
  arena_done(&arena);
  return found;
}
