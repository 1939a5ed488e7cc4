/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/rating.h"

#include "app/inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct listing {
  const struct framework *framework;
  struct rating *list;
  size_t n;
};

static void on_row(void *ctx, const struct measured *row) {
  struct listing *to = ctx;
  if (row->required <= 0)
    return;
  to->list[to->n++] = (struct rating){.competency = &to->framework->competencies[row->competency],
                                      .required = (unsigned)row->required,
                                      .own = row->self,
                                      .supervisor = row->supervisor,
                                      .answers = row->estimate.n,
                                      .status = row->status};
}

static enum rc read_rows(struct app *app, const struct person *person, struct arena *arena,
                         struct listing *listing, struct diags *diags) {
  const struct measured_roster alone = {.people = (struct person *)person, .n = 1};
  const struct evidence_scope scope = {.person = person->id, .from = INT64_MIN, .until = INT64_MAX};
  *listing = (struct listing){.framework = app_framework(app)};
  if (!listing->framework)
    return RC_OK;
  listing->list = arena_array(arena, listing->framework->n_competencies + 1, sizeof *listing->list);
  enum rc rc =
      measured_each(app->store, listing->framework, &alone, &scope, on_row, listing, NULL, diags);
  listing->n = rc == RC_OK ? listing->n : 0;
  return rc;
}

enum rc rating_read(struct app *app, struct arena *arena, struct rating **list, size_t *n,
                    struct diags *diags) {
  struct listing listing;
  enum rc rc = read_rows(app, &app->person, arena, &listing, diags);
  *list = listing.list;
  *n = listing.n;
  return rc;
}

/* -- Of somebody else ---------------------------------------------------------------------------
 */

static void take_own(const struct app *app, const struct rated *rated, struct rating *list,
                     size_t n) {
  if (rated->evidence != EVIDENCE_SUPERVISOR || memcmp(rated->rater, app->person.id, ID_BYTES) != 0)
    return;
  for (size_t i = 0; i < n; i++)
    if (strcmp(list[i].competency->id, rated->competency) == 0)
      list[i].own = rated->level;
}

enum rc rating_read_of(struct app *app, const struct person *person, struct arena *arena,
                       struct rating **list, size_t *n, struct diags *diags) {
  const struct evidence_scope scope = {.person = person->id, .from = INT64_MIN, .until = INT64_MAX};
  struct listing listing;
  struct rated *rated = NULL;
  size_t n_rated = 0;
  enum rc rc = read_rows(app, person, arena, &listing, diags);
  if (rc == RC_OK)
    rc = store_ratings(app->store, &scope, &rated, &n_rated, diags);
  for (size_t i = 0; i < listing.n; i++)
    listing.list[i].own = RATED_NOT;
  for (size_t i = 0; i < n_rated; i++)
    take_own(app, &rated[i], listing.list, listing.n);
  free(rated);
  *list = listing.list;
  *n = rc == RC_OK ? listing.n : 0;
  return rc;
}

/* -- Recording ----------------------------------------------------------------------------------
 */

static bool can_state(struct app *app, const char *competency, unsigned level) {
  const struct framework *framework = app_framework(app);
  return app->signed_in && level < LEVELS && framework &&
         framework_competency(framework, competency) >= 0;
}

static enum rc state(struct app *app, const uint8_t subject[ID_BYTES], enum evidence evidence,
                     const char *competency, unsigned level, enum cause cause,
                     struct diags *diags) {
  struct happening rated = {
      .verb = VERB_RATED, .evidence = evidence, .level = (uint8_t)level, .cause = cause};
  struct append append = {.happened = &rated, .n = 1};
  if (!can_state(app, competency, level) || cause >= CAUSES)
    return RC_USAGE;
  snprintf(rated.competency, sizeof rated.competency, "%s", competency);
  memcpy(append.actor, app->person.id, ID_BYTES);
  memcpy(append.subject, subject, ID_BYTES);
  clock_read(&append.moment);
  return store_append(app->store, &append, diags);
}

enum rc rating_state(struct app *app, const char *competency, unsigned level, struct diags *diags) {
  return state(app, app->person.id, EVIDENCE_SELF, competency, level, CAUSE_NOT_ASKED, diags);
}

enum rc rating_state_of(struct app *app, const struct person *person, const char *competency,
                        unsigned level, enum cause cause, struct diags *diags) {
  uint8_t own[ID_BYTES], other[ID_BYTES];
  enum rc rc = store_same(app->store, app->person.id, INT64_MAX, own, diags);
  if (rc == RC_OK)
    rc = store_same(app->store, person->id, INT64_MAX, other, diags);
  if (rc == RC_OK && memcmp(own, other, ID_BYTES) == 0)
    return RC_USAGE;
  return rc == RC_OK ? state(app, person->id, EVIDENCE_SUPERVISOR, competency, level, cause, diags)
                     : rc;
}
