/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/export_inner.h"

#include "assess/kind.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

/* -- The places ----------------------------------------------------------------------------------
 */

static void add_place(struct export_courses *courses, const char *path, const char *title,
                      const struct item *item) {
  VEC_PUSH(&courses->places, ((struct export_place){.path = path, .title = title, .item = item}));
}

static void add_module(struct export_courses *courses, const struct module *module) {
  add_place(courses, module->path, module->title, NULL);
  if (module->quiz.exam.draw)
    add_place(courses, module->exam_path, module->title, NULL);
  for (size_t i = 0; i < module->n_lessons; i++)
    add_place(courses, module->lessons[i].path, module->lessons[i].title, NULL);
  for (size_t i = 0; i < module->n_drills; i++)
    add_place(courses, module->drills[i].path, module->drills[i].title, NULL);
  for (size_t i = 0; i < module->quiz.n_items; i++)
    add_place(courses, module->quiz.items[i].path, NULL, &module->quiz.items[i]);
}

static int by_path(const void *a, const void *b) {
  return strcmp(((const struct export_place *)a)->path, ((const struct export_place *)b)->path);
}

static void read_course(struct export_courses *courses, const struct course *course,
                        struct diags *untold) {
  for (size_t i = 0; !course->broken && i < course->n_files; i++) {
    struct module *module = module_load(course, course->files[i], NULL, untold);
    if (!module)
      continue;
    add_module(courses, module);
    struct module **list =
        mem_grow(courses->modules, courses->n_modules + 1, sizeof *courses->modules);
    courses->modules = list;
    list[courses->n_modules++] = module;
  }
}

/* Mistakes of courses are for mafunzo check. */
void export_courses_open(struct export_courses *courses, const char *folder, struct diags *diags) {
  struct diags untold = {0};
  *courses = (struct export_courses){0};
  if (catalogue_load(folder, NULL, &courses->catalogue, &untold) == RC_MISSING)
    diag_warn(diags, (struct place){.file = folder}, 1, "export.courses",
              _("say where the courses are with --courses FOLDER"),
              _("the courses cannot be read: statements tell no titles and no options"));
  for (size_t i = 0; i < courses->catalogue.n; i++)
    read_course(courses, &courses->catalogue.courses[i], &untold);
  if (courses->places.n)
    qsort(courses->places.list, courses->places.n, sizeof *courses->places.list, by_path);
  diags_done(&untold);
}

void export_courses_done(struct export_courses *courses) {
  for (size_t i = 0; i < courses->n_modules; i++)
    module_free(courses->modules[i]);
  free(courses->modules);
  free(courses->places.list);
  catalogue_done(&courses->catalogue);
  arena_done(&courses->arena);
}

/* -- A question ----------------------------------------------------------------------------------
 */

static bool is_truth(const struct item *item) {
  return item->n_parts == 2 && item->parts[0].name == seal_name("true") &&
         item->parts[1].name == seal_name("false");
}

static const char *interaction_of(const struct item *item, enum item_shape shape) {
  switch (shape) {
  case SHAPE_CHOICE:
    return is_truth(item) ? "true-false" : "choice";
  case SHAPE_ARRANGEMENT:
    return "sequencing";
  case SHAPE_PAIRING:
    return "matching";
  case SHAPE_TEXT:
    return "fill-in";
  case SHAPE_NUMBER:
    return "numeric";
  default:
    return "other";
  }
}

static const struct xapi_component *components(struct arena *arena, const struct part *parts,
                                               size_t n, bool numbered) {
  struct xapi_component *list = arena_array(arena, n, sizeof *list);
  for (size_t i = 0; i < n; i++) {
    struct str id = {0};
    if (numbered)
      str_printf(&id, "%zu", i + 1);
    else
      xapi_put_name(&id, parts[i].name);
    list[i] = (struct xapi_component){arena_strdup(arena, str_text(&id)), parts[i].text};
    str_done(&id);
  }
  return list;
}

/* Of a number there is a range around it, which only its kind knows: no pattern then. */
static const char *correct_of(struct arena *arena, const struct item *item, enum item_shape shape) {
  struct response response = {0};
  uint64_t names[RESPONSE_PICKS] = {0};
  struct str pattern = {0};
  const struct part *picked = shape == SHAPE_PAIRING ? item->targets : item->parts;
  size_t n = shape == SHAPE_PAIRING ? item->n_targets : item->n_parts;
  if (shape == SHAPE_NUMBER || shape == SHAPE_REGION)
    return NULL;
  item_kind_of(item)->solution(item, &response);
  for (size_t i = 0; i < response.n; i++)
    names[i] = response.pick[i] < n ? picked[response.pick[i]].name : 0;
  xapi_put_response(&pattern, shape, &response, names);
  const char *kept = arena_strdup(arena, str_text(&pattern));
  str_done(&pattern);
  return kept;
}

static void describe_item(struct arena *arena, const struct item *item,
                          struct xapi_activity *activity) {
  enum item_shape shape = item_kind_of(item)->shape;
  bool lists = shape == SHAPE_ARRANGEMENT || shape == SHAPE_PAIRING ||
               (shape == SHAPE_CHOICE && !is_truth(item));
  activity->description = item->stem;
  activity->interaction = interaction_of(item, shape);
  activity->correct = correct_of(arena, item, shape);
  if (lists) {
    activity->n_parts = item->n_parts;
    activity->parts = components(arena, item->parts, item->n_parts, shape == SHAPE_PAIRING);
    activity->n_targets = item->n_targets;
    activity->targets = components(arena, item->targets, item->n_targets, false);
  }
}

const struct xapi_activity *export_activity(struct export_courses *courses,
                                            const struct record *record) {
  const struct export_place wanted = {.path = record->path};
  struct export_place *place = courses->places.n
                                   ? bsearch(&wanted, courses->places.list, courses->places.n,
                                             sizeof *courses->places.list, by_path)
                                   : NULL;
  if (!place || (place->item && memcmp(place->item->key_rev, record->key_rev, HASH_BYTES) != 0))
    return NULL;
  if (!place->activity) {
    place->activity = arena_alloc(&courses->arena, sizeof *place->activity);
    place->activity->name = place->title;
    if (place->item)
      describe_item(&courses->arena, place->item, place->activity);
  }
  return place->activity;
}
