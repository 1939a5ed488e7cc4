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

static const void *made_shared(void *ctx, const char *folder,
                               const void *(*make)(struct reading *r, const struct node *root)) {
  const struct building *b = ctx;
  return beside_made(b->framework, folder, b->module->language, make);
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
      .shared = made_shared,
      .shared_ctx = b,
      .documents = drill_kinds[kind]->documents ? beside_documents(b->framework) : NULL,
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
