/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a supervisor saw at work, 30 or 90 days after the training: for each competency of the
 * person's post one sentence, the descriptor of the level that the post requires, and one mark.
 * Whoever does not do it yet: would training help, or is something else in the way?
 *
 * A mark is recorded at once, as one "observed" event: path "checklist/COMPETENCY", steps "does"
 * and "training" (done: yes; not done: no; not seen: nobody can tell), passed if it is done. What
 * was not seen has no score and moves nothing. The occasion is the same for all checks of one kind,
 * so that of each supervisor the last holds. The supervisor is who is signed in. */
#ifndef APP_CHECKLIST_H
#define APP_CHECKLIST_H

#include "app/app.h"
#include "store/evidence.h"

enum checklist_mark {
  CHECK_EMPTY = ' ',
  CHECK_NOT_SEEN = '0',
  CHECK_DOES = '1',
  CHECK_TRAIN = '2',     /* does not do it yet; training would help */
  CHECK_ELSEWHERE = '3', /* not yet; tools, rules, time or staff are in the way */
  CHECK_UNSURE = '4'     /* not yet, and it cannot be told why */
};
extern const char checklist_keys[]; /* all but CHECK_EMPTY, as they are offered */

struct checklist_row {
  const char *id, *name, *descriptor; /* of the competency */
  unsigned required;                  /* level, from 1 */
  char mark;                          /* as it is recorded */
};

struct checklist {
  struct arena arena;
  struct person person;
  enum evidence kind; /* EVIDENCE_CHECKLIST_30 or _90 */
  struct checklist_row *rows;
  size_t n; /* 0: the post is not known, or requires nothing */
};

/* With what this supervisor marked before. *checklist is NULL on failure; checklist_free. */
enum rc checklist_open(struct app *app, const struct person *person, enum evidence kind,
                       struct checklist **checklist, struct diags *diags);
void checklist_free(struct checklist *checklist); /* NULL is fine */

/* RC_USAGE without a diagnostic: no such mark. On another failure the old mark stands. */
enum rc checklist_mark(struct app *app, const struct checklist *checklist,
                       struct checklist_row *row, char mark, struct diags *diags);

/* Does a check say that something other than training is in the way? */
bool checklist_elsewhere(const struct observation *seen);

#endif
