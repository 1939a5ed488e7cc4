/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learning path of a post as one person goes it: what is next, and how long all of it takes. */
#ifndef APP_CURRICULUM_H
#define APP_CURRICULUM_H

#include "app/outline.h"

struct curriculum_step {
  const char *path;              /* of the module */
  const struct course *course;   /* NULL: it is not installed here */
  const struct outlined *module; /* NULL: nor is the module, or it is broken */
  unsigned minutes;              /* outlined_minutes */
  size_t parts, done;            /* lessons, practice, test and drills: passed, or read */
};

struct curriculum_way {
  const char *post;     /* its title */
  unsigned diagnostics; /* competencies that the post requires: where to begin */
  unsigned minutes;     /* of those and of all steps that are here */
  const struct curriculum_step *steps;
  size_t n;
};

/* Whether the post of who is signed in has one. Asks no course. */
bool curriculum_known(struct app *app);

/* In the arena. RC_MISSING, silently: there is none. RC_DATA: the file has mistakes; what is sound
 * of it is there. */
enum rc curriculum_read(struct app *app, struct arena *arena, struct curriculum_way *way,
                        struct diags *diags);

#endif
