/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/class.h"

#include "base/text.h"
#include "base/vec.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

enum { NEEDS_OUT = 1, NEEDS_ROSTER = 2, MAY_MAKE = 4, MAY_YES = 8, MAY_SEAT = 16 };

static const struct class_verb {
  const char *name;
  int words;
  unsigned options;
  enum rc (*run)(const struct class_said *, struct diags *);
} verbs[] = {
    {"new", 1, NEEDS_OUT | NEEDS_ROSTER | MAY_MAKE, class_new},
    {"codes", 1, 0, class_codes},
    {"join", 1, MAY_YES | MAY_SEAT, class_join},
    {"start", 0, MAY_SEAT, class_start},
    {"close", 0, 0, class_close},
    {"show", 0, 0, class_show},
};

static bool read_seat(const char *text, unsigned *seat) {
  char *end;
  unsigned long n = strtoul(text, &end, 10);
  *seat = (unsigned)n;
  return *text >= '0' && *text <= '9' && !*end && n >= 1 && n <= SEATS;
}

/* NAME=VALUE */
static bool read_setting(const char *text, struct settings *settings) {
  struct arena arena = {0};
  const char *equals = strchr(text, '=');
  bool good = equals && settings_set(settings, arena_strndup(&arena, text, (size_t)(equals - text)),
                                     equals + 1);
  arena_done(&arena);
  return good;
}

static int bad_value(const char *what) {
  return cli_usage(&cli_class, _("this cannot be set so: %s"), what);
}

static int read_one(int option, struct class_said *said) {
  switch (option) {
  case 'r':
    said->roster = optarg;
    return EX_OK;
  case 'c':
    VEC_PUSH(&said->courses, optarg);
    return EX_OK;
  case 'e':
    VEC_PUSH(&said->exams, optarg);
    return EX_OK;
  case 'f':
    said->framework = true;
    return EX_OK;
  case 'S':
    said->set = true;
    return read_setting(optarg, &said->settings) ? EX_OK : bad_value(optarg);
  case 'o':
    said->out = optarg;
    return EX_OK;
  case 'y':
    said->yes = optarg;
    return EX_OK;
  case 'a':
    said->anew = true;
    return EX_OK;
  case 's':
    return read_seat(optarg, &said->seat) ? EX_OK : bad_value(optarg);
  default:
    return -1;
  }
}

static int read_options(int argc, char **argv, struct class_said *said) {
  static const struct option longs[] = {
      {"roster", required_argument, NULL, 'r'}, {"course", required_argument, NULL, 'c'},
      {"exam", required_argument, NULL, 'e'},   {"framework", no_argument, NULL, 'f'},
      {"set", required_argument, NULL, 'S'},    {"out", required_argument, NULL, 'o'},
      {"yes", required_argument, NULL, 'y'},    {"anew", no_argument, NULL, 'a'},
      {"seat", required_argument, NULL, 's'},   {0}};
  optind = 0;
  opterr = 0;
  int usage = EX_OK;
  for (int option; usage == EX_OK && (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    usage = read_one(option, said);
  return usage != -1 ? usage
                     : cli_usage(&cli_class, _("no such option, or it lacks its value: %s"),
                                 argv[optind - 1]);
}

static bool fits(const struct class_verb *verb, const struct class_said *said, int words) {
  unsigned options = verb->options;
  bool makes = said->courses.n || said->exams.n || said->framework || said->set;
  return !said->out == !(options & NEEDS_OUT) && !said->roster == !(options & NEEDS_ROSTER) &&
         (!makes || options & MAY_MAKE) && (!(said->yes || said->anew) || options & MAY_YES) &&
         (!said->seat || options & MAY_SEAT) && words == verb->words;
}

static int parse(int argc, char **argv, struct class_said *said, const struct class_verb **verb) {
  int usage = read_options(argc, argv, said);
  const char *name = usage == EX_OK && optind < argc ? argv[optind] : "";
  size_t i = 0;
  if (usage != EX_OK)
    return usage;
  while (i < COUNT(verbs) && strcmp(verbs[i].name, name) != 0)
    i++;
  if (i == COUNT(verbs))
    return cli_usage(&cli_class, "%s", _("say new, codes, join, start, close or show"));
  if (!fits(&verbs[i], said, argc - optind - 1))
    return cli_usage(&cli_class, _("that is not how class %s is said"), name);
  said->word = optind + 1 < argc ? argv[optind + 1] : NULL;
  *verb = &verbs[i];
  return EX_OK;
}

static int class_run(const struct cli_options *options, int argc, char **argv) {
  struct class_said said = {.options = options, .settings = SETTINGS_PLAIN};
  const struct class_verb *verb = NULL;
  struct diags diags = {0};
  int code = parse(argc, argv, &said, &verb);
  if (code == EX_OK) {
    enum rc rc = verb->run(&said, &diags);
    bool printed = fflush(stdout) == 0 && !ferror(stdout);
    cli_print_diags(&diags);
    code = rc != RC_OK ? rc_exit(rc) : printed ? EX_OK : EX_IOERR;
  }
  diags_done(&diags);
  free(said.courses.list);
  free(said.exams.list);
  return code;
}

const struct cli_command cli_class = {
    .name = "class",
    .arguments = "new NAME --roster FILE [--course COURSE]... [--exam COURSE/MODULE]... "
                 "[--framework] [--set NAME=VALUE]... --out STICK | codes NAME | join STICK "
                 "[--seat N] [--yes FINGERPRINT] [--anew] | start [--seat N] | close | show",
    .summary = N_("Put a class on a stick, and take laptops into it"),
    .run = class_run,
};
