/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going on with a run: its recorded inputs are stepped through again. */
#include "app/inner.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static enum rc gone(const char *code, const char *message, struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, code,
             _("what was answered is kept; ask the trainer for the course"), "%s", message);
  return RC_MISSING;
}

static enum rc replay(const struct happening *happened, size_t n, struct session *session,
                      const struct module *module, struct happening *closed, bool *has_closed,
                      struct diags *diags) {
  if (!session_resume(module, &happened[0], session, closed, has_closed))
    return gone("run.gone", _("the course no longer has what was begun"), diags);
  for (size_t i = 1; i < n; i++)
    session_replay(session, module, &happened[i]);
  session_return(session, module);
  return RC_OK;
}

enum rc resume_session(struct app *app, const uint8_t id[ID_BYTES], struct session *session,
                       const struct module **module, struct happening *closed, bool *has_closed,
                       struct arena *arena, struct diags *diags) {
  struct happening *happened;
  size_t n;
  *has_closed = false;
  *module = NULL;
  enum rc rc = store_session(app->store, app->person.id, id, arena, &happened, &n, diags);
  if (rc != RC_OK)
    return rc;
  if (n == 0 || happened[0].verb != VERB_STARTED)
    return gone("run.unknown", _("nothing is recorded of this run"), diags);
  *module = app_module_at(app, happened[0].path, diags);
  if (!*module)
    return RC_MISSING;
  rc = replay(happened, n, session, *module, closed, has_closed, diags);
  enum verb last = happened[n - 1].verb;
  if (last == VERB_COMPLETED || last == VERB_CLOSED)
    *has_closed = false; /* it had ended before the course changed */
  return rc;
}

enum rc run_resume(struct app *app, const uint8_t id[ID_BYTES], struct run **run,
                   struct diags *diags) {
  struct arena arena = {0};
  struct session session;
  const struct module *module;
  struct happening closed;
  bool has_closed;
  *run = NULL;
  enum rc rc = resume_session(app, id, &session, &module, &closed, &has_closed, &arena, diags);
  if (has_closed) {
    enum rc recorded = run_append(app, id, &closed, 1, diags);
    rc = rc == RC_OK ? recorded : rc;
  }
  if (rc == RC_OK)
    *run = run_new(module, id, &session);
  arena_done(&arena);
  return rc;
}

static const char *where_of(struct app *app, const struct open_session *open, struct arena *arena) {
  struct arena scratch = {0};
  struct diags ignored = {0};
  struct session session;
  const struct module *module;
  struct happening closed;
  bool has_closed;
  const char *where = NULL;
  if (resume_session(app, open->session, &session, &module, &closed, &has_closed, &scratch,
                     &ignored) == RC_OK)
    where = arena_printf(arena, "%s: %s", module->title, session_where(&session, module, arena));
  diags_done(&ignored);
  arena_done(&scratch);
  return where;
}

bool app_continue(struct app *app, uint8_t session[ID_BYTES], struct arena *arena,
                  const char **where) {
  struct open_session *open = NULL;
  struct diags ignored = {0};
  size_t n = 0;
  *where = NULL;
  if (app->signed_in)
    store_open_sessions(app->store, app->person.id, &open, &n, &ignored);
  /* A run whose course is gone or broken is passed over: there is nothing to go on with. */
  for (size_t i = 0; i < n && !*where; i++)
    if ((*where = where_of(app, &open[i], arena)))
      memcpy(session, open[i].session, ID_BYTES);
  free(open);
  diags_done(&ignored);
  return *where != NULL;
}
