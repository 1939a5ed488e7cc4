/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/prove.h"

#include "base/text.h"
#include "cli/diag_json.h"
#include "cli/rows.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

/* A laptop has room for so many situations, at some 60 bytes each, and a minute for them. */
enum { LIMIT = 2000000, LIMIT_MOST = 500000000, GAMES = 500, WRITTEN_MOST = 1000 };

struct run {
  bool json, quiet;
  const char *graph; /* folder; NULL: none is wanted */
  struct proving how;
  json_t *drills;
  size_t n_drills, n_findings;
  struct arena arena;
  const char *written[WRITTEN_MOST]; /* drills whose map was written */
  size_t n_written;
  enum rc rc;         /* of writing maps */
  struct diags diags; /* the same */
};

static bool read_number(const char *text, unsigned long least, unsigned long most,
                        unsigned long *out) {
  char *end;
  errno = 0;
  *out = strtoul(text, &end, 10);
  return *text >= '0' && *text <= '9' && !*end && !errno && *out >= least && *out <= most;
}

static int read_option(struct run *run, int option) {
  unsigned long number;
  switch (option) {
  case 'j':
    run->json = true;
    return EX_OK;
  case 'q':
    run->quiet = true;
    return EX_OK;
  case 'g':
    run->graph = optarg;
    return *optarg ? EX_OK : cli_usage(&cli_prove, "%s", _("which folder?"));
  case 'l':
    if (!read_number(optarg, 1, LIMIT_MOST, &number))
      return cli_usage(&cli_prove, _("the limit is a number from 1 to %d"), LIMIT_MOST);
    run->how.limit = number;
    return EX_OK;
  case 's':
    if (!read_number(optarg, 0, UINT32_MAX, &number))
      return cli_usage(&cli_prove, "%s", _("the seed is a number"));
    run->how.seed = number;
    return EX_OK;
  default:
    return EX_USAGE;
  }
}

static int read_request(int argc, char **argv, struct run *run) {
  static const struct option longs[] = {
      {"json", no_argument, NULL, 'j'},        {"quiet", no_argument, NULL, 'q'},
      {"graph", required_argument, NULL, 'g'}, {"limit", required_argument, NULL, 'l'},
      {"seed", required_argument, NULL, 's'},  {0}};
  int option, rc = EX_OK;
  opterr = 0;
  while (rc == EX_OK && (option = getopt_long(argc, argv, "q", longs, NULL)) != -1)
    rc = option == '?' ? cli_usage(&cli_prove, _("no such option, or it lacks its value: %s"),
                                   argv[optind - 1])
                       : read_option(run, option);
  if (rc == EX_OK && optind == argc)
    return cli_usage(&cli_prove, "%s", _("which file or folder?"));
  for (int i = optind; rc == EX_OK && i < argc; i++)
    if (!*argv[i] || strcmp(argv[i], "-") == 0)
      return cli_usage(&cli_prove, "%s", _("a file or a folder is needed; - is neither"));
  return rc;
}

static void write_graph(struct run *run, const struct course_proof *one) {
  const char *id = one->module->drills[one->index].id;
  bool again = false;
  if (!one->graph.n_nodes || run->rc != RC_OK)
    return;
  for (size_t i = 0; i < run->n_written; i++)
    again |= strcmp(run->written[i], id) == 0;
  if (run->n_written < WRITTEN_MOST)
    run->written[run->n_written++] = arena_strdup(&run->arena, id);
  run->rc = prove_write_graph(one, run->graph, again, &run->diags);
}

static void each(void *ctx, const struct course_proof *one) {
  struct run *run = ctx;
  run->n_drills++;
  run->n_findings += one->proof.diags.n;
  if (run->json)
    json_array_append_new(run->drills, prove_json(one));
  else
    prove_print(one, run->quiet);
  if (run->graph)
    write_graph(run, one);
}

static void print_summary(const struct run *run, size_t errors) {
  printf(ngettext("%zu drill, ", "%zu drills, ", run->n_drills), run->n_drills);
  size_t n = run->n_findings + errors;
  if (n)
    printf(ngettext("%zu finding\n", "%zu findings\n", n), n);
  else
    puts(_("nothing found"));
}

static bool print_all(const struct run *run, const struct diags *diags) {
  if (!run->json) {
    cli_print_diags(diags);
    if (!run->quiet)
      print_summary(run, diags->errors);
    return fflush(stdout) == 0;
  }
  json_t *others = json_array();
  for (size_t i = 0; i < diags->n; i++)
    json_array_append_new(others, cli_diag_json(&diags->list[i]));
  json_t *all = json_pack("{s:O, s:o, s:I}", "drills", run->drills, "diagnostics", others,
                          "findings", (json_int_t)(run->n_findings + diags->errors));
  bool good = all && json_dumpf(all, stdout, JSON_INDENT(1)) == 0 && putchar('\n') != EOF;
  json_decref(all);
  return fflush(stdout) == 0 && good;
}

static bool make_folder(struct run *run) {
  if (!run->graph || mkdir(run->graph, 0777) == 0 || errno == EEXIST)
    return true;
  diag_error(&run->diags, (struct place){.file = run->graph}, 1, "file.create", NULL, "%s",
             strerror(errno));
  run->rc = RC_CREATE;
  return false;
}

static int prove_paths(const struct cli_options *options, int argc, char **argv, struct run *run) {
  const struct course_prover prover = {each, run, run->how};
  struct diags diags = {0};
  bool missing = false;
  const char *framework = arena_printf(&run->arena, "%s/framework", options->courses);
  for (int i = optind; i < argc; i++)
    missing = course_prove(argv[i], framework, &diags, &prover) == RC_MISSING || missing;
  bool printed = print_all(run, &diags), faulty = run->n_findings || diags.errors;
  diags_done(&diags);
  return missing            ? EX_NOINPUT
         : run->rc != RC_OK ? rc_exit(run->rc)
         : faulty           ? EX_DATAERR
         : printed          ? EX_OK
                            : EX_IOERR;
}

static int prove_run(const struct cli_options *options, int argc, char **argv) {
  struct run run = {.quiet = options->quiet, .how = {LIMIT, 1, GAMES}};
  int rc = read_request(argc, argv, &run);
  if (rc != EX_OK)
    return rc;
  run.drills = json_array();
  rc = make_folder(&run) ? prove_paths(options, argc, argv, &run) : rc_exit(run.rc);
  cli_print_diags(&run.diags);
  json_decref(run.drills);
  diags_done(&run.diags);
  arena_done(&run.arena);
  return rc;
}

const struct cli_command cli_prove = {
    .name = "prove",
    .arguments = "[--json] [--graph DIR] [--limit N] [--seed N] [--quiet] PATH...",
    .summary = N_("Try every way through the drills, and find where luck or harm is rewarded"),
    .run = prove_run,
};
