/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All formats of reports: to add one, add its row. */
#include "base/text.h"
#include "base/vec.h"
#include "exchange/format.h"

#include <string.h>

const struct format *const formats[] = {&format_text, &format_csv, &format_json, &format_html,
                                        &format_xlsx};
const size_t n_formats = COUNT(formats);

const struct format *format_find(const char *name) {
  for (size_t i = 0; i < n_formats; i++)
    if (strcmp(formats[i]->name, name) == 0)
      return formats[i];
  return NULL;
}

static void list_tables(const struct paper *paper, struct str *out) {
  const struct paper_block *block;
  str_puts(out, _("its tables:"));
  for (size_t i = 0; (block = paper_nth_table(paper, i)); i++)
    str_printf(out, "%s %s", i ? "," : "", block->table->id);
}

static enum rc refuse(const struct format *format, const struct paper *paper, const char *table,
                      struct diags *diags) {
  struct str list = {0};
  list_tables(paper, &list);
  if (table)
    diag_error(diags, (struct place){0}, 1, "report.table", str_text(&list),
               _("the report has no table \"%s\""), table);
  else
    diag_error(diags, (struct place){0}, 1, "report.one-table", str_text(&list),
               _("a file of %s holds one table, and the report has several: choose one"),
               format->name);
  str_done(&list);
  return RC_USAGE;
}

enum rc format_write(const struct format *format, const struct paper *paper, const char *table,
                     struct sink *sink, struct diags *diags) {
  const struct table *only = table ? paper_find_table(paper, table) : NULL;
  if (!table && format->one_table && paper_nth_table(paper, 0) && !paper_nth_table(paper, 1))
    only = paper_nth_table(paper, 0)->table;
  if (!only && (table || format->one_table))
    return refuse(format, paper, table, diags);
  enum rc rc = format->write(paper, only, sink, diags);
  bool whole = sink_finish(sink);
  return rc == RC_OK && !whole ? RC_IO : rc;
}
