/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/csv_read.h"

#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

/* -- The beginning --------------------------------------------------------------------------- */

static char find_separator(const char *bytes, size_t len) {
  bool quoted = false;
  for (size_t i = 0; i < len; i++) {
    if (bytes[i] == '"')
      quoted = !quoted;
    if (quoted)
      continue;
    if (bytes[i] == ',' || bytes[i] == ';' || bytes[i] == '\t')
      return bytes[i];
    if (bytes[i] == '\n' || bytes[i] == '\r')
      break;
  }
  return ',';
}

/* Line and column of a byte, for the one fault that ends everything. */
static struct place place_of(const struct csv *csv, size_t at) {
  struct place place = {.file = csv->shown, .line = 1, .column = 1};
  size_t begin = 0;
  for (size_t i = 0; i < at; i++)
    if (csv->bytes[i] == '\n' || (csv->bytes[i] == '\r' && csv->bytes[i + 1] != '\n')) {
      place.line++;
      begin = i + 1;
    }
  place.column = (unsigned)text_points(csv->bytes + begin, at - begin) + 1;
  return place;
}

static bool is_text(struct csv *csv) {
  const char *nul = memchr(csv->bytes, '\0', csv->len);
  size_t bad = text_invalid_at(csv->bytes, csv->len);
  if (nul && (size_t)(nul - csv->bytes) < bad)
    bad = (size_t)(nul - csv->bytes);
  if (bad == csv->len)
    return true;
  diag_error(csv->diags, place_of(csv, bad), 1, "file.encoding",
             _("save it as CSV in UTF-8, and try again"), _("this is not UTF-8 text"));
  return false;
}

bool csv_begin(struct csv *csv, const char *shown, const char *bytes, size_t len,
               struct diags *diags) {
  size_t mark = len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  *csv = (struct csv){
      .shown = shown, .bytes = bytes + mark, .len = len - mark, .line = 1, .diags = diags};
  csv->separator = find_separator(csv->bytes, csv->len);
  for (size_t i = 0; i < csv->len; i++)
    if (!memchr(" \t\r\n", csv->bytes[i], 4))
      return is_text(csv);
  diag_error(diags, (struct place){.file = shown}, 1, "file.empty", NULL,
             _("there is nothing in this file"));
  return false;
}

/* -- A row ----------------------------------------------------------------------------------- */

static bool at_line_end(const struct csv *csv) {
  return csv->at == csv->len || csv->bytes[csv->at] == '\n' || csv->bytes[csv->at] == '\r';
}

static void pass_line_end(struct csv *csv) {
  if (csv->at < csv->len && csv->bytes[csv->at] == '\r' && csv->at + 1 < csv->len &&
      csv->bytes[csv->at + 1] == '\n')
    csv->at++;
  csv->at += csv->at < csv->len;
  csv->line++;
}

static void quote_fault(const struct csv *csv, const struct csv_cell *cell, const char *message) {
  diag_error(csv->diags,
             (struct place){.file = csv->shown, .line = cell->line, .column = cell->column}, 1,
             "csv.quote", _("a quote within quotes is written twice"), "%s", message);
}

/* From behind the opening quote to behind the closing one. */
static void read_quoted(struct csv *csv, const struct csv_cell *cell) {
  for (; csv->at < csv->len; csv->at++) {
    char c = csv->bytes[csv->at];
    if (c == '"' && (csv->at + 1 == csv->len || csv->bytes[csv->at + 1] != '"')) {
      csv->at++;
      return;
    }
    csv->at += c == '"';
    csv->line +=
        c == '\n' || (c == '\r' && (csv->at + 1 == csv->len || csv->bytes[csv->at + 1] != '\n'));
    if (csv->text.len - cell->at <= CSV_CELL)
      str_putc(&csv->text, c);
  }
  quote_fault(csv, cell, _("this quote is not closed"));
}

static bool at_cell_end(const struct csv *csv) {
  return at_line_end(csv) || csv->bytes[csv->at] == csv->separator;
}

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

static void trim(struct csv *csv, struct csv_cell *cell) {
  while (csv->text.len > cell->at && is_blank(csv->text.at[csv->text.len - 1]))
    csv->text.len--;
}

