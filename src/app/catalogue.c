/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Courses and their modules: headers at the start, a module when it is first asked for. */
#include "app/appeal.h"
#include "app/gather.h"
#include "app/inner.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A broken course is listed, and the others can be taken. */
const struct catalogue *app_catalogue(struct app *app) {
  if (!app->lazy.has_catalogue)
    catalogue_load(app->courses, app_framework(app), &app->lazy.catalogue, &app->diags);
  app->lazy.has_catalogue = true;
  return &app->lazy.catalogue;
}

const struct course *app_course(struct app *app, const char *id) {
  const struct catalogue *catalogue = app_catalogue(app);
  for (size_t i = 0; i < catalogue->n; i++)
    if (strcmp(catalogue->courses[i].id, id) == 0)
      return &catalogue->courses[i];
  return NULL;
}

/* The outline shows it; if it cannot be read now, the record stands all the same. */
static void progress_refresh(struct app *app) {
  struct diags ignored = {0};
  struct progress *progress;
  size_t n;
  if (app->has_progress || !app->signed_in ||
      store_progress(app->store, app->person.id, &progress, &n, &ignored) != RC_OK) {
    diags_done(&ignored);
    return;
  }
  free(app->progress);
  app->progress = progress;
  app->n_progress = n;
  app->has_progress = app->projected = true;
  appeal_progress(app, progress, n);
}

size_t app_progress_all(struct app *app, const struct progress **list) {
  progress_refresh(app);
  *list = app->progress;
  return app->n_progress;
}

const struct progress *app_progress(struct app *app, const char *path) {
  progress_refresh(app);
  for (size_t i = 0; i < app->n_progress; i++)
    if (strcmp(app->progress[i].path, path) == 0)
      return &app->progress[i];
  return NULL;
}

/* The slot of a module; a new one if it was not asked for yet. */
static struct module_slot *slot_of(struct app *app, const struct course *course, size_t index) {
  for (size_t i = 0; i < app->n_modules; i++)
    if (app->modules[i].course == course && app->modules[i].index == index)
      return &app->modules[i];
  if (app->n_modules == app->cap_modules) {
    app->cap_modules = app->cap_modules ? 2 * app->cap_modules : 8;
    app->modules = mem_grow(app->modules, app->cap_modules, sizeof *app->modules);
  }
  struct module_slot *slot = &app->modules[app->n_modules++];
  *slot = (struct module_slot){.course = course, .index = index};
  slot->file = arena_printf(&app->arena, "%s/%s", course->folder, course->files[index]);
  return slot;
}

static void tell(const struct diags *faults, struct diags *diags) {
  for (size_t i = 0; i < faults->n; i++) {
    const struct diag *fault = &faults->list[i];
    diag_add(diags, fault->severity, fault->at, fault->span, fault->code, fault->hint, "%s",
             fault->message);
  }
}

/* What was read and found broken, and is the same still. Where nothing could be read (no line says
 * so) it may be possible now. */
static bool known_broken(const struct app *app, const struct module_slot *slot) {
  return slot->faults.n && slot->faults.list[0].at.line && place_stamp_holds(app, slot);
}

/* The course's page asks for every module each time that it is made. */
static void load(struct app *app, struct module_slot *slot, struct diags *diags) {
  if (!known_broken(app, slot)) {
    diags_done(&slot->faults);
    place_stamp_module(app, slot);
    slot->module = module_load(slot->course, slot->course->files[slot->index], app_framework(app),
                               &slot->faults);
  }
  tell(&slot->faults, diags);
  if (slot->module)
    diags_done(&slot->faults);
}

const struct module *app_module(struct app *app, const struct course *course, size_t index,
                                struct diags *diags) {
  if (course->broken || index >= course->n_files) {
    diag_error(diags, (struct place){.file = course->folder}, 1, "course.broken",
               _("tell the trainer; mafunzo check says what is wrong"),
               _("this course has mistakes and cannot be opened"));
    return NULL;
  }
  struct module_slot *slot = slot_of(app, course, index);
  if (!slot->module)
    load(app, slot, diags);
  return slot->module;
}

/* Of no course, they are found no more, and freed with the others. */
void app_course_changed(struct app *app) {
  for (size_t i = 0; i < app->n_modules; i++)
    app->modules[i].course = NULL;
  search_free(app->search);
  app->search = NULL;
  stamp_done(&app->files);
  app->files = (struct stamp){0};
  shelf_open(app, app->courses);
}

struct wanted { /* "course/module" within a longer path */
  const char *path;
  size_t len;
  const char *id;
  size_t id_len;
};

static struct wanted wanted_module(const char *path) {
  struct wanted w = {.path = path};
  size_t course = strcspn(path, "/");
  if (path[course] == '/') {
    w.id = path + course + 1;
    w.id_len = strcspn(w.id, "/");
    w.len = course + 1 + w.id_len;
  }
  return w;
}

static bool is_wanted(const struct module *module, const struct wanted *w) {
  return module && strlen(module->path) == w->len && memcmp(module->path, w->path, w->len) == 0;
}

/* Files are mostly named after their module: those are tried first, so that going on with a run
 * loads one file and not the course. A mistake counts only in the file that seems to be meant. */
static const struct module *find_module(struct app *app, const struct course *course,
                                        const struct wanted *w, bool named, struct diags *diags) {
  for (size_t i = 0; i < course->n_files; i++) {
    struct diags ignored = {0};
    bool fits = memmem(course->files[i], strlen(course->files[i]), w->id, w->id_len) != NULL;
    if (fits != named)
      continue;
    const struct module *module = app_module(app, course, i, named ? diags : &ignored);
    diags_done(&ignored);
    if (is_wanted(module, w))
      return module;
  }
  return NULL;
}

const struct module *app_module_at(struct app *app, const char *path, struct diags *diags) {
  if (gather_title(path))
    return gather_again(app, path, NULL);
  struct wanted w = wanted_module(path);
  char id[200];
  size_t len = strcspn(path, "/");
  if (w.id_len == 0 || len >= sizeof id)
    return NULL;
  memcpy(id, path, len);
  id[len] = '\0';
  size_t errors = diags->errors;
  const struct course *course = app_course(app, id);
  const struct module *module = NULL;
  if (course && !course->broken) {
    module = find_module(app, course, &w, true, diags);
    if (!module)
      module = find_module(app, course, &w, false, diags);
  }
  if (!module && diags->errors == errors)
    diag_error(diags, (struct place){0}, 1, "module.missing",
               _("the course was removed or has mistakes: ask the trainer for it"),
               _("there is no module \"%.*s\" here"), (int)w.len, path);
  return module;
}
