/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going on with a run: its recorded inputs are stepped through again. */
#include "app/gather.h"
#include "app/inner.h"

#include "base/text.h"

#include <stdio.h>
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

enum rc resume_session(struct app *app, const uint8_t subject[ID_BYTES], const uint8_t id[ID_BYTES],
                       struct session *session, const struct module **module,
                       struct happening *closed, bool *has_closed, struct arena *arena,
                       struct diags *diags) {
  struct happening *happened;
  size_t n;
  *has_closed = false;
  *module = NULL;
  enum rc rc = store_session(app->store, subject, id, arena, &happened, &n, diags);
  if (rc != RC_OK)
    return rc;
  if (n == 0 || happened[0].verb != VERB_STARTED)
    return gone("run.unknown", _("nothing is recorded of this run"), diags);
  *module = gather_again(app, happened[0].path, &happened[0]);
  if (!*module)
    *module = app_module_at(app, happened[0].path, diags);
  if (!*module)
    return RC_MISSING;
  rc = replay(happened, n, session, *module, closed, has_closed, diags);
  enum verb last = happened[n - 1].verb;
  if (last == VERB_COMPLETED || last == VERB_CLOSED)
    *has_closed = false; /* it had ended before the course changed */
  return rc;
}

/* Since the run's newest event, as far as the laptop's clock tells. */
static int64_t time_away(struct app *app, const uint8_t id[ID_BYTES]) {
  struct diags ignored = {0};
  struct moment then, now;
  bool known = store_session_moment(app->store, app->person.id, id, &then, &ignored) == RC_OK;
  diags_done(&ignored);
  clock_read(&now);
  if (!known)
    return 0;
  int64_t away;
  bool same_boot = memcmp(then.boot, now.boot, ID_BYTES) == 0;
  bool told = same_boot ? !__builtin_sub_overflow(now.mono, then.mono, &away)
                        : !__builtin_sub_overflow(now.wall, then.wall, &away);
  return told && away > 0 ? away : 0;
}

/* If it cannot be recorded now, the next answer will say so: that must not keep anybody out. */
static void come_back(struct app *app, struct run *run) {
  struct session_input input;
  struct diags ignored = {0};
  if (session_came_back(&run->session, time_away(app, run->id), &input))
    run_commit(app, run, &input, &ignored);
  run->unsaved = false;
  run->began = clock_active() - run->session.now; /* recording it is not the person's time */
  diags_done(&ignored);
}

enum rc run_resume(struct app *app, const uint8_t id[ID_BYTES], struct run **run,
                   struct diags *diags) {
  struct arena arena = {0};
  struct session session;
  const struct module *module;
  struct happening closed;
  bool has_closed;
  *run = NULL;
  enum rc rc = resume_session(app, app->person.id, id, &session, &module, &closed, &has_closed,
                              &arena, diags);
  if (has_closed) {
    enum rc recorded = run_append(app, id, &closed, 1, NULL, diags);
    rc = rc == RC_OK ? recorded : rc;
  }
  if (rc == RC_OK) {
    *run = run_new(module, id, &session);
    come_back(app, *run);
    store_idle(app->store);
  }
  arena_done(&arena);
  return rc;
}

enum rc run_look_back(struct app *app, const uint8_t id[ID_BYTES], struct run **run,
                      struct diags *diags) {
  struct arena arena = {0};
  struct session session;
  const struct module *module;
  struct happening closed;
  bool has_closed;
  *run = NULL;
  enum rc rc = resume_session(app, app->person.id, id, &session, &module, &closed, &has_closed,
                              &arena, diags);
  if (rc == RC_OK && session.drill_changed)
    rc = gone("run.gone", _("the drill is no longer what it was in this run"), diags);
  else if (rc == RC_OK && !session.over)
    rc = gone("run.unknown", _("this run has not ended"), diags);
  if (rc == RC_OK)
    *run = run_new(module, id, &session);
  arena_done(&arena);
  return rc;
}

size_t app_finished(struct app *app, struct arena *arena, const char *path,
                    const struct finished_run **list) {
  struct finished_run *runs = NULL;
  struct diags ignored = {0};
  size_t n = 0;
  if (app->signed_in)
    store_finished(app->store, app->person.id, path, &runs, &n, &ignored);
  struct finished_run *kept = arena_array(arena, n + 1, sizeof *kept);
  if (n)
    memcpy(kept, runs, n * sizeof *kept);
  free(runs);
  diags_done(&ignored);
  *list = kept;
  return n;
}

/* False: the run's course is gone or broken, so that there is nothing to go on with. *lasting: what
 * is told can be kept. */
static bool where_of(struct app *app, const struct open_session *open, struct place_kept *place,
                     bool *lasting) {
  struct arena scratch = {0};
  struct diags ignored = {0};
  struct session session;
  const struct module *module;
  struct happening closed;
  bool has_closed;
  bool there = resume_session(app, app->person.id, open->session, &session, &module, &closed,
                              &has_closed, &scratch, &ignored) == RC_OK;
  *lasting = there && place_make(app, open->session, &session, module, place);
  if (there && !*lasting) {
    memcpy(place->session, open->session, ID_BYTES);
    snprintf(place->words, sizeof place->words, "%s: %s", module->title,
             session_where(&session, module, &scratch));
  }
  diags_done(&ignored);
  arena_done(&scratch);
  return there;
}

/* What the record says, and kept for the next time if nothing of it was passed over. */
static bool find_place(struct app *app, struct place_kept *place) {
  struct open_session *open = NULL;
  struct diags ignored = {0};
  size_t n = 0, i = 0;
  bool found = false, lasting = false;
  *place = (struct place_kept){0};
  bool read = store_open_sessions(app->store, app->person.id, &open, &n, &ignored) == RC_OK;
  while (i < n && !(found = where_of(app, &open[i], place, &lasting)))
    i++;
  if (read && (n == 0 || (i == 0 && lasting)))
    store_place_keep(app->store, app->person.id, place);
  free(open);
  diags_done(&ignored);
  return found;
}

bool app_continue(struct app *app, uint8_t session[ID_BYTES], struct arena *arena,
                  const char **where) {
  struct place_kept place;
  *where = NULL;
  if (!app->signed_in)
    return false;
  enum place_state known = place_read(app, &place);
  if (known == PLACE_NONE || (known == PLACE_UNKNOWN && !find_place(app, &place)))
    return false;
  memcpy(session, place.session, ID_BYTES);
  *where = arena_strdup(arena, place.words);
  return true;
}
