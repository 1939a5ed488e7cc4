/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

int cli_office_main(int argc, char **argv) {
  struct cli_options options;
  bool help, version;
  cli_start();
  if (argc == 2 && strcmp(argv[1], "--commands") == 0) {
    cli_list(&cli_office_commands);
    return EX_OK;
  }
  int usage = cli_read_options(argc, argv, &options, &help, &version);
  if (usage != EX_OK)
    return usage;
  const struct cli_command *command =
      optind < argc ? cli_find(&cli_office_commands, argv[optind]) : NULL;
  if (!command) {
    fprintf(stderr, _("mafunzo: there is no command \"%s\"; mafunzo --help lists them\n"),
            optind < argc ? argv[optind] : "");
    return EX_USAGE;
  }
  int first = optind;
  optind = 0;
  return command->run(&options, argc - first, argv + first);
}
