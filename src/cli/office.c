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
    return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
  }
  int usage = cli_read_options(argc, argv, &options, &help, &version);
  if (usage != EX_OK)
    return usage;
  if (help || version) /* mafunzo answers both; here they say what this program is */
    return cli_about(&cli_office_commands, help);
  const struct cli_command *command =
      optind < argc ? cli_find(&cli_office_commands, argv[optind]) : NULL;
  if (!command) {
    struct arena arena = {0};
    const char *name = optind < argc ? argv[optind] : "";
    fprintf(stderr, _("mafunzo: there is no command \"%s\"; mafunzo --help lists them\n"),
            text_safe(&arena, name, strlen(name), false));
    arena_done(&arena);
    return EX_USAGE;
  }
  return cli_run(command, &options, argc, argv);
}
