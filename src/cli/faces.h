/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which face a program gets, and running it. */
#ifndef CLI_FACES_H
#define CLI_FACES_H

#include "cli/cli.h"
#include "model/course.h"
#include "model/face.h"

/* Is there a terminal, or a pipe to read from and write to? False: said on stderr. */
bool cli_face_possible(const struct cli_options *options);
/* Runs the program on the face that fits. EX_OK, EX_IOERR, EX_USAGE (no face fits: said). */
int cli_face(const struct cli_options *options, const struct program *program);

/* Shows a module's questions to a class; EX_DATAERR (said): it has none for one. */
int cli_present_module(const struct cli_options *options, const struct module *module);

#endif
