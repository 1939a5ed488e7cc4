/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/care.h"
#include "base/text.h"

#include <stdio.h>
#include <sysexits.h>

static void tell(const struct backup_facts *facts) {
  fprintf(stderr,
          ngettext("mafunzo: the backup was made, read back and found whole: %llu event.\n",
                   "mafunzo: the backup was made, read back and found whole: %llu events.\n",
                   facts->events),
          (unsigned long long)facts->events);
  fputs(_("mafunzo: it holds names and answers, and anybody can read it: keep it as you keep the "
          "laptop.\n"),
        stderr);
}

static int backup_run(const struct cli_options *options, int argc, char **argv) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct backup_facts facts;
  struct diags diags = {0};
  struct str path = {0};
  if (argc > 2 || (argc == 2 && (argv[1][0] == '-' || !argv[1][0])))
    return cli_usage(&cli_backup, "%s", _("say one folder, or none"));
  enum rc rc = care_backup(&paths, argc == 2 ? argv[1] : NULL, &path, &facts, &diags);
  cli_print_diags(&diags);
  if (rc == RC_DATA)
    cli_offer_backup(options);
  if (rc == RC_OK && !options->quiet)
    tell(&facts);
  bool printed = rc != RC_OK || (puts(path.at) >= 0 && fflush(stdout) == 0);
  diags_done(&diags);
  str_done(&path);
  return printed ? rc_exit(rc) : EX_IOERR;
}

const struct cli_command cli_backup = {
    .name = "backup",
    .arguments = "[FOLDER]",
    .summary = N_("Make a backup of the records, here or on a stick, and see that it is whole"),
    .run = backup_run,
};
