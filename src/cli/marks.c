/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/intake.h"
#include "app/mrz.h"
#include "base/text.h"
#include "exchange/filled.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static void tell(const struct intake_taken *taken, bool try_only) {
  size_t new = taken->added, before = taken->same;
  if (try_only)
    puts(_("Nothing was recorded. It would be:"));
  if (strcmp(taken->kind, "paper") == 0)
    printf(_("Marks of a test on paper: %zu new, %zu recorded before\n"), new, before);
  else if (strcmp(taken->kind, "ratings") == 0)
    printf(_("Ratings: %zu new, %zu recorded before\n"), new, before);
  else
    printf(_("Sheets of stations or checklists: %zu new, %zu recorded before\n"), new, before);
}

static enum rc import(struct app *app, const char *file, bool try_only, struct diags *diags) {
  struct str bytes = {0};
  struct intake_taken taken;
  enum rc rc = mrz_load(file, FILLED_BYTES, &bytes, diags);
  if (rc == RC_OK)
    rc = intake_take(app, file, str_text(&bytes), bytes.len, try_only, &taken, diags);
  if (rc == RC_OK)
    tell(&taken, try_only);
  str_done(&bytes);
  return rc;
}

static int parse(int argc, char **argv, const char **file, bool *try_only) {
  static const struct option options[] = {{"dry-run", no_argument, NULL, 't'}, {0}};
  *try_only = false;
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;)
    if (option == 't')
      *try_only = true;
    else
      return cli_usage(&cli_marks, _("no such option: %s"), argv[optind - 1]);
  if (argc - optind != 2 || strcmp(argv[optind], "import") != 0)
    return cli_usage(&cli_marks, "%s", _("say import, and one file"));
  *file = argv[optind + 1];
  return EX_OK;
}

static int marks_run(const struct cli_options *options, int argc, char **argv) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct diags diags = {0};
  struct app *app = NULL;
  const char *file;
  bool try_only;
  int usage = parse(argc, argv, &file, &try_only);
  if (usage != EX_OK)
    return usage;
  enum rc rc = app_open(&paths, &app, &diags);
  if (rc == RC_OK)
    rc = import(app, file, try_only, &diags);
  cli_print_diags(&diags);
  diags_done(&diags);
  app_close(app);
  return rc_exit(rc);
}

const struct cli_command cli_marks = {
    .name = "marks",
    .arguments = "import FILE.csv [--dry-run]",
    .summary = N_("Take in tests on paper, ratings and marking sheets from a spreadsheet"),
    .run = marks_run,
};
