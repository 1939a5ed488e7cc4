/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All courses of a folder with all their modules, counted. What is broken is listed with its first
 * fault, and the rest counted all the same. */
#ifndef APP_LIBRARY_H
#define APP_LIBRARY_H

#include "course/census.h"
#include "course/course.h"

struct library_course {
  const struct course *course;
  struct census census;      /* of the modules that can be read */
  const struct diag *faults; /* the first error of course.yaml, and of each module; no excerpts */
  size_t n_faults;
};

struct library {
  struct arena arena;
  struct catalogue catalogue;
  struct library_course *courses; /* in the catalogue's order, by id */
  size_t n, n_broken;             /* n_broken: with a fault */
  struct census total;
};

/* path: a folder of courses, or one course. framework: the folder of one, to check competencies
 * against where none stands beside; NULL for none. RC_MISSING, with diagnostics, if the path cannot
 * be read; RC_DATA if there is no course (the same), or something is broken (in the courses'
 * faults). library_done it either way. */
enum rc library_open(const char *path, const char *framework, struct library *library,
                     struct diags *diags);
void library_done(struct library *library);

#endif
