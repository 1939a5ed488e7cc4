/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports: events, framework and nothing else in; a table out. The same in gives the same bytes. */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include "app/app.h"
#include "exchange/sink.h"
#include "exchange/table.h"
#include "store/evidence.h"

struct report_row { /* one person and competency */
  const struct person *person;
  const char *competency;
  const char *name; /* of the competency; "" if the framework has none of that id */
  uint32_t items_marked, right_marked; /* as if nothing had been ruled */
  uint32_t items, right;               /* 0 items: the post asks for it and there is no evidence */
  int required;         /* level; -1: no post is known, or it says nothing of this one */
  int self, supervisor; /* level as rated, of several supervisors the lowest; -1: not rated */
  int64_t last;         /* projected time of the last activity; only if items > 0 */
};

/* Rows by person as given, then in the framework's order, then by id. evidence is sorted by person
 * and competency, as store_competency gives it; that of others is left out. In the arena. */
size_t report_competency(const struct framework *framework, const struct person *people,
                         size_t n_people, const struct competency_row *evidence, size_t n_evidence,
                         struct arena *arena, struct report_row **rows);

/* What people and supervisors think, beside: ratings as store_ratings gives them. */
void report_add_ratings(struct report_row *rows, size_t n, const struct rated *ratings,
                        size_t n_ratings);

/* Of the person who is signed in, without ratings. In the arena. */
enum rc app_competency(struct app *app, struct arena *arena, struct report_row **rows, size_t *n,
                       struct diags *diags);

/* As a table of stable columns: person, name, agency, unit, position, competency, competency_name,
 * items, right, share, low, high (95 %, Wilson), required, last_activity (ISO 8601, UTC), self,
 * supervisor (levels as rated; nothing above is made of them). */
const struct table *report_table(const struct report_row *rows, size_t n, struct arena *arena);

enum report_by {
  REPORT_BY_AUDIENCE,
  REPORT_BY_PERSON,
  REPORT_BY_UNIT,
  REPORT_BY_AGENCY,
  REPORT_BY_POSITION
};
enum report_audience {
  REPORT_FOR_ANYBODY,
  REPORT_FOR_OFFICER,
  REPORT_FOR_TRAINER,
  REPORT_FOR_AGENCY,
  REPORT_FOR_MINISTRY
};
/* As the command line has them: of 0 "", NULL after the last. */
extern const char *const report_by_names[], *const report_audience_names[];

struct report_wanted { /* {0}: all that is recorded, of everybody, by person */
  enum report_by by;
  enum report_audience audience;
  const char *as_of;  /* "2026-11-26": to the end of that day (UTC); NULL: all that is recorded */
  const char *cohort; /* NULL: everybody */
  const char *agency; /* that it is for, as the roster has it; NULL: of none in particular */
  const char *on;     /* the day that readiness is forecast for */
  const char *table;  /* this table alone, by its id; NULL: all of the report */
  bool pseudonymous;  /* codes for names */
};

/* Those that there are, as "competency, day, gain": in the arena. */
const char *report_names(struct arena *arena);
/* Does it name people, whom not everybody may read of? Of a class it does, in whichever groups:
 * subtracted from another report it tells of few. */
bool report_names_people(const char *name, const struct report_wanted *wanted);

/* The whole way: from the store's folder into the sink. RC_MISSING: nothing is recorded there yet;
 * RC_USAGE: no such report or format ("report.unknown", "report.format"), an option that this
 * report does not have ("report.option"), a date that is none ("report.date"), names for a reader
 * who gets none ("report.people"), a cohort of nobody ("report.cohort"), an agency that there is
 * not ("report.agency"); RC_IO without a
 * diagnostic: the sink failed. Makes no store. */
enum rc report_make(const struct app_paths *paths, const char *name,
                    const struct report_wanted *wanted, const char *format, struct sink *sink,
                    struct diags *diags);

#endif
