/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pack of a folder (app/install.h). */
#include "app/beneath.h"
#include "app/install.h"

#include "base/text.h"
#include "base/vec.h"
#include "course/course.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct work {
  const struct packing *how;
  struct coursepack pack;
  const char *folder; /* that is packed now */
  int at;             /* the same, open; -1 */
  const char *exam;   /* of which module, and nothing else; NULL */
  struct diags *diags;
};

/* -- Files ------------------------------------------------------------------------------------ */

static enum rc refuse_file(struct work *w, const char *name, const char *why) {
  const char *path = arena_printf(&w->pack.arena, "%s/%s", w->folder, name);
  diag_error(w->diags, (struct place){.file = path}, 1, "pack.file",
             _("mend it, or take it out of the course"), _("this file cannot be packed: %s"), why);
  return RC_DATA;
}

static enum rc add_file(struct work *w, const char *prefix, const char *name) {
  struct str bytes = {0};
  struct coursepack_file file = {.name = arena_printf(&w->pack.arena, "%s%s", prefix, name)};
  enum rc rc = RC_OK;
  if (!install_allows(file.name))
    return refuse_file(w, name, _("a pack cannot have this name"));
  if (w->pack.files.n == COURSEPACK_FILES)
    return refuse_file(w, name, _("there are too many"));
  if (beneath_read(w->at, name, COURSEPACK_FILE, &bytes)) {
    file.at = arena_strndup(&w->pack.arena, str_text(&bytes), bytes.len);
    file.len = bytes.len;
    VEC_PUSH(&w->pack.files, file);
  } else {
    rc = refuse_file(w, name, strerror(errno));
  }
  str_done(&bytes);
  return rc;
}

/* Takes the exam out of the file that was added last. */
static enum rc bare_last(struct work *w) {
  struct coursepack_file *file = &w->pack.files.list[w->pack.files.n - 1];
  struct str bare = {0};
  bool good = course_without_exam(file->at, file->len, file->name, &bare, w->diags) &&
              bare.len <= COURSEPACK_FILE;
  if (good) {
    file->at = arena_strndup(&w->pack.arena, str_text(&bare), bare.len);
    file->len = bare.len;
  }
  str_done(&bare);
  return good ? RC_OK : refuse_file(w, file->name, _("its exam cannot be taken out"));
}

/* The id of a module; "" where it cannot be read. */
static const char *module_id(struct work *w, const struct course *course, size_t nth, bool *exam) {
  struct diags untold = {0};
  struct module *module = module_load(course, course->files[nth], NULL, &untold);
  const char *id = module ? arena_strdup(&w->pack.arena, module->id) : "";
  *exam = module && module->quiz.exam.draw;
  module_free(module);
  diags_done(&untold);
  return id;
}

static bool is_sealed(struct work *w, const struct course *course, size_t nth) {
  bool exam;
  const char *id = w->how->sealed.n ? module_id(w, course, nth, &exam) : "";
  for (size_t i = 0; i < w->how->sealed.n; i++)
    if (strcmp(w->how->sealed.list[i], id) == 0)
      return true;
  return false;
}

static bool is_listed_before(const struct course *course, size_t at) {
  for (size_t i = 0; i < at; i++)
    if (strcmp(course->files[i], course->files[at]) == 0)
      return true;
  return false;
}

static enum rc add_module(struct work *w, const struct course *course, size_t nth) {
  enum rc rc = add_file(w, COURSEPACK_COURSE, course->files[nth]);
  return rc == RC_OK && is_sealed(w, course, nth) ? bare_last(w) : rc;
}

static enum rc refuse_exam(struct work *w, const char *module) {
  diag_error(w->diags, (struct place){.file = w->folder}, 1, "stick.no-exam",
             _("say the course and the module: passport-examination/machine-readable-zone"),
             _("there is no exam in the module %s"), module);
  return RC_USAGE;
}

static enum rc add_exam(struct work *w, const struct course *course) {
  for (size_t i = 0; i < course->n_files; i++) {
    bool exam;
    if (strcmp(module_id(w, course, i, &exam), w->exam) == 0 && exam)
      return add_file(w, COURSEPACK_COURSE, course->files[i]);
  }
  return refuse_exam(w, w->exam);
}

static enum rc add_course(struct work *w, const struct course *course) {
  static const char *const beside[] = {"review.csv", "facilitator.md", "workbook.md"};
  enum rc rc = add_file(w, COURSEPACK_COURSE, "course.yaml");
  for (size_t i = 0; rc == RC_OK && i < course->n_files; i++)
    if (!is_listed_before(course, i))
      rc = add_module(w, course, i);
  for (size_t i = 0; rc == RC_OK && !w->how->sealed.n && i < COUNT(beside); i++)
    if (beneath_is(w->at, beside[i]))
      rc = add_file(w, COURSEPACK_COURSE, beside[i]);
  return rc;
}

