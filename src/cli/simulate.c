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
    {"cohort", cli_simulate_cohort},
    {"diagnostic", cli_simulate_diagnostic},
};

static int simulate_run(const struct cli_options *options, int argc, char **argv) {
  for (size_t i = 0; argc > 1 && i < sizeof rows / sizeof *rows; i++)
    if (strcmp(argv[1], rows[i].name) == 0)
      return rows[i].run(options, argc - 1, argv + 1);
  return cli_usage(&cli_simulate, "%s", _("what is to be simulated comes first: diagnostic or cohort"));
}

const struct cli_command cli_simulate = {
    .name = "simulate",
    .arguments = "diagnostic [--n N] [--seed N] [--truth author] [--format text|json] | "
                 "cohort --store FOLDER [--people N] [--seed N] [--date DATE]",
    .summary = N_("Try out what questions and reports can tell, on officers who do not exist"),
    .run = simulate_run,
};
