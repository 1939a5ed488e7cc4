/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/report.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/give.h"
#include "exchange/format.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

struct wanted {
  const char *report, *format, *out; /* out NULL: stdout */
  struct report_wanted how;
};

/* Which of the names it is; 0: none. */
static int named(const char *const *names, const char *name) {
  for (int i = 1; names[i]; i++)
    if (strcmp(names[i], name) == 0)
      return i;
  return 0;
}

/* EX_OK, or what a usage fault gives. */
static int take_named(const char *const *names, int *which) {
  *which = named(names, optarg);
  return *which ? EX_OK
                : cli_usage(&cli_report,
                            _("no such value: %s (those that there are: mafunzo help "
                              "report)"),
                            optarg);
}

static int say_which(void) {
  struct arena arena = {0};
  int usage = cli_usage(&cli_report, _("say one report: %s"), report_names(&arena));
  arena_done(&arena);
  return usage;
}

/* EX_OK, or what a usage fault gives. */
static int parse(int argc, char **argv, struct wanted *wanted) {
  static const struct option options[] = {{"format", required_argument, NULL, 'f'},
                                          {"out", required_argument, NULL, 'o'},
                                          {"by", required_argument, NULL, 'b'},
                                          {"audience", required_argument, NULL, 'a'},
                                          {"as-of", required_argument, NULL, 'd'},
                                          {"cohort", required_argument, NULL, 'c'},
                                          {"agency", required_argument, NULL, 'g'},
                                          {"on", required_argument, NULL, 'n'},
                                          {"table", required_argument, NULL, 't'},
                                          {"pseudonymous", no_argument, NULL, 'p'},
                                          {0}};
  int which, usage = EX_OK;
  *wanted = (struct wanted){0};
  optind = 0;
  opterr = 0;
  for (int option; usage == EX_OK && (option = getopt_long(argc, argv, "", options, NULL)) != -1;)
    switch (option) {
    case 'f':
      wanted->format = optarg;
      break;
    case 'o':
      wanted->out = optarg;
      break;
    case 'b':
      usage = take_named(report_by_names, &which);
      wanted->how.by = (enum report_by)which;
      break;
    case 'a':
      usage = take_named(report_audience_names, &which);
      wanted->how.audience = (enum report_audience)which;
      break;
    case 'd':
      wanted->how.as_of = optarg;
      break;
    case 'c':
      wanted->how.cohort = optarg;
      break;
    case 'g':
      wanted->how.agency = optarg;
      break;
    case 'n':
      wanted->how.on = optarg;
      break;
    case 't':
      wanted->how.table = optarg;
      break;
    case 'p':
      wanted->how.pseudonymous = true;
      break;
    default:
      return cli_usage(&cli_report, _("no such option, or it lacks its value: %s"),
                       argv[optind - 1]);
    }
  if (usage != EX_OK)
    return usage;
  if (argc - optind != 1)
    return say_which();
  wanted->report = argv[optind];
  if (!wanted->format) /* one is to be read, of the others the table */
    wanted->format = strcmp(wanted->report, "tna") == 0 ? "text" : "csv";
  return EX_OK;
}

static enum rc to_stdout(const struct app_paths *paths, const struct wanted *wanted,
                         struct diags *diags) {
  struct sink sink = {.give = cli_give};
  enum rc rc = report_make(paths, wanted->report, &wanted->how, wanted->format, &sink, diags);
  return cli_give_end(&sink, rc, diags);
}

static enum rc to_file(const struct app_paths *paths, const struct wanted *wanted,
                       struct diags *diags) {
  struct file file;
  enum rc rc = file_begin(wanted->out, &file, diags);
  if (rc != RC_OK)
    return rc;
  struct sink sink = {.give = file_give, .to = &file};
  rc = report_make(paths, wanted->report, &wanted->how, wanted->format, &sink, diags);
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

static void say_next(const struct wanted *wanted) {
  bool named = wanted->how.by == REPORT_BY_AUDIENCE || wanted->how.by == REPORT_BY_PERSON;
  if (wanted->how.cohort && !named)
    fprintf(stderr,
            _("mafunzo: the report is in %s. It is of a class, and subtracted from another report "
              "it tells of few people: give it only to who may read of people by name.\n"),
            wanted->out);
  else if (report_names_people(wanted->report, &wanted->how))
    fprintf(stderr,
            _("mafunzo: the report is in %s. It names people: give it only to who may see "
              "it. Open it in a spreadsheet, or send it to your coordinator.\n"),
            wanted->out);
  else
    fprintf(stderr, _("mafunzo: the report is in %s. It names nobody.\n"), wanted->out);
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
    say_next(&wanted);
  cli_print_diags(&diags);
  diags_done(&diags);
  if (rc == RC_DATA)
    cli_offer_backup(options);
  return rc_exit(rc);
}

const struct cli_command cli_report = {
    .name = "report",
    .tells = true,
    .arguments =
        "tna|competency|progress|gain|readiness|day|agreement [--by person|unit|agency|position] "
        "[--audience officer|trainer|agency|ministry] [--agency NAME] [--as-of DATE] "
        "[--on DATE] [--cohort NAME] [--table NAME] [--pseudonymous] [--format "
        "text|csv|json|html|xlsx] "
        "[--out FILE]",
    .summary = N_("Write a report: who has shown what, how far, what changed, the class's day"),
    .run = report_run,
};
