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
  puts(
      _("usage: mafunzo [--linear] [--courses DIR] [--store DIR] [--no-color] [--quiet] [COMMAND]\n"
        "       mafunzo COMMAND --help\n\n"
        "Without a command Mafunzo opens where you were. Commands:\n"));
  cli_list(&cli_commands);
  fflush(stdout);
  char *const list[] = {argv[0], (char *)"--commands", NULL};
  return office_become((char **)list);
}

static int run_command(const struct cli_options *options, int argc, char **argv) {
  const struct cli_command *command = cli_find(&cli_commands, argv[optind]);
  return command ? cli_run(command, options, argc, argv) : office_become(argv);
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
    return cli_about(NULL, false);
  return optind < argc ? run_command(&options, argc, argv)
                       : cli_learn(&options, (struct cli_opening){0});
}
