/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The competency framework: what officers should be able to do, and what each post asks for. */
#ifndef MODEL_COMPETENCY_H
#define MODEL_COMPETENCY_H

#include "base/arena.h"

enum { LEVELS = 5 }; /* proficiency 0..4 */

struct competency {
  const char *id, *name;
  const char *descriptors[LEVELS];
  const char *critical; /* NULL if no failure in it is critical */
};

struct requirement {
  unsigned level;                             /* 0..4 */
  unsigned importance, frequency, difficulty; /* 1..5 */
};

enum { POSITION_LAST = 1000 };

struct position {
  const char *id, *title, *summary;
  const char *agency; /* whose own job specification it is; "": the common one */
  unsigned order;     /* as the framework wants them listed: from 1; POSITION_LAST: behind those */
  const struct requirement *requirements; /* one per competency, in the framework's order */
};

struct beside; /* course/build.h */

struct framework {
  struct arena arena;
  const char *folder;    /* where it was read; NULL: from nowhere */
  struct beside *beside; /* what drills share, read when one first asks; NULL: from nowhere */
  const char *id, *title, *version;
  const struct competency *competencies; /* in the order of the file */
  size_t n_competencies;
  const struct position *positions; /* by order, then by id, then by agency, bytewise */
  size_t n_positions;
};

/* Index, or -1. */
int framework_competency(const struct framework *framework, const char *id);

/* What that agency asks of that post: its own job specification, or else the common one. NULL or
 * "": of no agency in particular, the common one; or else that of the first agency that has one. */
int framework_post(const struct framework *framework, const char *agency, const char *id);
int framework_position(const struct framework *framework, const char *id); /* of no agency */

#endif
