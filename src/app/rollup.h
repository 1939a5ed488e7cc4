/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People by agency, unit and position, and what of such groups may be told.
 *
 * A report whose facts are known of so many people in each group asks rollup_hide once for all
 * kinds of group, whichever it prints: two reports of a date then cannot be subtracted from each
 * other. What is hidden of a small group is in the next larger one (measure/suppress.h). */
#ifndef APP_ROLLUP_H
#define APP_ROLLUP_H

#include "base/arena.h"
#include "model/person.h"

enum rollup_kind {              /* parts before what they are parts of */
                   ROLLUP_POST, /* agency, unit, position */
                   ROLLUP_UNIT, /* agency, unit */
                   ROLLUP_AGENCY_POSITION,
                   ROLLUP_AGENCY,
                   ROLLUP_POSITION,
                   ROLLUP_ALL,
                   ROLLUP_KINDS
};

struct rollup_group {
  enum rollup_kind kind;
  const char *agency, *unit, *position; /* NULL: of all; "": not stated */
  size_t first;                         /* one of its people */
  uint32_t people;
};

struct rollup {
  struct rollup_group *list; /* by kind, then agency, unit, position, bytewise */
  size_t n;
  size_t from[ROLLUP_KINDS + 1]; /* groups of a kind: from from[kind] to from[kind + 1] */
  uint32_t (*of)[ROLLUP_KINDS];  /* of each person, in the order given: its groups */
};

/* All in the arena; texts are the people's. */
void rollup_make(const struct person *people, size_t n, struct arena *arena, struct rollup *rollup);

/* known: of how many people of each group the fact is known. hidden: one a group. */
void rollup_hide(const struct rollup *rollup, const uint32_t *known, bool *hidden);

#endif
