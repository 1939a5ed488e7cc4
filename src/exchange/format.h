/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats that write a paper. To add one: one file ending in its row, and the row in
 * exchange/formats.c (and in scripts/lists, if it needs a library of the office's).
 *
 * Only mafunzo-office has the table: mafunzo itself writes no report, and so links no library of
 * them. */
#ifndef EXCHANGE_FORMAT_H
#define EXCHANGE_FORMAT_H

#include "base/diag.h"
#include "exchange/paper.h"
#include "exchange/sink.h"

struct format {
  const char *name;
  bool one_table; /* holds one table a file */
  bool is_binary; /* not for a terminal */
  /* Writes the paper, or this table of it alone. Faults of the sink are the sink's to tell. */
  enum rc (*write)(const struct paper *paper, const struct table *only, struct sink *sink,
                   struct diags *diags);
};

extern const struct format format_csv, format_html, format_json, format_text, format_xlsx;
extern const struct format *const formats[];
extern const size_t n_formats;

const struct format *format_find(const char *name); /* NULL if there is none */

/* Writes the table of this id, or all for NULL, and finishes the sink. A file of CSV is one table
 * (RFC 4180 knows no second): a paper of several is written table by table, and without an id it is
 * refused. RC_USAGE: "report.table" (no such), "report.one-table"; RC_DATA: what the format cannot
 * hold; RC_IO: the sink failed, and its owner tells why. */
enum rc format_write(const struct format *format, const struct paper *paper, const char *table,
                     struct sink *sink, struct diags *diags);

#endif
