/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence that was written down elsewhere and typed into a spreadsheet. What a file is, its first
 * row tells; columns stand in any order, and a column date (2026-11-26) may stand in each.
 *
 * A test on paper: marks, or the letters of options in the order that the course has them.
 *
 *     person,date,passports/td3-length,passports/check-digit
 *     max,,1,2
 *     K7M-4Q2,2026-11-20,A,1.5
 *
 * Ratings: kind is self or supervisor, level 0 to 4, cause what is missing (model/event.h).
 *
 *     person,rater,kind,competency,level,cause
 *     K7M-4Q2,Bakari Otieno,supervisor,DOC-EXAM,2,tools
 *
 * Sheets of practical stations; with checklist and days (30 or 90) for station the same steps, seen
 * at work.
 *
 *     person,assessor,station,specimen,date,greets,opens
 *     K7M-4Q2,Bakari Otieno,passports/desk,P-03,2026-11-20,yes,no
 *
 * People are found by code, or by a name that is nobody else's. A path is course/module/id, or
 * module/id where one course alone has such a module. All of a file is taken in, or nothing; what
 * is recorded already, word for word, is not recorded again: the same file twice changes nothing. A
 * mark, a rating or a sheet that differs from an earlier one is recorded, and the latest counts. */
#ifndef APP_INTAKE_H
#define APP_INTAKE_H

#include "app/app.h"

enum { INTAKE_MOST = 20000 }; /* marks, ratings or sheets in a file */

struct intake_taken {
  const char *kind;   /* "paper", "ratings", "sheets" */
  size_t added, same; /* marks, ratings or sheets */
};

/* RC_DATA with every fault, sorted and with excerpts: exchange/filled.h's, and "marks.header" (no
 * file of these kinds, a heading missing or unknown), "marks.person" (nobody, several),
 * "marks.twice", "marks.date", "marks.item", "marks.max", "marks.number", "marks.above",
 * "marks.letter", "marks.competency", "marks.level", "marks.kind", "marks.cause", "marks.station",
 * "marks.step", "marks.days". "marks.framework": RC_MISSING. try_only: nothing is recorded. */
enum rc intake_take(struct app *app, const char *shown, const char *bytes, size_t len,
                    bool try_only, struct intake_taken *taken, struct diags *diags);

#endif
