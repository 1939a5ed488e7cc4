/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keying in what an assessor saw at a station: a class as rows, the station's steps as columns.
 *
 * A row is recorded when its last mark is given, as one "observed" event of that person: what is on
 * screen as saved is on the disk. Marks of a row that is not whole are lost if the program ends. A
 * mark that is changed later records the row anew: of each assessor and occasion the last holds.
 *
 * The assessor is who is signed in; his own name is not among the rows, and another's marks never
 * are. The occasion is a word that two assessors of the same performance agree on, say its date: on
 * laptops that never met it gives the same occasion, whatever its case and blanks. */
#ifndef APP_KEYIN_H
#define APP_KEYIN_H

#include "app/app.h"
#include "model/station.h"

enum {
  KEYIN_SPECIMENS = 35, /* of a station: the first so many can be keyed in */
  KEYIN_COLUMNS = STEPS_MAX + 1,
  KEYIN_WORD = 64 /* bytes of an occasion's word */
};

/* Keys of a step, and for a specimen '0' (none, or not noted), '1' to '9', 'a' to 'z'. */
enum { KEYIN_EMPTY = ' ', KEYIN_NOT_SEEN = '0', KEYIN_DONE = '1', KEYIN_NOT_DONE = '2' };

struct keyin_row {
  struct person person;
  char marks[KEYIN_COLUMNS + 1]; /* a key for each column, KEYIN_EMPTY where there is none yet */
  bool saved;                    /* recorded as it stands here */
};

struct keyin {
  struct arena arena;
  const struct station *station;
  const char *cohort; /* NULL: everybody */
  const char *word;   /* of the occasion */
  uint8_t occasion[ID_BYTES];
  size_t n_columns; /* the specimen, where the station has any, then its steps */
  char specimens[KEYIN_SPECIMENS + 2]; /* keys of that column */
  struct keyin_row *rows;
  size_t n;
};

/* With what this assessor keyed in before. "practical.unknown": no course has that station. The
 * modules of the app must outlive it. *keyin is NULL on failure; keyin_free. */
enum rc keyin_open(struct app *app, const char *path, const char *cohort, const char *word,
                   struct keyin **keyin, struct diags *diags);
void keyin_free(struct keyin *keyin); /* NULL is fine */

bool keyin_has_specimen(const struct keyin *keyin); /* as column 0 */
const char *keyin_keys(const struct keyin *keyin, size_t column);
size_t keyin_to_go(const struct keyin *keyin, const struct keyin_row *row); /* empty cells */
struct keyin_row *keyin_row(struct keyin *keyin, const uint8_t person[ID_BYTES]); /* or NULL */

/* Gives a row these marks from a column on ('-' takes one away), and records it if it is whole and
 * was not so recorded. RC_USAGE without a diagnostic: no such cell, or one that does not take it; a
 * mark of a saved row is changed and not taken away. On another failure the marks stay, unsaved:
 * keyin_save tries again. */
enum rc keyin_type(struct app *app, struct keyin *keyin, struct keyin_row *row, size_t column,
                   const char *keys, struct diags *diags);
/* Records all rows that are whole and not saved, in one transaction. */
enum rc keyin_save(struct app *app, struct keyin *keyin, struct diags *diags);

struct keyin_station {
  const struct course *course;
  const struct module *module;
  const struct station *station;
};
/* Of all courses that can be read, in the catalogue's order. In the arena. */
size_t keyin_stations(struct app *app, struct arena *arena, const struct keyin_station **list);
/* Today as an occasion: "2026-11-27". In the arena. */
const char *keyin_today(struct arena *arena);

/* The occasion that a word means at a station: the same on every laptop. */
void keyin_occasion(const char *path, const char *word, uint8_t out[ID_BYTES]);

#endif
