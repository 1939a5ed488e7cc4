/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include "app/app.h"

enum rc cli_act_on(const struct cli_options *options, const char *courses, cli_act *act, void *ctx,
                   struct diags *diags) {
  const struct app_paths paths = {.courses = courses, .store = options->store};
  struct app *app = NULL;
  enum rc rc = app_open(&paths, &app, diags);
  if (rc == RC_OK)
    rc = act(app, ctx, diags);
  app_close(app);
  return rc;
}

int cli_with_app(const struct cli_options *options, cli_act *act, void *ctx) {
  struct diags diags = {0};
  enum rc rc = cli_act_on(options, options->courses, act, ctx, &diags);
  cli_print_diags(&diags);
  diags_done(&diags);
  return rc_exit(rc);
}
