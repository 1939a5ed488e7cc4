/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A practical station: a task done by hand before an assessor, who marks each step. Immutable; lies
 * in its module's arena. Strings never are NULL unless said. */
#ifndef MODEL_STATION_H
#define MODEL_STATION_H

#include <stddef.h>

struct station_step {
  const char *id; /* unique in its station; its seal_name is what a record keeps */
  const char *text;
  const char *competency;
  unsigned points;
  const char
      *critical; /* why the station is failed without it, whatever the points; NULL: it is not */
};

struct station {
  const char *id, *path, *title; /* path: "course/module/station" */
  unsigned minutes;              /* 0: no limit */
  unsigned pass;                 /* percent of the points */
  const char *task;              /* CommonMark, read out or handed to who is assessed */
  const char *source;            /* NULL if none */
  const char *const *specimens;  /* numbers on the physical specimens that may be used */
  size_t n_specimens;
  const struct station_step *steps; /* 1 to STEPS_MAX */
  size_t n_steps;
};

/* Of all steps. */
unsigned station_points(const struct station *station);

#endif
