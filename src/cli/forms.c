/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/forms.h"

#include "app/class.h"
#include "base/file.h"
#include "base/text.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

/* False: no such format. */
static bool take_format(struct forms_wanted *wanted) {
  wanted->text = strcmp(optarg, "text") == 0;
  return wanted->text || strcmp(optarg, "html") == 0;
}

static bool take(int option, struct forms_wanted *wanted) {
  switch (option) {
  case 'p':
    wanted->code = optarg;
    return true;
  case 'c':
    wanted->cohort = optarg;
    return true;
  case 't':
    wanted->post = optarg;
    return true;
  case 'l':
    wanted->list = true;
    return true;
  case 'o':
    wanted->out = optarg;
    return true;
  case 'f':
    return take_format(wanted);
  default:
    return false;
  }
}

int forms_parse(const struct cli_command *command, int argc, char **argv,
                struct forms_wanted *wanted) {
  static const struct option longs[] = {
      {"person", required_argument, NULL, 'p'}, {"class", required_argument, NULL, 'c'},
      {"post", required_argument, NULL, 't'},   {"list", no_argument, NULL, 'l'},
      {"out", required_argument, NULL, 'o'},    {"format", required_argument, NULL, 'f'},
      {0}};
  *wanted = (struct forms_wanted){0};
  optind = 0;
  opterr = 0;
  for (int option; (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    if (!take(option, wanted))
      return cli_usage(command, _("no such option, or it lacks its value: %s"), argv[optind - 1]);
  wanted->n = argc - optind;
  wanted->word = argv + optind;
  if (!wanted->out)
    return cli_usage(command, "%s", _("say where with --out"));
  if (wanted->code && wanted->cohort)
    return cli_usage(command, "%s", _("say one of --person and --class"));
  return EX_OK;
}

enum rc forms_people(const struct cli_options *options, const struct forms_wanted *wanted,
                     struct arena *arena, struct person **people, size_t *n, struct diags *diags) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  *people = NULL;
  *n = 0;
  if (!wanted->code && !wanted->cohort)
    return RC_OK;
  return class_read(&paths, arena, wanted->cohort, wanted->code, people, n, diags);
}

enum rc forms_save(const struct forms_wanted *wanted, const struct form *forms, size_t n,
                   const char *language, struct diags *diags) {
  struct str out = {0};
  if (wanted->text)
    form_text(forms, n, &out);
  else
    form_html(forms, n, language, &out);
  enum rc rc = file_write_whole(wanted->out, str_text(&out), out.len, diags);
  str_done(&out);
  return rc;
}

void forms_tell(const struct cli_options *options, const struct forms_wanted *wanted) {
  if (options->quiet)
    return;
  if (wanted->code || wanted->cohort)
    fprintf(stderr, _("mafunzo: it is in %s. It names people: give it only to who may see it.\n"),
            wanted->out);
  else
    fprintf(stderr, _("mafunzo: it is in %s. Print it, and key it in on the home screen: the key a.\n"),
            wanted->out);
}
