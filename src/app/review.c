/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review.h"

#include "base/text.h"

static struct gathered *all_met(struct app *app, const char *path) {
  struct arena arena = {0};
  struct diags ignored = {0};
  const char *const *met = NULL;
  size_t n = 0;
  if (store_met(app->store, app->person.id, &arena, &met, &n, &ignored) != RC_OK)
    n = 0;
  static const char *const none[] = {NULL};
  const struct gathering what = {path, _("Review"), n ? met : none, n, NULL, NULL};
  struct gathered *gathered = gather(app, &what);
  diags_done(&ignored);
  arena_done(&arena);
  return gathered;
}

struct gathered *review_again(struct app *app, const char *path, const struct happening *started) {
  return started ? gather_planned(app, path, _("Review"), started) : all_met(app, path);
}
