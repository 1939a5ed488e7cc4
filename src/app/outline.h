/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a course has, as far as an outline says it: titles, minutes, how many questions. It is kept
 * in the store for as long as the files stay the same, so that a course is listed without its
 * modules being read, whose questions, documents and patterns are then needed only by what is
 * opened. */
#ifndef APP_OUTLINE_H
#define APP_OUTLINE_H

#include "app/app.h"

struct outlined_part { /* a lesson or a drill */
  const char *path, *title;
  unsigned minutes;
};

struct outlined_questions { /* of one competency and level */
  const char *competency;
  unsigned level;
  size_t n, n_exam; /* n_exam: of those, how many only an exam asks */
};

struct outlined { /* a module */
  const char *path, *exam_path, *title;
  const char *fault; /* why it cannot be opened: then title is its file, and the rest is empty */
  struct outlined_part *lessons, *drills;
  size_t n_lessons, n_drills;
  unsigned draw;           /* of a practice; 0: there is none */
  unsigned exam_questions; /* 0: there is no exam */
  unsigned exam_minutes;   /* 0: no limit */
  struct outlined_questions *questions;
  size_t n_questions;
};

/* How long a module takes: its lessons and drills, and a minute for each question of the practice.
 */
unsigned outlined_minutes(const struct outlined *module);

/* Of a module that stays loaded: the texts are its own. */
struct outlined outline_of(struct arena *arena, const struct module *module);

/* The modules of a course that is not broken, in its order; in the arena. */
const struct outlined *app_outline(struct app *app, struct arena *arena,
                                   const struct course *course, size_t *n);

#endif
