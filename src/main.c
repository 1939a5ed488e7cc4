/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a trainee starts: curses, YAML, SQLite, PCRE2, cmark, Unicode, sodium, and no more. */
#include "cli/cli.h"

int main(int argc, char **argv) { return cli_main(argc, argv); }
