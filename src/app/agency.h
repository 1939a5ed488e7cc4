/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which agency a reader is told of by name: the one place that decides it for all reports, the map
 * and whatever else groups people.
 *
 * An agency's name, those of its units and job specifications, and those of its people leave it
 * only by a release that it signed (app/release.h). Whoever reads of several agencies, and a
 * ministry always, is told of "Agency A" and its units "A-1", "A-2", and of people by codes:
 *
 *   reader                             agencies                     people
 *   nobody named, person by person     as recorded: it is the list of whoever holds the records
 *   officer, trainer, agency, or groups
 *     of people who are all of one     as recorded                  as recorded
 *     of several                       its own; others if released  the same, with people
 *   ministry                           if released                  never named at all
 *
 * Its own is the agency that the report was asked for (--agency). Letters are given out in an order
 * that a key of this store makes, not by name or size, and are kept there: an agency that comes
 * later gets the next one, and one that was released leaves its own free. What stands behind a
 * letter is grouped, counted and hidden as under its name, so that two reports of a day never
 * differ in what they hide. */
#ifndef APP_AGENCY_H
#define APP_AGENCY_H

#include "app/report.h"

struct agency_asked {
  enum report_by by; /* settled, as the audience */
  enum report_audience audience;
  const char *own;    /* the agency that it is for; NULL: of none in particular */
  const char *as_of;  /* that releases are to hold on; NULL: today */
  const char *cohort; /* NULL: everybody */
};

struct agencies; /* in the arena; NULL: all is shown as it is recorded */

/* Of people and establishments as stated before `until`, and of job specifications. RC_USAGE
 * "report.agency": there is no agency of the name asked for; RC_IO "report.pseudonyms": letters
 * could not be kept; the store's codes, and those of the keys where releases lie. */
enum rc agencies_read(struct app *app, const struct agency_asked *asked, int64_t until,
                      struct arena *arena, const struct agencies **agencies, struct diags *diags);

/* What a report says of its letters, translated; NULL: there are none in it. */
const char *agency_note(const struct agencies *agencies);

/* As they are to be shown; NULL and "" stay what they are. */
const char *agency_name(const struct agencies *agencies, const char *agency);
const char *agency_unit(const struct agencies *agencies, const char *agency, const char *unit);
/* The person with name, agency and unit as shown: itself, or a copy in the arena. */
const struct person *agency_person(const struct agencies *agencies, const struct person *person,
                                   struct arena *arena);
/* The framework with the titles of job specifications as shown: the common one's, or the id, for
 * what an unnamed agency calls its own. Itself, or a copy that lives with the agencies. */
const struct framework *agency_framework(const struct agencies *agencies,
                                         const struct framework *framework);

#endif
