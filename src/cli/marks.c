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

struct wanted {
  const char *file;
  bool try_only;
};

static enum rc import(struct app *app, void *ctx, struct diags *diags) {
  const struct wanted *wanted = ctx;
  struct str bytes = {0};
  struct intake_taken taken;
  enum rc rc = mrz_load(wanted->file, FILLED_BYTES, &bytes, diags);
  if (rc == RC_OK)
    rc = intake_take(app, wanted->file, str_text(&bytes), bytes.len, wanted->try_only, &taken,
                     diags);
  if (rc == RC_OK)
    tell(&taken, wanted->try_only);
  str_done(&bytes);
  return rc;
}

static int parse(int argc, char **argv, struct wanted *wanted) {
  static const struct option options[] = {{"try", no_argument, NULL, 't'}, {0}};
  *wanted = (struct wanted){0};
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;)
    if (option == 't')
      wanted->try_only = true;
    else
      return cli_usage(&cli_marks, _("no such option: %s"), argv[optind - 1]);
  if (argc - optind != 2 || strcmp(argv[optind], "import") != 0)
    return cli_usage(&cli_marks, "%s", _("say import, and one file"));
  wanted->file = argv[optind + 1];
  return EX_OK;
}

static int marks_run(const struct cli_options *options, int argc, char **argv) {
  struct wanted wanted;
  int usage = parse(argc, argv, &wanted);
  return usage == EX_OK ? cli_with_app(options, import, &wanted) : usage;
}

const struct cli_command cli_marks = {
    .name = "marks",
    .arguments = "import FILE.csv [--try]",
    .summary = N_("Take in tests on paper, ratings and marking sheets from a spreadsheet"),
    .run = marks_run,
};
