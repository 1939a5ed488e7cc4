/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom the store knows, to find people in what somebody typed: by code, or by name. */
#ifndef APP_KNOWN_H
#define APP_KNOWN_H

#include "app/app.h"

struct known {
  struct arena arena;
  struct person *people;
  size_t n;
  struct person **by_code, **by_who; /* sorted; of by_who only those with a code */
  size_t n_codes;
  struct known_name {
    const char *name; /* folded */
    const struct person *person;
  } * names; /* of everybody, sorted */
};

/* As everybody was last stated; who is joined is one. known_done it in any case. */
enum rc known_read(struct app *app, struct known *known, struct diags *diags);
void known_done(struct known *known);

/* Who has the same code, or if there is none to look for the same name, agency and unit; NULL. */
struct person *known_find(const struct known *known, const struct person *who);
/* Everybody of that name, in any case and spelling of accents: the first of *n. */
const struct known_name *known_named(struct known *known, const char *name, size_t *n);

#endif
