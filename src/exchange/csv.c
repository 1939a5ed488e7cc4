/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/csv.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

void csv_put_text(struct str *out, const char *text) {
  bool inert = text[0] && strchr("=+-@\t\r", text[0]);
  bool quoted = strpbrk(text, "\",\r\n") != NULL;
  if (quoted)
    str_putc(out, '"');
  if (inert)
    str_putc(out, '\'');
  for (const char *at = text; *at; at++) {
    if (*at == '"')
      str_putc(out, '"');
    str_putc(out, *at);
  }
  if (quoted)
    str_putc(out, '"');
}

/* By integers: no locale's comma, no rounding of a binary fraction. */
static void put_share(struct str *out, int64_t share) {
  if (share < 0)
    str_putc(out, '-');
  uint64_t size = share < 0 ? 0 - (uint64_t)share : (uint64_t)share;
  str_printf(out, "%" PRIu64 ".%04" PRIu64, size / 10000, size % 10000);
}

static void put_cell(struct str *out, const struct cell *cell) {
  switch (cell->kind) {
  case CELL_NONE:
    break;
  case CELL_TEXT:
    csv_put_text(out, cell->text);
    break;
  case CELL_WHOLE:
    str_printf(out, "%" PRId64, cell->number);
    break;
  case CELL_SHARE:
    put_share(out, cell->number);
    break;
  }
}

static void csv_write(const struct table *table, struct str *out) {
  str_puts(out, "\xef\xbb\xbf");
  for (size_t c = 0; c < table->n_columns; c++) {
    if (c)
      str_putc(out, ',');
    csv_put_text(out, table->columns[c]);
  }
  str_puts(out, "\r\n");
  for (size_t i = 0; i < table->n_rows * table->n_columns; i++) {
    put_cell(out, &table->cells[i]);
    str_puts(out, (i + 1) % table->n_columns ? "," : "\r\n");
  }
}

const struct format format_csv = {.name = "csv", .write = csv_write};
