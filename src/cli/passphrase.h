/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What nobody may see typed: at a terminal without echo, else one line of the input. */
#ifndef CLI_PASSPHRASE_H
#define CLI_PASSPHRASE_H

#include "base/diag.h"
#include "base/str.h"

/* Reads one line, without its end, into out; prompt is shown at a terminal alone. twice: asked for
 * once more there. RC_USAGE "passphrase.none": there was no line, or too long a one;
 * "passphrase.differs": the two were not the same. secret_done it either way. */
enum rc passphrase_read(const char *prompt, bool twice, struct str *out, struct diags *diags);

/* The same at a terminal with echo, until an empty line or the end: what is copied from paper. */
enum rc passphrase_copy(const char *prompt, struct str *out, struct diags *diags);

/* One line, with echo at a terminal: what was read aloud. */
enum rc passphrase_heard(const char *prompt, struct str *out, struct diags *diags);

void secret_done(struct str *secret); /* wipes it first */

#endif
