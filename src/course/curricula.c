/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/curricula.h"

#include "course/build.h"

#include "base/text.h"

#include <string.h>

static const char *const root_keys[] = {"paths"};

/* A module is taken once on the way. */
static void check_steps(struct reading *r, const struct node *list, const struct names *modules) {
  struct names steps = {0};
  for (size_t i = 0; i < list->n; i++) {
    const struct node *step = list->items[i];
    if (step->kind != NODE_SCALAR)
      continue;
    names_add(&steps, step->text, step);
    if (modules)
      names_refer(r, modules, step, "path.module", N_("course/module"));
  }
  names_sort(&steps);
  names_report_duplicates(r, &steps);
  names_done(&steps);
}

static void curriculum_read(struct reading *r, const struct node *map, const struct node *key,
                            const struct names *modules, struct curriculum *out) {
  out->position = arena_strdup(r->arena, key->text);
  out->modules = build_words(r, map, key->text, true, &out->n);
  const struct node *list = node_get(map, key->text);
  if (list && list->kind == NODE_LIST) {
    size_t most = build_at_most(r, list, CURRICULUM_MODULES, "path.long");
    out->n = out->n < most ? out->n : most;
    check_steps(r, list, modules);
  }
}

static void check_positions(struct reading *r, const struct node *map,
                            const struct framework *framework) {
  struct names ids = {0};
  for (size_t i = 0; i < framework->n_positions; i++)
    names_add(&ids, framework->positions[i].id, NULL);
  names_sort(&ids);
  for (size_t i = 0; i < map->n; i++)
    names_refer(r, &ids, map->entries[i].key, "position.unknown", N_("position"));
  names_done(&ids);
}

enum rc curricula_load(const char *folder, const struct framework *framework,
                       const struct names *modules, struct curricula *curricula,
                       struct diags *diags) {
  *curricula = (struct curricula){0};
  struct reading r = {.arena = &curricula->arena, .diags = diags};
  struct source source;
  size_t errors = diags->errors;
  const char *path = path_join(r.arena, folder, CURRICULA_FILE);
  if (!path_is_file(path))
    return RC_MISSING;
  const struct node *root = file_read(&r, &source, path);
  const struct node *map = NULL;
  if (root) {
    read_keys(&r, root, root_keys, 1);
    map = read_map(&r, root, "paths", true);
  }
  struct curriculum *list = arena_array(r.arena, map ? map->n : 0, sizeof *list);
  for (size_t i = 0; map && i < map->n; i++)
    curriculum_read(&r, map, map->entries[i].key, modules, &list[curricula->n++]);
  if (map && framework)
    check_positions(&r, map, framework);
  curricula->list = list;
  file_done(&r, &source);
  return diags->errors > errors ? RC_DATA : RC_OK;
}

void curricula_done(struct curricula *curricula) {
  arena_done(&curricula->arena);
  *curricula = (struct curricula){0};
}

const struct curriculum *curricula_of(const struct curricula *curricula, const char *position) {
  for (size_t i = 0; i < curricula->n; i++)
    if (strcmp(curricula->list[i].position, position) == 0)
      return &curricula->list[i];
  return NULL;
}
