/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV as spreadsheets open it: RFC 4180, UTF-8 with a byte order mark, CRLF. */
#ifndef EXCHANGE_CSV_H
#define EXCHANGE_CSV_H

#include "exchange/table.h"

/* One cell of text. What a spreadsheet would obey (a cell that begins with = + - @, a tab or a
 * carriage return) is made inert by an apostrophe before it. */
void csv_put_text(struct str *out, const char *text);

#endif
