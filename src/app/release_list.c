/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts today of what agencies released, and for whom. */
#include "app/release_inner.h"

#include "app/inner.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

const char *const release_state_names[RELEASE_STATES] = {"none", "shown", "not-yet", "over",
                                                         "withdrawn"};

static enum release_state state_of(const struct release *release, const char *today) {
  if (!release->names)
    return RELEASE_WITHDRAWN;
  if (strcmp(today, release->from) < 0)
    return RELEASE_NOT_YET;
  return strcmp(today, release->until) > 0 ? RELEASE_OVER : RELEASE_SHOWN;
}

/* -- Gathering --------------------------------------------------------------------------------- */

struct listing {
  const struct releases *releases;
  const char *today;
  const struct person *people;
  size_t n_people;
  struct arena *arena;
  struct release_row *list;
  size_t n, cap;
};

static bool on_roster(const struct listing *all, const char *agency) {
  for (size_t i = 0; i < all->n_people; i++)
    if (strcmp(all->people[i].agency, agency) == 0)
      return true;
  return false;
}

static void add(struct listing *all, const char *agency) {
  struct release_row row = {.agency = text_safe(all->arena, agency, strlen(agency), false),
                            .on_roster = on_roster(all, agency)};
  size_t before = all->n;
  for (row.to = 0; row.to < RELEASE_AUDIENCES; row.to++) {
    row.release = releases_newest(all->releases, agency, row.to);
    row.state = row.release ? state_of(row.release, all->today) : RELEASE_NONE;
    if (row.release)
      VEC_PUSH(all, row);
  }
  row.to = 0;
  if (all->n == before)
    VEC_PUSH(all, row);
}

/* One agency may have several keys on the card: once is enough. */
static bool is_first(const struct card *card, size_t nth) {
  for (size_t i = 0; i < nth; i++)
    if (!card_revokes(card, card->agencies.list[i].signer) &&
        strcmp(card->agencies.list[i].name, card->agencies.list[nth].name) == 0)
      return false;
  return true;
}

static int by_agency(const void *a, const void *b) {
  const struct release_row *x = a, *y = b;
  int order = strcmp(x->agency, y->agency);
  return order ? order : (int)x->to - (int)y->to;
}

enum rc release_list(struct app *app, const char *store, const struct releases *releases,
                     const char *today, struct arena *arena, struct release_row **rows, size_t *n,
                     struct diags *diags) {
  struct card card = {0};
  struct person *people = NULL;
  struct listing all = {.releases = releases, .today = today, .arena = arena};
  enum rc rc = release_card(store, &card, diags);
  if (rc == RC_OK)
    rc = store_people(app->store, &people, &all.n_people, diags);
  all.people = people;
  for (size_t i = 0; rc == RC_OK && i < card.agencies.n; i++)
    if (!card_revokes(&card, card.agencies.list[i].signer) && is_first(&card, i))
      add(&all, card.agencies.list[i].name);
  if (all.n)
    qsort(all.list, all.n, sizeof *all.list, by_agency);
  *rows = arena_array(arena, all.n + 1, sizeof **rows);
  for (size_t i = 0; i < all.n; i++)
    (*rows)[i] = all.list[i];
  *n = all.n;
  free(all.list);
  free(people);
  card_done(&card);
  return rc;
}

/* -- As a table -------------------------------------------------------------------------------- */

enum { AGENCY, AUDIENCE, STATE, SHOWS, FROM, UNTIL, SERIAL, ON_ROSTER, COLUMNS };

static const struct column columns[COLUMNS] = {
    [AGENCY] = {.key = "agency"},
    [AUDIENCE] = {.key = "audience"},
    [STATE] = {.key = "state"},
    [SHOWS] = {.key = "shows"},
    [FROM] = {.key = "from", .kind = COLUMN_DATE},
    [UNTIL] = {.key = "until", .kind = COLUMN_DATE},
    [SERIAL] = {.key = "serial", .kind = COLUMN_WHOLE},
    [ON_ROSTER] = {.key = "on_roster"},
};

static void fill(struct cell *cells, const struct release_row *row) {
  const struct release *release = row->release;
  cells[AGENCY] = cell_text(row->agency);
  cells[STATE] = cell_text(release_state_names[row->state]);
  cells[ON_ROSTER] = cell_text(row->on_roster ? "yes" : "no");
  if (!release)
    return;
  cells[AUDIENCE] = cell_text(release_audience_names[row->to]);
  cells[SERIAL] = cell_number(release->serial);
  cells[SHOWS] = cell_text(!release->names ? "nothing" : release->people ? "people" : "names");
  cells[FROM] = cell_text(release->from);
  cells[UNTIL] = release->names ? cell_text(release->until) : (struct cell){0};
}

const struct table *release_table(const struct release_row *rows, size_t n, struct arena *arena) {
  struct table *table = arena_alloc(arena, sizeof *table);
  struct cell *cells = arena_array(arena, n * COLUMNS + 1, sizeof *cells);
  for (size_t i = 0; i < n; i++)
    fill(cells + i * COLUMNS, &rows[i]);
  *table = (struct table){
      .id = "releases", .columns = columns, .n_columns = COLUMNS, .n_rows = n, .cells = cells};
  return table;
}
