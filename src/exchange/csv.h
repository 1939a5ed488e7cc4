/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV as spreadsheets open it: RFC 4180, UTF-8 with a byte order mark, CRLF. The first line is the
 * keys of the fields. A hidden value is [c], an unknown one an empty cell.
 *
 * A file holds one table; row by row, it takes the memory of one:
 *
 *   csv_put_head(&fields, &sink.text);
 *   while (...)
 *     csv_put_row(&fields, cells, &sink.text), sink_spill(&sink); */
#ifndef EXCHANGE_CSV_H
#define EXCHANGE_CSV_H

#include "exchange/fields.h"

/* One cell of text. What a spreadsheet would obey (a cell that begins with = + - @, a tab or a
 * carriage return) is made inert by an apostrophe before it. */
void csv_put_text(struct str *out, const char *text);

void csv_put_head(const struct fields *fields, struct str *out);
void csv_put_row(struct fields *fields, const struct cell *cells, struct str *out);

#endif
