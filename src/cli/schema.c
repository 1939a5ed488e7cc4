/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "base/text.h"
#include "course/course.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static int schema_run(const struct cli_options *options, int argc, char **argv) {
  (void)options;
  struct str out = {0};
  if (argc == 2 && strcmp(argv[1], "course") == 0)
    schema_course(&out);
  else if (argc == 2 && strcmp(argv[1], "module") == 0)
    schema_module(&out);
  else
    return cli_usage(&cli_schema, "%s", _("which schema: course or module?"));
  int rc = fputs(str_text(&out), stdout) < 0 || fflush(stdout) ? EX_IOERR : EX_OK;
  str_done(&out);
  return rc;
}

const struct cli_command cli_schema = {
    .name = "schema",
    .arguments = "course|module",
    .summary = N_("Print the JSON Schema that helps an editor complete course files"),
    .run = schema_run,
};
