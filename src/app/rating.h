/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person who is signed in thinks of himself, or as a supervisor of somebody else, by the
 * levels that the framework describes, beside what was measured. Never added to it. */
#ifndef APP_RATING_H
#define APP_RATING_H

#include "app/app.h"
#include "app/measured.h"

struct rating { /* a competency that the post requires */
  const struct competency *competency;
  unsigned required;  /* level */
  int own;            /* level, as rated by who is signed in; RATED_NOT */
  int supervisor;     /* level, of several supervisors the lowest; RATED_NOT */
  uint32_t answers;   /* that were measured; 0: nothing is known */
  enum status status; /* of those, against what is required */
};

/* Of oneself. In the framework's order, in the arena; none where no post is known. */
enum rc rating_read(struct app *app, struct arena *arena, struct rating **list, size_t *n,
                    struct diags *diags);

/* Of somebody else: own is what who is signed in said of that person as a supervisor. */
enum rc rating_read_of(struct app *app, const struct person *person, struct arena *arena,
                       struct rating **list, size_t *n, struct diags *diags);

/* Records it; of each rater the latest counts. RC_USAGE: no such competency or level, or nobody is
 * signed in. */
enum rc rating_state(struct app *app, const char *competency, unsigned level, struct diags *diags);
/* Of somebody else, as a supervisor, and what is missing if it is below what the post asks;
 * RC_USAGE of oneself, under whichever id. */
enum rc rating_state_of(struct app *app, const struct person *person, const char *competency,
                        unsigned level, enum cause cause, struct diags *diags);

#endif
