/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A roster, from CSV: who serves where, and how many officers a unit should have.
 *
 *     code,name,agency,unit,position,cohort,sex,grade,years,language,establishment
 *     K7M-4Q2,Amina Yusuf,Border Guard,North Gate,PLO,2026-A,f,Sergeant,7,sw,
 *     ,Bakari Otieno,Border Guard,North Gate,PLO,2026-A,,,,,
 *     ,,Border Guard,North Gate,PLO,,,,,,14
 *
 * Columns in any order, by these names in any case; name, agency, unit and position are needed, the
 * others may be missing. A row with a name is a person: without a code one is made when the roster
 * is taken in. A row without name and code states the establishment: so many officers of that
 * position in that unit. years: of service, whole ones begun or not. */
#ifndef EXCHANGE_ROSTER_H
#define EXCHANGE_ROSTER_H

#include "base/diag.h"
#include "exchange/csv_read.h"
#include "model/person.h"

enum { ROSTER_BYTES = 16 << 20, ROSTER_POSTS = 1000000 };

struct roster_person {
  struct person person;                  /* without an id; code "" if it is to be made */
  struct place at, code_at, position_at; /* of the row and of its cells */
  unsigned code_span, position_span;
};

struct roster_posts {
  char agency[PERSON_TEXT], unit[PERSON_TEXT], position[PERSON_TEXT];
  uint32_t n;
  struct place position_at;
  unsigned position_span;
};

struct roster {
  struct arena arena; /* of the texts in diagnostics */
  struct {
    struct roster_person *list;
    size_t n, cap;
  } people;
  struct {
    struct roster_posts *list;
    size_t n, cap;
  } posts;
};

/* RC_DATA with every fault, sorted and with excerpts: csv_read.h's, and "roster.header" (a column
 * missing, twice or unknown), "roster.cells" (more cells than columns), "roster.text" (too long),
 * "roster.needed" (an empty cell where there must be something), "roster.code" (no code, or twice),
 * "roster.twice" (the same name in the same unit, or posts stated twice), "roster.years",
 * "roster.sex", "roster.language", "roster.establishment", "roster.empty". roster_done it either
 * way. */
enum rc roster_read(const char *shown, const char *bytes, size_t len, struct roster *roster,
                    struct diags *diags);
void roster_done(struct roster *roster);

/* Of one person, as a cell has it; "" where nothing is said. False: it cannot be read, and then
 * nothing is said. */
bool roster_read_sex(const char *text, struct person *person);
bool roster_read_language(const char *text, struct person *person);

/* roster_flat.c: what a child in a cage read, as bytes, and back: every text again of its length and
 * safe, codes codes, numbers within their bounds. False: no such bytes. */
void roster_flatten(const struct roster *roster, struct str *out);
bool roster_unflatten(struct unpack *in, const char *shown, struct roster *roster);

#endif