/* What lies in a folder of the framework and may be packed; the rest is no part of it. */
static enum rc add_folder(struct work *w, const char *name) {
  int fd = beneath_open(w->at, name, O_RDONLY | O_DIRECTORY);
  DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
  const struct dirent *entry;
  enum rc rc = RC_OK;
  if (!dir)
    return errno == ENOENT ? RC_OK : refuse_file(w, name, strerror(errno));
  while (rc == RC_OK && (entry = readdir(dir)))
    if (course_file_name(entry->d_name))
      rc = add_file(w, COURSEPACK_FRAMEWORK,
                    arena_printf(&w->pack.arena, "%s/%s", name, entry->d_name));
  closedir(dir);
  return rc;
}

/* -- Folders ---------------------------------------------------------------------------------- */

static enum rc enter(struct work *w, const char *folder) {
  if (w->at >= 0)
    close(w->at);
  w->folder = folder;
  w->at = beneath_folder(folder);
  return w->at >= 0 ? RC_OK : refuse_file(w, "", strerror(errno));
}

static enum rc check(struct work *w, const char *folder) {
  struct course_counts counts;
  const char *spare = arena_printf(&w->pack.arena, "%s/framework", w->how->courses);
  return course_check(folder, spare, w->diags, &counts);
}

static enum rc copy_text(struct work *w, const char *text, char out[COURSEPACK_TEXT]) {
  if (coursepack_text_fits(text)) {
    strcpy(out, text);
    return RC_OK;
  }
  diag_error(w->diags, (struct place){.file = w->folder}, 1, "pack.version",
             _("letters, digits, dots and hyphens, at most 63: 2.0.1"),
             _("a pack cannot have this id or version: %.64s"), text);
  return RC_DATA;
}

static enum rc pack_course(struct work *w, const char *folder) {
  struct catalogue catalogue;
  struct diags untold = {0};
  enum rc rc = check(w, folder);
  if (rc != RC_OK || (rc = enter(w, folder)) != RC_OK)
    return rc;
  catalogue_load(folder, NULL, &catalogue, &untold);
  if (catalogue.n == 1) {
    const struct course *course = &catalogue.courses[0];
    rc = copy_text(w, course->id, w->pack.course);
    if (rc == RC_OK)
      rc = copy_text(w, course->version, w->pack.version);
    if (rc == RC_OK)
      rc = w->exam ? add_exam(w, course) : add_course(w, course);
  }
  catalogue_done(&catalogue);
  diags_done(&untold);
  return rc;
}

static enum rc pack_framework(struct work *w, const char *folder) {
  static const char *const folders[] = {"positions", "documents", "interview"};
  struct diags untold = {0};
  enum rc rc = check(w, folder);
  if (rc != RC_OK || (rc = enter(w, folder)) != RC_OK)
    return rc;
  struct framework *framework = framework_load(folder, &untold);
  rc = copy_text(w, framework ? framework->version : "", w->pack.framework);
  if (rc == RC_OK)
    rc = add_file(w, COURSEPACK_FRAMEWORK, "competencies.yaml");
  for (size_t i = 0; rc == RC_OK && i < COUNT(folders); i++)
    rc = add_folder(w, folders[i]);
  framework_free(framework);
  diags_done(&untold);
  return rc;
}

static bool has(struct work *w, const char *folder, const char *name) {
  return access(arena_printf(&w->pack.arena, "%s/%s", folder, name), F_OK) == 0;
}

/* A path, or else a name in the folder of courses. */
static const char *find_course(struct work *w) {
  const char *named = arena_printf(&w->pack.arena, "%s/%s", w->how->courses, w->how->course);
  if (has(w, w->how->course, "course.yaml"))
    return w->how->course;
  if (*w->how->course && has(w, named, "course.yaml"))
    return named;
  diag_error(w->diags, (struct place){.file = w->how->course}, 1, "folder.no-course",
             _("A course is a folder with course.yaml."), "%s",
             _("there is no course in this folder"));
  return NULL;
}

static const char *find_framework(struct work *w, const char *course) {
  const char *beside = arena_printf(&w->pack.arena, "%s/../framework", course);
  return has(w, beside, "competencies.yaml")
             ? beside
             : arena_printf(&w->pack.arena, "%s/framework", w->how->courses);
}

static enum rc make(struct work *w, const struct keys *keys, struct str *out) {
  const char *course = find_course(w);
  enum rc rc = course ? pack_course(w, course) : RC_MISSING;
  if (rc == RC_OK && w->how->framework)
    rc = pack_framework(w, find_framework(w, course));
  if (rc == RC_OK) {
    strcpy(w->pack.name, keys->card.name);
    memcpy(w->pack.signer, keys->card.signer, KEY_BYTES);
    coursepack_write(&w->pack, keys->secrets.list[keys->secrets.n - 1].sign, out);
  }
  if (w->at >= 0)
    close(w->at);
  coursepack_done(&w->pack);
  return rc;
}

enum rc packing_make(const struct packing *how, const struct keys *keys, struct str *out,
                     struct diags *diags) {
  struct work w = {.how = how, .at = -1, .diags = diags};
  return make(&w, keys, out);
}

enum rc packing_make_exam(const struct packing *how, const char *module, const struct keys *keys,
                          struct str *out, struct diags *diags) {
  struct work w = {.how = how, .at = -1, .exam = module, .diags = diags};
  return make(&w, keys, out);
}
