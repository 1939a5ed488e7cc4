/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contests and rulings as people make them. What they do to scores is store/rulings.h's to say.
 *
 * Who contests or rules is said by a code or the first digits of an id; NULL: who is signed in, or
 * is alone on this laptop. RC_USAGE "contest.who": neither; "contest.words": no reason, or one that
 * is too long. */
#ifndef APP_APPEAL_H
#define APP_APPEAL_H

#include "app/app.h"
#include "exchange/table.h"
#include "store/rulings.h"

struct appeal {
  const char *by;    /* who says so */
  const char *words; /* why */
};

/* Contests the question at path, by the key it was asked with last (never asked: as the course has
 * it); with a person that person's latest answer or mark there. RC_MISSING "contest.nothing".
 * *contest (its texts in the arena) is how the matter stands then. */
enum rc appeal_contest(struct app *app, const struct appeal *appeal, const char *path,
                       const char *person, struct arena *arena, struct contest *contest,
                       struct diags *diags);
/* For who is signed in: the question as it was asked. */
enum rc appeal_contest_item(struct app *app, const struct item *item, const char *words,
                            struct diags *diags);
const struct item *appeal_item(struct app *app, const char *path); /* NULL: there is none */

struct appeal_decision {
  enum ruling ruling;
  const char *key; /* a question's: options by number, as the course's file lists them: "2", "1,3".
                      Arrangements: all of them in order; pairings: of each part its target */
  int32_t percent; /* an answer's or mark's; negative: not said */
};
/* matter: the first digits (at least 4) of a contest's id, or its path. *contest (its texts in the
 * arena) is how the matter stands then. RC_USAGE "ruling.unknown": none or several of that name;
 * "ruling.own": who rules contested it, or it is his; "ruling.key", "ruling.score": none, or one
 * that does not fit. */
enum rc appeal_rule(struct app *app, const struct appeal *appeal, const char *matter,
                    const struct appeal_decision *decision, struct arena *arena,
                    struct contest *contest, struct diags *diags);

/* All that is contested or ruled, the open ones only if wanted; names of people as they are known.
 * In the arena. */
struct appeal_row {
  struct contest contest;
  const char *by, *whose, *ruled_by; /* "" where it is nobody */
  const char *made, *ruled;          /* days, by Greenwich */
};
enum rc appeal_list(struct app *app, bool open_only, struct arena *arena, struct appeal_row **rows,
                    size_t *n, struct diags *diags);
/* One matter as such a row. */
enum rc appeal_row_of(struct app *app, const struct contest *contest, struct arena *arena,
                      struct appeal_row *row, struct diags *diags);
const struct table *appeal_table(const struct appeal_row *rows, size_t n, struct arena *arena);
const char *appeal_state(int ruling); /* stable: "open", "upheld", "annulled", "corrected" */

/* -- For reports ---------------------------------------------------------------------------------
 */

struct appeal_best { /* of what one person finished at a path where a ruling may have changed a run
                      */
  uint8_t person[ID_BYTES];
  char path[200];
  bool scored;  /* a question of it still counts */
  int32_t best; /* millionths, as it counts, like passed */
  bool passed;
};
/* Of everybody, by person, path: as ruled before the scope's end. Each touched run is stepped
 * through again; one whose course is gone counts as it was marked. In the arena. */
enum rc appeal_bests(struct app *app, const struct evidence_scope *scope, struct arena *arena,
                     struct appeal_best **list, size_t *n, struct diags *diags);

/* -- For screens: of a run of who is signed in ---------------------------------------------------
 */

struct appeal_slot {       /* of one question of a run */
  const struct item *item; /* NULL: it is not told, and nothing of it is */
  const char *title;       /* the question in one line, in the arena; only if something is known */
  bool contested, mine;    /* by anybody; by who is signed in */
  int ruling;              /* of enum ruling, RULING_NONE: not yet */
  const char *words;       /* the ruling's, in the arena; "" */
  bool changed, annulled;
  int32_t marked, score; /* changed: millionths, as marked and as it counts */
};
/* Of n questions from the first on, as session_told counts: 0 is the one that is told now. */
void appeal_slots(struct app *app, const struct run *run, unsigned first, struct arena *arena,
                  struct appeal_slot *slots, size_t n);

struct appeal_run { /* the result as marked, and as it counts */
  int32_t marked, score;
  bool was_passed, passed;
  size_t n; /* that count; 0: none is left */
};
/* What was best and passed, as it counts: for app_progress. Where nothing is contested nothing is
 * read. */
void appeal_progress(struct app *app, struct progress *list, size_t n);
/* False: nothing of the run was ruled, or it has no score. */
bool appeal_run(struct app *app, const struct run *run, struct appeal_run *result);

#endif
