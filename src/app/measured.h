/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who can do what, and how sure: one row for each person and competency, from the store's evidence.
 * Every report about competence, every map on screen and the training needs are made of these rows.
 *
 * A function of events, framework and time alone. Rows come one by one; memory grows with people
 * and ratings, not with answers. Kinds of evidence stand side by side: only answers, decisions and
 * marks on paper enter the estimate, as measure/ability.h has it; ratings and what assessors saw do
 * not.
 *
 * Where a store keeps finished estimates (store/estimates.h), those of everybody as of today are read
 * and not computed, but for whose answers changed: the rows are the same, to the last bit. */
#ifndef APP_MEASURED_H
#define APP_MEASURED_H

#include "measure/status.h"
#include "model/competency.h"
#include "store/evidence.h"

enum { RATED_NOT = -1 };

struct measured {
  const struct person *person; /* one of the roster's, or one of whom nothing but the id is known */
  size_t competency;           /* index in the framework */
  int required;                /* level; -1: no post is known, or it says nothing of this one */
  unsigned importance, frequency, difficulty; /* of the post, 1..5; 0 where it says nothing */
  struct ability_estimate estimate;           /* n 0: nothing but the prior */
  unsigned basis;                             /* of enum basis */
  enum status status; /* against required; STATUS_MEETS where nothing is required */
  uint32_t picked, typed, decisions, paper; /* answers of each kind; paper is among the first two */
  int self, supervisor; /* level as rated, of several supervisors the lowest; RATED_NOT */
  unsigned causes;      /* a bit for each enum cause that a supervisor said */
  struct observed {
    uint32_t n;            /* assessors' sheets */
    bool passed, critical; /* every one; any one */
    int32_t score;         /* the lowest, millionths */
    bool elsewhere;        /* a check at work says that training would not help: checklist.h */
  } practical, after_30, after_90;
  int64_t last; /* projected time of the newest answer or observation; 0: none */
};

struct measured_roster {
  struct person *people; /* as last stated before the scope's end, by id */
  size_t n;
};

enum rc measured_roster(struct store *store, int64_t until, struct measured_roster *roster,
                        struct diags *diags);
void measured_roster_free(struct measured_roster *roster);

/* Rows by person (by id), then in the framework's order: all that the post requires, and all else
 * there is evidence of. Competencies that the framework does not have are counted in *unknown (may
 * be NULL) and left out. The row is valid during the call. */
enum rc measured_each(struct store *store, const struct framework *framework,
                      const struct measured_roster *roster, const struct evidence_scope *scope,
                      void (*each)(void *ctx, const struct measured *row), void *ctx,
                      uint32_t *unknown, struct diags *diags);

#endif
