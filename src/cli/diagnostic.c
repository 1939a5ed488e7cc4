/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "base/text.h"

#include <getopt.h>
#include <string.h>

/* 1 to 999, and nothing else. */
static bool is_minutes(const char *text) {
  size_t n = strspn(text, "0123456789");
  return n >= 1 && n <= 3 && !text[n] && text[strspn(text, "0")];
}

static int diagnostic_run(const struct cli_options *options, int argc, char **argv) {
  static const struct option longs[] = {{"minutes", required_argument, NULL, 'm'}, {0}};
  struct cli_opening opening = {.stand = true};
  int option;
  opterr = 0;
  while ((option = getopt_long(argc, argv, "", longs, NULL)) != -1) {
    if (option != 'm')
      return cli_usage(&cli_diagnostic, "%s", _("there is no such option, or it lacks its value"));
    if (!is_minutes(optarg))
      return cli_usage(&cli_diagnostic, "%s", _("the minutes are a number from 1 to 999"));
    opening.minutes = optarg;
  }
  if (optind < argc)
    return cli_usage(&cli_diagnostic, "%s", _("the minutes are said with --minutes"));
  return cli_learn(options, opening);
}

const struct cli_command cli_diagnostic = {
    .name = "diagnostic",
    .tells = true,
    .arguments = "[--minutes N]",
    .summary = N_("Find out where you stand in the competencies of your post, and what to train"),
    .run = diagnostic_run,
};
