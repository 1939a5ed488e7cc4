/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person who is signed in thinks of himself, by the levels that the framework describes,
 * beside what was measured and what supervisors think. Never added to either. */
#ifndef APP_RATING_H
#define APP_RATING_H

#include "app/app.h"
#include "app/measured.h"

struct rating { /* a competency that the post requires */
  const struct competency *competency;
  unsigned required;   /* level */
  int own, supervisor; /* level; RATED_NOT */
  uint32_t answers;    /* that were measured; 0: nothing is known */
  enum status status;  /* of those, against what is required */
};

/* In the framework's order, in the arena; none where no post is known. */
enum rc rating_read(struct app *app, struct arena *arena, struct rating **list, size_t *n,
                    struct diags *diags);

/* Records it; the latest counts. RC_USAGE: no such competency or level, or nobody is signed in. */
enum rc rating_state(struct app *app, const char *competency, unsigned level, struct diags *diags);

#endif
