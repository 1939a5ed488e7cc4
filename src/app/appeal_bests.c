/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best of everybody's runs as they count, for reports. */
#include "app/appeal_inner.h"
#include "app/inner.h"

#include <stdlib.h>
#include <string.h>

static int by_session(const void *a, const void *b) {
  const struct rescored *x = a, *y = b;
  int order = memcmp(x->subject, y->subject, ID_BYTES);
  order = order ? order : memcmp(x->session, y->session, ID_BYTES);
  return order ? order : memcmp(x->hash, y->hash, HASH_BYTES);
}

static int run_to_answer(const struct ruled_run *run, const struct rescored *answer) {
  int order = memcmp(run->subject, answer->subject, ID_BYTES);
  return order ? order : memcmp(run->session, answer->session, ID_BYTES);
}

/* The answers of the run among all, which are by session. */
static struct appeal_known known_of(const struct appeal_known *all, const struct ruled_run *run) {
  struct appeal_known known = {.contests = all->contests, .n_contests = all->n_contests};
  size_t low = 0, high = all->n_rescored;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (run_to_answer(run, &all->rescored[middle]) > 0)
      low = middle + 1;
    else
      high = middle;
  }
  known.rescored = all->rescored + low;
  while (low + known.n_rescored < all->n_rescored &&
         run_to_answer(run, &known.rescored[known.n_rescored]) == 0)
    known.n_rescored++;
  return known;
}

/* A run whose course is gone counts as it was marked. */
static struct appeal_run count_run(struct app *app, const struct appeal_known *all,
                                   const struct ruled_run *run) {
  const struct appeal_run as_marked = {run->score, run->score, run->passed, run->passed, 1};
  struct appeal_run result;
  struct diags ignored = {0};
  struct arena arena = {0};
  struct session session;
  const struct module *module;
  struct happening closed;
  bool has_closed, counted = false;
  if (run->touched && resume_session(app, run->subject, run->session, &session, &module, &closed,
                                     &has_closed, &arena, &ignored) == RC_OK) {
    const struct appeal_known known = known_of(all, run);
    counted = appeal_rescore(&session, module, &known, &result);
  }
  arena_done(&arena);
  diags_done(&ignored);
  return counted ? result : as_marked;
}

static bool same_best(const struct appeal_best *best, const struct ruled_run *run) {
  return memcmp(best->person, run->person, ID_BYTES) == 0 && strcmp(best->path, run->path) == 0;
}

static void add_run(struct appeal_best *best, const struct appeal_run *result) {
  best->scored |= result->n > 0;
  best->best = result->score > best->best ? result->score : best->best;
  best->passed |= result->passed;
}

static void count_all(struct app *app, const struct appeal_known *all, const struct ruled_run *runs,
                      size_t n_runs, struct appeal_best *list, size_t *n) {
  for (size_t i = 0; i < n_runs; i++) {
    const struct appeal_run result = count_run(app, all, &runs[i]);
    if (!*n || !same_best(&list[*n - 1], &runs[i])) {
      struct appeal_best *best = &list[(*n)++];
      memcpy(best->person, runs[i].person, ID_BYTES);
      strcpy(best->path, runs[i].path);
    }
    add_run(&list[*n - 1], &result);
  }
}

enum rc appeal_bests(struct app *app, const struct evidence_scope *scope, struct arena *arena,
                     struct appeal_best **list, size_t *n, struct diags *diags) {
  struct appeal_known all = {0};
  struct ruled_run *runs;
  size_t n_runs;
  *list = NULL;
  *n = 0;
  enum rc rc = store_ruled_runs(app->store, scope, &runs, &n_runs, diags);
  if (rc == RC_OK && n_runs)
    rc = store_contests(app->store, NULL, scope->until, arena, &all.contests, &all.n_contests,
                        diags);
  if (rc == RC_OK && n_runs)
    rc =
        store_rescored(app->store, NULL, NULL, scope->until, &all.rescored, &all.n_rescored, diags);
  if (all.n_rescored)
    qsort(all.rescored, all.n_rescored, sizeof *all.rescored, by_session);
  *list = arena_array(arena, n_runs + 1, sizeof **list);
  if (rc == RC_OK)
    count_all(app, &all, runs, n_runs, *list, n);
  free(all.rescored);
  free(runs);
  return rc;
}
