/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/library.h"

#include "base/text.h"

#include <string.h>

/* -- Faults
 * ---------------------------------------------------------------------------------------- */

/* The first error, with its texts in the arena; false if there is none. */
static bool first_error(struct arena *arena, const struct diags *diags, struct diag *out) {
  for (size_t i = 0; i < diags->n; i++)
    if (diags->list[i].severity == SEVERITY_ERROR) {
      *out = diags->list[i];
      out->at.file = arena_strdup(arena, out->at.file);
      out->message = arena_strdup(arena, out->message);
      out->hint = arena_strdup(arena, out->hint);
      out->excerpt = NULL;
      return true;
    }
  return false;
}

/* Of all that was said of headers: that of the course in this folder. */
static bool header_error(struct arena *arena, const struct diags *diags,
                         const struct course *course, struct diag *out) {
  const char *file = arena_printf(
      arena, "%s%scourse.yaml", course->folder,
      strcmp(course->folder, "/") == 0 ? "" : "/"); /* as the reader of courses writes it */
  for (size_t i = 0; i < diags->n; i++) {
    struct diags one = {.list = &diags->list[i], .n = 1};
    if (diags->list[i].at.file && strcmp(diags->list[i].at.file, file) == 0 &&
        first_error(arena, &one, out))
      return true;
  }
  return false;
}

/* -- Courses
 * ---------------------------------------------------------------------------------------- */

static void read_module(struct library *library, struct library_course *it, struct diag *faults,
                        const char *file, const struct framework *framework) {
  struct diags diags = {0};
  struct module *module = module_load(it->course, file, framework, &diags);
  if (module)
    census_add(&it->census, &library->arena, module);
  else if (first_error(&library->arena, &diags, &faults[it->n_faults]))
    it->n_faults++;
  module_free(module);
  diags_done(&diags);
}

static bool listed_before(const struct course *course, size_t at) {
  for (size_t i = 0; i < at; i++)
    if (strcmp(course->files[i], course->files[at]) == 0)
      return true;
  return false;
}

static void read_course(struct library *library, struct library_course *it,
                        const struct framework *framework, const struct diags *headers) {
  const struct course *course = it->course;
  struct diag *faults = arena_array(&library->arena, course->n_files + 1, sizeof *faults);
  if (course->broken && header_error(&library->arena, headers, course, &faults[0]))
    it->n_faults++;
  for (size_t i = 0; i < course->n_files; i++)
    if (course_file_name(course->files[i]) && !listed_before(course, i))
      read_module(library, it, faults, course->files[i], framework);
  it->faults = faults;
  library->n_broken += it->n_faults > 0;
  census_join(&library->total, &it->census);
}

static struct framework *framework_beside(struct library *library, const char *path,
                                          const char *spare) {
  struct diags untold = {0};
  const char *const places[] = {arena_printf(&library->arena, "%s/framework", path),
                                arena_printf(&library->arena, "%s/../framework", path), spare};
  struct framework *framework = NULL;
  for (size_t i = 0; i < sizeof places / sizeof *places && !framework; i++)
    framework = places[i] ? framework_load(places[i], &untold) : NULL;
  diags_done(&untold);
  return framework;
}

static enum rc no_course(const char *path, struct diags *diags) {
  diag_error(diags, (struct place){.file = path}, 1, "folder.no-course",
             _("A course is a folder with course.yaml."), "%s",
             _("there is no course in this folder"));
  return RC_DATA;
}

enum rc library_open(const char *path, const char *framework, struct library *library,
                     struct diags *diags) {
  struct diags headers = {0};
  *library = (struct library){0};
  struct framework *against = framework_beside(library, path, framework);
  enum rc rc = catalogue_load(path, against, &library->catalogue, &headers);
  size_t n = rc == RC_OK ? library->catalogue.n : 0;
  library->courses = arena_array(&library->arena, n, sizeof *library->courses);
  for (; library->n < n; library->n++) {
    struct library_course *it = &library->courses[library->n];
    it->course = &library->catalogue.courses[library->n];
    read_course(library, it, against, &headers);
  }
  if (rc != RC_OK)
    diag_error(diags, (struct place){.file = path}, 1, "file.missing", NULL, "%s",
               _("this folder cannot be read"));
  else if (!n)
    rc = no_course(path, diags);
  framework_free(against);
  diags_done(&headers);
  return rc == RC_OK && library->n_broken ? RC_DATA : rc;
}

void library_done(struct library *library) {
  for (size_t i = 0; i < library->n; i++)
    census_done(&library->courses[i].census);
  census_done(&library->total);
  catalogue_done(&library->catalogue);
  arena_done(&library->arena);
  *library = (struct library){0};
}
