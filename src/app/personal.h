/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person and what is recorded of that person: seeing it, taking it along, correcting it, erasing
 * it, and who has been away so long that it is due.
 *
 * A person is named by code, or by the first hexadecimal digits (at least 4) of the id:
 * "roster.nobody" where that names none or several. Whoever was joined is one person under all ids.
 * by: who acts, named the same way; NULL: whoever holds the store. */
#ifndef APP_PERSONAL_H
#define APP_PERSONAL_H

#include "app/app.h"
#include "exchange/paper.h"
#include "exchange/sink.h"

/* As last stated. */
enum rc personal_find(struct app *app, const char *name, struct person *person,
                      struct diags *diags);

/* All of it in plain words, in groups; the paper is in the arena. What the person recorded of
 * others is told without them. */
enum rc personal_paper(struct app *app, const char *name, struct arena *arena,
                       const struct paper **paper, struct diags *diags);

/* Every event, a line of JSON each (exchange/events.c); of others only what they recorded of this
 * person, and what this person contested: what he recorded of others is theirs. Finishes the sink;
 * RC_IO without a diagnostic: it failed. */
enum rc personal_export(struct app *app, const char *name, struct sink *sink, uint64_t *events,
                        struct diags *diags);

struct personal_change { /* NULL: as it is; "": not known */
  const char *name, *agency, *unit, *position, *cohort, *sex, *grade, *language, *years;
  const char *by;
};
/* A new dated statement; nothing where nothing changes. Diagnostics of people: "person.no-name",
 * "person.position"; "personal.value": sex, language or years cannot be read, or it is too long;
 * "personal.nothing": no change was said. */
enum rc personal_correct(struct app *app, const char *name, const struct personal_change *change,
                         bool *changed, struct diags *diags);

struct personal_left { /* where the person may still be found */
  size_t backups;      /* in the store's own folder; 0 after they were replaced */
  size_t aside;        /* folders that a restore set aside */
};
/* Erases the person under all ids (store/erase.h). backups: makes a new one, and when that is
 * verified deletes the others in the store's own folder. */
enum rc personal_erase(struct app *app, const char *name, const char *by, bool backups,
                       struct personal_left *left, struct diags *diags);
/* The same of whoever is sealed here under that nickname, without the passphrase: it is forgotten,
 * and nobody can read the record any more. Whoever holds the laptop could as well delete the whole
 * store; where somebody can reset the passphrase the person has that done first, so that nobody
 * else erases what is still of use. RC_USAGE "personal.recoverable": somebody can; RC_MISSING
 * "personal.sealed": nobody is sealed under it, or several are. */
enum rc personal_erase_sealed(struct app *app, const char *nickname, const char *by, bool backups,
                              struct personal_left *left, struct diags *diags);

enum { PERSONAL_YEARS = 3 }; /* without activity, until a person is due */

struct personal_due {
  struct person person;
  const char *last; /* the day of the last activity */
};
/* The longest ago first; in the arena. */
enum rc personal_due(struct app *app, unsigned years, struct arena *arena,
                     struct personal_due **list, size_t *n, struct diags *diags);

#endif
