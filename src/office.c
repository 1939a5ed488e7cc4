/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libexec/mafunzo-office: what coordinators need and trainees never load. Started by mafunzo. */
#include "cli/cli.h"

int main(int argc, char **argv) { return cli_office_main(argc, argv); }
