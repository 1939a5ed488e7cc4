/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type to each other in interviews: every YAML file in a framework's folder interview/,
 * one for each language. */
#include "course/build.h"

#include "drill/interview_listen.h"

size_t listeners_check_folder(const char *folder, struct diags *diags) {
  struct arena arena = {0};
  struct reading r = {.arena = &arena, .diags = diags};
  size_t n = 0, read = 0;
  const char *const *names =
      source_stays_within(folder, diags) ? folder_list(&arena, folder, &n) : NULL;
  for (size_t i = 0; names && i < n; i++) {
    struct source source;
    if (!path_is_yaml(names[i]))
      continue;
    const struct node *root = file_read(&r, &source, path_join(&arena, folder, names[i]));
    if (root)
      (void)listener_build(&r, root);
    file_done(&r, &source);
    read++;
  }
  arena_done(&arena);
  return read;
}
