/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/laptops.h"
#include "base/text.h"

#include <getopt.h>
#include <stdio.h>
#include <sysexits.h>

static int receipt_run(const struct cli_options *options, int argc, char **argv) {
  static const struct option longs[] = {{0}};
  struct diags diags = {0};
  uint64_t seq = 0;
  optind = 0;
  opterr = 0;
  if (getopt_long(argc, argv, "", longs, NULL) != -1 || argc - optind != 1)
    return cli_usage(&cli_receipt, "%s", _("say one file: the receipt of this laptop"));
  enum rc rc = receipt_take(options->store, argv[optind], &seq, &diags);
  if (rc == RC_OK)
    printf(_("The coordinator has this laptop's events up to number %llu.\n"),
           (unsigned long long)seq);
  cli_print_diags(&diags);
  diags_done(&diags);
  return rc_exit(rc);
}

const struct cli_command cli_receipt = {
    .name = "receipt",
    .arguments = "FILE",
    .summary = N_("Take back the coordinator's receipt: what arrived is not handed in again"),
    .run = receipt_run,
};
