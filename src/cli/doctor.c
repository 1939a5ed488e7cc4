/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/care.h"
#include "base/text.h"
#include "tui/tui.h"

#include <getopt.h>
#include <jansson.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

struct request {
  bool rebuild, json;
};

static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {
      {"rebuild", no_argument, NULL, 'r'}, {"format", required_argument, NULL, 'f'}, {0}};
  *request = (struct request){0};
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", longs, NULL)) != -1;) {
    if (option == 'r')
      request->rebuild = true;
    else if (option == 'f' && (strcmp(optarg, "json") == 0 || strcmp(optarg, "text") == 0))
      request->json = strcmp(optarg, "json") == 0;
    else if (option == 'f')
      return cli_usage(&cli_doctor, "%s", _("the format is text or json"));
    else
      return cli_usage(&cli_doctor, "%s", _("there is no such option"));
  }
  return optind == argc ? EX_OK : cli_usage(&cli_doctor, "%s", _("no more is to be said"));
}

/* -- The terminal ---------------------------------------------------------------------------- */

static void add_terminal(struct checkup *checkup) {
  const char *term = getenv("TERM");
  if (!isatty(STDOUT_FILENO))
    checkup_add(checkup, VERDICT_NOTE, RC_OK, "terminal.none", NULL,
             _("the terminal is not looked at: the output goes elsewhere"));
  else if (tui_possible())
    checkup_add(checkup, VERDICT_OK, RC_OK, "terminal.screens", NULL,
             _("screens can be drawn on this terminal (%s)"), term ? term : "");
  else
    checkup_add(checkup, VERDICT_WARNING, RC_OK, "terminal.plain",
             _("set TERM to what the terminal is; until then Mafunzo writes plain text"),
             _("no screens can be drawn on this terminal (%s)"), term ? term : "");
}

static void add_locale(struct checkup *checkup) {
  locale_t own = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
  const char *codeset = own ? nl_langinfo_l(CODESET, own) : "";
  if (strcmp(codeset, "UTF-8") == 0)
    checkup_add(checkup, VERDICT_OK, RC_OK, "locale.utf-8", NULL, _("letters are UTF-8"));
  else
    checkup_add(checkup, VERDICT_WARNING, RC_OK, "locale.utf-8",
             _("set LANG to a locale in UTF-8, such as C.UTF-8, if letters look wrong"),
             _("the locale of this session is not UTF-8 (%s); Mafunzo writes UTF-8 all the same"),
             codeset);
  if (own)
    freelocale(own);
}

/* -- As text and as JSON ----------------------------------------------------------------------- */

static const char *verdict_word(enum verdict verdict) {
  switch (verdict) {
  case VERDICT_OK:
    return _("ok");
  case VERDICT_NOTE:
    return _("note");
  case VERDICT_WARNING:
    return ngettext("warning", "warnings", 1);
  case VERDICT_PROBLEM:
    break;
  }
  return _("problem");
}

static const char *const verdict_names[] = {"ok", "note", "warning", "problem"};

static size_t count(const struct checkup *checkup, enum verdict verdict) {
  size_t n = 0;
  for (size_t i = 0; i < checkup->n; i++)
    n += checkup->list[i].verdict == verdict;
  return n;
}

static void print_finding(const struct finding *finding) {
  printf("%s: %s [%s]\n", verdict_word(finding->verdict), finding->said, finding->code);
  if (finding->remedy)
    printf("  %s: %s\n", _("remedy"), finding->remedy);
}

static void print_text(const struct checkup *checkup, bool quiet) {
  size_t problems = count(checkup, VERDICT_PROBLEM), warnings = count(checkup, VERDICT_WARNING);
  for (size_t i = 0; i < checkup->n; i++)
    if (!quiet || checkup->list[i].verdict >= VERDICT_WARNING)
      print_finding(&checkup->list[i]);
  if (quiet)
    return;
  printf(ngettext("%zu problem", "%zu problems", problems), problems);
  printf(", ");
  printf(ngettext("%zu warning", "%zu warnings", warnings), warnings);
  puts("");
}

static bool print_json(const struct checkup *checkup) {
  json_t *list = json_array();
  for (size_t i = 0; i < checkup->n; i++) {
    const struct finding *one = &checkup->list[i];
    json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s?}", "verdict",
                                          verdict_names[one->verdict], "code", one->code, "message",
                                          one->said, "remedy", one->remedy));
  }
  json_t *all = json_pack("{s:o, s:I, s:I, s:s?}", "findings", list, "problems",
                          (json_int_t)count(checkup, VERDICT_PROBLEM), "warnings",
                          (json_int_t)count(checkup, VERDICT_WARNING), "digest",
                          checkup->digest[0] ? checkup->digest : NULL);
  bool good = all && json_dumpf(all, stdout, JSON_INDENT(1)) == 0 && putchar('\n') != EOF;
  json_decref(all);
  return good;
}

static int doctor_run(const struct cli_options *options, int argc, char **argv) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  struct request request;
  struct checkup checkup = {0};
  bool good = true;
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  checkup_run(&checkup, &paths, request.rebuild);
  add_terminal(&checkup);
  add_locale(&checkup);
  if (request.json)
    good = print_json(&checkup);
  else
    print_text(&checkup, options->quiet);
  good = fflush(stdout) == 0 && !ferror(stdout) && good;
  int end = checkup.rc != RC_OK ? rc_exit(checkup.rc) : good ? EX_OK : EX_IOERR;
  checkup_done(&checkup);
  return end;
}

const struct cli_command cli_doctor = {
    .name = "doctor",
    .arguments = "[--rebuild] [--format text|json]",
    .summary = N_("See whether the records, the backups, the courses and this laptop are in order"),
    .run = doctor_run,
};
