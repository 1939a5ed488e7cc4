/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "base/text.h"

#include <getopt.h>

static int review_run(const struct cli_options *options, int argc, char **argv) {
  static const struct option longs[] = {{"until", required_argument, NULL, 'u'}, {0}};
  struct cli_opening opening = {.review = true};
  int option;
  opterr = 0;
  while ((option = getopt_long(argc, argv, "", longs, NULL)) != -1) {
    if (option != 'u')
      return cli_usage(&cli_review, "%s", _("there is no such option"));
    opening.until = optarg;
  }
  if (optind < argc)
    return cli_usage(&cli_review, "%s", _("the day is said with --until"));
  return cli_learn(options, opening);
}

const struct cli_command cli_review = {
    .name = "review",
    .tells = true,
    .arguments = "[--until DATE]",
    .summary = N_("Go over what you are about to forget; plan it towards a day"),
    .run = review_run,
};
