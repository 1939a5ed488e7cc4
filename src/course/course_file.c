/* SPDX-License-Identifier: GPL-3.0-or-later */
/* course.yaml, and the catalogue of all of them. */
#include "course/build.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { FILE_NAME = 80 };

static const char *const course_keys[] = {"id",      "title",    "language", "version",
                                          "summary", "audience", "requires", "licence",
                                          "modules", "certainty"};

bool course_file_name(const char *name) {
  size_t n = strlen(name), dot = strcspn(name, ".");
  bool plain =
      strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == n;
  return plain && n <= FILE_NAME && dot > 0 &&
         (strcmp(name + dot, ".yaml") == 0 || strcmp(name + dot, ".yml") == 0) &&
         strcmp(name, "course.yaml") != 0;
}

/* en, sw, pt-BR, zh-Hans: enough of BCP 47 to catch a name of a language. */
static const char *read_language(struct reading *r, const struct node *root) {
  const char *text = read_text(r, root, "language");
  size_t first = strspn(text, "abcdefghijklmnopqrstuvwxyz");
  bool good =
      first >= 2 && first <= 3 && (!text[first] || text[first] == '-') && strlen(text) <= 16;
  if (*text && !good)
    node_error(r, node_get(root, "language"), "course.language", _("Write en, fr, sw, ar ..."),
               _("%.64s is no language code"), text);
  return text;
}

static void check_audience(struct reading *r, const struct node *root,
                           const struct framework *framework) {
  const struct node *list = node_get(root, "audience");
  struct names ids = {0};
  for (size_t i = 0; framework && i < framework->n_positions; i++)
    names_add(&ids, framework->positions[i].id, NULL);
  names_sort(&ids);
  for (size_t i = 0; framework && list && list->kind == NODE_LIST && i < list->n; i++)
    if (list->items[i]->kind == NODE_SCALAR)
      names_refer(r, &ids, list->items[i], "position.unknown", N_("position"));
  names_done(&ids);
}

static void check_files(struct reading *r, const struct node *root) {
  const struct node *list = node_get(root, "modules");
  struct names names = {0};
  for (size_t i = 0; list && list->kind == NODE_LIST && i < list->n; i++) {
    const struct node *item = list->items[i];
    if (item->kind != NODE_SCALAR)
      continue;
    names_add(&names, item->text, item);
    if (!course_file_name(item->text))
      node_error(r, item, "module.name", _("Letters, digits, - and _, then .yaml; no folder."),
                 _("%.64s cannot be the file of a module"), item->text);
  }
  names_sort(&names);
  names_report_duplicates(r, &names);
  names_done(&names);
}

static void fill(struct reading *r, const struct node *root, const struct framework *framework,
                 struct course *course) {
  read_keys(r, root, course_keys, COUNT(course_keys));
  course->id = read_id(r, root, "id");
  course->title = build_title(r, root, "title");
  course->language = read_language(r, root);
  course->version = read_text(r, root, "version");
  course->summary = read_text(r, root, "summary");
  const char *licence = read_optional(r, root, "licence");
  course->licence = licence ? licence : "";
  if (node_get(root, "certainty"))
    read_truth(r, root, "certainty", &course->certainty);
  course->audience = build_words(r, root, "audience", false, &course->n_audience);
  course->requires = build_words(r, root, "requires", false, &course->n_requires);
  course->files = build_words(r, root, "modules", true, &course->n_files);
  check_audience(r, root, framework);
  check_files(r, root);
}

static const char *first_fault(struct arena *arena, const struct diags *diags, size_t before) {
  for (size_t i = before; i < diags->n; i++) {
    const struct diag *diag = &diags->list[i];
    if (diag->severity != SEVERITY_ERROR)
      continue;
    const char *name = diag->at.file ? strrchr(diag->at.file, '/') : NULL;
    name = name ? name + 1 : diag->at.file ? diag->at.file : "";
    return diag->at.line ? arena_printf(arena, "%s:%u: %s", name, diag->at.line, diag->message)
                         : arena_printf(arena, "%s: %s", name, diag->message);
  }
  return arena_strdup(arena, _("the course has mistakes"));
}

