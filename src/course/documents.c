/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents that drills show: every YAML file in a framework's folder documents/. */
#include "course/build.h"

#include <string.h>

static bool is_yaml(const char *name) {
  size_t n = strlen(name);
  return n > 5 && strcmp(name + n - 5, ".yaml") == 0;
}

void documents_load(struct reading *r, const char *folder, struct documents *documents) {
  size_t n;
  *documents = (struct documents){0};
  if (!source_stays_within(folder, r->diags))
    return;
  const char *const *names = folder_list(r->arena, folder, &n);
  for (size_t i = 0; i < n; i++) {
    struct source source;
    if (!is_yaml(names[i]))
      continue;
    const struct node *root = file_read(r, &source, path_join(r->arena, folder, names[i]));
    if (root)
      documents_read(r, root, documents);
    file_done(r, &source);
  }
}

/* A promise is checked when all files are read: the lines to show are read once more. */
static void excerpts(struct reading *r, const char *folder) {
  size_t n;
  const char *const *names = folder_list(r->arena, folder, &n);
  struct diags untold = {0};
  for (size_t i = 0; i < n; i++) {
    struct source source;
    const char *path = path_join(r->arena, folder, names[i]);
    if (is_yaml(names[i]) && source_load(&source, path, path, &untold))
      diags_excerpt(r->diags, path, source.bytes, source.len);
    if (is_yaml(names[i]))
      source_done(&source);
  }
  diags_done(&untold);
}

size_t documents_check_folder(const char *folder, struct diags *diags) {
  struct arena arena = {0};
  struct reading r = {.arena = &arena, .diags = diags};
  struct documents documents;
  size_t errors = diags->errors, n;
  (void)folder_list(&arena, folder, &n);
  documents_load(&r, folder, &documents);
  documents_check(&r, &documents);
  if (diags->errors > errors)
    excerpts(&r, folder);
  arena_done(&arena);
  return n;
}
