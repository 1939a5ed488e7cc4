/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of all subcommands; which program has which is said by its table. */
#ifndef CLI_ROWS_H
#define CLI_ROWS_H

#include "cli/cli.h"

extern const struct cli_command cli_backup, cli_board, cli_check, cli_checklist, cli_contest,
    cli_courses, cli_diagnostic, cli_doctor, cli_enrol, cli_explain, cli_map, cli_mrz, cli_new,
    cli_present, cli_preview, cli_print, cli_prove, cli_restore, cli_review, cli_schema, cli_sheet,
    cli_simulate, cli_warm_up; /* mafunzo */
extern const struct cli_command cli_alike, cli_calibrate, cli_class, cli_collect, cli_contests,
    cli_export, cli_hand_in, cli_install, cli_items, cli_keys, cli_laptops, cli_marks, cli_pack,
    cli_passphrase, cli_person, cli_receipt, cli_release, cli_report, cli_roster,
    cli_rule; /* mafunzo-office */

#endif
