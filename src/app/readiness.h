/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readiness on a date: a forecast, never a measurement, and to be called a forecast wherever it is
 * shown. No ranking of needs (TNA) takes it in.
 *
 * The blueprint of a post is its requirements: of each competency the questions that the installed
 * courses ask in practice, of the levels up to the one required (without a post: of all levels).
 *
 *   forecast of a competency  the mean, over all those questions, of the chance to recall it on
 * that day if nothing is asked before (measure/retention.h); of what was never met 0 forecast of a
 * post        the mean of its competencies' forecasts, each by its task weight: (2*importance +
 * frequency + difficulty) / 20, each 1..5
 *
 * A competency that no question asks about has no forecast and does not count towards the post's.
 */
#ifndef APP_READINESS_H
#define APP_READINESS_H

#include "app/app.h"

enum { FORECAST_NONE = -1 };

struct readiness_row { /* of one person, one competency */
  const struct person *person;
  const char *competency, *name;
  int required;        /* level; -1: no post is known */
  uint32_t items, met; /* questions of the blueprint; of them met before */
  int32_t forecast;    /* millionths; FORECAST_NONE: there is no question */
  int32_t weight;      /* of the task, in twentieths; 0: no post is known */
};

struct readiness_post { /* of one person */
  const struct person *person;
  int32_t forecast; /* millionths; FORECAST_NONE: no post is known, or nothing asks about it */
  size_t first, n;  /* the person's rows */
};

struct readiness {
  struct readiness_row *rows;   /* by person as given, then in the framework's order */
  struct readiness_post *posts; /* one a person, as given */
  size_t n_rows, n_posts;
};

/* day: since 1970, as retention_day has it. Loads all modules of all courses; what is broken is
 * left out. Of each person those competencies that the post requires or that something was met of.
 * All in the arena; people must stay. RC_OK, RC_MISSING (no framework: "readiness.framework"), or
 * the store's. */
enum rc readiness_forecast(struct app *app, const struct person *people, size_t n_people,
                           int32_t day, struct arena *arena, struct readiness *readiness,
                           struct diags *diags);

#endif
