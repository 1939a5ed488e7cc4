/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/install.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/open_keys.h"

#include <getopt.h>
#include <stdio.h>
#include <sysexits.h>

struct request {
  struct packing how;
  const char *out;
};

static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {
      {"out", required_argument, NULL, 'o'}, {"framework", no_argument, NULL, 'f'}, {0}};
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    if (option == 'o')
      request->out = optarg;
    else if (option == 'f')
      request->how.framework = true;
    else
      return cli_usage(&cli_pack, _("no such option, or it lacks its value: %s"), argv[optind - 1]);
  if (argc - optind != 1 || !request->out)
    return cli_usage(&cli_pack, "%s", _("say one course, and --out FILE"));
  request->how.course = argv[optind];
  return EX_OK;
}

static int pack_run(const struct cli_options *options, int argc, char **argv) {
  struct request request = {.how = {.courses = options->courses}};
  struct keys keys = {0};
  struct str out = {0};
  struct diags diags = {0};
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  enum rc rc = cli_open_keys(options->store, &keys, &diags);
  if (rc == RC_OK)
    rc = packing_make(&request.how, &keys, &out, &diags);
  if (rc == RC_OK)
    rc = file_write_whole(request.out, str_text(&out), out.len, &diags);
  keys_done(&keys);
  str_done(&out);
  cli_print_diags(&diags);
  diags_done(&diags);
  return rc_exit(rc);
}

const struct cli_command cli_pack = {
    .name = "pack",
    .arguments = "COURSE [--framework] --out FILE",
    .summary = N_("Make a signed file of a course, for other laptops to install"),
    .run = pack_run,
};
