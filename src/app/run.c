/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs: first the record, then the step. A session never stays where the store does not stand. */
#include "app/inner.h"
#include "app/sitting.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum rc run_append(struct app *app, const uint8_t session[ID_BYTES],
                   const struct happening *happened, size_t n, const struct place_kept *place,
                   struct diags *diags) {
  struct append append = {.happened = happened, .n = n, .place = place};
  memcpy(append.actor, app->person.id, ID_BYTES);
  memcpy(append.subject, app->person.id, ID_BYTES);
  memcpy(append.session, session, ID_BYTES);
  clock_read(&append.moment);
  app->due.known = false;
  return store_append(app->store, &append, diags);
}

struct run *run_new(const struct module *module, const uint8_t id[ID_BYTES],
                    const struct session *session) {
  struct run *run = mem_alloc(sizeof *run);
  memcpy(run->id, id, ID_BYTES);
  run->module = module;
  run->session = *session;
  run->began = clock_active() - session->now;
  return run;
}

void run_free(struct run *run) { free(run); }

static enum rc refuse(const char *code, const char *message, struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, code, NULL, "%s", message);
  return RC_USAGE;
}

/* Form A the first time, then turn about: who takes the test again takes the other one. In a sitting
 * the seat decides. */
static enum rc run_terms(struct app *app, const struct module *module, struct beginning *how,
                         struct diags *diags) {
  uint32_t taken = 0;
  how->seed = seed_draw();
  if (how->kind != RUN_EXAM && how->kind != RUN_DIAGNOSTIC)
    return RC_OK;
  const char *path = how->kind == RUN_EXAM ? module->exam_path : module->path;
  enum rc rc = store_starts(app->store, app->person.id, path, &taken, diags);
  how->form = taken % 2 ? FORM_B : FORM_A;
  if (how->kind == RUN_EXAM)
    sitting_form(app->folder, path, &how->form);
  how->time_percent = app_time_percent(app);
  return rc;
}

enum rc run_begin(struct app *app, const struct module *module, enum run_kind kind,
                  const char *item, struct run **run, struct diags *diags) {
  struct session session;
  struct happening started;
  uint8_t id[ID_BYTES];
  *run = NULL;
  if (!app->signed_in)
    return refuse("run.nobody", _("nobody is signed in"), diags);
  struct beginning how = {.kind = kind, .item = item};
  enum rc rc = run_terms(app, module, &how, diags);
  if (rc != RC_OK)
    return rc;
  if (!session_start(module, &how, &session, &started))
    return refuse("run.nothing", _("there is nothing of that name to do here"), diags);
  seal_random(id, ID_BYTES);
  if (kind == RUN_EXAM)
    rc = sitting_attempt(app, module->exam_path, id, diags);
  if (rc != RC_OK)
    return rc;
  struct place_kept place;
  bool placed = place_make(app, id, &session, module, &place);
  rc = run_append(app, id, &started, 1, placed ? &place : NULL, diags);
  if (rc != RC_OK)
    return rc;
  *run = run_new(module, id, &session);
  store_idle(app->store); /* the first page is being read */
  return rc;
}

static void after_end(struct app *app) {
  app->has_progress = false;
  store_idle(app->store); /* the results are being read: a moment when nobody waits */
}

enum rc run_commit(struct app *app, struct run *run, const struct session_input *input,
                   struct diags *diags) {
  MEM_UNCLEARED struct session before;
  MEM_UNCLEARED struct happening happened[SESSION_HAPPENINGS];
  MEM_UNCLEARED struct place_kept place;
  size_t n = 0;
  session_put(&before, &run->session);
  if (!session_step(&run->session, run->module, input, happened, &n))
    return RC_USAGE;
  bool placed = n && place_make(app, run->id, &run->session, run->module, &place);
  enum rc rc = n ? run_append(app, run->id, happened, n, placed ? &place : NULL, diags) : RC_OK;
  run->unsaved = rc != RC_OK;
  if (rc != RC_OK) {
    session_put(&run->session, &before);
    run->kept = *input;
    return rc;
  }
  if (run->session.over) /* no input moves a run that is over */
    after_end(app);
  return RC_OK;
}

enum rc run_input(struct app *app, struct run *run, const struct input *input,
                  struct diags *diags) {
  struct session_input read;
  int64_t now = clock_active() - run->began;
  if (now < run->session.now)
    now = run->session.now;
  if (!session_read_input(&run->session, run->module, input, now, &read))
    return RC_USAGE;
  return run_commit(app, run, &read, diags);
}

int64_t run_elapsed(const struct run *run) {
  int64_t elapsed = clock_active() - run->began - run->session.now;
  return elapsed > 0 ? elapsed : 0;
}

enum rc run_retry(struct app *app, struct run *run, struct diags *diags) {
  if (!run->unsaved)
    return RC_OK;
  struct session_input kept = run->kept;
  return run_commit(app, run, &kept, diags);
}

const char *run_path(const struct run *run) {
  const struct module *module = run->module;
  switch (run->session.kind) {
  case RUN_LESSON:
    return module->lessons[run->session.index].path;
  case RUN_DRILL:
    return module->drills[run->session.index].path;
  case RUN_EXAM:
    return module->exam_path;
  case RUN_QUIZ:
  case RUN_REVIEW:
  case RUN_DIAGNOSTIC:
  case RUN_KINDS:
    break;
  }
  return module->path;
}

enum rc run_abandon(struct app *app, struct run *run, struct diags *diags) {
  struct happening closed = {.verb = VERB_CLOSED,
                             .mode = run->session.mode,
                             .path = run_path(run),
                             .language = run->module->language,
                             .reason = CLOSED_BY_PERSON,
                             .n_inputs = run->session.n_pending};
  if (run->session.over)
    return RC_OK;
  memcpy(closed.inputs, run->session.pending, sizeof closed.inputs);
  enum rc rc = run_append(app, run->id, &closed, 1, NULL, diags);
  if (rc != RC_OK)
    return rc;
  run->session.over = true;
  run->session.n_pending = 0;
  run->unsaved = false;
  return RC_OK;
}
