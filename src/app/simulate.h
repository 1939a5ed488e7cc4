/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a bank of questions can do, tried out on officers who do not exist. */
#ifndef APP_SIMULATE_H
#define APP_SIMULATE_H

#include "base/arena.h"
#include "base/diag.h"
#include "measure/simulate.h"

struct simulate_competency {
  const char *id;
  size_t level[LEVELS]; /* questions that practice may use, by level 1..4 */
  size_t n;
  struct simulate_result result; /* officers take its two forms in turn */
};

struct simulation {
  struct arena arena;
  size_t ideal; /* questions a level in the ideal bank */
  struct simulate_result on_ideal, on_courses;
  struct simulate_competency *competencies; /* of the courses, by id, bytewise; on_courses: all */
  size_t n_competencies;                    /* 0: there are no questions */
};

struct simulate_how {
  const char *courses; /* folder */
  uint32_t n;          /* officers of the ideal bank; of the courses in all, rounded up */
  uint64_t seed;
  bool authors_know; /* difficulties are the authors' */
};

/* The courses' bank: of each competency all questions that practice may use, in the two forms in
 * which the diagnostic asks them. RC_MISSING, with a diagnostic: the folder cannot be read;
 * RC_DATA: there is no course, or something is broken and left out, with diagnostics. The rest is
 * filled in all the same. simulation_done it. */
enum rc simulate_courses(const struct simulate_how *how, struct simulation *simulation,
                         struct diags *diags);
void simulation_done(struct simulation *simulation);

#endif
