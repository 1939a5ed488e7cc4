/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The coordinator's map on screen. It is no row of a trainee's home: on a laptop that several share
 * nobody is to look up the others. */
#include "cli/faces.h"
#include "cli/rows.h"

#include "app/map.h"
#include "app/warmup.h"
#include "base/text.h"
#include "screen/screen.h"

#include <getopt.h>
#include <string.h>
#include <sysexits.h>

/* Which of the names from the one to the other it is; 0: none of them. */
static int named(const char *const *names, int from, int to, const char *name) {
  for (int i = from; i <= to; i++)
    if (strcmp(names[i], name) == 0)
      return i;
  return 0;
}

static int take(int option, struct tna_wanted *wanted) {
  switch (option) {
  case 'a':
    wanted->audience = (enum report_audience)named(report_audience_names, REPORT_FOR_TRAINER,
                                                   REPORT_FOR_MINISTRY, optarg);
    return wanted->audience
               ? EX_OK
               : cli_usage(&cli_map, "%s", _("--audience is trainer, agency or ministry"));
  case 'b':
    wanted->by = (enum report_by)named(report_by_names, REPORT_BY_UNIT, REPORT_BY_POSITION, optarg);
    return wanted->by ? EX_OK : cli_usage(&cli_map, "%s", _("--by is unit, agency or position"));
  case 'd':
    wanted->as_of = optarg;
    return EX_OK;
  case 'g':
    wanted->agency = optarg;
    return EX_OK;
  default:
    return cli_usage(&cli_map, "%s", _("there is no such option, or it lacks its value"));
  }
}

/* As the report does where nothing is said: for an agency, which is told of units. */
static int parse(int argc, char **argv, struct tna_wanted *wanted) {
  static const struct option longs[] = {{"audience", required_argument, NULL, 'a'},
                                        {"by", required_argument, NULL, 'b'},
                                        {"as-of", required_argument, NULL, 'd'},
                                        {"agency", required_argument, NULL, 'g'},
                                        {0}};
  int usage = EX_OK;
  *wanted = (struct tna_wanted){0};
  opterr = 0;
  for (int option; usage == EX_OK && (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    usage = take(option, wanted);
  if (usage == EX_OK && optind < argc)
    usage = cli_usage(&cli_map, "%s", _("nothing follows the options"));
  if (wanted->agency && wanted->audience == REPORT_FOR_MINISTRY)
    return cli_usage(&cli_map, "%s", _("--agency is for an agency or a trainer of it"));
  if (!wanted->audience)
    wanted->audience = REPORT_FOR_AGENCY;
  if (!wanted->by)
    wanted->by = wanted->audience == REPORT_FOR_MINISTRY ? REPORT_BY_AGENCY : REPORT_BY_UNIT;
  return usage;
}

static int show(const struct cli_options *options, struct app *app, struct map *map) {
  struct ui ui;
  map_screen_open(&ui, app, map);
  struct program program = ui_program(&ui);
  int rc = cli_face(options, &program);
  ui_done(&ui);
  return rc;
}

static int map_run(const struct cli_options *options, int argc, char **argv) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct diags diags = {0};
  struct tna_wanted wanted;
  struct app *app = NULL;
  struct map *map = NULL;
  int usage = parse(argc, argv, &wanted);
  if (usage != EX_OK || !cli_face_possible(options))
    return EX_USAGE;
  enum rc rc = warm_up_open(&paths, &app, &diags);
  if (rc == RC_OK)
    rc = map_open(app, &wanted, &map, &diags);
  cli_print_diags(&diags);
  diags_done(&diags);
  int exit_code = rc == RC_OK ? show(options, app, map) : rc_exit(rc);
  app_close(app);
  return exit_code;
}

const struct cli_command cli_map = {
    .name = "map",
    .tells = true,
    .arguments = "[--audience trainer|agency|ministry] [--agency NAME] [--by unit|agency|position] "
                 "[--as-of DATE]",
    .summary = N_("Look at training needs: who by competency, what comes first, and on what it "
                  "rests"),
    .run = map_run,
};
