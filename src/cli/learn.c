/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program a trainee sees, over which store and courses. */
#include "cli/faces.h"

#include "base/text.h"
#include "screen/screen.h"

#include <stdio.h>
#include <sysexits.h>

static int learn(const struct cli_options *options, struct app *app) {
  struct ui ui;
  ui_init(&ui, app);
  struct program program = ui_program(&ui);
  int rc = cli_face(options, &program);
  if (ui.run && ui.run->unsaved) { /* left by a signal or the end of input */
    fputs(_("mafunzo: the last answer could not be saved and will be asked again\n"), stderr);
    rc = EX_IOERR;
  }
  ui_done(&ui);
  return rc;
}

int cli_learn(const struct cli_options *options) {
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
  int exit_code = learn(options, app);
  app_close(app);
  return exit_code;
}
