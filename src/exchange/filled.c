/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/filled.h"

#include "base/text.h"
#include "base/vec.h"
#include "exchange/csv_read.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct cells {
  struct filled_cell *list;
  size_t n, cap;
};

struct reader {
  struct csv csv;
  struct filled *form;
  struct cells cells;
};

static struct filled_cell keep_cell(struct reader *r, size_t at) {
  const struct csv_cell *cell = &r->csv.list[at];
  const char *text = text_safe(&r->form->arena, csv_text(&r->csv, at), cell->len, false);
  if (text[0] == '\'' && text[1] && strchr("=+-@", text[1]))
    text++;
  return (struct filled_cell){text, cell->line, cell->column, cell->points};
}

static bool is_blank_row(const struct reader *r) {
  for (size_t i = 0; i < r->csv.n; i++)
    if (r->csv.list[i].points)
      return false;
  return true;
}

/* -- Headings -------------------------------------------------------------------------------- */

static void check_heading(struct reader *r, size_t at) {
  const struct filled_cell *heading = &r->cells.list[at];
  for (size_t i = 0; i < at; i++)
    if (heading->text[0] && strcasecmp(heading->text, r->cells.list[i].text) == 0) {
      filled_fault(r->form, heading, "marks.header", _("give each column a heading of its own"),
                   _("the column \"%s\" stands here twice"), heading->text);
      return;
    }
}

/* Spreadsheets leave empty columns at the right: they are none. */
static void read_headings(struct reader *r) {
  size_t n = r->csv.n;
  while (n > 0 && !r->csv.list[n - 1].points)
    n--;
  for (size_t i = 0; i < n; i++) {
    VEC_PUSH(&r->cells, keep_cell(r, i));
    check_heading(r, i);
  }
  r->form->n_columns = n;
}

/* -- Rows ------------------------------------------------------------------------------------ */

static void check_beyond(struct reader *r) {
  for (size_t i = r->form->n_columns; i < r->csv.n; i++)
    if (r->csv.list[i].points) {
      struct filled_cell cell = keep_cell(r, i);
      filled_fault(r->form, &cell, "marks.cells",
                   _("a cell that holds the separator stands in quotes"),
                   _("this row has more cells than there are columns"));
      return;
    }
}

static void read_row(struct reader *r) {
  struct filled_cell end = {.text = ""};
  for (size_t i = 0; i < r->form->n_columns; i++) {
    struct filled_cell cell = i < r->csv.n ? keep_cell(r, i) : end;
    end.line = cell.line;
    end.column = cell.column + cell.points;
    VEC_PUSH(&r->cells, cell);
  }
  check_beyond(r);
  r->form->n_rows++;
}

static void read_rows(struct reader *r) {
  while (csv_next(&r->csv)) {
    if (is_blank_row(r))
      continue;
    if (r->cells.n + r->form->n_columns > FILLED_CELLS) {
      struct filled_cell cell = keep_cell(r, 0);
      filled_fault(r->form, &cell, "marks.many",
                   _("divide the file, and take in one part after the "
                     "other"),
                   _("there are more than %d cells above"), FILLED_CELLS);
      return;
    }
    read_row(r);
  }
  if (r->form->n_rows == 0)
    diag_error(r->form->diags, (struct place){.file = r->form->shown}, 1, "marks.people",
               _("below the first row: one row a person"), _("there are no people in it"));
}

enum rc filled_read(const char *shown, const char *bytes, size_t len, struct filled *form,
                    struct diags *diags) {
  struct reader r = {.form = form};
  size_t before = diags->errors;
  *form = (struct filled){.shown = shown, .diags = diags};
  if (csv_begin(&r.csv, shown, bytes, len, diags) && csv_next(&r.csv)) {
    read_headings(&r);
    if (form->n_columns)
      read_rows(&r);
  }
  form->separator = r.csv.separator;
  form->cells = r.cells.list;
  csv_done(&r.csv);
  return diags->errors == before ? RC_OK : RC_DATA;
}

void filled_done(struct filled *form) {
  free(form->cells);
  arena_done(&form->arena);
  *form = (struct filled){0};
}

/* -- What cells say -------------------------------------------------------------------------- */

int filled_column(const struct filled *form, const char *heading) {
  for (size_t i = 0; i < form->n_columns; i++)
    if (strcasecmp(filled_heading(form, i)->text, heading) == 0)
      return (int)i;
  return FILLED_NOWHERE;
}

struct filled_cell filled_at(const struct filled *form, size_t row, int column) {
  if (column != FILLED_NOWHERE)
    return *filled_cell(form, row, (size_t)column);
  return (struct filled_cell){.text = "", .line = filled_cell(form, row, 0)->line, .column = 1};
}

bool filled_number(const struct filled *form, const struct filled_cell *cell, int64_t *millionths) {
  const struct csv csv = {.separator = form->separator};
  return csv_number(&csv, cell->text, millionths);
}

int filled_word(const struct filled_cell *cell, const char *const *words) {
  for (int i = 0; words[i]; i++)
    if (strcasecmp(cell->text, words[i]) == 0)
      return i;
  return FILLED_NOWHERE;
}

bool filled_letters(const struct filled_cell *cell, uint32_t *letters) {
  *letters = 0;
  for (const char *at = cell->text; *at; at++) {
    unsigned letter = (unsigned)(*at | 0x20) - 'a';
    if (*at == ' ' || *at == ',' || *at == ';')
      continue;
    if (letter >= FILLED_LETTERS || *letters >> letter & 1)
      return false;
    *letters |= UINT32_C(1) << letter;
  }
  return *letters != 0;
}
