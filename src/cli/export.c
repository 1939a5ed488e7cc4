/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/export.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/give.h"

#include <getopt.h>
#include <stdio.h>
#include <sysexits.h>

struct request {
  struct export_wanted wanted;
  const char *out; /* NULL: stdout */
};

/* EX_OK, or what a usage fault gives. */
static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {{"out", required_argument, NULL, 'o'},
                                        {"as-of", required_argument, NULL, 'd'},
                                        {"names", no_argument, NULL, 'n'},
                                        {0}};
  *request = (struct request){0};
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    switch (option) {
    case 'o':
      request->out = optarg;
      break;
    case 'd':
      request->wanted.as_of = optarg;
      break;
    case 'n':
      request->wanted.names = true;
      break;
    default:
      return cli_usage(&cli_export, _("no such option, or it lacks its value: %s"),
                       argv[optind - 1]);
    }
  if (argc - optind != 1)
    return cli_usage(&cli_export, "%s", _("say one export: events, xapi, case"));
  request->wanted.what = argv[optind];
  return EX_OK;
}

static enum rc to_stdout(const struct app_paths *paths, const struct export_wanted *wanted,
                         struct export_told *told, struct diags *diags) {
  struct sink sink = {.give = cli_give};
  enum rc rc = export_make(paths, wanted, &sink, told, diags);
  return cli_give_end(&sink, rc, diags);
}

/* A file with damaged events in it is what there is: it is kept, and said. */
static enum rc to_file(const struct app_paths *paths, const struct request *request,
                       struct export_told *told, struct diags *diags) {
  struct file file;
  enum rc rc = file_begin(request->out, &file, diags);
  if (rc != RC_OK)
    return rc;
  struct sink sink = {.give = file_give, .to = &file};
  rc = export_make(paths, &request->wanted, &sink, told, diags);
  if (sink.failed)
    rc = file_end(&file, diags); /* which tells why */
  else if (rc == RC_OK || (rc == RC_DATA && told->events)) {
    enum rc ended = file_end(&file, diags);
    rc = ended == RC_OK ? rc : ended;
  } else
    file_drop(&file);
  sink_done(&sink);
  return rc;
}

static void say_done(const struct request *request, const struct export_told *told) {
  if (told->events)
    fprintf(stderr,
            ngettext("mafunzo: %llu event is in %s. ", "mafunzo: %llu events are in %s. ",
                     (unsigned long)told->events),
            (unsigned long long)told->events, request->out);
  fprintf(stderr, "%s\n",
          told->events ? _("It tells what people did: give it only to who may see it.")
                       : _("mafunzo: the file is written."));
}

static int export_run(const struct cli_options *options, int argc, char **argv) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct request request;
  struct export_told told = {0};
  struct diags diags = {0};
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  enum rc rc = request.out ? to_file(&paths, &request, &told, &diags)
                           : to_stdout(&paths, &request.wanted, &told, &diags);
  if (rc == RC_OK && request.out && !options->quiet)
    say_done(&request, &told);
  cli_print_diags(&diags);
  diags_done(&diags);
  if (rc == RC_DATA)
    cli_offer_backup(options);
  return rc_exit(rc);
}

const struct cli_command cli_export = {
    .name = "export",
    .tells = true,
    .arguments = "events|xapi|case [--as-of DATE] [--names] [--out FILE]",
    .summary = N_("Write the records or the framework in formats that other systems read"),
    .run = export_run,
};
