/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `mafunzo check PATH` does: finds out what PATH is, reads all of it, and looks across files.
 */
#include "course/build.h"
#include "course/curricula.h"

#include "base/text.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct check {
  struct reading r; /* its arena holds headers and names */
  struct framework *framework;
  const char *spare; /* folder of the framework to take where none stands beside; NULL if none */
  struct course_counts *counts;
  const struct course_visitor *visitor; /* NULL: none */
  struct names modules; /* of all courses, as learning paths name them: "course/module" */
};

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

/* The folder that holds path, without asking the disk: "" where path has no slash. */
static const char *folder_of(struct arena *arena, const char *path) {
  size_t n = strlen(path);
  while (n > 1 && path[n - 1] == '/')
    n--;
  while (n && path[n - 1] != '/')
    n--;
  while (n > 1 && path[n - 1] == '/')
    n--;
  return n ? arena_strndup(arena, path, n) : "";
}

/* The folder beside: "courses/a" gives "courses", "." gives "..". */
static const char *parent_of(struct arena *arena, const char *folder) {
  const char *name = base_name(folder);
  bool named = *name && strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
  return named ? folder_of(arena, folder) : path_join(arena, folder, "..");
}

static bool has_file(struct arena *arena, const char *folder, const char *name) {
  return path_is_file(path_join(arena, folder, name));
}

/* -- Framework ----------------------------------------------------------------------------- */

static void count_files(struct check *c, const char *folder) {
  size_t n;
  (void)folder_list(c->r.arena, path_join(c->r.arena, folder, "positions"), &n);
  c->counts->files += 1 + n;
}

/* Where there is none, competencies and positions are not checked. told: its own mistakes count. */
static void framework_find(struct check *c, const char *folder, bool told) {
  struct diags untold = {0};
  if (c->framework || !has_file(c->r.arena, folder, "competencies.yaml"))
    return;
  c->framework = framework_load(folder, told ? c->r.diags : &untold);
  diags_done(&untold);
  if (!told)
    return;
  count_files(c, folder);
  c->counts->files +=
      documents_check_folder(path_join(c->r.arena, folder, "documents"), c->r.diags);
  c->counts->files +=
      listeners_check_folder(path_join(c->r.arena, folder, "interview"), c->r.diags);
}

/* The one beside a course folder, or else the spare one; its mistakes are not what was asked for.
 */
static void framework_near(struct check *c, const char *folder) {
  framework_find(c, path_join(c->r.arena, parent_of(c->r.arena, folder), "framework"), false);
  if (c->spare)
    framework_find(c, c->spare, false);
}

/* -- One module, one course ------------------------------------------------------------------ */

/* Adds the module's id to ids, with a node to point at it. */
static void module_check(struct check *c, const struct course *course, const char *file,
                         struct names *ids) {
  enum soundness soundness;
  struct module *m = module_read(course, file, c->framework, c->r.diags, &soundness);
  c->counts->files++;
  c->counts->modules++;
  c->counts->lessons += m->n_lessons;
  c->counts->items += m->quiz.n_items;
  c->counts->drills += m->n_drills;
  struct node *node = arena_alloc(c->r.arena, sizeof *node);
  *node = (struct node){.at = {.file = path_join(c->r.arena, course->folder, file)}, .span = 1};
  names_add(ids, arena_strdup(c->r.arena, m->id), node);
  names_add(&c->modules, arena_strdup(c->r.arena, m->path), node);
  if (c->visitor)
    c->visitor->module(c->visitor->ctx, m, node->at.file);
  module_free(m);
}

static void check_unlisted(struct check *c, const struct course_file *file) {
  size_t n;
  struct names listed = {0};
  const char *const *names = folder_list(c->r.arena, file->course.folder, &n);
  const struct node *at = node_get(file->root, "modules");
  for (size_t i = 0; i < file->course.n_files; i++)
    names_add(&listed, file->course.files[i], NULL);
  names_sort(&listed);
  for (size_t i = 0; at && at->n && !at->partial && i < n; i++)
    if (course_file_name(names[i]) && names_find(&listed, names[i]) < 0)
      node_warn(&c->r, at, "module.unlisted", _("Add it to modules, or move it elsewhere."),
                _("%.64s is not in the list"), names[i]);
  names_done(&listed);
}

