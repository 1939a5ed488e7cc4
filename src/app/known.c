/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/known.h"

#include "base/mem.h"
#include "base/text.h"
#include "store/evidence.h"

#include <stdlib.h>
#include <string.h>

static int by_code(const void *a, const void *b) {
  return strcmp((*(struct person *const *)a)->code, (*(struct person *const *)b)->code);
}

static int by_who(const void *a, const void *b) {
  const struct person *x = *(struct person *const *)a, *y = *(struct person *const *)b;
  int order = strcmp(x->name, y->name);
  order = order ? order : strcmp(x->agency, y->agency);
  return order ? order : strcmp(x->unit, y->unit);
}

static int by_name(const void *a, const void *b) {
  const struct known_name *x = a, *y = b;
  int order = strcmp(x->name, y->name);
  return order ? order : memcmp(x->person->id, y->person->id, ID_BYTES);
}

enum rc known_read(struct app *app, struct known *known, struct diags *diags) {
  enum rc rc = store_people_as_of(app->store, INT64_MAX, &known->people, &known->n, diags);
  if (rc != RC_OK)
    return rc;
  known->by_code = mem_array(known->n + 1, sizeof(void *));
  known->by_who = mem_array(known->n + 1, sizeof(void *));
  for (size_t i = 0; i < known->n; i++)
    if (known->people[i].code[0])
      known->by_code[known->n_codes] = known->by_who[known->n_codes] = &known->people[i],
      known->n_codes++;
  qsort(known->by_code, known->n_codes, sizeof(void *), by_code);
  qsort(known->by_who, known->n_codes, sizeof(void *), by_who);
  return RC_OK;
}

void known_done(struct known *known) {
  free(known->people);
  free(known->by_code);
  free(known->by_who);
  free(known->names);
  arena_done(&known->arena);
}

struct person *known_find(const struct known *known, const struct person *who) {
  bool coded = who->code[0];
  struct person **found = bsearch(&who, coded ? known->by_code : known->by_who, known->n_codes,
                                  sizeof(void *), coded ? by_code : by_who);
  return found ? *found : NULL;
}

/* Names are folded only where somebody asks for one. */
static void sort_names(struct known *known) {
  known->names = mem_array(known->n + 1, sizeof *known->names);
  for (size_t i = 0; i < known->n; i++)
    known->names[i] =
        (struct known_name){text_fold(&known->arena, known->people[i].name), &known->people[i]};
  qsort(known->names, known->n, sizeof *known->names, by_name);
}

const struct known_name *known_named(struct known *known, const char *name, size_t *n) {
  size_t from = 0;
  if (!known->names)
    sort_names(known);
  const char *wanted = text_fold(&known->arena, name);
  for (size_t most = known->n; from < most;) {
    size_t half = (from + most) / 2;
    if (strcmp(known->names[half].name, wanted) < 0)
      from = half + 1;
    else
      most = half;
  }
  for (*n = 0; from + *n < known->n && strcmp(known->names[from + *n].name, wanted) == 0;)
    ++*n;
  return known->names + from;
}
