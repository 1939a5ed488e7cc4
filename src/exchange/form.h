/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form that somebody filled in with a spreadsheet, from CSV: a first row of headings, then a row
 * for each entry. All of it is kept, each cell with its place, so that whoever understands the
 * entries can say of every mistake where it stands.
 *
 *     person,rater,competency,level
 *     K7M-4Q2,Bakari Otieno,DOC-EXAM,3
 *
 * Headings are in any order and any case, each once. Empty rows are passed over, rows that end
 * early are filled up with empty cells. Texts are safe to show; an apostrophe before = + - @, with
 * which our own exports make a cell inert, is taken away. */
#ifndef EXCHANGE_FORM_H
#define EXCHANGE_FORM_H

#include "base/diag.h"

#include <stdint.h>

enum { FORM_BYTES = 4 << 20, FORM_CELLS = 1 << 20, FORM_NOWHERE = -1, FORM_LETTERS = 26 };

struct form_cell {
  const char *text;
  unsigned line, column, points; /* where it begins in the file, and how many characters it has */
};

struct form {
  struct arena arena;
  const char *shown;
  char separator;
  size_t n_columns, n_rows; /* rows: without the headings */
  struct form_cell *cells;  /* headings first, row by row; heap */
  struct diags *diags;      /* the caller's */
};

/* RC_DATA with every fault: csv_read.h's, "marks.header" (a heading twice), "marks.cells" (a row
 * with more cells than headings), "marks.people" (no row), "marks.many" (more than FORM_CELLS
 * cells). Unsorted and without excerpts: more may follow. form_done it either way. */
enum rc form_read(const char *shown, const char *bytes, size_t len, struct form *form,
                  struct diags *diags);
void form_done(struct form *form);

static inline const struct form_cell *form_heading(const struct form *form, size_t column) {
  return &form->cells[column];
}
static inline const struct form_cell *form_cell(const struct form *form, size_t row,
                                                size_t column) {
  return &form->cells[(row + 1) * form->n_columns + column];
}

int form_column(const struct form *form, const char *heading); /* FORM_NOWHERE */
/* Of a column that is not there an empty cell where the row begins. */
struct form_cell form_at(const struct form *form, size_t row, int column);

static inline struct place form_place(const struct form *form, const struct form_cell *cell) {
  return (struct place){.file = form->shown, .line = cell->line, .column = cell->column};
}
#define form_fault(form, cell, code, hint, ...)                                                    \
  diag_error((form)->diags, form_place(form, cell), (cell)->points ? (cell)->points : 1, code,     \
             hint, __VA_ARGS__)

/* What a cell says; false or FORM_NOWHERE: it says nothing of the kind. */
bool form_number(const struct form *form, const struct form_cell *cell, int64_t *millionths);
/* Which of the words, the last of which is NULL, it is, in any case. */
int form_word(const struct form_cell *cell, const char *const *words);
/* Letters of options, each once, blanks or commas between: "AC", "a, c". Bit 0 is A. */
bool form_letters(const struct form_cell *cell, uint32_t *letters);

#endif
