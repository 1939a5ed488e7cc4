/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/app.h"

#include <stdlib.h>
#include <string.h>

/* What a run's first event says it is about: the lesson's, module's or drill's path. */
static bool path_matches(const char *path, const struct module *module, const char *item) {
  size_t len = strlen(module->path);
  if (strncmp(path, module->path, len) != 0)
    return false;
  return item ? path[len] == '/' && strcmp(path + len + 1, item) == 0 : path[len] == '\0';
}

/* A run that cannot be gone on with (an altered record, something the course has no longer) must
 * not stand for ever in the way of beginning anew. */
static enum rc go_on(struct app *app, const struct open_session *open, struct run **run,
                     struct diags *diags) {
  enum rc rc = run_resume(app, open->session, run, diags);
  return rc == RC_MISSING || rc == RC_DATA ? RC_OK : rc;
}

enum rc run_open(struct app *app, const struct module *module, enum run_kind kind, const char *item,
                 struct run **run, struct diags *diags) {
  struct open_session *open = NULL;
  size_t n = 0;
  *run = NULL;
  enum rc rc = store_open_sessions(app->store, app->person.id, &open, &n, diags);
  for (size_t i = 0; rc == RC_OK && !*run && i < n; i++)
    if (path_matches(open[i].path, module, item))
      rc = go_on(app, &open[i], run, diags);
  free(open);
  if (rc != RC_OK || *run)
    return rc;
  return run_begin(app, module, kind, item, run, diags);
}

size_t app_begun(struct app *app, struct arena *arena, const char *const **paths) {
  struct open_session *open = NULL;
  struct diags ignored = {0};
  size_t n = 0;
  if (app->signed_in)
    store_open_sessions(app->store, app->person.id, &open, &n, &ignored);
  const char **list = arena_array(arena, n + 1, sizeof *list);
  for (size_t i = 0; i < n; i++)
    list[i] = arena_strdup(arena, open[i].path);
  free(open);
  diags_done(&ignored);
  *paths = list;
  return n;
}
