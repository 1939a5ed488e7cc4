/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Course YAML to the model. Every mistake of every file ends up in diags, in one pass.
 *
 * Loading never ends at the first error; what could be understood is kept. A module with errors is
 * not given out (NULL). Excerpts are filled in. Files over 1 MiB, deeper than 32, with more than
 * 150,000 nodes or scalars over 64 KiB, tags, aliases, merge keys, second documents, invalid UTF-8,
 * control characters and bidi controls are refused with their place. */
#ifndef COURSE_COURSE_H
#define COURSE_COURSE_H

#include "base/node.h"
#include "base/str.h"
#include "model/competency.h"
#include "model/course.h"

/* Reads a YAML file into a tree in r->arena; NULL if there is nothing usable. What is wrong is in
 * r->diags either way. shown: the name used in diagnostics. */
const struct node *yaml_read_file(struct reading *r, const char *path, const char *shown);
const struct node *yaml_read_bytes(struct reading *r, const char *bytes, size_t len,
                                   const char *shown);

/* folder holds competencies.yaml and positions/. NULL on error. framework_free(NULL) is fine.
 * What lies beside those (documents/, interview/) is read when a drill of a module first asks for
 * it, and then once: so a module lives no longer than the framework that it was read with. */
struct framework *framework_load(const char *folder, struct diags *diags);
struct framework *framework_new(const char *folder); /* of that folder, to be filled in */
void framework_free(struct framework *framework);

/* Every folder under root that has a course.yaml ("framework" is not one), or root itself if it has
 * one. A broken course is in
 * the list, marked, and its mistakes in diags. RC_MISSING if root cannot be read. */
enum rc catalogue_load(const char *root, const struct framework *framework,
                       struct catalogue *catalogue, struct diags *diags);
void catalogue_done(struct catalogue *catalogue);

bool course_file_name(const char *name); /* may a module file be called so? */

/* One module of a course. framework may be NULL (competencies are then not checked). */
struct module *module_load(const struct course *course, const char *file,
                           const struct framework *framework, struct diags *diags);
void module_free(struct module *module);

/* Appends a module as it is before its exam, from the bytes of its file: without quiz.exam and the
 * questions of use: exam, all else with the same meaning and the same revisions. False: there is no
 * exam in it, or it is no YAML (then diags has why). */
bool course_without_exam(const char *bytes, size_t len, const char *shown, struct str *out,
                         struct diags *diags);

/* The module in that file, as its author tries it out: within the course whose folder holds it,
 * against the framework beside, or else the one in the folder `framework` (NULL: none). NULL if it
 * has errors, but for those of drills that can be played nevertheless (a scene that nobody
 * reaches); what is wrong is in diags, sorted. */
struct module *module_open(const char *path, const char *framework, struct diags *diags);

struct course_counts {
  size_t files, courses, modules, lessons, items, drills;
};

/* What `mafunzo check PATH` does: PATH is a module or course file, a course folder, a framework
 * folder or a folder of those. Counts what was found. RC_MISSING if path is not there; RC_DATA if
 * there are errors; else RC_OK (warnings are the caller's to judge). framework: the folder of the
 * one to check against where none stands beside what is checked; NULL for none. */
enum rc course_check(const char *path, const char *framework, struct diags *diags,
                     struct course_counts *counts);

/* The same, with a look at each module while it is there, whether it has errors or not. */
struct course_visitor {
  void (*module)(void *ctx, const struct module *module, const char *path);
  void *ctx;
};
enum rc course_visit(const char *path, const char *framework, struct diags *diags,
                     struct course_counts *counts, const struct course_visitor *visitor);

/* The JSON Schema of a course file or a module file, assembled from the kinds' fragments. They
 * append. */
void schema_course(struct str *out);
void schema_module(struct str *out);

#endif
