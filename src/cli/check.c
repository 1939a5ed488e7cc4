/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "base/text.h"
#include "cli/check_cues.h"
#include "cli/diag_json.h"
#include "course/course.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

struct request {
  bool strict, json, quiet, cues;
};

/* Out of what getopt took apart; EX_OK or a usage fault that was said. */
static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {{"strict", no_argument, NULL, 's'},
                                        {"cues", no_argument, NULL, 'c'},
                                        {"format", required_argument, NULL, 'f'},
                                        {"quiet", no_argument, NULL, 'q'},
                                        {0}};
  int option;
  opterr = 0;
  while ((option = getopt_long(argc, argv, "q", longs, NULL)) != -1) {
    if (option == 's')
      request->strict = true;
    else if (option == 'c')
      request->cues = true;
    else if (option == 'q')
      request->quiet = true;
    else if (option == 'f' && (strcmp(optarg, "json") == 0 || strcmp(optarg, "text") == 0))
      request->json = strcmp(optarg, "json") == 0;
    else if (option == 'f')
      return cli_usage(&cli_check, "%s", _("the format is text or json"));
    else
      return cli_usage(&cli_check, "%s", _("there is no such option"));
  }
  if (optind == argc)
    return cli_usage(&cli_check, "%s", _("which file or folder?"));
  for (int i = optind; i < argc; i++)
    if (!*argv[i] || strcmp(argv[i], "-") == 0)
      return cli_usage(&cli_check, "%s", _("a file or a folder is needed; - is neither"));
  return EX_OK;
}

static void counts_add(struct course_counts *sum, const struct course_counts *one) {
  sum->files += one->files;
  sum->courses += one->courses;
  sum->modules += one->modules;
  sum->lessons += one->lessons;
  sum->items += one->items;
  sum->drills += one->drills;
}

/* -- As text ------------------------------------------------------------------------------- */

/* Said where the words stand: xgettext finds them by that. */
static void add_count(struct str *out, size_t n, const char *words) {
  str_puts(out, out->len ? ", " : "");
  str_printf(out, "%zu %s", n, words);
}

static void print_summary(const struct course_counts *counts, size_t errors, size_t warnings) {
  struct str line = {0};
  if (counts->modules) {
    add_count(&line, counts->modules, ngettext("module", "modules", counts->modules));
    add_count(&line, counts->lessons, ngettext("lesson", "lessons", counts->lessons));
    add_count(&line, counts->items, ngettext("item", "items", counts->items));
    add_count(&line, counts->drills, ngettext("drill", "drills", counts->drills));
  } else {
    add_count(&line, counts->files, ngettext("file", "files", counts->files));
  }
  struct str faults = {0};
  if (errors)
    add_count(&faults, errors, ngettext("error", "errors", errors));
  if (warnings)
    add_count(&faults, warnings, ngettext("warning", "warnings", warnings));
  printf("%s: %s\n", str_text(&line), faults.len ? str_text(&faults) : _("no mistakes"));
  str_done(&line);
  str_done(&faults);
}

/* -- As JSON ------------------------------------------------------------------------------- */

static bool print_json(const struct diags *diags, const struct course_counts *counts,
                       size_t warnings, const struct cue_gate *gate) {
  json_t *list = json_array();
  for (size_t i = 0; i < diags->n; i++)
    json_array_append_new(list, cli_diag_json(&diags->list[i]));
  json_t *all =
      json_pack("{s:I, s:o, s:I, s:I}", "files", (json_int_t)counts->files, "diagnostics", list,
                "errors", (json_int_t)diags->errors, "warnings", (json_int_t)warnings);
  if (all && gate)
    json_object_set_new(all, "cues", cue_gate_json(gate));
  bool good = all && json_dumpf(all, stdout, JSON_INDENT(1)) == 0 && putchar('\n') != EOF;
  json_decref(all);
  return good;
}

/* -- The command --------------------------------------------------------------------------- */

static size_t count_warnings(const struct diags *diags) {
  size_t warnings = 0;
  for (size_t i = 0; i < diags->n; i++)
    warnings += diags->list[i].severity == SEVERITY_WARNING;
  return warnings;
}

static bool print_all(const struct request *request, const struct diags *diags,
                      const struct course_counts *counts, const struct cue_gate *gate) {
  bool good = true;
  if (request->json)
    good = print_json(diags, counts, count_warnings(diags), gate);
  else
    cli_print_diags(diags);
  if (!request->json && !request->quiet && diags->n)
    fprintf(stderr, _("mafunzo explain CODE tells more, for example: mafunzo explain %s\n"),
            diags->list[0].code);
  if (!request->json && !request->quiet)
    print_summary(counts, diags->errors, count_warnings(diags));
  if (!request->json && !request->quiet && gate)
    cue_gate_print(gate);
  return fflush(stdout) == 0 && good;
}

static int check_run(const struct cli_options *options, int argc, char **argv) {
  struct request request = {.quiet = options->quiet};
  struct course_counts counts = {0};
  struct diags diags = {0};
  struct str framework = {0};
  struct cue_gate gate = {.bank.diags = &diags, .reader.diags = &diags};
  bool missing = false;
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  str_printf(&framework, "%s/framework", options->courses);
  for (int i = optind; i < argc; i++) {
    struct course_counts one;
    const struct course_visitor visitor = {cue_gate_add, &gate};
    missing = course_visit(argv[i], str_text(&framework), &diags, &one,
                           request.cues ? &visitor : NULL) == RC_MISSING ||
              missing;
    counts_add(&counts, &one);
  }
  if (request.cues)
    cue_gate_judge(&gate, argv[optind]);
  bool faulty = diags.errors || (request.strict && count_warnings(&diags));
  bool printed = print_all(&request, &diags, &counts, request.cues ? &gate : NULL);
  cue_gate_done(&gate);
  diags_done(&diags);
  str_done(&framework);
  return missing ? EX_NOINPUT : faulty ? EX_DATAERR : printed ? EX_OK : EX_IOERR;
}

const struct cli_command cli_check = {
    .name = "check",
    .arguments = "[--strict] [--cues] [--format text|json] [--quiet] PATH...",
    .summary = N_("Find every mistake in course files"),
    .run = check_run,
};
