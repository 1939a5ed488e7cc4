/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/collect_inner.h"

#include "app/walk.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static enum rc find(struct walk *finding, const char *path, struct diags *diags) {
  struct stat there;
  if (stat(path, &there) < 0) {
    diag_error(diags, (struct place){.file = path}, 1, "file.missing",
               _("put the stick in, and say where the bundles are"), _("there is no such file"));
    return RC_MISSING;
  }
  if (S_ISDIR(there.st_mode))
    walk_folder(finding, path);
  else
    VEC_PUSH(finding, arena_strdup(finding->arena, path));
  return RC_OK;
}

static int by_bytes(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

enum rc collect_find(const char *const *paths, size_t n_paths, struct arena *arena,
                     const char *const **files, size_t *n, struct diags *diags) {
  struct walk finding = {.arena = arena, .suffix = BUNDLE_SUFFIX};
  size_t kept = 0;
  enum rc rc = RC_OK;
  for (size_t i = 0; rc == RC_OK && i < n_paths; i++)
    rc = find(&finding, paths[i], diags);
  if (finding.n)
    qsort(finding.list, finding.n, sizeof *finding.list, by_bytes);
  const char **list = arena_array(arena, finding.n + 1, sizeof *list);
  for (size_t i = 0; i < finding.n; i++)
    if (i == 0 || strcmp(finding.list[i], finding.list[i - 1]) != 0)
      list[kept++] = finding.list[i];
  free(finding.list);
  *files = list;
  *n = kept;
  if (rc != RC_OK || kept)
    return rc;
  diag_error(diags, (struct place){.file = n_paths ? paths[0] : NULL}, 1, "collect.none",
             _("bundles end in .mafunzo; mafunzo hand-in writes them on a laptop"),
             _("there is no bundle here"));
  return RC_MISSING;
}
