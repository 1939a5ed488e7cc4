/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/items_inner.h"

#include "base/text.h"

#include <string.h>

/* Mistakes of courses are for mafunzo check; here they are only in the way. */
static void read_catalogue(struct item_finder *finder, struct diags *diags) {
  struct diags untold = {0};
  finder->read = true;
  if (catalogue_load(finder->courses, NULL, &finder->catalogue, &untold) == RC_MISSING)
    diag_warn(diags, (struct place){.file = finder->courses}, 1, "items.courses",
              _("say where the courses are with --courses FOLDER"),
              _("the courses cannot be read: where items stand and what their options say is "
                "left out"));
  diags_done(&untold);
}

static const struct course *find_course(const struct item_finder *finder, const char *path) {
  size_t len = strcspn(path, "/");
  for (size_t i = 0; i < finder->catalogue.n; i++) {
    const struct course *course = &finder->catalogue.courses[i];
    if (!course->broken && strlen(course->id) == len && memcmp(course->id, path, len) == 0)
      return course;
  }
  return NULL;
}

static void find_module(struct item_finder *finder, const char *path) {
  const struct course *course = find_course(finder, path);
  for (size_t i = 0; course && i < course->n_files; i++) {
    struct diags untold = {0};
    struct module *module = module_load(course, course->files[i], NULL, &untold);
    diags_done(&untold);
    if (module && strcmp(module->path, path) == 0) {
      finder->module = module;
      return;
    }
    module_free(module);
  }
}

const struct item *finder_item(struct item_finder *finder, const char *module, const char *path,
                               struct diags *diags) {
  if (!finder->read)
    read_catalogue(finder, diags);
  if (strcmp(finder->path, module) != 0) {
    module_free(finder->module);
    finder->module = NULL;
    memcpy(finder->path, module, strlen(module) + 1);
    find_module(finder, module);
  }
  for (size_t i = 0; finder->module && i < finder->module->quiz.n_items; i++)
    if (strcmp(finder->module->quiz.items[i].path, path) == 0)
      return &finder->module->quiz.items[i];
  return NULL;
}

void finder_done(struct item_finder *finder) {
  module_free(finder->module);
  catalogue_done(&finder->catalogue);
}
