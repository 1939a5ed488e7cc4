/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the installed courses teach: modules by competency, with their hours, for training plans. */
#ifndef APP_TAUGHT_H
#define APP_TAUGHT_H

#include "course/curricula.h"
#include "model/competency.h"
#include "model/course.h"

struct taught_module { /* a module as far as it teaches one competency */
  size_t competency;   /* in the framework */
  unsigned level;      /* the highest that a question of it asks, 1..4 */
  const char *path, *title;
  unsigned minutes; /* outlined_minutes, all of the module */
};

struct taught_hours { /* of any module, whatever it teaches */
  const char *path, *title;
  unsigned minutes;
};

struct taught {
  struct arena arena;
  struct curricula curricula; /* the learning paths */
  struct {
    struct taught_hours *list; /* as the courses have them */
    size_t n, cap;
  } modules;
  struct taught_module *list; /* by competency, then as the courses have them */
  size_t n, cap;
  struct taught_course {
    const char *id, *title, *version;
  } * courses;
  size_t n_courses;
};

/* A module teaches what at least a quarter of its questions ask. What is broken is left out: who
 * reads a report of needs cannot mend it. Never fails: without courses there is nothing. */
void taught_read(const char *courses, const struct framework *framework, struct taught *taught);
void taught_done(struct taught *taught);

const struct taught_hours *taught_module(const struct taught *taught,
                                         const char *path); /* or NULL */
/* Of all modules that teach it. */
unsigned taught_minutes(const struct taught *taught, size_t competency);

#endif
