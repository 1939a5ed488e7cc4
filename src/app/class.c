/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/class.h"

#include "app/inner.h"
#include "base/text.h"
#include "store/evidence.h"

#include <stdlib.h>
#include <string.h>

static int by_cohort(const void *a, const void *b) {
  return strcmp(((const struct person *)a)->cohort, ((const struct person *)b)->cohort);
}

enum rc class_names(struct app *app, struct arena *arena, struct class_name **list, size_t *n,
                    struct diags *diags) {
  struct person *people;
  size_t all;
  *n = 0;
  enum rc rc = store_people_as_of(app->store, INT64_MAX, &people, &all, diags);
  if (rc != RC_OK)
    return rc;
  if (all)
    qsort(people, all, sizeof *people, by_cohort);
  *list = arena_array(arena, all, sizeof **list);
  for (size_t i = 0; i < all; i++)
    if (i && by_cohort(&people[i - 1], &people[i]) == 0)
      (*list)[*n - 1].n++;
    else
      (*list)[(*n)++] = (struct class_name){arena_strdup(arena, people[i].cohort), 1};
  free(people);
  return RC_OK;
}

struct named {
  const char *folded;
  struct person person;
};

static int by_name(const void *left, const void *right) {
  const struct named *a = left, *b = right;
  int order = strcmp(a->folded, b->folded);
  return order ? order : memcmp(a->person.id, b->person.id, ID_BYTES);
}

enum rc class_people(struct app *app, struct arena *arena, const char *cohort,
                     struct person **people, size_t *n, struct diags *diags) {
  struct person *all;
  size_t n_all;
  *n = 0;
  enum rc rc = store_people_as_of(app->store, INT64_MAX, &all, &n_all, diags);
  if (rc != RC_OK)
    return rc;
  struct named *named = arena_array(arena, n_all, sizeof *named);
  for (size_t i = 0; i < n_all; i++)
    if (!cohort || strcmp(all[i].cohort, cohort) == 0)
      named[(*n)++] = (struct named){text_fold(arena, all[i].name), all[i]};
  free(all);
  if (*n)
    qsort(named, *n, sizeof *named, by_name);
  *people = arena_array(arena, *n, sizeof **people);
  for (size_t i = 0; i < *n; i++)
    (*people)[i] = named[i].person;
  return RC_OK;
}

enum rc class_cohort(struct app *app, struct arena *arena, const char *cohort,
                     struct person **people, size_t *n, struct diags *diags) {
  enum rc rc = class_people(app, arena, cohort, people, n, diags);
  if (rc != RC_OK || *n)
    return rc;
  diag_error(diags, (struct place){0}, 1, "class.nobody",
             _("Write it as the roster has it: mafunzo roster export."),
             _("nobody is in the cohort \"%.90s\""), cohort);
  return RC_DATA;
}

static enum rc read_asked(struct app *app, struct arena *arena, const char *cohort,
                          const char *code, struct person **people, size_t *n,
                          struct diags *diags) {
  uint8_t id[ID_BYTES];
  size_t kept = 0;
  enum rc rc = cohort ? class_cohort(app, arena, cohort, people, n, diags)
                      : class_people(app, arena, NULL, people, n, diags);
  if (rc == RC_OK && !cohort)
    rc = people_named(*people, *n, code, id, diags);
  if (rc != RC_OK || cohort)
    return rc;
  for (size_t i = 0; i < *n; i++)
    if (memcmp((*people)[i].id, id, ID_BYTES) == 0)
      (*people)[kept++] = (*people)[i];
  *n = kept;
  return RC_OK;
}

enum rc class_read(const struct app_paths *paths, struct arena *arena, const char *cohort,
                   const char *code, struct person **people, size_t *n, struct diags *diags) {
  struct store *store;
  struct app *app = NULL;
  *n = 0;
  enum rc rc = store_open_existing(paths->store, &store, diags);
  store_close(store);
  if (rc == RC_OK)
    rc = app_open(paths, &app, diags);
  if (rc == RC_OK)
    rc = read_asked(app, arena, cohort, code, people, n, diags);
  app_close(app);
  return rc;
}
