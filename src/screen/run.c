/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run on screen: the session's own page, and what to do when an answer cannot be recorded. */
#include "screen/screen.h"

#include "app/gather.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RETRY_MS = 2000 }; /* how often an answer that found no room is tried again by itself */

/* The part of "course/module/item" behind the module, or NULL. */
static const char *item_of(const char *path) {
  if (gather_title(path)) /* all of it names the module */
    return NULL;
  const char *slash = strchr(path, '/');
  slash = slash ? strchr(slash + 1, '/') : NULL;
  return slash ? slash + 1 : NULL;
}

static void run_show(struct ui *ui, enum rc rc, struct run *run, const struct diags *diags) {
  if (rc != RC_OK) {
    ui_say_diags(ui, diags);
    return;
  }
  snprintf(ui->last_path, sizeof ui->last_path, "%s", run_path(run));
  run_free(ui->run);
  ui->run = run;
  ui_push(ui, &screen_run, "");
}

void run_screen_open(struct ui *ui, enum run_kind kind, const char *path) {
  struct diags diags = {0};
  struct run *run = NULL;
  const struct module *module = app_module_at(ui->app, path, &diags);
  enum rc rc = module ? run_open(ui->app, module, kind, item_of(path), &run, &diags) : RC_DATA;
  run_show(ui, rc, run, &diags);
  diags_done(&diags);
}

void run_screen_resume(struct ui *ui, const char *hex) {
  struct diags diags = {0};
  struct run *run = NULL;
  uint8_t id[ID_BYTES];
  enum rc rc = seal_unhex(hex, id, ID_BYTES) ? run_resume(ui->app, id, &run, &diags) : RC_USAGE;
  run_show(ui, rc, run, &diags);
  diags_done(&diags);
}

/* The argument is the number of the question that is looked at after the end; "" otherwise. */
static bool look_page(struct ui *ui, struct page *page) {
  unsigned nth = (unsigned)strtoul(ui_arg(ui), NULL, 10);
  if (!nth || !session_look(&ui->run->session, ui->run->module, nth, page))
    return false;
  contest_add(ui, ui->run, nth, page);
  ui_add_notice(ui, page);
  return true;
}

static void run_page(struct ui *ui, struct page *page) {
  const struct run *run = ui->run;
  page->arena = &ui->arena;
  if (sitting_hush_run(ui, run, page) || look_page(ui, page))
    return;
  session_page(&run->session, run->module, page);
  if (page->wake > 0) { /* a page may be made again long after the last input was taken */
    int64_t elapsed = run_elapsed(run);
    page->wake = elapsed < page->wake ? page->wake - elapsed : 0;
  }
  if (run->session.over)
    contest_add_result(ui, run, page);
  else
    contest_add(ui, run, 0, page);
  ui_add_notice(ui, page);
  if (run->unsaved) {
    page->wake = RETRY_MS;
    page->status = _("NOT SAVED"); /* seen wherever one has scrolled to */
    page_add_action(page, "retry", "s", _("Save now"), _("Try to save the answer again"), false);
  }
  if (!run->session.over)
    page_add_action(page, "leave", "esc", _("Pause"), _("Pause here; go on from Home"), false);
}

static void say_unsaved(struct ui *ui, const struct diags *diags) {
  const struct diag *first = diags->n ? &diags->list[0] : NULL;
  const char *message = first ? first->message : _("the records cannot be written");
  const char *hint = first && first->hint ? first->hint : _("see that the disk can be written");
  ui_say(ui, TONE_BAD,
         _("NOT SAVED: %s (%s). Your answer is kept here and is saved as soon as that is "
           "possible."),
         message, hint);
}

/* The session hears of it first: an exam records its time, so that a pause gives none back. */
static void leave(struct ui *ui, const struct input *input) {
  struct diags ignored = {0};
  if (ui->run->unsaved)
    ui_say(ui, TONE_BAD, "%s", _("The last answer could not be saved and is asked again."));
  else
    run_input(ui->app, ui->run, input, &ignored);
  diags_done(&ignored);
  ui_pop(ui);
}

static void again(struct ui *ui) {
  const struct session *session = &ui->run->session;
  const struct module *module = ui->run->module;
  struct diags diags = {0};
  struct run *run = NULL;
  enum rc rc = run_open(ui->app, module, session->kind, item_of(run_path(ui->run)), &run, &diags);
  if (rc == RC_OK)
    ui_pop(ui);
  run_show(ui, rc, run, &diags);
  diags_done(&diags);
}

static void say_refused(struct ui *ui, const struct input *input) {
  const char *why = session_refusal(&ui->run->session, ui->run->module, input);
  if (why) /* with what was written: who writes something else of that sort is told anew */
    ui_say(ui, TONE_WARN, _("%s: %s"), input_value(input, "answer")->text, _(why));
  else
    ui_say(ui, TONE_WARN, "%s", _("This is not yet an answer: fill in all that is asked for."));
}

static void record(struct ui *ui, const struct input *input) {
  struct diags diags = {0};
  struct run *run = ui->run;
  enum rc rc =
      run->unsaved ? run_retry(ui->app, run, &diags) : run_input(ui->app, run, input, &diags);
  if (run->unsaved)
    say_unsaved(ui, &diags);
  else if (rc == RC_USAGE && ui_is(input, "answer"))
    say_refused(ui, input);
  else if (rc != RC_OK && rc != RC_USAGE)
    ui_say_diags(ui, &diags);
  /* A lesson has nothing to tell at its end: back to the outline, where it says "done". */
  if (!run->unsaved && run->session.over && run->session.kind == RUN_LESSON)
    ui_pop(ui);
  diags_done(&diags);
}

static void run_act(struct ui *ui, const struct input *input) {
  const char *nth = ui_after(input, "look");
  if (ui_is(input, "leave"))
    leave(ui, input);
  else if (ui_is(input, "again"))
    again(ui);
  else if (contest_open(ui, input))
    return;
  else if (nth || ui_is(input, "results"))
    ui_replace(ui, &screen_run, nth ? nth : "");
  else
    record(ui, input);
}

const struct screen screen_run = {.name = "run", .page = run_page, .act = run_act};
