/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents that drills show: every YAML file in a framework's folder documents/. */
#include "course/build.h"

static void each_file(struct reading *r, const char *folder,
                      void (*each)(struct reading *r, const char *path, void *ctx), void *ctx) {
  size_t n;
  const char *const *names = folder_list(r->arena, folder, &n);
  for (size_t i = 0; i < n; i++)
    if (path_is_yaml(names[i]))
      each(r, path_join(r->arena, folder, names[i]), ctx);
}

static void read_one(struct reading *r, const char *path, void *documents) {
  struct source source;
  const struct node *root = file_read(r, &source, path);
  if (root)
    documents_read(r, root, documents);
  file_done(r, &source);
}

static void excerpt_one(struct reading *r, const char *path, void *unused) {
  (void)unused;
  file_excerpt_again(r, path);
}

static void count_one(struct reading *r, const char *path, void *n) {
  (void)r, (void)path;
  ++*(size_t *)n;
}

void documents_load(struct reading *r, const char *folder, struct documents *documents) {
  *documents = (struct documents){0};
  if (source_stays_within(folder, r->diags))
    each_file(r, folder, read_one, documents);
}

size_t documents_check_folder(const char *folder, struct diags *diags) {
  struct arena arena = {0};
  struct reading r = {.arena = &arena, .diags = diags};
  struct documents documents;
  size_t n = 0;
  documents_load(&r, folder, &documents);
  each_file(&r, folder, count_one, &n);
  size_t errors = diags->errors;
  documents_check(&r, &documents);
  if (diags->errors > errors) /* promises are held when all files are read */
    each_file(&r, folder, excerpt_one, NULL);
  arena_done(&arena);
  return n;
}
