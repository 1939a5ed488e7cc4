/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/alike.h"
#include "base/text.h"
#include "cli/give.h"
#include "exchange/format.h"

#include <getopt.h>
#include <sysexits.h>
#include <unistd.h>

struct request {
  const struct format *format;
  struct alike_wanted wanted;
};

/* EX_OK, or what a usage fault gives. */
static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {
      {"exam", required_argument, NULL, 'e'}, {"format", required_argument, NULL, 'f'}, {0}};
  int usage = EX_OK;
  *request = (struct request){.format = &format_text};
  optind = 0;
  opterr = 0;
  for (int option; usage == EX_OK && (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    if (option == 'e')
      request->wanted.exam = optarg;
    else if (option == 'f')
      request->format = format_find(optarg);
    else
      usage =
          cli_usage(&cli_alike, _("no such option, or it lacks its value: %s"), argv[optind - 1]);
  if (usage == EX_OK && !request->format)
    usage = cli_usage(&cli_alike, "%s", _("formats: text, csv, json, html, xlsx"));
  if (usage == EX_OK && argc - optind != 1)
    usage = cli_usage(&cli_alike, "%s", _("say one cohort, as the roster has it"));
  if (usage == EX_OK && request->format->is_binary && isatty(STDOUT_FILENO))
    usage = cli_usage(&cli_alike, _("say where with > FILE: %s is not for a terminal"),
                      request->format->name);
  if (usage == EX_OK)
    request->wanted.cohort = argv[optind];
  return usage;
}

static enum rc give(const struct app_paths *paths, const struct request *request,
                    struct diags *diags) {
  const struct format *format = request->format;
  const struct paper *paper;
  struct sink sink = {.give = cli_give};
  struct arena arena = {0};
  enum rc rc = alike_make(paths, &request->wanted, &arena, &paper, diags);
  if (rc == RC_OK)
    rc = format_write(format, paper, format->one_table ? "alike" : NULL, &sink, diags);
  rc = cli_give_end(&sink, rc, diags);
  arena_done(&arena);
  return rc;
}

static int alike_run(const struct cli_options *options, int argc, char **argv) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct request request;
  struct diags diags = {0};
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  enum rc rc = give(&paths, &request, &diags);
  cli_print_diags(&diags);
  diags_done(&diags);
  return rc_exit(rc);
}

const struct cli_command cli_alike = {
    .name = "alike",
    .tells = true,
    .arguments = "COHORT [--exam PATH] [--format text|csv|json|html|xlsx]",
    .summary = N_("Look whether pairs of a class chose the same wrong options more often than by "
                  "chance"),
    .run = alike_run,
};
