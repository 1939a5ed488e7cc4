/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "base/text.h"
#include "cli/forms.h"
#include "course/course.h"
#include "exchange/sheet.h"

#include <string.h>
#include <sysexits.h>

static const struct station *find(const struct module *module, const char *id,
                                  struct diags *diags) {
  for (size_t i = 0; i < module->n_stations; i++)
    if (strcmp(module->stations[i].id, id) == 0)
      return &module->stations[i];
  diag_error(diags, (struct place){0}, 1, "practical.unknown",
             _("The ids stand under practical: in the file."), _("there is no station %.64s"), id);
  return NULL;
}

/* A sheet for each; one without a name where nobody is asked for. */
static enum rc save(const struct forms_wanted *wanted, const struct module *module,
                    const struct station *station, const struct person *people, size_t n,
                    struct arena *arena, struct diags *diags) {
  size_t sheets = wanted->list || !n ? 1 : n;
  struct form *forms = arena_array(arena, sheets, sizeof *forms);
  for (size_t i = 0; i < sheets; i++)
    forms[i] = wanted->list ? sheet_list(arena, station, people, n)
                            : sheet_station(arena, station, n ? &people[i] : NULL);
  return forms_save(wanted, forms, sheets, module->language, diags);
}

static int sheet_run(const struct cli_options *options, int argc, char **argv) {
  struct diags diags = {0};
  struct arena arena = {0};
  struct forms_wanted wanted;
  struct person *people;
  size_t n;
  int usage = forms_parse(&cli_sheet, argc, argv, &wanted);
  if (usage != EX_OK)
    return usage;
  if (wanted.n != 2 || wanted.post || (wanted.list && !wanted.cohort))
    return cli_usage(&cli_sheet, "%s",
                     _("which module file, and which station? --list takes --class"));
  struct module *module = module_open(
      wanted.word[0], arena_printf(&arena, "%s/framework", options->courses), &diags);
  const struct station *station = module ? find(module, wanted.word[1], &diags) : NULL;
  enum rc rc = station ? forms_people(options, &wanted, &arena, &people, &n, &diags) : RC_DATA;
  if (rc == RC_OK)
    rc = save(&wanted, module, station, people, n, &arena, &diags);
  if (rc == RC_OK)
    forms_tell(options, &wanted);
  cli_print_diags(&diags);
  module_free(module);
  diags_done(&diags);
  arena_done(&arena);
  return rc_exit(rc);
}

const struct cli_command cli_sheet = {
    .name = "sheet",
    .arguments = "FILE STATION [--person CODE | --class COHORT [--list]] [--format html|text] "
                 "--out FILE",
    .summary = N_("Write the marking sheets of a practical station, to print"),
    .run = sheet_run,
};
