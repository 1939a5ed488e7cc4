/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: each subcommand is one file that opens with its row; one table of them.
 *
 * Data goes to stdout, the rest to stderr; exit codes are those of sysexits. What is not
 * in mafunzo's table is looked for in libexec/mafunzo-office, started as git starts its helpers. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/diag.h"
#include "base/str.h"

#include <stdbool.h>

struct cli_options {   /* given before the subcommand */
  const char *courses; /* --courses DIR, $MAFUNZO_COURSES, one's own if there are, installed ones */
  const char *own;     /* where one's own are or would be; NULL where others were said */
  const char *store;   /* --store DIR, $XDG_DATA_HOME/mafunzo, ~/.local/share/mafunzo */
  bool store_said;     /* with --store */
  bool linear, no_color, quiet;
};

struct cli_command {
  const char *name;
  const char *arguments; /* "[--strict] [--format text|json] PATH..." */
  const char *summary;
  bool tells; /* what was answered, or what it came to: not while a sitting is open here */
  /* argv[0] is the subcommand's name; getopt_long with optind = 1 (0 to reset). Gives the exit
   * code. */
  int (*run)(const struct cli_options *options, int argc, char **argv);
};

struct cli_table {
  const struct cli_command *const *rows;
  size_t n;
};

extern const struct cli_table cli_commands;        /* of mafunzo */
extern const struct cli_table cli_office_commands; /* of mafunzo-office */

int cli_main(int argc, char **argv);
int cli_office_main(int argc, char **argv);

/* Options before the subcommand, and where things are: argv[optind] is then the subcommand. Texts
 * live as long as the program. EX_OK; EX_USAGE (said); -1 when --help or --version was asked. */
int cli_read_options(int argc, char **argv, struct cli_options *options, bool *help, bool *version);
void cli_start(void); /* locale, translation, seal, pins for tests; once, first */

/* The row of that name, or NULL. */
const struct cli_command *cli_find(const struct cli_table *table, const char *name);
void cli_list(const struct cli_table *table); /* to stdout, one line each */

/* The version, and with help the table's commands, to stdout. EX_OK or EX_IOERR. */
int cli_about(const struct cli_table *table, bool help);

/* Runs argv[optind]'s command on the rest of argv; "COMMAND --help" prints its usage instead. */
int cli_run(const struct cli_command *command, const struct cli_options *options, int argc,
            char **argv);

/* Opens the program on the learner's screens: what mafunzo does without a subcommand. review: on
 * the reviews of who is alone on this laptop; until, a date to plan them towards, NULL: as it was.
 */
struct cli_opening {
  bool review;
  const char *until;
  bool stand;          /* where one stands */
  const char *minutes; /* for it, digits; NULL: all competencies */
};
int cli_learn(const struct cli_options *options, struct cli_opening opening);

/* Opens courses and records, lets the command act on them, and prints what was to be said of it.
 * Gives the exit code. */
struct app;
typedef enum rc cli_act(struct app *app, void *ctx, struct diags *diags);
enum rc cli_act_on(const struct cli_options *options, const char *courses, cli_act *act, void *ctx,
                   struct diags *diags); /* the same with other courses, and nothing printed */
int cli_with_app(const struct cli_options *options, cli_act *act, void *ctx);

/* Prints diagnostics to stderr as  file:line:column: error: message [code]  with excerpt, caret and
 * hint. Used wherever a command must say what is wrong. */
void cli_print_diags(const struct diags *diags);

/* How the program was called, as far as it must be said again: "mafunzo" or "mafunzo --store DIR".
 */
void cli_command_line(const struct cli_options *options, struct str *out);
/* After RC_DATA from the store: the newest good backup, and what to type, to stderr. */
void cli_offer_backup(const struct cli_options *options);

/* Usage fault of a subcommand: one line and its usage to stderr; returns EX_USAGE. */
int cli_usage(const struct cli_command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
