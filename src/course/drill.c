/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A module's drills. The kind of a drill is whichever kind's key its map has. */
#include "course/build.h"

#include "base/canon.h"
#include "base/text.h"
#include "drill/kind.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { KEYS_MAX = 64 };

static const char *const common_keys[] = {"id", "minutes", "source", "objective"};

static int kind_of_key(const char *key) {
  for (size_t i = 0; i < n_drill_kinds; i++)
    if (strcmp(drill_kinds[i]->key, key) == 0)
      return (int)i;
  return -1;
}

/* Where a mistake took the kind's own key, another one may be of one kind alone. */
static int kind_of_others(const struct node *map) {
  int found = -1;
  for (size_t i = 0; i < n_drill_kinds; i++)
    for (size_t k = 0; drill_kinds[i]->keys[k]; k++)
      if (found != (int)i && node_get(map, drill_kinds[i]->keys[k])) {
        if (found >= 0)
          return -1;
        found = (int)i;
      }
  return found;
}

static int find_kind(struct reading *r, const struct node *map) {
  int kind = -1;
  for (size_t i = 0; i < map->n; i++) {
    int other = kind_of_key(map->entries[i].key->text);
    if (kind >= 0 && other >= 0) {
      node_error(r, map->entries[i].key, "drill.two-kinds", _("Make two drills of it."),
                 _("a drill is of one kind, and this one is already %s"), drill_kinds[kind]->key);
      return -1;
    }
    kind = other >= 0 ? other : kind;
  }
  if (kind < 0 && map->partial)
    return kind_of_others(map);
  if (kind < 0)
    node_error(r, map, "drill.no-kind",
               _("Begin with scenario:, interview:, inspection: or checkpoint:, and its title."),
               _("the drill has no kind"));
  return kind;
}

static void check_keys(struct reading *r, const struct node *map, const struct drill_kind *kind) {
  const char *keys[KEYS_MAX];
  size_t n = 0;
  for (; n < COUNT(common_keys); n++)
    keys[n] = common_keys[n];
  for (size_t i = 0; kind->keys[i] && n < KEYS_MAX; i++)
    keys[n++] = kind->keys[i];
  read_keys(r, map, keys, n);
}

static void drill_revise(struct drill *drill) {
  struct canon canon = {0};
  canon_text(&canon, "title", drill->title);
  drill_kinds[drill->kind]->canon(drill, &canon);
  canon_done(&canon, drill->key_rev, drill->text_rev);
}

static const struct node *load_shared(struct building *b, const char *folder) {
  struct diags untold = {0};
  struct reading r = {.arena = b->r->arena, .diags = &untold};
  struct source source;
  const struct node *root = NULL;
  const char *in = path_join(r.arena, b->framework->folder, folder);
  const char *name = arena_printf(r.arena, "%s.yaml", b->module->language);
  const char *path = path_join(r.arena, in, name);
  if (path_is_file(path) && source_stays_within(in, &untold)) {
    root = file_read(&r, &source, path);
    file_done(&r, &source);
  }
  if (untold.errors)
    root = NULL;
  diags_done(&untold);
  return root;
}

/* What a kind shares over all courses, a file for each language. Its mistakes are told where the
 * framework is checked, and not once more for each drill. */
static const struct node *read_shared(void *ctx, const char *folder) {
  struct building *b = ctx;
  if (!b->framework || !b->framework->folder)
    return NULL;
  if (!b->shared || strcmp(b->shared, folder) != 0) {
    b->shared = folder;
    b->shared_root = load_shared(b, folder);
  }
  return b->shared_root;
}

static bool drill_build(struct building *b, const struct node *map, struct drill *drill) {
  struct reading *r = b->r;
  size_t errors = r->diags->errors;
  int kind = find_kind(r, map);
  drill->at = map->at;
  drill->id = build_id(b, map);
  drill->path = build_path(b, drill->id);
  drill->minutes = (unsigned)read_whole(r, map, "minutes", 1, MINUTES_MAX, 0);
  (void)build_source(b, map, NULL);
  build_tests(b, map);
  if (kind < 0)
    return false;
  drill->kind = (unsigned)kind;
  drill->title = build_title(r, map, drill_kinds[kind]->key);
  check_keys(r, map, drill_kinds[kind]);
  const struct drill_material material = {
      .framework = b->framework,
      .module = b->module,
      .shared = read_shared,
      .shared_ctx = b,
      .documents = drill_kinds[kind]->documents ? documents_of(b) : NULL,
  };
  if (!drill_kinds[kind]->build(r, map, &material, drill))
    return false;
  drill_kinds[kind]->check(r, map, drill);
  if (r->diags->errors == errors)
    drill_revise(drill);
  return true;
}

void drills_build(struct building *b, const struct node *list) {
  size_t n = 0, room = build_at_most(b->r, list, DRILLS_MAX, "drills.many");
  struct drill *drills = arena_array(b->r->arena, room, sizeof *drills);
  for (size_t i = 0; i < room; i++)
    if (list->items[i]->kind != NODE_MAP)
      node_error(b->r, list->items[i], "type.map",
                 _("Begin with - id: and go on with the kind, as scenario:."),
                 _("a drill is a map of keys"));
    else if (drill_build(b, list->items[i], &drills[n]))
      n++;
    else
      drills[n] = (struct drill){0};
  b->module->drills = drills;
  b->module->n_drills = n;
}
