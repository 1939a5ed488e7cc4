/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes: whom an assessor or a sheet is about. A class is the people of a cohort, as last stated;
 * who is joined is one. */
#ifndef APP_CLASS_H
#define APP_CLASS_H

#include "app/app.h"

struct class_name {
  const char *cohort; /* "": who is in none */
  size_t n;           /* people */
};

/* By cohort, bytewise. In the arena. */
enum rc class_names(struct app *app, struct arena *arena, struct class_name **list, size_t *n,
                    struct diags *diags);

/* By name (folded), then id; cohort NULL: everybody. In the arena; none is no failure. */
enum rc class_people(struct app *app, struct arena *arena, const char *cohort,
                     struct person **people, size_t *n, struct diags *diags);

/* The same; an empty cohort is RC_DATA "class.nobody". */
enum rc class_cohort(struct app *app, struct arena *arena, const char *cohort,
                     struct person **people, size_t *n, struct diags *diags);

/* The same from a store's folder, which is not made: the cohort, or (cohort NULL) who has that
 * code, or an id that begins so (people_named). An empty cohort is RC_DATA "class.nobody", a code
 * of nobody RC_USAGE "roster.nobody". */
enum rc class_read(const struct app_paths *paths, struct arena *arena, const char *cohort,
                   const char *code, struct person **people, size_t *n, struct diags *diags);

#endif
