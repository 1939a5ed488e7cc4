/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/care.h"
#include "base/text.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

struct request {
  bool yes;
  const char *backup; /* NULL: the newest good one */
};

static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {{"yes", no_argument, NULL, 'y'}, {0}};
  *request = (struct request){0};
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", longs, NULL)) != -1;) {
    if (option != 'y')
      return cli_usage(&cli_restore, "%s", _("there is no such option"));
    request->yes = true;
  }
  if (argc - optind > 1 || (optind < argc && !*argv[optind]))
    return cli_usage(&cli_restore, "%s", _("say one backup, or none for the newest good one"));
  request->backup = argv[optind]; /* NULL at the end */
  return EX_OK;
}

static void tell_offer(const char *path, const struct restore_facts *facts) {
  struct arena arena = {0};
  const char *time = care_backup_time(&arena, path);
  fprintf(stderr, "%s %s\n", _("The backup:"), text_safe(&arena, path, strlen(path), false));
  if (*time)
    fprintf(stderr, _("It was made on %s.\n"), time);
  const unsigned long long backup = facts->backup, taken = facts->taken, lost = facts->lost;
  fprintf(stderr,
          ngettext("It is whole and holds %llu event.\n", "It is whole and holds %llu events.\n",
                   backup),
          backup);
  if (facts->damaged)
    fputs(_("A part of the present records cannot be read.\n"), stderr);
  if (taken)
    fprintf(stderr,
            ngettext("%llu more can be read from the present records, and is kept.\n",
                     "%llu more can be read from the present records, and are kept.\n", taken),
            taken);
  if (lost)
    fprintf(stderr,
            ngettext("Lost: %llu event that cannot be read and is not in the backup.\n",
                     "Lost: %llu events that cannot be read and are not in the backup.\n", lost),
            lost);
  if (facts->erased)
    fprintf(stderr,
            ngettext("%zu person who was erased since is erased in it again.\n",
                     "%zu people who were erased since are erased in it again.\n", facts->erased),
            facts->erased);
  if (facts->unsure)
    fputs(_("More may be lost: what cannot be read and is newer than the backup.\n"), stderr);
  else if (!lost)
    fputs(_("Nothing is lost by it.\n"), stderr);
  fputs(_("The present records are set aside as they are, and never deleted.\n"), stderr);
  arena_done(&arena);
}

/* Only at a terminal is there somebody to ask. */
static bool confirmed(const char *command) {
  char line[32];
  if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) {
    fprintf(stderr, _("Nothing was changed. To do it, type: %s restore --yes\n"), command);
    return false;
  }
  fprintf(stderr, "%s ", _("Type yes to restore, anything else to leave all as it is:"));
  fflush(stderr);
  bool yes = fgets(line, sizeof line, stdin) != NULL;
  if (yes) {
    line[strcspn(line, "\n")] = '\0';
    yes = strcmp(line, "yes") == 0 || strcmp(line, _("yes")) == 0;
  }
  if (!yes)
    fputs(_("Nothing was changed.\n"), stderr);
  return yes;
}

static enum rc commit(struct restore *restore, struct diags *diags) {
  struct str aside = {0};
  enum rc rc = restore_commit(restore, &aside, diags);
  if (rc == RC_OK)
    fputs(_("The records are restored.\n"), stderr);
  if (rc == RC_OK && aside.len)
    fprintf(stderr, _("What was there before is kept in %s\n"), aside.at);
  str_done(&aside);
  return rc;
}

static int restore_run(const struct cli_options *options, int argc, char **argv) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct request request;
  struct restore_facts facts;
  struct restore *restore = NULL;
  struct diags diags = {0};
  struct str path = {0}, command = {0};
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  cli_command_line(options, &command);
  enum rc rc = care_restore(&paths, request.backup, &restore, &path, &facts, &diags);
  if (rc == RC_OK && !options->quiet)
    tell_offer(path.at, &facts);
  if (rc == RC_OK && (request.yes || confirmed(command.at)))
    rc = commit(restore, &diags);
  restore_free(restore);
  cli_print_diags(&diags);
  diags_done(&diags);
  str_done(&path);
  str_done(&command);
  return rc_exit(rc);
}

const struct cli_command cli_restore = {
    .name = "restore",
    .arguments = "[--yes] [BACKUP]",
    .summary = N_("Go back to a backup, and keep all that can still be read"),
    .run = restore_run,
};
