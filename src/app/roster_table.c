/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roster as it is given out, and taken in again. */
#include "app/roster.h"

#include "exchange/cards.h"
#include "store/evidence.h"

#include <stdlib.h>
#include <string.h>

static const struct column columns[] = {
    {.key = "code"},
    {.key = "name"},
    {.key = "agency"},
    {.key = "unit"},
    {.key = "position"},
    {.key = "cohort"},
    {.key = "sex"},
    {.key = "grade"},
    {.key = "years", .kind = COLUMN_WHOLE, .parts = HAS_POINT},
    {.key = "language"},
    {.key = "establishment", .kind = COLUMN_WHOLE, .parts = HAS_POINT},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static struct cell text(struct arena *arena, const char *value) {
  return value[0] ? cell_text(arena_strdup(arena, value)) : (struct cell){.state = CELL_ABSENT};
}

static void person_cells(struct arena *arena, const struct person *person, struct cell *cells) {
  const char *const texts[] = {person->code,     person->name,   person->agency, person->unit,
                               person->position, person->cohort, person->sex,    person->grade};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    cells[i] = text(arena, texts[i]);
  if (person->served)
    cells[8] = cell_number(person->served - 1);
  cells[9] = text(arena, person->language);
}

static void posts_cells(struct arena *arena, const struct posts *posts, struct cell *cells) {
  cells[2] = text(arena, posts->agency);
  cells[3] = text(arena, posts->unit);
  cells[4] = text(arena, posts->position);
  cells[10] = cell_number(posts->n);
}

static int by_place(const void *a, const void *b) {
  const struct person *x = a, *y = b;
  int order = strcmp(x->agency, y->agency);
  order = order ? order : strcmp(x->unit, y->unit);
  order = order ? order : strcmp(x->name, y->name);
  return order ? order : strcmp(x->code, y->code);
}

enum rc roster_cards(struct app *app, struct str *out, struct diags *diags) {
  struct person *people = NULL;
  size_t n = 0;
  enum rc rc = store_people_as_of(app->store, INT64_MAX, &people, &n, diags);
  if (n)
    qsort(people, n, sizeof *people, by_place);
  if (rc == RC_OK)
    cards_write(people, n, out);
  free(people);
  return rc;
}

static const struct table *table_of(struct arena *arena, const struct cell *cells, size_t n) {
  struct table *table = arena_alloc(arena, sizeof *table);
  *table = (struct table){
      .id = "roster", .columns = columns, .n_columns = COLUMNS, .n_rows = n, .cells = cells};
  return table;
}

const struct table *roster_people_table(struct arena *arena, const struct person *people,
                                        size_t n) {
  struct cell *cells = arena_array(arena, (n + 1) * COLUMNS, sizeof *cells);
  for (size_t i = 0; i < n; i++)
    person_cells(arena, &people[i], cells + i * COLUMNS);
  return table_of(arena, cells, n);
}

enum rc roster_table(struct app *app, struct arena *arena, const struct table **out,
                     struct diags *diags) {
  struct person *people = NULL;
  struct posts *posts = NULL;
  size_t n_people = 0, n_posts = 0, n = 0;
  enum rc rc = store_people_as_of(app->store, INT64_MAX, &people, &n_people, diags);
  if (rc == RC_OK)
    rc = store_posts(app->store, INT64_MAX, &posts, &n_posts, diags);
  struct cell *cells = arena_array(arena, (n_people + n_posts + 1) * COLUMNS, sizeof *cells);
  if (n_people)
    qsort(people, n_people, sizeof *people, by_place);
  for (size_t i = 0; i < n_people; i++)
    if (people[i].code[0])
      person_cells(arena, &people[i], cells + n++ * COLUMNS);
  for (size_t i = 0; i < n_posts; i++)
    posts_cells(arena, &posts[i], cells + n++ * COLUMNS);
  *out = table_of(arena, cells, n);
  free(people);
  free(posts);
  return rc;
}
