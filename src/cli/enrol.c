/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/trust.h"
#include "base/text.h"
#include "cli/compare.h"

#include <getopt.h>
#include <stdio.h>
#include <sysexits.h>

struct request {
  const char *yes; /* the fingerprint that was told; NULL: ask */
  bool anew;
  const char *card;
};

static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {
      {"yes", required_argument, NULL, 'y'}, {"anew", no_argument, NULL, 'a'}, {0}};
  *request = (struct request){0};
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    if (option == 'y')
      request->yes = optarg;
    else if (option == 'a')
      request->anew = true;
    else
      return cli_usage(&cli_enrol, _("no such option, or it lacks its value: %s"),
                       argv[optind - 1]);
  if (argc - optind != 1)
    return cli_usage(&cli_enrol, "%s", _("say one card"));
  request->card = argv[optind];
  return EX_OK;
}

static void tell(const struct trust_offer *offer) {
  char fingerprint[FINGERPRINT_TEXT];
  const char *name = offer->card.name;
  card_fingerprint(offer->card.signer, fingerprint);
  switch (offer->step) {
  case TRUST_FIRST:
    fprintf(stderr, _("This laptop is enrolled with %s.\n"), name);
    break;
  case TRUST_SAME:
    fprintf(stderr, _("This laptop is enrolled with %s already; nothing was changed.\n"), name);
    break;
  case TRUST_NEWER:
    fprintf(stderr, _("The newer card of %s was taken in.\n"), name);
    break;
  case TRUST_ROTATED:
    fprintf(stderr, _("%s has new keys, which the old ones signed. Their fingerprint: %s\n"), name,
            fingerprint);
    break;
  case TRUST_CLASS:
    fprintf(stderr, _("This card of %s is an older one: its trainer was taken in, and no more.\n"),
            name);
    break;
  }
  for (size_t i = 0; i < offer->card.trainers.n; i++)
    fprintf(stderr, _("Results can be read by the trainer too: %s\n"),
            offer->card.trainers.list[i].name);
}

static int enrol_run(const struct cli_options *options, int argc, char **argv) {
  struct request request;
  struct trust_offer offer;
  struct diags diags = {0};
  bool yes = true;
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  enum rc rc = trust_weigh(options->store, request.card, request.anew, &offer, &diags);
  if (rc == RC_OK && (offer.step == TRUST_FIRST || request.yes))
    rc = compare_fingerprint(offer.card.name, offer.card.signer, request.yes, &yes, &diags);
  if (rc == RC_OK && yes)
    rc = trust_take(options->store, &offer, &diags);
  if (rc == RC_OK && yes && !options->quiet)
    tell(&offer);
  trust_offer_done(&offer);
  cli_print_diags(&diags);
  diags_done(&diags);
  return rc == RC_OK && !yes ? EX_USAGE : rc_exit(rc);
}

const struct cli_command cli_enrol = {
    .name = "enrol",
    .arguments = "[--yes FINGERPRINT] [--anew] CARD",
    .summary = N_("Take in the card of the coordinator who gets this laptop's results"),
    .run = enrol_run,
};
