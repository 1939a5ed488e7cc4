/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_SIMULATE_H
#define CLI_SIMULATE_H

#include "cli/cli.h"

/* argv[0]: what is simulated. */
int cli_simulate_cohort(const struct cli_options *options, int argc, char **argv);
int cli_simulate_diagnostic(const struct cli_options *options, int argc, char **argv);

#endif
