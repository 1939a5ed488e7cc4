/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/report.h"
#include "base/text.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

struct wanted {
  const char *report, *format, *out; /* out NULL: stdout */
};

/* EX_OK, or what a usage fault gives. */
static int parse(int argc, char **argv, struct wanted *wanted) {
  static const struct option options[] = {
      {"format", required_argument, NULL, 'f'}, {"out", required_argument, NULL, 'o'}, {0}};
  *wanted = (struct wanted){.format = "csv"};
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;)
    switch (option) {
    case 'f':
      wanted->format = optarg;
      break;
    case 'o':
      wanted->out = optarg;
      break;
    default:
      return cli_usage(&cli_report, _("no such option, or it lacks its value: %s"),
                       argv[optind - 1]);
    }
  if (argc - optind != 1)
    return cli_usage(&cli_report, "%s", _("say one report: competency"));
  wanted->report = argv[optind];
  return EX_OK;
}

static int finish(enum rc rc, struct diags *diags, struct str *bytes) {
  cli_print_diags(diags);
  diags_done(diags);
  str_done(bytes);
  return rc_exit(rc);
}

static enum rc give_out(const struct wanted *wanted, const struct str *bytes, struct diags *diags) {
  if (wanted->out)
    return report_save(wanted->out, bytes, diags);
  if (fwrite(bytes->at, 1, bytes->len, stdout) == bytes->len && fflush(stdout) == 0)
    return RC_OK;
  diag_error(diags, (struct place){0}, 1, "report.stdout", NULL,
             _("the report could not be written to the output"));
  return RC_IO;
}

static int report_run(const struct cli_options *options, int argc, char **argv) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct wanted wanted;
  struct str bytes = {0};
  struct diags diags = {0};
  int usage = parse(argc, argv, &wanted);
  if (usage != EX_OK)
    return usage;
  enum rc rc = report_make(&paths, wanted.report, wanted.format, &bytes, &diags);
  if (rc == RC_OK)
    rc = give_out(&wanted, &bytes, &diags);
  if (rc == RC_OK && wanted.out && !options->quiet)
    fprintf(stderr,
            _("mafunzo: the report is in %s. It names people: give it only to who may see "
              "it. Open it in a spreadsheet, or send it to your coordinator.\n"),
            wanted.out);
  int end = finish(rc, &diags, &bytes);
  if (rc == RC_DATA)
    cli_offer_backup(options);
  return end;
}

const struct cli_command cli_report = {
    .name = "report",
    .arguments = "competency [--format csv|json] [--out FILE]",
    .summary = N_("Write what each person has shown in each competency, and where evidence lacks"),
    .run = report_run,
};
