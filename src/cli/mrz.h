/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What mafunzo mrz found, as JSON. */
#ifndef CLI_MRZ_H
#define CLI_MRZ_H

#include "app/mrz.h"

void cli_mrz_json(const struct mrz_book *book, const struct diags *diags, struct str *out);

#endif
