/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON with sorted keys: the only user of jansson.
 *
 * { "report": name, "rows": [ { column: value, ... }, ... ] }, an object a row, null where nothing
 * is known, shares as numbers of at most four decimals, a newline at the end. */
#ifndef EXCHANGE_JSON_H
#define EXCHANGE_JSON_H

#include "exchange/table.h"

void json_put_table(const struct table *table, struct str *out);

#endif