/* The entries of the list that can be files, each once: a module of 1 MiB that is listed ten
 * thousand times is checked once. */
static struct names list_files(const struct node *list) {
  struct names files = {0};
  for (size_t i = 0; list && list->kind == NODE_LIST && i < list->n; i++)
    if (list->items[i]->kind == NODE_SCALAR && course_file_name(list->items[i]->text))
      names_add(&files, list->items[i]->text, list->items[i]);
  names_sort(&files);
  size_t kept = 0;
  for (size_t i = 0; i < files.n; i++)
    if (!kept || strcmp(files.list[i].text, files.list[kept - 1].text) != 0)
      files.list[kept++] = files.list[i];
  files.n = kept;
  return files;
}

static void check_modules(struct check *c, const struct course_file *file) {
  struct names ids = {0}, files = list_files(node_get(file->root, "modules"));
  for (size_t i = 0; i < files.n; i++) {
    const struct node *item = files.list[i].node;
    if (has_file(c->r.arena, file->course.folder, item->text))
      module_check(c, &file->course, item->text, &ids);
    else
      node_error(&c->r, item, "module.missing", _("Is the name right, the file in this folder?"),
                 _("there is no file %.64s"), item->text);
  }
  names_sort(&ids);
  names_report_duplicates(&c->r, &ids);
  names_done(&ids);
  names_done(&files);
}

static void course_check_header(struct check *c, const char *folder, struct course_file *file) {
  course_read(c->r.arena, folder, c->framework, c->r.diags, file);
  c->counts->files++;
  c->counts->courses++;
}

static void course_check_rest(struct check *c, const struct course_file *file) {
  check_modules(c, file);
  check_unlisted(c, file);
  file_excerpt_again(&c->r, path_join(c->r.arena, file->course.folder, "course.yaml"));
}

static void check_course(struct check *c, const char *folder) {
  struct course_file file;
  framework_near(c, folder);
  course_check_header(c, folder, &file);
  course_check_rest(c, &file);
}

/* -- Many courses -------------------------------------------------------------------------- */

static void check_across(struct check *c, const struct course_file *files, size_t n) {
  struct names ids = {0};
  for (size_t i = 0; i < n; i++) {
    const struct node *id = node_get(files[i].root, "id");
    if (id && id->kind == NODE_SCALAR)
      names_add(&ids, id->text, id);
  }
  names_sort(&ids);
  names_report_duplicates(&c->r, &ids);
  for (size_t i = 0; i < n; i++)
    course_check_requires(&c->r, &files[i], &ids);
  names_done(&ids);
}

static enum rc refuse_path(struct check *c, const char *path, int error) {
  struct place at = {.file = path};
  bool missing = error == ENOENT || error == ENOTDIR;
  diag_error(c->r.diags, at, 1, missing ? "file.missing" : "file.unreadable", NULL, "%s",
             missing ? _("there is no such file or folder") : strerror(error));
  return missing ? RC_MISSING : RC_DATA;
}

/* Last, when every module is known. */
static void check_curricula(struct check *c, const char *root) {
  struct curricula curricula;
  names_sort(&c->modules);
  if (curricula_load(root, c->framework, &c->modules, &curricula, c->r.diags) != RC_MISSING)
    c->counts->files++;
  curricula_done(&curricula);
}

static bool can_enter(const char *folder) { return access(folder, R_OK | X_OK) == 0; }

static bool check_folder(struct check *c, const char *root) {
  size_t n, found = 0;
  const char *const *names = folder_list(c->r.arena, root, &n);
  struct course_file *files = arena_array(c->r.arena, n, sizeof *files);
  bool framework =
      has_file(c->r.arena, path_join(c->r.arena, root, "framework"), "competencies.yaml");
  if (framework)
    framework_find(c, path_join(c->r.arena, root, "framework"), true);
  else if (c->spare)
    framework_find(c, c->spare, false);
  for (size_t i = 0; i < n; i++) {
    const char *folder = path_join(c->r.arena, root, names[i]);
    if (has_file(c->r.arena, folder, "course.yaml"))
      course_check_header(c, folder, &files[found++]);
    else if (path_is_folder(folder) && !can_enter(folder))
      refuse_path(c, folder, errno);
  }
  check_across(c, files, found);
  for (size_t i = 0; i < found; i++)
    course_check_rest(c, &files[i]);
  check_curricula(c, root);
  return framework || found;
}

