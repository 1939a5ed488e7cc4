/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/taught.h"

#include "app/outline.h"
#include "base/vec.h"
#include "course/census.h"
#include "course/course.h"

#include <stdlib.h>
#include <string.h>

enum { TEACHES = 4 }; /* a quarter of its questions */

static unsigned highest(const struct census_competency *row) {
  unsigned level = 1;
  for (unsigned i = 1; i < CENSUS_LEVELS; i++)
    if (row->level[i])
      level = i;
  return level;
}

static void add_module(struct taught *taught, const struct framework *framework,
                       const struct module *module) {
  struct census census = {0};
  census_add(&census, NULL, module);
  const struct outlined outlined = outline_of(&taught->arena, module);
  const struct taught_hours it = {arena_strdup(&taught->arena, module->path),
                                  arena_strdup(&taught->arena, module->title),
                                  outlined_minutes(&outlined)};
  VEC_PUSH(&taught->modules, it);
  for (size_t i = 0; i < census.n_competencies; i++) {
    const struct census_competency *row = &census.competencies[i];
    int at = framework_competency(framework, row->id);
    if (at < 0 || row->items * TEACHES < census.items)
      continue;
    VEC_PUSH(taught,
             (struct taught_module){(size_t)at, highest(row), it.path, it.title, it.minutes});
  }
  census_done(&census);
}

static void add_course(struct taught *taught, const struct framework *framework,
                       const struct course *course) {
  for (size_t i = 0; i < course->n_files; i++) {
    struct diags untold = {0};
    struct module *module = module_load(course, course->files[i], framework, &untold);
    if (module)
      add_module(taught, framework, module);
    module_free(module);
    diags_done(&untold);
  }
}

/* Insertion: stable, and there are few. */
static void sort_modules(struct taught *taught) {
  for (size_t i = 1; i < taught->n; i++)
    for (size_t j = i; j > 0 && taught->list[j].competency < taught->list[j - 1].competency; j--) {
      struct taught_module swap = taught->list[j];
      taught->list[j] = taught->list[j - 1];
      taught->list[j - 1] = swap;
    }
}

void taught_read(const char *courses, const struct framework *framework, struct taught *taught) {
  struct catalogue catalogue = {0};
  struct diags untold = {0};
  *taught = (struct taught){0};
  catalogue_load(courses, framework, &catalogue, &untold);
  taught->courses = arena_array(&taught->arena, catalogue.n + 1, sizeof *taught->courses);
  for (size_t i = 0; i < catalogue.n; i++) {
    const struct course *course = &catalogue.courses[i];
    if (course->broken)
      continue;
    taught->courses[taught->n_courses++] = (struct taught_course){
        arena_strdup(&taught->arena, course->id), arena_strdup(&taught->arena, course->title),
        arena_strdup(&taught->arena, course->version)};
    add_course(taught, framework, course);
  }
  sort_modules(taught);
  curricula_load(courses, framework, NULL, &taught->curricula, &untold);
  catalogue_done(&catalogue);
  diags_done(&untold);
}

void taught_done(struct taught *taught) {
  free(taught->list);
  free(taught->modules.list);
  curricula_done(&taught->curricula);
  arena_done(&taught->arena);
  *taught = (struct taught){0};
}

const struct taught_hours *taught_module(const struct taught *taught, const char *path) {
  for (size_t i = 0; i < taught->modules.n; i++)
    if (strcmp(taught->modules.list[i].path, path) == 0)
      return &taught->modules.list[i];
  return NULL;
}

unsigned taught_minutes(const struct taught *taught, size_t competency) {
  unsigned minutes = 0;
  for (size_t i = 0; i < taught->n; i++)
    if (taught->list[i].competency == competency)
      minutes += taught->list[i].minutes;
  return minutes;
}
