/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Courses that belong to the administrator, copied for whoever wants to install others. */
#include "app/install_inner.h"

#include "course/course.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct adopt {
  int from, to; /* the folder of the courses, and that of the copies in the making */
  struct arena arena;
};

/* A folder of a course or the framework: what a pack of it could hold. kind: what it is called in a
 * pack. */
static bool copy_folder(struct adopt *a, const char *folder, const char *kind) {
  struct str bytes = {0};
  int fd = beneath_open(a->from, folder, O_RDONLY | O_DIRECTORY);
  DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
  const struct dirent *entry;
  bool good = dir != NULL || errno == ENOENT;
  while (dir && good && (entry = readdir(dir))) {
    const char *path = arena_printf(&a->arena, "%s/%s", folder, entry->d_name);
    if (!install_allows(arena_printf(&a->arena, "%s%s", kind, entry->d_name)))
      continue;
    str_clear(&bytes);
    good = beneath_read(a->from, path, COURSEPACK_FILE, &bytes) &&
           beneath_write(a->to, path, str_text(&bytes), bytes.len);
  }
  if (dir)
    closedir(dir);
  str_done(&bytes);
  return good && (beneath_sync_in(a->to, folder) || errno == ENOENT);
}

static bool copy_all(struct adopt *a, const struct catalogue *catalogue) {
  bool good = true;
  if (a->from < 0) /* none were installed */
    return beneath_sync(a->to);
  for (size_t i = 0; good && i < catalogue->n; i++) {
    const char *folder = catalogue->courses[i].folder, *slash = strrchr(folder, '/');
    good = copy_folder(a, slash ? slash + 1 : folder, COURSEPACK_COURSE);
  }
  return good && copy_folder(a, "framework/positions", COURSEPACK_FRAMEWORK "positions/") &&
         copy_folder(a, "framework/documents", COURSEPACK_FRAMEWORK "documents/") &&
         copy_folder(a, "framework/interview", COURSEPACK_FRAMEWORK "interview/") &&
         copy_folder(a, "framework", COURSEPACK_FRAMEWORK) && beneath_sync(a->to);
}

/* Each level; what is there already is fine. */
static bool make_path(struct arena *arena, const char *path) {
  char *at = arena_strdup(arena, path);
  for (char *slash = at + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
    *slash = '\0';
    if (mkdir(at, 0700) != 0 && errno != EEXIST)
      return false;
  }
  return true;
}

static bool finish(struct adopt *a, int above, const char *part, const char *name,
                   const struct catalogue *catalogue) {
  bool made = above >= 0 && beneath_remove(above, part) && mkdirat(above, part, 0755) == 0;
  a->to = made ? beneath_open(above, part, O_RDONLY | O_DIRECTORY) : -1;
  return a->to >= 0 && copy_all(a, catalogue) && renameat(above, part, above, name) == 0 &&
         beneath_sync(above);
}

enum rc install_adopt(const char *courses, const char *own, struct diags *diags) {
  struct adopt a = {.from = beneath_folder(courses), .to = -1};
  struct install in = {.courses = own, .diags = diags};
  struct catalogue catalogue = {0};
  struct diags untold = {0};
  const char *slash = strrchr(own, '/');
  const char *folder = arena_strndup(&a.arena, own, (size_t)(slash - own));
  bool good = make_path(&a.arena, own);
  int above = good ? beneath_folder(folder) : -1;
  if (a.from >= 0)
    catalogue_load(courses, NULL, &catalogue, &untold);
  good = good &&
         finish(&a, above, arena_printf(&a.arena, "%s.part", slash + 1), slash + 1, &catalogue);
  enum rc rc = good ? RC_OK : install_fault(&in, NULL, errno);
  const int held[] = {a.from, a.to, above};
  for (size_t i = 0; i < sizeof held / sizeof *held; i++)
    if (held[i] >= 0)
      close(held[i]);
  catalogue_done(&catalogue);
  diags_done(&untold);
  arena_done(&a.arena);
  return rc;
}
