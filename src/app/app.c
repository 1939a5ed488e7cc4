/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/care.h"
#include "app/inner.h"
#include "app/review.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>

/* Looks at the files only: they are read when somebody asks what is in them. */
static enum rc open_courses(struct app *app, const char *courses, struct diags *diags) {
  app->courses = arena_strdup(&app->arena, courses);
  enum rc rc = shelf_open(app, courses);
  if (rc == RC_OK)
    return rc;
  diag_error(diags, (struct place){.file = courses}, 1, "app.courses",
             _("say where the courses are with --courses FOLDER"),
             _("the folder of courses cannot be read"));
  return rc;
}

enum rc app_open(const struct app_paths *paths, struct app **out, struct diags *diags) {
  *out = NULL;
  struct app *app = mem_alloc(sizeof *app);
  app->folder = arena_strdup(&app->arena, paths->store);
  enum rc rc = store_open(paths->store, &app->store, diags);
  if (rc == RC_OK)
    rc = open_courses(app, paths->courses, diags);
  if (rc == RC_OK)
    rc = settings_refresh(app, NULL, diags);
  if (rc == RC_OK)
    *out = app;
  else
    app_close(app);
  return rc;
}

void app_close(struct app *app) {
  if (!app)
    return;
  if (app->signed_in && app->projected && !app->due.known)
    review_catch_up(app); /* so that the next start knows what is due; or else it finds it out */
  if (app->store)
    care_daily(app->store, app->folder);
  store_close(app->store);
  for (size_t i = 0; i < app->n_modules; i++) {
    module_free(app->modules[i].module);
    diags_done(&app->modules[i].faults);
  }
  free(app->modules);
  gather_free(app);
  search_free(app->search);
  free(app->progress);
  framework_free(app->lazy.framework);
  catalogue_done(&app->lazy.catalogue);
  stamp_done(&app->files);
  diags_done(&app->diags);
  arena_done(&app->arena);
  free(app);
}
