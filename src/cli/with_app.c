/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include "app/app.h"

int cli_with_app(const struct cli_options *options, cli_act *act, void *ctx) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct diags diags = {0};
  struct app *app = NULL;
  enum rc rc = app_open(&paths, &app, &diags);
  if (rc == RC_OK)
    rc = act(app, ctx, &diags);
  cli_print_diags(&diags);
  diags_done(&diags);
  app_close(app);
  return rc_exit(rc);
}