static void read_bare(struct csv *csv, const struct csv_cell *cell) {
  size_t from = csv->at;
  while (!at_cell_end(csv))
    csv->at++;
  size_t len = csv->at - from, room = CSV_CELL + 1 - (csv->text.len - cell->at);
  str_add(&csv->text, csv->bytes + from, len < room ? len : room);
}

static void pass_blanks(struct csv *csv) {
  while (!at_cell_end(csv) && is_blank(csv->bytes[csv->at]))
    csv->at++;
}

static void read_content(struct csv *csv, struct csv_cell *cell) {
  if (csv->at < csv->len && csv->bytes[csv->at] == '"') {
    csv->at++;
    read_quoted(csv, cell);
    pass_blanks(csv);
    if (!at_cell_end(csv)) {
      quote_fault(csv, cell, _("there is something behind the closing quote"));
      while (!at_cell_end(csv))
        csv->at++;
    }
  } else {
    read_bare(csv, cell);
    trim(csv, cell);
  }
}

/* *column goes on, so that a row is walked once. */
static void read_cell(struct csv *csv, unsigned *column) {
  size_t from = csv->at;
  pass_blanks(csv);
  *column += (unsigned)(csv->at - from);
  struct csv_cell cell = {.at = csv->text.len, .line = csv->line, .column = *column};
  from = csv->at;
  read_content(csv, &cell);
  cell.points = (unsigned)text_points(csv->bytes + from, csv->at - from);
  *column += cell.points;
  cell.len = csv->text.len - cell.at;
  if (cell.len > CSV_CELL) {
    diag_error(csv->diags,
               (struct place){.file = csv->shown, .line = cell.line, .column = cell.column}, 1,
               "csv.cell", NULL, _("this cell is longer than %d bytes"), CSV_CELL);
    csv->text.len = cell.at; /* cut it would be another word */
    cell.len = 0;
  }
  str_putc(&csv->text, '\0');
  if (csv->n < CSV_COLUMNS)
    VEC_PUSH(csv, cell);
  else if (csv->n == CSV_COLUMNS) {
    diag_error(csv->diags,
               (struct place){.file = csv->shown, .line = cell.line, .column = cell.column}, 1,
               "csv.columns", NULL, _("more than %d cells in one row"), CSV_COLUMNS);
    while (!at_line_end(csv)) /* the rest of it says nothing new */
      csv->at++;
  }
}

static bool pass_empty_lines(struct csv *csv) {
  while (csv->at < csv->len) {
    size_t end = csv->at;
    while (end < csv->len && csv->bytes[end] == ' ')
      end++;
    if (end < csv->len && csv->bytes[end] != '\n' && csv->bytes[end] != '\r')
      return true;
    csv->at = end;
    pass_line_end(csv);
  }
  return false;
}

bool csv_next(struct csv *csv) {
  unsigned column = 1;
  csv->n = 0;
  str_clear(&csv->text);
  if (!pass_empty_lines(csv))
    return false;
  for (;;) {
    read_cell(csv, &column);
    if (at_line_end(csv))
      break;
    csv->at++;
    column++;
  }
  pass_line_end(csv);
  return true;
}

const char *csv_text(const struct csv *csv, size_t cell) {
  return csv->text.at + csv->list[cell].at;
}

void csv_done(struct csv *csv) {
  str_done(&csv->text);
  free(csv->list);
  *csv = (struct csv){0};
}

/* -- Numbers --------------------------------------------------------------------------------- */

bool csv_number(const struct csv *csv, const char *text, int64_t *millionths) {
  int64_t whole = 0, part = 0, unit = 100000;
  size_t digits = strspn(text, "0123456789");
  if (digits > 9)
    return false;
  for (size_t i = 0; i < digits; i++)
    whole = whole * 10 + (text[i] - '0');
  const char *at = text + digits;
  if (*at == '.' || (*at == ',' && csv->separator != ',')) {
    for (at++; *at >= '0' && *at <= '9'; at++, digits++, unit /= 10) {
      if (unit == 0 && *at != '0')
        return false;
      part += (*at - '0') * unit;
    }
  }
  *millionths = whole * 1000000 + part;
  return digits > 0 && *at == '\0';
}
