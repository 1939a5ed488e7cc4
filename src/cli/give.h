/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command of the office gives out on the output, told if it cannot be written. */
#ifndef CLI_GIVE_H
#define CLI_GIVE_H

#include "base/diag.h"
#include "exchange/sink.h"

bool cli_give(void *none, const char *bytes, size_t len); /* for a sink: to the output */
/* Flushes the output and ends the sink. rc is how the writing went; RC_IO "report.stdout" where
 * what was given did not arrive. */
enum rc cli_give_end(struct sink *sink, enum rc rc, struct diags *diags);
enum rc cli_give_text(const struct str *text, struct diags *diags);

#endif
