/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/app.h"
#include "app/mounts.h"
#include "app/sitting.h"
#include "cli/cli.h"

#include "base/seal.h"
#include "base/text.h"
#include "exchange/json_value.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

static void start_locale(void) {
  const char *folder = getenv("MAFUNZO_LOCALEDIR"); /* where the build folder has them */
  text_begin(folder && *folder ? folder : LOCALEDIR);
}

/* Tests pin the clock, the seed and the sticks, so that the same keys give the same screens. */
static void start_pins(void) {
  const char *clock = getenv("MAFUNZO_CLOCK"), *seed = getenv("MAFUNZO_SEED");
  const char *mounts = getenv("MAFUNZO_MOUNTS");
  if (clock && *clock)
    app_pin_clock(strtoll(clock, NULL, 10));
  if (seed && *seed)
    app_pin_seed(strtoull(seed, NULL, 10));
  if (mounts && *mounts)
    mounts_pin(mounts);
}

void cli_start(void) {
  start_locale();
  start_pins();
  json_begin();
  signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of the write, not the end of the program */
  signal(SIGXFSZ, SIG_IGN); /* so is a file that may not grow */
  if (!seal_init()) {
    fputs(_("mafunzo: this machine gives no random numbers\n"), stderr);
    exit(EX_OSERR);
  }
}

static const char *path_below(const char *folder, const char *name) {
  static struct arena kept; /* paths live as long as the program */
  return arena_printf(&kept, "%s/%s", folder, name);
}

static const char *default_store(void) {
  const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
  if (data && data[0] == '/')
    return path_below(data, "mafunzo");
  return path_below(home && *home ? home : "/", ".local/share/mafunzo");
}

static void default_paths(struct cli_options *options) {
  const char *courses = getenv("MAFUNZO_COURSES"), *color = getenv("NO_COLOR");
  const char *accessible = getenv("ACCESSIBLE");
  options->store = default_store();
  options->own = courses && *courses ? NULL : path_below(options->store, "courses");
  options->courses = !options->own                     ? courses
                     : access(options->own, F_OK) == 0 ? options->own
                                                       : PKGDATADIR "/courses";
  options->no_color = color && *color;
  options->linear = accessible && strcmp(accessible, "1") == 0;
}

int cli_read_options(int argc, char **argv, struct cli_options *options, bool *help,
                     bool *version) {
  static const struct option longs[] = {
      {"courses", required_argument, NULL, 'c'}, {"store", required_argument, NULL, 's'},
      {"linear", no_argument, NULL, 'l'},        {"no-color", no_argument, NULL, 'n'},
      {"quiet", no_argument, NULL, 'q'},         {"help", no_argument, NULL, 'h'},
      {"version", no_argument, NULL, 'v'},       {0}};
  int option;
  *help = *version = false;
  *options = (struct cli_options){0};
  default_paths(options);
  opterr = 0; /* getopt would say an argument as it is, control characters and all */
  while ((option = getopt_long(argc, argv, "+hq", longs, NULL)) != -1)
    switch (option) {
    case 'c':
      options->courses = optarg;
      options->own = NULL;
      break;
    case 's':
      options->store = optarg;
      options->store_said = true;
      break;
    case 'l':
      options->linear = true;
      break;
    case 'n':
      options->no_color = true;
      break;
    case 'q':
      options->quiet = true;
      break;
    case 'h':
      *help = true;
      break;
    case 'v':
      *version = true;
      break;
    default:
      fputs(_("mafunzo: there is no such option, or it lacks its value. Try: mafunzo --help\n"),
            stderr);
      return EX_USAGE;
    }
  return EX_OK;
}

const struct cli_command *cli_find(const struct cli_table *table, const char *name) {
  for (size_t i = 0; i < table->n; i++)
    if (strcmp(table->rows[i]->name, name) == 0)
      return table->rows[i];
  return NULL;
}

void cli_list(const struct cli_table *table) {
  for (size_t i = 0; i < table->n; i++)
    printf("  mafunzo %s %s\n      %s\n", table->rows[i]->name, table->rows[i]->arguments,
           _(table->rows[i]->summary));
}

int cli_about(const struct cli_table *table, bool help) {
  puts("mafunzo " PACKAGE_VERSION);
  if (help)
    cli_list(table);
  return fflush(stdout) == 0 && !ferror(stdout) ? EX_OK : EX_IOERR;
}

static bool hush(const struct cli_options *options) {
  struct diags diags = {0};
  bool hushed = sitting_refuse(options->store, &diags) != RC_OK;
  cli_print_diags(&diags);
  diags_done(&diags);
  return hushed;
}

int cli_run(const struct cli_command *command, const struct cli_options *options, int argc,
            char **argv) {
  int first = optind;
  if (first + 1 < argc && strcmp(argv[first + 1], "--help") == 0) {
    printf("%s mafunzo %s %s\n%s\n", _("usage:"), command->name, command->arguments,
           _(command->summary));
    return fflush(stdout) == 0 && !ferror(stdout) ? EX_OK : EX_IOERR;
  }
  if (command->tells && hush(options))
    return EX_USAGE;
  optind = 0; /* a fresh scan of the subcommand's own options */
  return command->run(options, argc - first, argv + first);
}

int cli_usage(const struct cli_command *command, const char *format, ...) {
  char said[512]; /* an argument may be quoted in it */
  struct arena arena = {0};
  va_list args;
  va_start(args, format);
  vsnprintf(said, sizeof said, format, args);
  va_end(args);
  fprintf(stderr, "mafunzo %s: %s\n%s mafunzo %s %s\n", command->name,
          text_safe(&arena, said, strlen(said), false), _("usage:"), command->name,
          command->arguments);
  arena_done(&arena);
  return EX_USAGE;
}