/* -- What is it? --------------------------------------------------------------------------- */

/* The header beside a module; its mistakes are not what was asked for. */
static void header_near(struct check *c, const char *folder, struct course_file *file) {
  struct diags untold = {0};
  *file = (struct course_file){0};
  if (has_file(c->r.arena, folder, "course.yaml"))
    course_read(c->r.arena, folder, NULL, &untold, file);
  else
    file->course = (struct course){.id = "", .language = "en", .folder = folder};
  diags_done(&untold);
}

static void check_module_alone(struct check *c, const char *path) {
  const char *folder = folder_of(c->r.arena, path);
  struct course_file file;
  struct names ids = {0};
  framework_near(c, folder);
  header_near(c, folder, &file);
  module_check(c, &file.course, base_name(path), &ids);
  names_done(&ids);
}

static void check_file(struct check *c, const char *path) {
  struct arena *arena = c->r.arena;
  const char *folder = folder_of(arena, path);
  if (strcmp(base_name(path), "course.yaml") == 0) {
    check_course(c, folder);
  } else if (strcmp(base_name(path), "competencies.yaml") == 0) {
    framework_find(c, folder, true);
  } else if ((strcmp(base_name(folder), "positions") == 0 ||
              strcmp(base_name(folder), "documents") == 0 ||
              strcmp(base_name(folder), "interview") == 0) &&
             has_file(arena, parent_of(arena, folder), "competencies.yaml")) {
    framework_find(c, parent_of(arena, folder), true);
  } else {
    check_module_alone(c, path);
  }
}

static enum rc check_any(struct check *c, const char *path) {
  struct place at = {.file = path};
  struct stat st;
  if (stat(path, &st) != 0)
    return refuse_path(c, path, errno);
  if (S_ISDIR(st.st_mode) && !can_enter(path))
    return refuse_path(c, path, errno);
  if (!S_ISDIR(st.st_mode)) {
    check_file(c, path);
  } else if (has_file(c->r.arena, path, "course.yaml")) {
    check_course(c, path);
  } else if (has_file(c->r.arena, path, "competencies.yaml")) {
    framework_find(c, path, true);
  } else if (!check_folder(c, path)) {
    diag_error(c->r.diags, at, 1, "folder.no-course", _("A course is a folder with course.yaml."),
               "%s", _("there is no course in this folder"));
  }
  return RC_OK;
}

enum rc course_visit(const char *path, const char *framework, struct diags *diags,
                     struct course_counts *counts, const struct course_visitor *visitor) {
  struct arena arena = {0};
  struct check c = {.r = {.arena = &arena, .diags = diags},
                    .counts = counts,
                    .spare = framework,
                    .visitor = visitor};
  size_t errors = diags->errors;
  *counts = (struct course_counts){0};
  enum rc rc = check_any(&c, path);
  names_done(&c.modules);
  framework_free(c.framework);
  arena_done(&arena);
  diags_sort(diags);
  return rc != RC_OK ? rc : diags->errors > errors ? RC_DATA : RC_OK;
}

enum rc course_check(const char *path, const char *framework, struct diags *diags,
                     struct course_counts *counts) {
  return course_visit(path, framework, diags, counts, NULL);
}

struct module *module_open(const char *path, const char *framework, struct diags *diags) {
  struct arena arena = {0};
  struct course_counts counts = {0};
  struct check c = {.r = {.arena = &arena, .diags = diags}, .counts = &counts, .spare = framework};
  struct course_file file;
  enum soundness soundness;
  const char *folder = folder_of(&arena, path);
  framework_near(&c, folder);
  header_near(&c, folder, &file);
  struct module *module =
      module_read(&file.course, base_name(path), c.framework, diags, &soundness);
  module->framework = c.framework;
  names_done(&c.modules);
  arena_done(&arena);
  diags_sort(diags);
  if (soundness != SOUND_NOT)
    return module;
  module_free(module);
  return NULL;
}
