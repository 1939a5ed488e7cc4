/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/hand_in.h"
#include "app/laptops.h"
#include "base/text.h"

#include <getopt.h>
#include <stdio.h>
#include <sysexits.h>

static void tell_files(const struct hand_in_told *told) {
  for (size_t i = 0; i < told->n; i++) {
    const struct hand_in_file *file = &told->list[i];
    uint64_t n = file->last - file->first + 1;
    char fingerprint[FINGERPRINT_TEXT];
    printf("%s\n", file->path);
    printf(ngettext("  %llu event, number %llu to %llu\n", "  %llu events, number %llu to %llu\n",
                    (unsigned long)n),
           (unsigned long long)n, (unsigned long long)file->first, (unsigned long long)file->last);
    card_fingerprint(file->chain, fingerprint);
    printf(_("  fingerprint of this laptop: %s\n"), fingerprint);
  }
}

static void tell(const struct hand_in_told *told) {
  tell_files(told);
  if (told->n == 0 && told->receipted)
    puts(_("There is nothing new: the coordinator has everything. --all hands it in again."));
  else if (told->n == 0)
    puts(_("Nothing is recorded here yet."));
  if (told->foreign)
    printf(
        ngettext("Not among it: what was collected here of %llu other laptop. Carry its file on "
                 "as it is.\n",
                 "Not among it: what was collected here of %llu other laptops. Carry their files "
                 "on as they are.\n",
                 (unsigned long)told->foreign),
        (unsigned long long)told->foreign);
}

static int hand_in_run(const struct cli_options *options, int argc, char **argv) {
  static const struct option longs[] = {
      {"out", required_argument, NULL, 'o'}, {"all", no_argument, NULL, 'a'}, {0}};
  struct hand_in_told told = {0};
  struct diags diags = {0};
  const char *folder = ".";
  bool all = false;
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    if (option == 'o')
      folder = optarg;
    else if (option == 'a')
      all = true;
    else
      return cli_usage(&cli_hand_in, _("no such option, or it lacks its value: %s"),
                       argv[optind - 1]);
  if (optind < argc)
    return cli_usage(&cli_hand_in, _("nothing is expected here: %s"), argv[optind]);
  enum rc rc = hand_in_from(options->store, folder, all, &told, &diags);
  if (rc == RC_OK || told.n)
    tell(&told);
  hand_in_told_done(&told);
  cli_print_diags(&diags);
  diags_done(&diags);
  return rc_exit(rc);
}

const struct cli_command cli_hand_in = {
    .name = "hand-in",
    .arguments = "[--out FOLDER] [--all]",
    .summary = N_("Write what was recorded here as a sealed bundle for the coordinator"),
    .run = hand_in_run,
};
