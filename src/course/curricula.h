/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paths.yaml beside the courses: for each post its learning path, the modules in the order in which
 * to take them. (A path elsewhere in the code names something within a course; hence the word.) */
#ifndef COURSE_CURRICULA_H
#define COURSE_CURRICULA_H

#include "course/names.h"
#include "model/competency.h"

#define CURRICULA_FILE "paths.yaml"

enum { CURRICULUM_MODULES = 200 }; /* of one post at most */

struct curriculum {
  const char *position;
  const char *const *modules; /* "course/module" */
  size_t n;
};

struct curricula {
  struct arena arena;
  const struct curriculum *list; /* as the file has them */
  size_t n;
};

/* folder: that of the courses. RC_MISSING, silently, if it has no such file: then there are none.
 * RC_DATA, with diagnostics: what is sound of it is there. framework: NULL, positions are not
 * checked. modules: all that there are, sorted; NULL, they are not checked. curricula_done it
 * either way. */
enum rc curricula_load(const char *folder, const struct framework *framework,
                       const struct names *modules, struct curricula *curricula,
                       struct diags *diags);
void curricula_done(struct curricula *curricula);

/* NULL: the post has none. */
const struct curriculum *curricula_of(const struct curricula *curricula, const char *position);

#endif
