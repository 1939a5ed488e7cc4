/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program a trainee sees, over which store and courses. */
#include "cli/faces.h"

#include "app/review.h"
#include "base/text.h"
#include "screen/screen.h"

#include <stdio.h>
#include <sysexits.h>

static bool plan(struct app *app, const char *until, struct diags *diags) {
  struct settings settings = app->settings;
  return review_read_date(until, &settings.until, diags) &&
         app_prefer(app, &settings, diags) == RC_OK;
}

/* Whose reviews they are must be known; who is one of several says so first. */
static int open_review(struct ui *ui, const char *until) {
  struct diags diags = {0};
  int rc = EX_OK;
  if (!ui->app->signed_in && until) {
    fputs(_("mafunzo: several people learn here: start mafunzo, sign in, and plan under Review\n"),
          stderr);
    rc = EX_USAGE;
  } else if (!ui->app->signed_in) {
    ui_say(ui, TONE_PLAIN, "%s", _("Whose reviews? Choose your name, then Review."));
  } else if (until && !plan(ui->app, until, &diags)) {
    cli_print_diags(&diags);
    rc = EX_USAGE;
  } else {
    ui_push(ui, &screen_review, "");
  }
  diags_done(&diags);
  return rc;
}

static int learn(const struct cli_options *options, struct app *app, struct cli_opening opening) {
  struct ui ui;
  ui_init(&ui, app);
  int opened = opening.review ? open_review(&ui, opening.until) : EX_OK;
  if (opened != EX_OK) {
    ui_done(&ui);
    return opened;
  }
  struct program program = ui_program(&ui);
  int rc = cli_face(options, &program);
  if (ui.run && ui.run->unsaved) { /* left by a signal or the end of input */
    fputs(_("mafunzo: the last answer could not be saved and will be asked again\n"), stderr);
    rc = EX_IOERR;
  }
  ui_done(&ui);
  return rc;
}

int cli_learn(const struct cli_options *options, struct cli_opening opening) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct diags diags = {0};
  struct app *app = NULL;
  if (!cli_face_possible(options))
    return EX_USAGE;
  enum rc rc = app_open(&paths, &app, &diags);
  cli_print_diags(&diags);
  diags_done(&diags);
  if (rc == RC_DATA)
    cli_offer_backup(options);
  if (rc != RC_OK)
    return rc_exit(rc);
  int exit_code = learn(options, app, opening);
  app_close(app);
  return exit_code;
}
