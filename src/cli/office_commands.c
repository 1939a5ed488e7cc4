/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The subcommands of mafunzo-office: to add one, add its row. */
#include "cli/rows.h"

static const struct cli_command *const rows[] = {
    &cli_alike,   &cli_calibrate, &cli_class,   &cli_collect,    &cli_contests,
    &cli_export,  &cli_hand_in,   &cli_install, &cli_items,      &cli_keys,
    &cli_laptops, &cli_marks,     &cli_pack,    &cli_passphrase, &cli_person,
    &cli_receipt, &cli_release,   &cli_report,  &cli_roster,     &cli_rule};

const struct cli_table cli_office_commands = {rows, sizeof rows / sizeof *rows};
