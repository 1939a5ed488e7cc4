/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and folders, as far as courses need them. */
#include "course/build.h"
#include "course/yaml.h"

#include "base/file.h"
#include "base/text.h"
#include "base/vec.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ENTRIES = 10000 };

bool path_is_folder(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool path_is_file(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && !S_ISDIR(st.st_mode);
}

char *path_join(struct arena *arena, const char *folder, const char *name) {
  size_t n = strlen(folder), len = strlen(name);
  char *path = arena_alloc(arena, n + 1 + len + 1);
  memcpy(path, folder, n);
  if (n && folder[n - 1] != '/')
    path[n++] = '/';
  memcpy(path + n, name, len);
  return path;
}

bool path_is_yaml(const char *path) {
  size_t n = strlen(path);
  return (n > 5 && strcmp(path + n - 5, ".yaml") == 0) ||
         (n > 4 && strcmp(path + n - 4, ".yml") == 0);
}

static int compare_names(const void *left, const void *right) {
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

const char *const *folder_list(struct arena *arena, const char *folder, size_t *n) {
  struct {
    const char **list;
    size_t n, cap;
  } names = {0};
  DIR *dir = file_folder(*folder ? folder : ".");
  const struct dirent *entry;
  *n = 0;
  if (!dir)
    return NULL;
  while ((entry = readdir(dir)) && names.n < ENTRIES)
    if (entry->d_name[0] != '.')
      VEC_PUSH(&names, arena_strdup(arena, entry->d_name));
  closedir(dir);
  const char **list = arena_array(arena, names.n, sizeof *list);
  if (names.n) {
    qsort(names.list, names.n, sizeof *names.list, compare_names);
    memcpy(list, names.list, names.n * sizeof *list);
  }
  *n = names.n;
  free(names.list);
  return list;
}

const struct node *file_read(struct reading *r, struct source *source, const char *path) {
  const char *shown = arena_strdup(r->arena, path);
  const struct node *root =
      source_load(source, path, shown, r->diags) ? yaml_parse(r, source) : NULL;
  if (root && root->kind != NODE_MAP) {
    if (!root->partial)
      node_error(r, root, "type.map", _("Begin with id: and title:, each on a line of its own."),
                 "%s", _("the file should be a map of keys"));
    return NULL;
  }
  return root;
}

void file_done(struct reading *r, struct source *source) {
  if (source->bytes)
    diags_excerpt(r->diags, source->file, source->bytes, source->len);
  source_done(source);
}

void file_excerpt_again(struct reading *r, const char *path) {
  struct source source;
  struct diags untold = {0};
  if (source_load(&source, path, path, &untold))
    diags_excerpt(r->diags, path, source.bytes, source.len);
  source_done(&source);
  diags_done(&untold);
}

static const struct node *read_only(struct reading *r, struct source *source, bool loaded) {
  const struct node *root = loaded ? yaml_parse(r, source) : NULL;
  file_done(r, source);
  return root;
}

const struct node *yaml_read_file(struct reading *r, const char *path, const char *shown) {
  struct source source;
  shown = arena_strdup(r->arena, shown);
  return read_only(r, &source, source_load(&source, path, shown, r->diags));
}

const struct node *yaml_read_bytes(struct reading *r, const char *bytes, size_t len,
                                   const char *shown) {
  struct source source;
  shown = arena_strdup(r->arena, shown);
  return read_only(r, &source, source_borrow(&source, bytes, len, shown, r->diags));
}
