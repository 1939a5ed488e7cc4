/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of what there is in modules: a pure count. */
#ifndef COURSE_CENSUS_H
#define COURSE_CENSUS_H

#include "model/course.h"

enum { CENSUS_KINDS = 32, CENSUS_LEVELS = 5, CENSUS_USES = 3 };

struct census_competency {
  const char *id; /* of a module: as long-lived as that; see census_add */
  size_t items, level[CENSUS_LEVELS];
};

struct census {
  size_t modules, lessons, words; /* words: of lessons, parted by blanks */
  size_t lesson_minutes, drill_minutes;
  size_t items, kind[CENSUS_KINDS]; /* in the order of item_kinds */
  size_t level[CENSUS_LEVELS];      /* 1 to 4; 0 stays 0 */
  size_t use[CENSUS_USES];          /* in the order of enum item_use */
  size_t drills, scenes;
  struct census_competency *competencies; /* by id, bytewise */
  size_t n_competencies, cap_competencies;
};

/* Adds a module. Its competencies' ids are copied into the arena. */
void census_add(struct census *census, struct arena *arena, const struct module *module);
/* Adds another census; ids are shared with it. */
void census_join(struct census *census, const struct census *other);
void census_done(struct census *census);

/* The row of that competency; one without questions if there is none. */
const struct census_competency *census_of(const struct census *census, const char *id);

/* Whether it is thin in the blueprint: fewer questions than these of it, or of one of the levels 1
 * to 4. */
enum { CENSUS_ENOUGH = 25, CENSUS_ENOUGH_LEVEL = 3 };
bool census_thin(const struct census_competency *row);

size_t census_kinds(void);                /* how many kinds of question there are */
const char *census_kind_key(size_t kind); /* "choose" */

#endif
