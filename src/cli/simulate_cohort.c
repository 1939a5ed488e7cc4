/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Officers who do not exist, in a store of their own. */
#include "cli/simulate.h"

#include "app/cohort.h"
#include "base/text.h"
#include "cli/rows.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

enum { PEOPLE = 400 };

static bool read_number(const char *text, uint64_t least, uint64_t most, uint64_t *out) {
  char *end;
  errno = 0;
  *out = strtoull(text, &end, 10);
  return *text >= '0' && *text <= '9' && !*end && !errno && *out >= least && *out <= most;
}

static int read_option(int option, struct cohort_how *how) {
  uint64_t number = 0;
  switch (option) {
  case 'p':
    if (!read_number(optarg, COHORT_LEAST, COHORT_MOST, &number))
      return cli_usage(&cli_simulate, _("--people is a number from %d to %d"), COHORT_LEAST,
                       COHORT_MOST);
    how->people = (uint32_t)number;
    return EX_OK;
  case 's':
    return read_number(optarg, 0, UINT64_MAX, &how->seed)
               ? EX_OK
               : cli_usage(&cli_simulate, "%s", _("the seed is a number"));
  case 'd':
    return cohort_read_date(optarg, &how->until)
               ? EX_OK
               : cli_usage(&cli_simulate, "%s", _("--date is a day: 2027-03-14"));
  case 'o':
    how->store = optarg;
    return EX_OK;
  default:
    return cli_usage(&cli_simulate, "%s", _("there is no such option, or it lacks its value"));
  }
}

static int read_request(const struct cli_options *options, int argc, char **argv,
                        struct cohort_how *how) {
  static const struct option longs[] = {{"people", required_argument, NULL, 'p'},
                                        {"seed", required_argument, NULL, 's'},
                                        {"date", required_argument, NULL, 'd'},
                                        {"store", required_argument, NULL, 'o'},
                                        {0}};
  int usage = EX_OK;
  *how = (struct cohort_how){.courses = options->courses, .people = PEOPLE, .seed = 1};
  how->store = options->store_said ? options->store : NULL;
  optind = 0;
  opterr = 0;
  for (int option; usage == EX_OK && (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    usage = read_option(option, how);
  if (usage == EX_OK && optind < argc)
    return cli_usage(&cli_simulate, "%s", _("the courses are given before: --courses DIR"));
  if (usage == EX_OK && !how->store) /* never, by an oversight, among real people */
    return cli_usage(&cli_simulate, "%s", _("say where they are to be kept: --store FOLDER"));
  return usage;
}

static bool tell(const struct cohort_how *how, const struct cohort_done *done) {
  struct arena arena = {0};
  const char *store = text_safe(&arena, how->store, strlen(how->store), false);
  printf(_("None of these people exists.\n"));
  printf(_("People: %u; units and posts: %u; sessions: %u; answers: %u; decisions: %u\n"),
         (unsigned)done->people, (unsigned)done->units, (unsigned)done->sessions,
         (unsigned)done->answers, (unsigned)done->decisions);
  printf(_("Ratings: %u; marking sheets: %u; contested questions: 1\n"), (unsigned)done->ratings,
         (unsigned)done->sheets);
  printf(_("They are in %s. See what the report makes of them:\n"), store);
  printf("  mafunzo --store %s report tna\n", store);
  arena_done(&arena);
  return fflush(stdout) == 0 && !ferror(stdout);
}

int cli_simulate_cohort(const struct cli_options *options, int argc, char **argv) {
  struct cohort_how how;
  struct cohort_done done;
  struct diags diags = {0};
  bool told = true;
  int usage = read_request(options, argc, argv, &how);
  if (usage != EX_OK)
    return usage;
  enum rc rc = cohort_play(&how, &done, &diags);
  if (rc == RC_OK)
    told = tell(&how, &done);
  cli_print_diags(&diags);
  diags_done(&diags);
  return rc != RC_OK ? rc_exit(rc) : told ? EX_OK : EX_IOERR;
}
