/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tells that files are no longer what they were, without reading them: their numbers, sizes
 * and times. What was understood of them can be kept for as long as the stamp stays the same. */
#ifndef COURSE_STAMP_H
#define COURSE_STAMP_H

#include "base/diag.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct stamp {
  struct str bytes;
  bool
      fresh; /* something changed a moment ago and may change again unseen: nothing is to be kept */
};

void stamp_pin_clock(int64_t seconds); /* since 1970; tests: what is a moment ago is told from it */
void stamp_done(struct stamp *stamp);
void stamp_file(struct stamp *stamp, const char *path); /* also one that is not there */
/* Every course.yaml under root and the framework with what lies beside it: all that framework_load
 * and catalogue_load read, and what drills share. RC_MISSING if root cannot be read. */
enum rc stamp_catalogue(struct stamp *stamp, const char *root);

#endif
