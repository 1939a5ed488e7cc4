/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writers of JSON share: values made from ours, and how they are written.
 *
 * Members keep the order in which they were added. Texts come from outside: what a terminal could
 * obey and what is no UTF-8 is replaced (text_safe), so that any bytes give valid JSON. */
#ifndef EXCHANGE_JSON_VALUE_H
#define EXCHANGE_JSON_VALUE_H

#include "exchange/sink.h"

#include <jansson.h>
#include <stdint.h>

/* Once, before anything else: the library takes its memory from base/mem.h, which ends the program
 * where there is none. By itself jansson 2.14 then frees what it never was given (a text behind a
 * number), or tells that a file is damaged which is whole. */
void json_begin(void);

/* The value is taken over. */
void json_add(json_t *object, const char *key, json_t *value);
void json_push(json_t *array, json_t *value);

json_t *json_text(const char *text); /* NULL: null */
json_t *json_hex(const void *bytes, size_t len);
json_t *json_name(uint64_t name); /* 16 hexadecimal digits: JSON's numbers end at 2^53 */
json_t *json_base64(const void *bytes, size_t len);
json_t *json_decimal(int64_t number, unsigned digits); /* number / 10^digits */
json_t *json_time(int64_t milliseconds);               /* as json_time_put says it */

/* RFC 3339 in UTC with milliseconds, "2026-11-26T09:30:00.000Z"; before the year 1 and after 9999
 * what the format can say at the least and at the most. */
void json_time_put(struct str *out, int64_t milliseconds);

/* Appends the value, and frees it; flags: jansson's, besides what all share. */
void json_put(struct str *out, json_t *value, size_t flags);
/* The same as one line, which the sink may give away. */
void json_line(struct sink *sink, json_t *value);

#endif
