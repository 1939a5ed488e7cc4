/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/calibrate.h"
#include "base/text.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

static void tell(const struct calibrate_told *told, bool try_only) {
  for (size_t i = 0; i < told->n; i++) {
    const struct calibrate_line *line = &told->list[i];
    printf(_("%-10s %5u people, %4u questions, %6u answers; authors were off by %.2f levels%s\n"),
           line->competency, line->people, line->items, line->answers, line->moved,
           line->converged ? "" : _("; nothing could be settled"));
  }
  printf(try_only ? _("Nothing was recorded. Difficulties that would be: %zu\n")
                  : _("Difficulties recorded: %zu. Reports from now on use them.\n"),
         told->recorded);
}

static enum rc act(struct app *app, void *ctx, struct diags *diags) {
  const bool *try_only = ctx;
  struct calibrate_told told = {0};
  enum rc rc = calibrate_store(app, INT64_MAX, *try_only, &told, diags);
  if (rc == RC_OK)
    tell(&told, *try_only);
  free(told.list);
  return rc;
}

static int calibrate_run(const struct cli_options *options, int argc, char **argv) {
  static const struct option longs[] = {{"try", no_argument, NULL, 't'}, {0}};
  bool try_only = false;
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    if (option == 't')
      try_only = true;
    else
      return cli_usage(&cli_calibrate, _("no such option, or it lacks its value: %s"),
                       argv[optind - 1]);
  if (optind < argc)
    return cli_usage(&cli_calibrate, _("nothing is expected here: %s"), argv[optind]);
  return cli_with_app(options, act, &try_only);
}

const struct cli_command cli_calibrate = {
    .name = "calibrate",
    .tells = true,
    .arguments = "[--try]",
    .summary = N_("Find from all answers how difficult the questions are, and record it"),
    .run = calibrate_run,
};
