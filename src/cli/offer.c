/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include "app/care.h"

#include <string.h>

void cli_command_line(const struct cli_options *options, struct str *out) {
  str_puts(out, "mafunzo");
  if (options->store_said) /* so that it can be typed as it is said */
    str_printf(out, strpbrk(options->store, " '\"$&;()") ? " --store '%s'" : " --store %s",
               options->store);
}

void cli_offer_backup(const struct cli_options *options) {
  struct diags diags = {0};
  struct str command = {0};
  cli_command_line(options, &command);
  care_offer(options->store, command.at, &diags);
  cli_print_diags(&diags);
  diags_done(&diags);
  str_done(&command);
}
