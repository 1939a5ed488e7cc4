/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roster: taking it in, giving it out, and joining people who turn out to be one.
 *
 * Taking in states only what is new or changed, in one transaction: all of a roster or nothing, and
 * the same roster again changes nothing. A row is somebody known by its code; without one by name,
 * agency and unit; else somebody new, who gets a code. Who is missing from a roster stays: people do
 * not vanish by being left out of a list.
 *
 * Unmatched is who learned somewhere and is on no roster: laptops that never met make an id for each
 * person of their own. Joining two ids is an event and can be undone by another. */
#ifndef APP_ROSTER_H
#define APP_ROSTER_H

#include "app/app.h"
#include "exchange/roster.h"
#include "exchange/table.h"

struct roster_taken {
  size_t added, changed, same; /* people */
  size_t posts;                /* establishments stated anew */
};

/* Diagnostics of exchange/roster.h; "roster.position": no such position in the framework;
 * "roster.unknown-code": a code that nobody here has and that no roster of ours can have given (only
 * with strict, where a store has people already); "roster.framework": it cannot be read. try_only:
 * nothing is stated, *taken says what would be. */
enum rc roster_take(struct app *app, const char *shown, const char *bytes, size_t len, bool try_only,
                    struct roster_taken *taken, struct diags *diags);

/* The roster as roster_take reads it: people with a code, then the establishment. In the arena. */
enum rc roster_table(struct app *app, struct arena *arena, const struct table **table,
                     struct diags *diags);

struct roster_unmatched { /* somebody without a code */
  struct person person;
  const struct person *same_code; /* whose code was typed; NULL */
  const struct person *namesake;  /* the only rostered one of that name (folded); NULL */
};

struct roster_people {
  struct person *people; /* rostered or not; heap */
  size_t n;
  struct roster_unmatched *unmatched; /* heap */
  size_t n_unmatched;
};

enum rc roster_people(struct app *app, struct roster_people *out, struct diags *diags);
void roster_people_done(struct roster_people *people);

/* Two people, each by code or by the first hexadecimal digits (at least 4) of the id. "roster.nobody":
 * none or several; "roster.same": they are one already, or with undo are not. */
enum rc roster_join(struct app *app, const char *one, const char *two, bool undo,
                    struct diags *diags);

#endif
