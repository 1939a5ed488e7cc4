/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include "base/str.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

/* $MAFUNZO_LIBEXEC lets the program run from its build folder. */
static char *office_path(void) {
  const char *folder = getenv("MAFUNZO_LIBEXEC");
  struct str path = {0};
  str_printf(&path, "%s/mafunzo-office", folder && *folder ? folder : LIBEXECDIR);
  return path.at;
}

/* Becomes the office program. Comes back only if that is not installed. */
static int office_become(char **argv) {
  char *path = office_path();
  execv(path, argv);
  int why = errno;
  if (why == ENOENT)
    fprintf(stderr, _("mafunzo: the office program is not installed (%s)\n"), path);
  else
    fprintf(stderr, _("mafunzo: cannot start %s: %s\n"), path, strerror(why));
  free(path);
  return why == ENOENT ? EX_UNAVAILABLE : EX_OSERR;
}

static int help_print(char **argv) {
  puts(_("usage: mafunzo [--linear] [--courses DIR] [--store DIR] [--no-color] [COMMAND]\n\n"
         "Without a command Mafunzo opens where you were. Commands:\n"));
  cli_list(&cli_commands);
  fflush(stdout);
  char *const list[] = {argv[0], (char *)"--commands", NULL};
  return office_become((char **)list);
}

static int run_command(const struct cli_options *options, int argc, char **argv) {
  const struct cli_command *command = cli_find(&cli_commands, argv[optind]);
  if (!command)
    return office_become(argv);
  int first = optind;
  optind = 0; /* a fresh scan of the subcommand's own options */
  return command->run(options, argc - first, argv + first);
}

int cli_main(int argc, char **argv) {
  struct cli_options options;
  bool help, version;
  cli_start();
  int usage = cli_read_options(argc, argv, &options, &help, &version);
  if (usage != EX_OK)
    return usage;
  if (help)
    return help_print(argv);
  if (version)
    return puts("mafunzo " PACKAGE_VERSION) < 0 ? EX_IOERR : EX_OK;
  return optind < argc ? run_command(&options, argc, argv) : cli_learn(&options);
}
