/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/rating.h"

#include "app/inner.h"

#include <stdio.h>

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

enum rc rating_read(struct app *app, struct arena *arena, struct rating **list, size_t *n,
                    struct diags *diags) {
  const struct measured_roster alone = {.people = &app->person, .n = 1};
  const struct evidence_scope scope = {.person = app->person.id, .until = INT64_MAX};
  struct listing listing = {.framework = app_framework(app)};
  *list = NULL;
  *n = 0;
  if (!listing.framework)
    return RC_OK;
  listing.list = arena_array(arena, listing.framework->n_competencies + 1, sizeof *listing.list);
  enum rc rc =
      measured_each(app->store, listing.framework, &alone, &scope, on_row, &listing, NULL, diags);
  *list = listing.list;
  *n = rc == RC_OK ? listing.n : 0;
  return rc;
}

enum rc rating_state(struct app *app, const char *competency, unsigned level, struct diags *diags) {
  static const uint8_t no_session[ID_BYTES];
  struct happening rated = {.verb = VERB_RATED, .evidence = EVIDENCE_SELF};
  const struct framework *framework = app_framework(app);
  if (!app->signed_in || level >= LEVELS || !framework ||
      framework_competency(framework, competency) < 0)
    return RC_USAGE;
  rated.level = (uint8_t)level;
  snprintf(rated.competency, sizeof rated.competency, "%s", competency);
  return run_append(app, no_session, &rated, 1, NULL, diags);
}
