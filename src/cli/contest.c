/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/appeal.h"
#include "base/text.h"
#include "cli/matter.h"
#include "cli/open_person.h"

#include <getopt.h>
#include <stdio.h>
#include <sysexits.h>

struct request {
  struct appeal appeal;
  const char *path, *person;
  bool json, quiet;
};

/* EX_OK, or what a usage fault gives. */
static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {{"reason", required_argument, NULL, 'r'},
                                        {"person", required_argument, NULL, 'p'},
                                        {"by", required_argument, NULL, 'b'},
                                        {"format", required_argument, NULL, 'f'},
                                        {0}};
  int usage = EX_OK;
  *request = (struct request){.appeal.words = ""};
  optind = 0;
  opterr = 0;
  for (int option; usage == EX_OK && (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    if (option == 'r')
      request->appeal.words = optarg;
    else if (option == 'p')
      request->person = optarg;
    else if (option == 'b')
      request->appeal.by = optarg;
    else if (option == 'f')
      usage = cli_matter_format(&cli_contest, optarg, &request->json);
    else
      usage =
          cli_usage(&cli_contest, _("no such option, or it lacks its value: %s"), argv[optind - 1]);
  if (usage == EX_OK && optind + 1 != argc)
    usage = cli_usage(&cli_contest, "%s", _("which question? as course/module/question"));
  request->path = usage == EX_OK ? argv[optind] : NULL;
  return usage;
}

static void tell(const struct contest *contest) {
  char id[2 * HASH_BYTES + 1];
  seal_hex(contest->id, HASH_BYTES, id);
  printf(_("Contested: %s (%.8s). Who decides reads the reason, and who gave it.\n"), contest->path,
         id);
}

/* Who says so, and whose answer it is: the same person is asked once. */
static enum rc open_named(struct app *app, struct request *request, struct arena *arena,
                          struct diags *diags) {
  enum rc rc = RC_OK;
  if (request->appeal.by)
    rc = cli_open_person(app, &request->appeal.by, arena, diags);
  if (rc == RC_OK && request->person)
    rc = cli_open_person(app, &request->person, arena, diags);
  return rc;
}

static enum rc act(struct app *app, void *ctx, struct diags *diags) {
  struct request *request = ctx;
  struct contest contest;
  struct arena arena = {0};
  enum rc rc = open_named(app, request, &arena, diags);
  if (rc == RC_OK)
    rc = appeal_contest(app, &request->appeal, request->path, request->person, &arena, &contest,
                        diags);
  if (rc == RC_OK && request->json)
    rc = cli_matter_json(app, &contest, &arena, diags);
  else if (rc == RC_OK && !request->quiet)
    tell(&contest);
  arena_done(&arena);
  return rc;
}

static int contest_run(const struct cli_options *options, int argc, char **argv) {
  struct request request;
  int usage = read_request(argc, argv, &request);
  request.quiet = options->quiet;
  return usage == EX_OK ? cli_with_app(options, act, &request) : usage;
}

const struct cli_command cli_contest = {
    .name = "contest",
    .arguments = "COURSE/MODULE/QUESTION --reason TEXT [--person CODE] [--by CODE] "
                 "[--format text|json]",
    .summary = N_("Say that a question, or one answer or mark, is wrong; somebody else decides"),
    .run = contest_run,
};
