/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/warmup.h"
#include "base/text.h"
#include "cli/faces.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

/* Digits alone; 0 if they are none, or no number of minutes that a warm-up takes. */
static unsigned read_minutes(const char *text) {
  size_t digits = strspn(text, "0123456789");
  unsigned long minutes = digits && digits < 4 && !text[digits] ? strtoul(text, NULL, 10) : 0;
  return minutes <= WARMUP_MOST ? (unsigned)minutes : 0;
}

static int show(const struct cli_options *options, unsigned minutes) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  const struct module *module = NULL;
  struct diags diags = {0};
  struct app *app = NULL;
  enum rc rc = warm_up_open(&paths, &app, &diags);
  if (rc == RC_OK)
    rc = warm_up(app, minutes, &module, &diags);
  cli_print_diags(&diags);
  diags_done(&diags);
  int exit_code = module ? cli_present_module(options, module) : rc_exit(rc);
  app_close(app);
  return exit_code;
}

static int warm_up_run(const struct cli_options *options, int argc, char **argv) {
  static const struct option longs[] = {{"minutes", required_argument, NULL, 'm'}, {0}};
  unsigned minutes = WARMUP_USUAL;
  int option;
  opterr = 0;
  while ((option = getopt_long(argc, argv, "", longs, NULL)) != -1) {
    if (option != 'm')
      return cli_usage(&cli_warm_up, "%s", _("there is no such option"));
    if (!(minutes = read_minutes(optarg)))
      return cli_usage(&cli_warm_up, _("--minutes takes %d to %d, and not \"%s\""), WARMUP_LEAST,
                       WARMUP_MOST, optarg);
  }
  if (optind < argc)
    return cli_usage(&cli_warm_up, "%s",
                     _("it takes no file: the questions come from the records"));
  return show(options, minutes);
}

const struct cli_command cli_warm_up = {
    .name = "warm-up",
    .tells = true,
    .arguments = "[--minutes 10]",
    .summary = N_("Ask a class again what it missed most, on a projector"),
    .run = warm_up_run,
};
