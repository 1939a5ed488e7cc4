/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the gaps of a text, as a response's text holds it: a line each; "" while all are
 * empty. */
#ifndef MODEL_GAPS_H
#define MODEL_GAPS_H

#include "model/response.h"

/* What stands in the nth (from 0), of *len bytes; "" beyond the last. Not terminated. */
const char *gaps_get(const char *text, size_t nth, size_t *len);

/* Puts what into the nth of n gaps. False, and nothing changes: there is no room, or what holds a
 * line break. */
bool gaps_put(char text[RESPONSE_TEXT], size_t n, size_t nth, const char *what);

#endif
