/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screen/collect.h"

#include "app/laptops.h"
#include "base/text.h"
#include "screen/screen.h"
#include "screen/sticks.h"

#include <stdio.h>
#include <stdlib.h>

enum rc collect_viewer_open(struct collect_viewer *viewer, const struct app_paths *paths,
                            struct diags *diags) {
  *viewer = (struct collect_viewer){.paths = paths};
  return keys_look(paths->store, &viewer->keys, diags);
}

static void say_diags(struct collect_viewer *viewer, const struct diags *diags) {
  const struct diag *first = diags->n ? &diags->list[0] : NULL;
  if (first && first->hint)
    snprintf(viewer->notice, sizeof viewer->notice, _("Not possible: %s (%s)."), first->message,
             first->hint);
  else
    snprintf(viewer->notice, sizeof viewer->notice, _("Not possible: %s."),
             first ? first->message : "");
}

/* -- At work ------------------------------------------------------------------------------------
 */

static void forget(struct collect_viewer *viewer) {
  collect_told_done(&viewer->told);
  diags_done(&viewer->diags);
  viewer->diags = (struct diags){0};
}

static void begin(struct collect_viewer *viewer) {
  const char *path = viewer->from;
  struct collect_wanted wanted = {.paths = &path,
                                  .n = 1,
                                  .receipts = viewer->receipts,
                                  .erasures = viewer->erasures,
                                  .keys = &viewer->keys};
  forget(viewer);
  enum rc rc = app_open(viewer->paths, &viewer->app, &viewer->diags);
  if (rc == RC_OK)
    rc =
        collect_app_begin(viewer->app, &wanted, &viewer->told, &viewer->diags, &viewer->collecting);
  viewer->shown = (struct collect_shown){.at = rc == RC_OK ? SHOWN_WORK : SHOWN_WHERE};
  if (rc == RC_OK)
    return;
  say_diags(viewer, &viewer->diags);
  app_close(viewer->app);
  viewer->app = NULL;
}

static void end(struct collect_viewer *viewer) {
  if (!viewer->collecting)
    return;
  viewer->rc = collect_end(viewer->collecting);
  viewer->collecting = NULL;
  app_close(viewer->app);
  viewer->app = NULL;
  viewer->shown = (struct collect_shown){.at = SHOWN_TOLD};
}

static void work_act(struct collect_viewer *viewer, const struct input *input) {
  bool more = ui_is(input, "tick") ? collect_step(viewer->collecting) : !ui_is(input, "stop");
  if (!more)
    end(viewer);
}

/* -- What is asked ------------------------------------------------------------------------------
 */

static void where_act(struct collect_viewer *viewer, const struct input *input) {
  const char *folder = sticks_chosen(input, "collect");
  if (!folder)
    return;
  snprintf(viewer->from, sizeof viewer->from, "%s", folder);
  if (viewer->keys.secrets.list)
    begin(viewer);
  else
    viewer->shown.at = SHOWN_PASSPHRASE;
}

static void passphrase_act(struct collect_viewer *viewer, const struct input *input) {
  const struct response *typed = input_value(input, "passphrase");
  struct diags diags = {0};
  struct keys keys = {0};
  if (ui_is(input, "back"))
    viewer->shown = (struct collect_shown){.at = SHOWN_WHERE};
  else if (ui_is(input, "open") && typed) {
    if (keys_open(viewer->paths->store, typed->text, &keys, &diags) == RC_OK) {
      keys_done(&viewer->keys);
      viewer->keys = keys;
      begin(viewer);
    } else {
      keys_done(&keys);
      viewer->shown.tries++;
      say_diags(viewer, &diags);
    }
  }
  diags_done(&diags);
}

/* -- What came of it ----------------------------------------------------------------------------
 */

static void told_act(struct collect_viewer *viewer, const struct input *input) {
  const char *laptop = ui_after(input, "laptop"), *fault = ui_after(input, "fault");
  if (ui_is(input, "back"))
    viewer->shown = (struct collect_shown){.at = SHOWN_WHERE};
  else if (laptop)
    viewer->shown = (struct collect_shown){.at = SHOWN_LAPTOP, .nth = strtoul(laptop, NULL, 10)};
  else if (fault)
    viewer->shown = (struct collect_shown){
        .at = SHOWN_FAULT, .nth = strtoul(fault, NULL, 10), .was_fault = true};
}

/* It is known by the fingerprint that was compared, and so are the bundles that wait for it. */
static void accept_laptop(struct collect_viewer *viewer, const struct input *input) {
  const struct response *name = input_value(input, "name");
  struct diags diags = {0};
  struct app *app;
  char fingerprint[FINGERPRINT_TEXT];
  card_fingerprint(viewer->told.list[viewer->shown.nth].laptop.chain, fingerprint);
  enum rc rc = app_open(viewer->paths, &app, &diags);
  if (rc == RC_OK)
    rc = laptop_accept(app->store, fingerprint, name ? name->text : "", &diags);
  app_close(app);
  if (rc == RC_OK)
    begin(viewer);
  else
    say_diags(viewer, &diags);
  diags_done(&diags);
}

static void laptop_act(struct collect_viewer *viewer, const struct input *input) {
  if (ui_is(input, "back"))
    viewer->shown.at = SHOWN_TOLD;
  else if (ui_is(input, "accept"))
    accept_laptop(viewer, input);
}

/* -- The program --------------------------------------------------------------------------------
 */

static const struct page *viewer_page(void *ctx) {
  static void (*const pages[])(struct collect_viewer *) = {
      [SHOWN_WHERE] = collect_where_page,   [SHOWN_PASSPHRASE] = collect_passphrase_page,
      [SHOWN_WORK] = collect_work_page,     [SHOWN_TOLD] = collect_told_page,
      [SHOWN_LAPTOP] = collect_laptop_page, [SHOWN_FAULT] = collect_fault_page};
  struct collect_viewer *viewer = ctx;
  arena_done(&viewer->of_page);
  pages[viewer->shown.at](viewer);
  return &viewer->page;
}

static bool viewer_act(void *ctx, const struct input *input) {
  struct collect_viewer *viewer = ctx;
  viewer->notice[0] = '\0';
  switch (viewer->shown.at) {
  case SHOWN_WHERE:
    where_act(viewer, input);
    return !ui_is(input, "leave");
  case SHOWN_PASSPHRASE:
    passphrase_act(viewer, input);
    break;
  case SHOWN_WORK:
    work_act(viewer, input);
    break;
  case SHOWN_TOLD:
    told_act(viewer, input);
    break;
  case SHOWN_LAPTOP:
    laptop_act(viewer, input);
    break;
  case SHOWN_FAULT:
    if (ui_is(input, "back"))
      viewer->shown.at = SHOWN_TOLD;
    break;
  }
  return true;
}

struct program collect_viewer_program(struct collect_viewer *viewer) {
  return (struct program){.ctx = viewer, .page = viewer_page, .act = viewer_act};
}

void collect_viewer_done(struct collect_viewer *viewer) {
  end(viewer);
  keys_done(&viewer->keys);
  forget(viewer);
  arena_done(&viewer->of_page);
}
