/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside reports: what each is made from, and what they share. A report is one file, report_NAME.c,
 * and one row of report_kinds.c. */
#ifndef APP_REPORTING_H
#define APP_REPORTING_H

#include "app/agency.h"
#include "app/report.h"
#include "app/report_sheet.h"
#include "app/rollup.h"
#include "exchange/paper.h"

enum {
  REPORT_TAKES_BY = 1,
  REPORT_TAKES_AS_OF = 2,
  REPORT_TAKES_COHORT = 4,
  REPORT_TAKES_ON = 8,
  REPORT_TAKES_CODES = 16,  /* --pseudonymous */
  REPORT_IS_OF_GROUPS = 32, /* for an agency unless it is asked for otherwise; a trainer's is by
                              unit and names people beside */
  REPORT_TELLS_OF_STRANGERS = 64, /* of who did something and was never stated */
  REPORT_NAMES_NOBODY = 128
};

struct reporting {
  struct app *app;
  const struct framework *framework;  /* its titles are those that are shown */
  const struct agencies *agencies;    /* who is told of by name: only what follows asks it */
  bool holder; /* person by person, and for nobody in particular: for who holds the records */
  const struct report_wanted *wanted; /* by is settled */
  int64_t until;                      /* the end of the as-of day; INT64_MAX: all there is */
  const struct person *people;        /* as last stated before that, of the cohort; by id. With
                                         strangers those of whom there is only an id */
  const struct person *const *shown;  /* the same as they are shown, one by one */
  size_t n;
  struct arena *arena; /* of the paper and all below it */
};

struct report_kind {
  const char *name;
  const char *table;  /* what a format of one table gets */
  const char *people; /* and by person, where that is another; NULL: it is not */
  unsigned takes;
  enum rc (*make)(const struct reporting *r, const struct paper **paper, struct diags *diags);
};
extern const struct report_kind report_kinds[]; /* the last has no name */

enum rc report_make_competency(const struct reporting *r, const struct paper **paper,
                               struct diags *diags);
enum rc report_make_tna(const struct reporting *r, const struct paper **paper, struct diags *diags);
enum rc report_make_progress(const struct reporting *r, const struct paper **paper,
                             struct diags *diags);
enum rc report_make_gain(const struct reporting *r, const struct paper **paper,
                         struct diags *diags);
enum rc report_make_readiness(const struct reporting *r, const struct paper **paper,
                              struct diags *diags);
enum rc report_make_agreement(const struct reporting *r, const struct paper **paper,
                              struct diags *diags);
enum rc report_make_day(const struct reporting *r, const struct paper **paper, struct diags *diags);

/* The head that all have: confidential where people are named, and where they are of one class: two
 * classes, or one and everybody, can be subtracted from each other, and this is said first. */
struct paper *reporting_paper(const struct reporting *r, const char *id, const char *title);
/* The same of a kind that names nobody for whichever audience. */
struct paper *reporting_nameless(const struct reporting *r, const char *id, const char *title);

/* -- Whom ------------------------------------------------------------------------------------ */

#define NOBODY SIZE_MAX
size_t reporting_person(const struct reporting *r, const uint8_t id[ID_BYTES]); /* or NOBODY */
bool reporting_by_person(const struct reporting *r);
/* Everybody's number, by agency, unit, name as shown, and id: how lists of people are read. In the
 * arena. */
const size_t *reporting_order(const struct reporting *r);
/* Every group's number: by kind, then as they are shown. In the arena. */
const size_t *reporting_groups(const struct reporting *r, const struct rollup *rollup);
enum rollup_kind reporting_kind(const struct reporting *r); /* of the groups asked for */
const char *reporting_name(const struct reporting *r, size_t person);
const char *reporting_group(const struct reporting *r, const struct rollup_group *group);

/* -- Cells ------------------------------------------------------------------------------------ */

struct cell cell_day(const struct reporting *r, int64_t time); /* "2026-11-26", in UTC */
/* One line, safe to show: of a course's text. */
struct cell cell_line(const struct reporting *r, const char *text);
const char *reporting_day(const struct reporting *r, int64_t time);

/* -- Modules of all courses that can be read -------------------------------------------------- */

struct reporting_module {
  const struct course *course;
  const struct module *module;
};
/* In the arena, in the catalogue's order. */
size_t reporting_modules(const struct reporting *r, const struct reporting_module **list);
bool reporting_module_holds(const struct module *module, const char *path); /* beneath it, or it */

#endif
