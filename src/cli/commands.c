/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The subcommands of mafunzo: to add one, add its row. */
#include "cli/rows.h"

static const struct cli_command *const rows[] = {
    &cli_backup,     &cli_board,   &cli_check,   &cli_checklist, &cli_contest, &cli_courses,
    &cli_diagnostic, &cli_doctor,  &cli_enrol,   &cli_explain,   &cli_map,     &cli_mrz,
    &cli_new,        &cli_present, &cli_preview, &cli_print,     &cli_prove,   &cli_restore,
    &cli_review,     &cli_schema,  &cli_sheet,   &cli_simulate,  &cli_warm_up};

const struct cli_table cli_commands = {rows, sizeof rows / sizeof *rows};
