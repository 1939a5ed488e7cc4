/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which courses may be changed. */
#ifndef CLI_OWN_COURSES_H
#define CLI_OWN_COURSES_H

#include "cli/cli.h"

/* The folder to put courses into: where one may not change those that are installed, one's own
 * begin as their copy, and that is told. */
enum rc cli_own_courses(const struct cli_options *options, const char **courses,
                        struct diags *diags);

#endif
