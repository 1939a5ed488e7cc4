/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in files of HTML and SVG: nothing that anybody wrote becomes markup. */
#ifndef EXCHANGE_ESCAPE_H
#define EXCHANGE_ESCAPE_H

#include "base/str.h"

/* As text, or as the value of an attribute in quotes of either kind. */
void escape_text(struct str *out, const char *text);

#endif
