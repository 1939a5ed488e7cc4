/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How difficult questions turned out to be: from all answers in the store, competency by competency
 * (measure/calibrate.h), recorded as events, so that every later report can say by which
 * difficulties it was made. Until then authors' levels hold.
 *
 * Decisions of drills and tests on paper are left out: those depend on each other, these have no
 * revision. Memory: 12 bytes an answer, and 2.5 KB a question of one competency at a time. */
#ifndef APP_CALIBRATE_H
#define APP_CALIBRATE_H

#include "app/app.h"

struct calibrate_line {   /* a competency, in the framework's order */
  const char *competency; /* id; the framework's */
  uint32_t people, items, answers;
  double mean, sd; /* of ability, logits */
  double moved;    /* root mean square of what authors were off, logits */
  bool converged;
};

struct calibrate_told {
  struct calibrate_line *list; /* heap: free() */
  size_t n, cap;
  size_t recorded; /* questions whose difficulty was recorded */
};

/* Uses what was recorded before `until`. try_only: nothing is recorded. A question with fewer
 * answers than CALIBRATE_ANSWERS keeps its author's word. RC_MISSING "report.framework". */
enum { CALIBRATE_ANSWERS = 30 };
enum rc calibrate_store(struct app *app, int64_t until, bool try_only, struct calibrate_told *told,
                        struct diags *diags);

#endif
