/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mafunzo simulate WHAT: to add something to simulate, add its row. */
#include "cli/rows.h"

#include "base/text.h"
#include "cli/simulate.h"

#include <string.h>
#include <sysexits.h>

static const struct {
  const char *name;
  int (*run)(const struct cli_options *options, int argc, char **argv);
} rows[] = {
    {"diagnostic", cli_simulate_diagnostic},
};

static int simulate_run(const struct cli_options *options, int argc, char **argv) {
  for (size_t i = 0; argc > 1 && i < sizeof rows / sizeof *rows; i++)
    if (strcmp(argv[1], rows[i].name) == 0)
      return rows[i].run(options, argc - 1, argv + 1);
  return cli_usage(&cli_simulate, "%s", _("what is to be simulated comes first: diagnostic"));
}

const struct cli_command cli_simulate = {
    .name = "simulate",
    .arguments = "diagnostic [--n N] [--seed N] [--truth author] [--format text|json]",
    .summary = N_("Try out what the courses' questions can tell about officers"),
    .run = simulate_run,
};
