/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/warmup.h"

#include "app/inner.h"
#include "base/text.h"
#include "measure/interval.h"

#include <stdlib.h>
#include <string.h>

static int by_missed(const void *a, const void *b) {
  const struct missed_row *x = a, *y = b;
  double p = interval_wilson(x->missed, x->asked).low, q = interval_wilson(y->missed, y->asked).low;
  if (p < q || p > q)
    return p > q ? -1 : 1;
  return strcmp(x->path, y->path);
}

/* The paths of those that can be asked, at most so many. */
static size_t choose(struct app *app, const struct missed_row *rows, size_t n, size_t most,
                     const char **items) {
  const struct module *home = NULL;
  size_t chosen = 0;
  for (size_t i = 0; i < n && chosen < most; i++)
    if (rows[i].missed && gather_find(app, rows[i].path, &home))
      items[chosen++] = rows[i].path;
  return chosen;
}

static enum rc nothing(struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, "warm-up.nothing",
             _("let the class practise first, or collect what it did"),
             _("no question of these courses was missed"));
  return RC_MISSING;
}

enum rc warm_up(struct app *app, unsigned minutes, const struct module **module,
                struct diags *diags) {
  struct arena arena = {0};
  struct missed_row *rows;
  const char *items[WARMUP_MOST];
  size_t n;
  *module = NULL;
  enum rc rc = store_missed(app->store, &arena, &rows, &n, diags);
  if (n)
    qsort(rows, n, sizeof *rows, by_missed);
  size_t chosen = choose(app, rows, n, minutes < WARMUP_MOST ? minutes : WARMUP_MOST, items);
  if (rc == RC_OK && chosen)
    *module = &gather(app, &(struct gathering){"warm-up", _("Warm-up"), items, chosen, NULL, NULL})
                   ->module;
  else if (rc == RC_OK)
    rc = nothing(diags);
  arena_done(&arena);
  return rc;
}

enum rc warm_up_open(const struct app_paths *paths, struct app **app, struct diags *diags) {
  struct store *store;
  *app = NULL;
  enum rc rc = store_open_existing(paths->store, &store, diags);
  store_close(store);
  return rc == RC_OK ? app_open(paths, app, diags) : rc;
}
