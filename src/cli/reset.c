/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A forgotten passphrase: asked for on the laptop, answered at the desk, taken in on the laptop. */
#include "cli/rows.h"

#include "app/mrz.h"
#include "app/reset.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/compare.h"
#include "cli/open_keys.h"
#include "cli/passphrase.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

struct wanted {
  const struct cli_options *options;
  const char *word, *out, *yes;
};

static enum rc ask(struct app *app, void *ctx, struct diags *diags) {
  const struct wanted *wanted = ctx;
  uint8_t public_key[KEY_BYTES];
  char fingerprint[FINGERPRINT_TEXT];
  struct str out = {0};
  enum rc rc = reset_ask(app, wanted->word, &out, public_key, diags);
  if (rc == RC_OK)
    rc = file_write_whole(wanted->out, out.at, out.len, diags);
  card_fingerprint(public_key, fingerprint);
  if (rc == RC_OK)
    printf(_("Take the file to your trainer, and read this aloud there: %s\n"), fingerprint);
  str_done(&out);
  return rc;
}

/* The fingerprint is compared before a passphrase is asked for. */
static enum rc answer(const struct wanted *wanted, struct diags *diags) {
  struct reset_request request = {0};
  struct keys keys = {0};
  struct str bytes = {0}, out = {0};
  bool yes = false;
  enum rc rc = mrz_load(wanted->word, RESET_BYTES, &bytes, diags);
  if (rc == RC_OK)
    rc = reset_read(wanted->word, &bytes, &request, diags);
  if (rc == RC_OK)
    rc = compare_fingerprint(request.nickname, request.public, wanted->yes, &yes, diags);
  if (rc == RC_OK)
    rc = yes ? cli_ask_keys(wanted->options->store, &keys, diags) : RC_USAGE;
  if (rc == RC_OK)
    rc = reset_answer(wanted->word, &keys, &request, &out, diags);
  if (rc == RC_OK)
    rc = file_write_whole(wanted->out, out.at, out.len, diags);
  keys_done(&keys);
  str_done(&request.recovery);
  str_done(&bytes);
  str_done(&out);
  return rc;
}

static enum rc take(struct app *app, void *ctx, struct diags *diags) {
  const struct wanted *wanted = ctx;
  uint8_t person[ID_BYTES];
  struct str bytes = {0}, passphrase = {0};
  enum rc rc = mrz_load(wanted->word, RESET_BYTES, &bytes, diags);
  if (rc == RC_OK)
    rc = reset_take(app, wanted->word, &bytes, person, diags);
  if (rc == RC_OK)
    rc = passphrase_read(_("A new passphrase for your record:"), true, &passphrase, diags);
  if (rc == RC_OK)
    rc = reset_finish(app, person, str_text(&passphrase), diags);
  secret_done(&passphrase);
  str_done(&bytes);
  return rc;
}

static int answer_run(struct wanted *wanted) {
  struct diags diags = {0};
  enum rc rc = answer(wanted, &diags);
  cli_print_diags(&diags);
  diags_done(&diags);
  return rc_exit(rc);
}

static int read_options(int argc, char **argv, struct wanted *wanted) {
  static const struct option longs[] = {
      {"out", required_argument, NULL, 'o'}, {"yes", required_argument, NULL, 'y'}, {0}};
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    if (option == 'o')
      wanted->out = optarg;
    else if (option == 'y')
      wanted->yes = optarg;
    else
      return cli_usage(&cli_passphrase, _("no such option, or it lacks its value: %s"),
                       argv[optind - 1]);
  return EX_OK;
}

static int passphrase_run(const struct cli_options *options, int argc, char **argv) {
  struct wanted wanted = {.options = options};
  int usage = read_options(argc, argv, &wanted);
  if (usage != EX_OK)
    return usage;
  const char *verb = argc - optind == 2 ? argv[optind] : "";
  wanted.word = verb[0] ? argv[optind + 1] : NULL;
  if (strcmp(verb, "request") == 0 && wanted.out && !wanted.yes)
    return cli_with_app(options, ask, &wanted);
  if (strcmp(verb, "reset") == 0 && wanted.out)
    return answer_run(&wanted);
  if (strcmp(verb, "take") == 0 && !wanted.out && !wanted.yes)
    return cli_with_app(options, take, &wanted);
  return cli_usage(&cli_passphrase, "%s",
                   _("say request and a nickname, reset and a file (both with --out), or take and "
                     "a file"));
}

const struct cli_command cli_passphrase = {
    .name = "passphrase",
    .arguments = "request NICKNAME --out FILE | reset FILE [--yes FINGERPRINT] --out FILE | "
                 "take FILE",
    .summary = N_("Reset a forgotten passphrase of a trainee at the trainer's desk"),
    .run = passphrase_run,
};
