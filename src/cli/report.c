/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/report.h"
#include "base/text.h"
#include "exchange/file.h"
#include "exchange/format.h"

#include <getopt.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

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

static bool give_stdout(void *none, const char *bytes, size_t len) {
  (void)none;
  return fwrite(bytes, 1, len, stdout) == len;
}

static enum rc to_stdout(const struct app_paths *paths, const struct wanted *wanted,
                         struct diags *diags) {
  struct sink sink = {.give = give_stdout};
  enum rc rc = report_make(paths, wanted->report, wanted->format, &sink, diags);
  if (fflush(stdout) != 0 || sink.failed) {
    diag_error(diags, (struct place){0}, 1, "report.stdout", NULL,
               _("the report could not be written to the output"));
    rc = RC_IO;
  }
  sink_done(&sink);
  return rc;
}

static enum rc to_file(const struct app_paths *paths, const struct wanted *wanted,
                       struct diags *diags) {
  struct file file;
  enum rc rc = file_begin(wanted->out, &file, diags);
  if (rc != RC_OK)
    return rc;
  struct sink sink = {.give = file_give, .to = &file};
  rc = report_make(paths, wanted->report, wanted->format, &sink, diags);
  if (rc == RC_OK || sink.failed)
    rc = file_end(&file, diags); /* which tells why a sink failed */
  else
    file_drop(&file);
  sink_done(&sink);
  return rc;
}

/* The bytes of a workbook would only upset a terminal. */
static bool is_for_files(const struct wanted *wanted) {
  const struct format *format = format_find(wanted->format);
  return format && format->is_binary && !wanted->out && isatty(STDOUT_FILENO);
}

static int report_run(const struct cli_options *options, int argc, char **argv) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct wanted wanted;
  struct diags diags = {0};
  int usage = parse(argc, argv, &wanted);
  if (usage != EX_OK)
    return usage;
  if (is_for_files(&wanted))
    return cli_usage(&cli_report, _("say where with --out: %s is not for a terminal"),
                     wanted.format);
  enum rc rc = wanted.out ? to_file(&paths, &wanted, &diags) : to_stdout(&paths, &wanted, &diags);
  if (rc == RC_OK && wanted.out && !options->quiet)
    fprintf(stderr,
            _("mafunzo: the report is in %s. It names people: give it only to who may see "
              "it. Open it in a spreadsheet, or send it to your coordinator.\n"),
            wanted.out);
  cli_print_diags(&diags);
  diags_done(&diags);
  if (rc == RC_DATA)
    cli_offer_backup(options);
  return rc_exit(rc);
}

const struct cli_command cli_report = {
    .name = "report",
    .arguments = "competency [--format text|csv|json|html|xlsx] [--out FILE]",
    .summary = N_("Write what each person has shown in each competency, and where evidence lacks"),
    .run = report_run,
};
