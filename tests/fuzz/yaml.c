/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a YAML file: a tree or mistakes, each with a place inside the file. */
#include "fuzz.h"

#include "course/course.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  struct arena arena = {0};
  struct diags diags = {0};
  struct reading r = {.arena = &arena, .diags = &diags};
  const struct node *root = yaml_read_bytes(&r, (const char *)bytes, len, "f.yaml");
  assert(root || diags.errors);
  for (size_t i = 0; i < diags.n; i++)
    assert(diags.list[i].at.line <= len + 1 && diags.list[i].at.column <= len + 1);
  diags_done(&diags);
  arena_done(&arena);
  return 0;
}
