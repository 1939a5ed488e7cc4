/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports: events, framework and nothing else in; a table out. The same in gives the same bytes. */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include "app/app.h"
#include "app/tna.h"
#include "exchange/sink.h"
#include "exchange/table.h"

struct report_row { /* one person and competency */
  const struct person *person;
  const char *competency;
  const char *name;      /* of the competency; "" if the framework has none of that id */
  uint32_t items, right; /* 0 items: the post asks for it and there is no evidence */
  int required;          /* level; -1: no post is known, or it says nothing of this one */
  int64_t last;          /* projected time of the last activity; only if items > 0 */
};

/* Rows by person as given (unstated ones first, by id), then in the framework's order, then by id.
 * evidence is sorted by person and competency, as store_competency gives it. In the arena. */
size_t report_competency(const struct framework *framework, const struct person *people,
                         size_t n_people, const struct competency_row *evidence, size_t n_evidence,
                         struct arena *arena, struct report_row **rows);

/* Of the person who is signed in. In the arena. */
enum rc app_competency(struct app *app, struct arena *arena, struct report_row **rows, size_t *n,
                       struct diags *diags);

/* As a table of stable columns: person, name, agency, unit, position, competency, competency_name,
 * items, right, share, low, high (95 %, Wilson), required, last_activity (ISO 8601, UTC). */
const struct table *report_table(const struct report_row *rows, size_t n, struct arena *arena);

/* The names of reports. NULL after the last. */
extern const char *const report_names[];

struct report_wanted {
  const char *name, *format;
  struct tna_wanted tna; /* of the report on training needs alone; its pseudonym is filled in here */
  bool pseudonymous;
};

/* The whole way: from the store's folder into the sink. RC_MISSING: nothing is recorded there yet;
 * RC_USAGE: no such report, format or day ("report.date"), an option that is another report's
 * ("report.option"), names for a reader who gets none; RC_IO without a diagnostic: the sink failed.
 * Makes no store. */
enum rc report_make(const struct app_paths *paths, const struct report_wanted *wanted,
                    struct sink *sink, struct diags *diags);

#endif
