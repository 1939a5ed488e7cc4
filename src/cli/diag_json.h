/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_DIAG_JSON_H
#define CLI_DIAG_JSON_H

#include "base/diag.h"

#include <jansson.h>

json_t *cli_text_json(const char *text); /* null where there is none */
/* file, line, column, end_column (behind the last character; 0 where the place is not known),
 * length, severity, code, message, hint. */
json_t *cli_diag_json(const struct diag *diag);

#endif
