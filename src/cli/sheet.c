/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "base/text.h"
#include "course/course.h"
#include "exchange/file.h"
#include "exchange/sheet.h"

#include <string.h>
#include <sysexits.h>

static const struct station *find(const struct module *module, const char *id) {
  for (size_t i = 0; i < module->n_stations; i++)
    if (strcmp(module->stations[i].id, id) == 0)
      return &module->stations[i];
  return NULL;
}

static enum rc save(const struct module *module, const char *id, const char *path,
                    struct diags *diags) {
  const struct station *station = find(module, id);
  struct str out = {0};
  if (!station) {
    diag_error(diags, (struct place){0}, 1, "practical.unknown",
               _("The ids stand under practical: in the file."), _("there is no station %.64s"),
               id);
    return RC_DATA;
  }
  sheet_write(module, station, &out);
  enum rc rc = file_write_whole(path, out.at, out.len, diags);
  str_done(&out);
  return rc;
}

static int sheet_run(const struct cli_options *options, int argc, char **argv) {
  struct diags diags = {0};
  struct arena arena = {0};
  if (argc != 5 || strcmp(argv[3], "--out") != 0)
    return cli_usage(&cli_sheet, "%s", _("which module file, which station, and --out where?"));
  struct module *module =
      module_open(argv[1], arena_printf(&arena, "%s/framework", options->courses), &diags);
  enum rc rc = module ? save(module, argv[2], argv[4], &diags) : RC_DATA;
  cli_print_diags(&diags);
  module_free(module);
  diags_done(&diags);
  arena_done(&arena);
  return rc_exit(rc);
}

const struct cli_command cli_sheet = {
    .name = "sheet",
    .arguments = "FILE STATION --out FILE.html",
    .summary = N_("Write the marking sheet of a practical station, to print"),
    .run = sheet_run,
};
