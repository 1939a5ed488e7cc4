/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the writers of statements only. */
#ifndef EXCHANGE_XAPI_INNER_H
#define EXCHANGE_XAPI_INNER_H

#include "exchange/json_value.h"
#include "exchange/xapi.h"

/* Adds an extension of ours, with its IRI; makes the map with the first. */
void xapi_extend(json_t **extensions, const char *name, json_t *value);

/* The members of result, which may be none. completion: of a statement "completed". */
json_t *xapi_result(const struct happening *happening, bool completion);

#endif
