/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands that write forms to print share: for whom, in which format, and where to. */
#ifndef CLI_FORMS_H
#define CLI_FORMS_H

#include "cli/cli.h"
#include "exchange/form.h"
#include "model/person.h"

struct forms_wanted {
  const char *code, *cohort; /* NULL: not asked for */
  const char *post;          /* --post */
  const char *out;
  bool list, text; /* --list; --format text */
  int n;           /* words left over */
  char **word;
};

/* EX_OK, or what a usage fault gives: --out is needed, and not both of --person and --class. */
int forms_parse(const struct cli_command *command, int argc, char **argv,
                struct forms_wanted *wanted);

/* Whom the forms are for; none without --person or --class. In the arena. */
enum rc forms_people(const struct cli_options *options, const struct forms_wanted *wanted,
                     struct arena *arena, struct person **people, size_t *n, struct diags *diags);

enum rc forms_save(const struct forms_wanted *wanted, const struct form *forms, size_t n,
                   const char *language, struct diags *diags);
/* Where they are, and that they name people if they do; after RC_OK, to stderr. */
void forms_tell(const struct cli_options *options, const struct forms_wanted *wanted);

#endif
