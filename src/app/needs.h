/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training needs of groups: what the report on them is made of, as numbers.
 *
 * People stand in posts: (agency, unit, position). A group is a post, or posts added up: a unit, a
 * position within an agency, an agency, a position, everybody. Each group has a cell per
 * competency, of those members alone whose position requires some level of it.
 *
 * Assessed is who has answered enough to be told anything of (status_enough); what can be told of a
 * cell is told of them, and carried over to all who are eligible (measure/group.h). Eligible is
 * the establishment of a post where one was stated, and never less than are on its roster.
 *
 * What must not be shown is decided once for all groups and competencies, whatever is printed of
 * them later: two reports of a date therefore cannot be subtracted. Each fact (what was measured,
 * self-rated, rated by supervisors, seen) has people, and so small cells, of its own. A priority of
 * posts that weigh a competency differently is another sum of the same shortfalls, and with them
 * would give away what is hidden: it is hidden as soon as one of its posts is.
 *
 * A function of events, framework and time. Memory: 16 bytes per person and competency, 300 per
 * group and competency; flat in answers. */
#ifndef APP_NEEDS_H
#define APP_NEEDS_H

#include "app/agency.h"
#include "app/measured.h"
#include "measure/group.h"
#include "measure/tna.h"

/* Parts before what they are parts of. */
enum needs_kind {
  NEEDS_POST,            /* agency, unit, position */
  NEEDS_UNIT,            /* agency, unit */
  NEEDS_AGENCY_POSITION, /* agency, position */
  NEEDS_AGENCY,
  NEEDS_POSITION,
  NEEDS_ALL,
  NEEDS_KINDS
};

enum needs_fact {
  FACT_MEASURED,
  FACT_SELF,
  FACT_SUPERVISOR,
  FACT_PRACTICAL,
  FACT_WORK,
  FACT_CAUSE,
  FACTS
};

struct needs_cell {
  uint32_t eligible, assessed;
  unsigned required; /* the highest level that a member's position requires; 0: none does */
  struct group_numbers meeting;       /* of those assessed */
  struct group_numbers lacking;       /* of those eligible; all 0 where nobody was assessed */
  double shortfall, weight, priority; /* means over those assessed; of one specification the weight
                                         is its own */
  enum tna_band band;
  enum tna_advice advice;               /* the strongest of its posts */
  uint32_t statuses[STATUSES];          /* of those with any answer */
  uint32_t people[FACTS], below[FACTS]; /* of each fact: known of so many, below what is required
                                           of so many (practical and work: not passed; cause: a
                                           supervisor names one that no training mends) */
  uint32_t causes[CAUSES];              /* of people[FACT_CAUSE]: named by a supervisor */
  uint32_t not_training; /* of people[FACT_WORK]: failed at work after training, although it is met
                            or the supervisor says that training would not help */
  bool hidden[FACTS], priority_hidden;
};

struct needs_group {
  enum needs_kind kind;
  const char *agency, *unit; /* NULL: of all; "": not known */
  const char *position;      /* id */
  int at;                    /* the job specification in the framework; -1: none or another */
  bool mixed; /* of several: agencies specify this post differently, or there is no one post */
  uint32_t eligible, people, assessed; /* assessed: in any competency */
  struct needs_cell *cells;            /* one per competency */
};

struct needs_mark {           /* of a person and competency */
  uint32_t chance, shortfall; /* of meeting what is required; levels: both millionths */
  uint8_t status, required;
  uint8_t causes;          /* a bit for each enum cause that a supervisor named */
  int8_t self, supervisor; /* RATED_NOT */
  bool assessed, any, practical, practical_passed, work, work_failed,
      elsewhere; /* see measured.h */
};

struct needs_member {
  const struct person *person;
  const struct person *shown;   /* the same as it may be told of */
  uint32_t groups[NEEDS_KINDS]; /* of the list */
  struct needs_mark *marks;     /* one per competency */
};

struct needs {
  struct arena arena;
  const struct framework *framework;
  struct measured_roster roster;
  struct needs_member *members; /* by id */
  size_t n_members;
  struct needs_group *groups; /* by kind, agency, unit, position, bytewise */
  size_t n_groups;
  uint32_t parts[NEEDS_KINDS + 1]; /* groups of a kind: from parts[kind] to parts[kind + 1] */
  uint64_t answers;                /* that count */
  uint32_t placeless; /* people without a position of the framework: nothing is required of them */
  uint32_t unknown;   /* pieces of evidence on competencies that the framework does not have */
  const char *note;   /* what needs_show has to say of letters; NULL: nothing */
  bool nothing_shown; /* nothing can be shown: see suppress_decide */
};

/* The framework must outlive it. needs_done in any case. */
enum rc needs_measure(struct store *store, const struct framework *framework, int64_t until,
                      struct needs *needs, struct diags *diags);
void needs_done(struct needs *needs);

const struct needs_group *needs_all(const struct needs *needs);

/* needs_show.c: names agencies, units, posts and people as they are to be shown, and orders groups
 * by that. What is measured and hidden stays as it was under their names. */
void needs_show(struct needs *needs, const struct agencies *agencies);

/* needs_hide.c: marks what must not be shown. with: false leaves out what is hidden only because it
 * would give others away, for tests of that alone. */
void needs_hide(struct needs *needs, bool with);

struct suppress;
/* A fact of a competency as cells (one per group, by its number) and totals. */
void needs_tables(const struct needs *needs, size_t competency, enum needs_fact fact,
                  struct suppress *tables);

#endif
