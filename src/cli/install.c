/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/install.h"
#include "base/text.h"
#include "cli/compare.h"
#include "cli/own_courses.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

struct request {
  const char *yes;      /* the fingerprint that was told; NULL: ask */
  const char *rollback; /* a course; NULL: install */
  bool older;
  const char *pack;
};

static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {{"yes", required_argument, NULL, 'y'},
                                        {"rollback", required_argument, NULL, 'r'},
                                        {"older", no_argument, NULL, 'o'},
                                        {0}};
  *request = (struct request){0};
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    if (option == 'y')
      request->yes = optarg;
    else if (option == 'r')
      request->rollback = optarg;
    else if (option == 'o')
      request->older = true;
    else
      return cli_usage(&cli_install, _("no such option, or it lacks its value: %s"),
                       argv[optind - 1]);
  if (request->rollback && (request->yes || request->older || optind < argc))
    return cli_usage(&cli_install, "%s", _("--rollback COURSE stands alone"));
  if (!request->rollback && argc - optind != 1)
    return cli_usage(&cli_install, "%s", _("say one pack"));
  request->pack = argv[optind];
  return EX_OK;
}

/* -- Installing ------------------------------------------------------------------------------- */

static void tell(const struct coursepack *pack, const struct installed *installed) {
  switch (installed->step) {
  case INSTALL_FIRST:
    fprintf(stderr, _("%s %s is installed, signed by %s.\n"), pack->course, pack->version,
            pack->name);
    break;
  case INSTALL_SAME:
    fprintf(stderr, _("%s %s is installed already; it was not changed.\n"), pack->course,
            pack->version);
    break;
  case INSTALL_CHANGED:
    fprintf(stderr,
            _("%s %s is installed, signed by %s. Before it was %s; mafunzo install "
              "--rollback %s goes back to that.\n"),
            pack->course, pack->version, pack->name,
            *installed->before ? installed->before : _("broken"), pack->course);
    break;
  }
  if (installed->framework)
    fprintf(stderr, _("With it came the framework %s.\n"), pack->framework);
}

static enum rc ask(const struct request *request, const struct offer *offer, bool *yes,
                   struct diags *diags) {
  *yes = true;
  if (!offer->stranger && !request->yes)
    return RC_OK;
  if (offer->stranger)
    fprintf(stderr,
            _("This laptop is enrolled with nobody, who could vouch for the pack of %s %s.\n"),
            offer->pack.course, offer->pack.version);
  return compare_fingerprint(offer->pack.name, offer->pack.signer, request->yes, yes, diags);
}

static enum rc place(const struct cli_options *options, const struct request *request,
                     const struct offer *offer, struct diags *diags) {
  const char *courses;
  struct installed installed;
  enum rc rc = cli_own_courses(options, &courses, diags);
  if (rc == RC_OK)
    rc = install_pack(courses, offer, request->older, &installed, diags);
  if (rc == RC_OK && !options->quiet)
    tell(&offer->pack, &installed);
  return rc;
}

static enum rc install(const struct cli_options *options, const struct request *request,
                       struct diags *diags) {
  struct offer offer;
  bool yes = false;
  enum rc rc = offer_read(options->store, request->pack, &offer, diags);
  if (rc == RC_OK)
    rc = ask(request, &offer, &yes, diags);
  if (rc == RC_OK && yes)
    rc = place(options, request, &offer, diags);
  offer_done(&offer);
  return rc == RC_OK && !yes ? RC_USAGE : rc;
}

static enum rc roll_back(const struct cli_options *options, const struct request *request,
                         struct diags *diags) {
  char version[COURSEPACK_TEXT];
  enum rc rc = install_rollback(options->courses, request->rollback, version, diags);
  if (rc == RC_OK && !options->quiet)
    fprintf(stderr, _("%s %s is in its place again.\n"), request->rollback, version);
  return rc;
}

static int install_run(const struct cli_options *options, int argc, char **argv) {
  struct request request;
  struct diags diags = {0};
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  enum rc rc =
      request.rollback ? roll_back(options, &request, &diags) : install(options, &request, &diags);
  cli_print_diags(&diags);
  diags_done(&diags);
  return rc_exit(rc);
}

const struct cli_command cli_install = {
    .name = "install",
    .arguments = "[--yes FINGERPRINT] [--older] PACK | --rollback COURSE",
    .summary = N_("Install a course from a pack, or go back to the version before"),
    .run = install_run,
};
