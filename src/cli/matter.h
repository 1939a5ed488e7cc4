/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a contested matter stands, as contest and rule tell it to programs: the one row that
 * "contests --format json" has of it, in the same words. To the output. */
#ifndef CLI_MATTER_H
#define CLI_MATTER_H

#include "app/appeal.h"
#include "cli/cli.h"

/* EX_OK, or what a usage fault gives: text or json. */
int cli_matter_format(const struct cli_command *command, const char *name, bool *json);
enum rc cli_matter_json(struct app *app, const struct contest *contest, struct arena *arena,
                        struct diags *diags);

#endif