static void mark_broken(struct arena *arena, struct course *course, const struct diags *diags,
                        size_t before) {
  course->broken = true;
  course->fault = first_fault(arena, diags, before);
  if (*course->id)
    return;
  const char *slash = strrchr(course->folder, '/');
  const char *name = slash ? slash + 1 : course->folder;
  course->id = text_safe(arena, name, strlen(name), false);
}

void course_read(struct arena *arena, const char *folder, const struct framework *framework,
                 struct diags *diags, struct course_file *out) {
  struct reading r = {.arena = arena, .diags = diags};
  struct source source;
  size_t errors = diags->errors, before = diags->n;
  struct course *course = &out->course;
  *course = (struct course){.id = "",
                            .title = "",
                            .language = "",
                            .version = "",
                            .summary = "",
                            .licence = "",
                            .folder = arena_strdup(arena, folder)};
  out->root = file_read(&r, &source, path_join(arena, folder, "course.yaml"));
  if (out->root)
    fill(&r, out->root, framework, course);
  file_done(&r, &source);
  if (diags->errors > errors || !out->root)
    mark_broken(arena, course, diags, before);
}

void course_check_requires(struct reading *r, const struct course_file *file,
                           const struct names *ids) {
  const struct node *list = node_get(file->root, "requires");
  for (size_t i = 0; list && list->kind == NODE_LIST && i < list->n; i++)
    if (list->items[i]->kind == NODE_SCALAR && names_find(ids, list->items[i]->text) < 0)
      node_warn(r, list->items[i], "course.unknown", names_hint(r, ids, list->items[i]->text),
                _("there is no course %.64s here"), list->items[i]->text);
}

/* -- The catalogue --------------------------------------------------------------------------- */

static int compare_courses(const void *left, const void *right) {
  const struct course *a = left, *b = right;
  int order = strcmp(a->id, b->id);
  return order ? order : strcmp(a->folder, b->folder);
}

/* The first of two courses of one name keeps it. */
static void break_twins(struct catalogue *catalogue, struct course *courses, struct diags *diags) {
  for (size_t i = 1; i < catalogue->n; i++) {
    if (strcmp(courses[i].id, courses[i - 1].id) != 0)
      continue;
    const char *path = path_join(&catalogue->arena, courses[i].folder, "course.yaml");
    size_t before = diags->n;
    diag_error(diags, (struct place){.file = path}, 1, "id.duplicate",
               _("Give one of them another id."), _("the course %.64s is there twice"),
               courses[i].id);
    if (!courses[i].broken)
      mark_broken(&catalogue->arena, &courses[i], diags, before);
  }
}

static struct course course_in(struct arena *arena, const char *folder,
                               const struct framework *framework, struct diags *diags) {
  struct course_file file;
  course_read(arena, folder, framework, diags, &file);
  return file.course;
}

static const char *without_slash(struct arena *arena, const char *folder) {
  size_t n = strlen(folder);
  while (n > 1 && folder[n - 1] == '/')
    n--;
  return arena_strndup(arena, folder, n);
}

enum rc catalogue_load(const char *root, const struct framework *framework,
                       struct catalogue *catalogue, struct diags *diags) {
  size_t n;
  *catalogue = (struct catalogue){0};
  struct arena *arena = &catalogue->arena;
  const char *const *names = folder_list(arena, root, &n);
  if (!names) {
    diag_error(diags, (struct place){.file = root}, 1, "file.missing", NULL, "%s",
               _("this folder cannot be read"));
    return RC_MISSING;
  }
  struct course *courses = arena_array(arena, n + 1, sizeof *courses);
  bool one = path_is_file(path_join(arena, root, "course.yaml"));
  if (one)
    courses[catalogue->n++] = course_in(arena, without_slash(arena, root), framework, diags);
  for (size_t i = 0; !one && i < n; i++) {
    const char *folder = path_join(arena, root, names[i]);
    if (strcmp(names[i], "framework") != 0 && path_is_file(path_join(arena, folder, "course.yaml")))
      courses[catalogue->n++] = course_in(arena, folder, framework, diags);
  }
  if (catalogue->n)
    qsort(courses, catalogue->n, sizeof *courses, compare_courses);
  catalogue->courses = courses;
  break_twins(catalogue, courses, diags);
  return RC_OK;
}

void catalogue_done(struct catalogue *catalogue) {
  arena_done(&catalogue->arena);
  *catalogue = (struct catalogue){0};
}
