/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/report.h"
#include "base/text.h"
#include "exchange/file.h"
#include "exchange/format.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

struct wanted {
  struct report_wanted report;
  const char *out; /* NULL: stdout */
};

/* The number of a word in a list that ends in NULL; 0: it has none. */
static int word_in(const char *const *words, const char *word) {
  for (int i = 1; words[i]; i++)
    if (strcmp(words[i], word) == 0)
      return i;
  return 0;
}

static bool take_option(struct wanted *wanted, int option, const char *value) {
  struct report_wanted *report = &wanted->report;
  switch (option) {
  case 'f':
    report->format = value;
    return true;
  case 'o':
    wanted->out = value;
    return true;
  case 'b':
    return (report->tna.by = (enum tna_by)word_in(tna_by_names, value)) != 0;
  case 'a':
    return (report->tna.audience = (enum tna_audience)word_in(tna_audience_names, value)) != 0;
  case 'd':
    report->tna.as_of = value;
    return true;
  case 'p':
    return report->pseudonymous = true;
  default:
    return false;
  }
}

/* EX_OK, or what a usage fault gives. */
static int parse(int argc, char **argv, struct wanted *wanted) {
  static const struct option options[] = {
      {"format", required_argument, NULL, 'f'},   {"out", required_argument, NULL, 'o'},
      {"by", required_argument, NULL, 'b'},       {"audience", required_argument, NULL, 'a'},
      {"as-of", required_argument, NULL, 'd'},    {"pseudonymous", no_argument, NULL, 'p'},
      {0}};
  *wanted = (struct wanted){0};
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;)
    if (!take_option(wanted, option, optarg))
      return cli_usage(&cli_report, _("no such option or value of one, or it lacks it: %s"),
                       argv[optind - 1]);
  if (argc - optind != 1)
    return cli_usage(&cli_report, "%s", _("say one report: competency or tna"));
  wanted->report.name = argv[optind];
  if (!wanted->report.format) /* as it was before there was a report to be read */
    wanted->report.format = strcmp(argv[optind], "tna") == 0 ? "text" : "csv";
  return EX_OK;
}

static bool give_stdout(void *none, const char *bytes, size_t len) {
  (void)none;
  return fwrite(bytes, 1, len, stdout) == len;
}

static enum rc to_stdout(const struct app_paths *paths, const struct wanted *wanted,
                         struct diags *diags) {
  struct sink sink = {.give = give_stdout};
  enum rc rc = report_make(paths, &wanted->report, &sink, diags);
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
  rc = report_make(paths, &wanted->report, &sink, diags);
  if (rc == RC_OK || sink.failed)
    rc = file_end(&file, diags); /* which tells why a sink failed */
  else
    file_drop(&file);
  sink_done(&sink);
  return rc;
}

/* The bytes of a workbook would only upset a terminal. */
static bool is_for_files(const struct wanted *wanted) {
  const struct format *format = format_find(wanted->report.format);
  return format && format->is_binary && !wanted->out && isatty(STDOUT_FILENO);
}

static bool names_people(const struct report_wanted *report) {
  return strcmp(report->name, "tna") != 0 || report->tna.by == TNA_BY_PERSON ||
         report->tna.audience == TNA_OFFICER || report->tna.audience == TNA_TRAINER;
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
                     wanted.report.format);
  enum rc rc = wanted.out ? to_file(&paths, &wanted, &diags) : to_stdout(&paths, &wanted, &diags);
  if (rc == RC_OK && wanted.out && !options->quiet)
    fprintf(stderr,
            names_people(&wanted.report)
                ? _("mafunzo: the report is in %s. It names people: give it only to who may see "
                    "it. Open it in a spreadsheet, or send it to your coordinator.\n")
                : _("mafunzo: the report is in %s. It names nobody. Read it, or hand it to who "
                    "decides.\n"),
            wanted.out);
  cli_print_diags(&diags);
  diags_done(&diags);
  if (rc == RC_DATA)
    cli_offer_backup(options);
  return rc_exit(rc);
}

const struct cli_command cli_report = {
    .name = "report",
    .arguments = "competency|tna [--format text|csv|json|html|xlsx] [--out FILE]\n"
                 "[--by person|unit|agency|position] [--audience officer|trainer|agency|ministry]\n"
                 "[--as-of DATE] [--pseudonymous]",
    .summary = N_("Write what each person has shown, or a training needs analysis"),
    .run = report_run,
};
