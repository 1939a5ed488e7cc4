/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/appeal.h"
#include "base/text.h"
#include "cli/matter.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

struct request {
  struct appeal appeal;
  struct appeal_decision decision;
  const char *matter;
  bool json, quiet;
};

static const struct {
  const char *name;
  enum ruling ruling;
} verdicts[] = {
    {"annul", RULING_ANNULLED}, {"correct", RULING_CORRECTED}, {"reject", RULING_UPHELD}};

static int read_verdict(const char *name, struct request *request) {
  for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++)
    if (strcmp(verdicts[i].name, name) == 0) {
      request->decision.ruling = verdicts[i].ruling;
      return EX_OK;
    }
  return cli_usage(&cli_rule, "%s", _("say annul, correct or reject"));
}

/* Beyond 100 it is no per cent, and told as that. */
static int read_percent(const char *text, struct request *request) {
  char *end;
  unsigned long number = strtoul(text, &end, 10);
  if (end == text || *end || *text == '-')
    return cli_usage(&cli_rule, "%s", _("a score is given in per cent: --score 75"));
  request->decision.percent = number <= 100 ? (int32_t)number : 101;
  return EX_OK;
}

static int read_option(int option, struct request *request, char **argv) {
  switch (option) {
  case 'r':
    request->appeal.words = optarg;
    return EX_OK;
  case 'b':
    request->appeal.by = optarg;
    return EX_OK;
  case 'k':
    request->decision.key = optarg;
    return EX_OK;
  case 'f':
    return cli_matter_format(&cli_rule, optarg, &request->json);
  case 's':
    return read_percent(optarg, request);
  default:
    return cli_usage(&cli_rule, _("no such option, or it lacks its value: %s"), argv[optind - 1]);
  }
}

/* EX_OK, or what a usage fault gives. */
static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {
      {"reason", required_argument, NULL, 'r'}, {"by", required_argument, NULL, 'b'},
      {"key", required_argument, NULL, 'k'},    {"format", required_argument, NULL, 'f'},
      {"score", required_argument, NULL, 's'},  {0}};
  int usage = EX_OK;
  *request = (struct request){.appeal.words = "", .decision.percent = -1};
  optind = 0;
  opterr = 0;
  for (int option; usage == EX_OK && (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    usage = read_option(option, request, argv);
  if (usage != EX_OK)
    return usage;
  if (optind + 2 != argc)
    return cli_usage(&cli_rule, "%s",
                     _("which contest, and what of it: annul, correct or reject?"));
  request->matter = argv[optind];
  return read_verdict(argv[optind + 1], request);
}

static void tell(const struct contest *contest) {
  static const char *const words[] = {N_("It stays as it was marked"),
                                      N_("Annulled, so that it counts no more"), N_("Corrected")};
  unsigned n = contest->changed;
  printf("%s: %s\n", _(words[contest->ruling]), contest->path);
  printf(ngettext("%u person has another score now; what was marked stays on record.\n",
                  "%u people have another score now; what was marked stays on record.\n", n),
         n);
}

static enum rc act(struct app *app, void *ctx, struct diags *diags) {
  const struct request *request = ctx;
  struct contest contest;
  struct arena arena = {0};
  enum rc rc = appeal_rule(app, &request->appeal, request->matter, &request->decision, &arena,
                           &contest, diags);
  if (rc == RC_OK && request->json)
    rc = cli_matter_json(app, &contest, &arena, diags);
  else if (rc == RC_OK && !request->quiet)
    tell(&contest);
  arena_done(&arena);
  return rc;
}

static int rule_run(const struct cli_options *options, int argc, char **argv) {
  struct request request;
  int usage = read_request(argc, argv, &request);
  request.quiet = options->quiet;
  return usage == EX_OK ? cli_with_app(options, act, &request) : usage;
}

const struct cli_command cli_rule = {
    .name = "rule",
    .arguments = "CONTEST annul|correct|reject --reason TEXT [--key N[,N...]] [--score PERCENT] "
                 "[--by CODE] [--format text|json]",
    .summary = N_("Decide on what somebody else contested; everybody affected is scored anew"),
    .run = rule_run,
};
