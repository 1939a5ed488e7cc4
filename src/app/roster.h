/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roster: taking it in, giving it out, and joining people who turn out to be one.
 *
 * Taking in states only what is new or changed, in one transaction: all of a roster or nothing, and
 * the same roster again changes nothing. A row is somebody known by its code; without one by name,
 * agency and unit; else somebody new, who gets a code. Who is missing from a roster stays: people
 * do not vanish by being left out of a list.
 *
 * Unmatched is who learned somewhere and is on no roster: laptops that never met make an id for
 * each person of their own. Joining two ids is an event and can be undone by another. */
#ifndef APP_ROSTER_H
#define APP_ROSTER_H

#include "app/app.h"
#include "exchange/roster.h"
#include "exchange/stick.h"
#include "exchange/table.h"

struct roster_taken {
  size_t added, changed, same; /* people */
  size_t posts;                /* establishments stated anew */
};

/* Diagnostics of exchange/roster.h; "roster.position": no such position in the
 * framework; "roster.framework": it cannot be read. try_only: nothing is stated, *taken says what
 * would be. */
enum rc roster_take(struct app *app, const char *shown, const char *bytes, size_t len,
                    bool try_only, struct roster_taken *taken, struct diags *diags);

/* The same, for a class: see each member. {0} is what roster_take does. */
struct roster_how {
  bool try_only;
  const struct stick_person *ids; /* sorted by code: whoever is new here and has such a code, has
                                     that id */
  size_t n_ids;
  const struct settings *settings; /* (may be NULL) of who is new here, in the same transaction */
  void (*each)(void *ctx, const struct person *person); /* (may be NULL) as it is known now */
  void *ctx;
};
enum rc roster_take_how(struct app *app, const char *shown, const char *bytes, size_t len,
                        const struct roster_how *how, struct roster_taken *taken,
                        struct diags *diags);

/* People as roster_take reads them, in their order. In the arena. */
const struct table *roster_people_table(struct arena *arena, const struct person *people, size_t n);

/* The roster as roster_take reads it: people with a code, then the establishment. In the arena. */
enum rc roster_table(struct app *app, struct arena *arena, const struct table **table,
                     struct diags *diags);

/* Everybody with a code, as cards (exchange/cards.h); appends. */
enum rc roster_cards(struct app *app, struct str *out, struct diags *diags);

struct roster_unmatched { /* somebody without a code */
  struct person person;
  const struct person *namesake; /* the only one with a code and that name (folded); NULL */
};

/* In the arena, by name. */
enum rc roster_unmatched(struct app *app, struct arena *arena, struct roster_unmatched **list,
                         size_t *n, struct diags *diags);

/* Two people, each by code or by the first hexadecimal digits (at least 4) of the id.
 * "roster.nobody": none or several; "roster.same": they are one already, or with undo are not. */
enum rc roster_join(struct app *app, const char *one, const char *two, bool undo,
                    struct diags *diags);

#endif
