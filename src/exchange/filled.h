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
#ifndef EXCHANGE_FILLED_H
#define EXCHANGE_FILLED_H

#include "base/diag.h"
#include "base/pack.h"

#include <stdint.h>

enum { FILLED_BYTES = 4 << 20, FILLED_CELLS = 1 << 20, FILLED_NOWHERE = -1, FILLED_LETTERS = 26 };

struct filled_cell {
  const char *text;
  unsigned line, column, points; /* where it begins in the file, and how many characters it has */
};

struct filled {
  struct arena arena;
  const char *shown;
  char separator;
  size_t n_columns, n_rows;  /* rows: without the headings */
  struct filled_cell *cells; /* headings first, row by row; heap */
  struct diags *diags;       /* the caller's */
};

/* RC_DATA with every fault: csv_read.h's, "marks.header" (a heading twice), "marks.cells" (a row
 * with more cells than headings), "marks.people" (no row), "marks.many" (more than FILLED_CELLS
 * cells). Unsorted and without excerpts: more may follow. filled_done it either way. */
enum rc filled_read(const char *shown, const char *bytes, size_t len, struct filled *form,
                    struct diags *diags);
void filled_done(struct filled *form);

/* As bytes from the child that reads to its parent (app/caged.h), and back. False: nothing that
 * filled_read gives; filled_done it either way. */
void filled_flatten(const struct filled *form, struct str *out);
bool filled_unflatten(struct unpack *in, const char *shown, struct filled *form,
                      struct diags *diags);

static inline const struct filled_cell *filled_heading(const struct filled *form, size_t column) {
  return &form->cells[column];
}
static inline const struct filled_cell *filled_cell(const struct filled *form, size_t row,
                                                    size_t column) {
  return &form->cells[(row + 1) * form->n_columns + column];
}

int filled_column(const struct filled *form, const char *heading); /* FILLED_NOWHERE */
/* Of a column that is not there an empty cell where the row begins. */
struct filled_cell filled_at(const struct filled *form, size_t row, int column);

static inline struct place filled_place(const struct filled *form, const struct filled_cell *cell) {
  return (struct place){.file = form->shown, .line = cell->line, .column = cell->column};
}
#define filled_fault(form, cell, code, hint, ...)                                                  \
  diag_error((form)->diags, filled_place(form, cell), (cell)->points ? (cell)->points : 1, code,   \
             hint, __VA_ARGS__)

/* What a cell says; false or FILLED_NOWHERE: it says nothing of the kind. */
bool filled_number(const struct filled *form, const struct filled_cell *cell, int64_t *millionths);
/* Which of the words, the last of which is NULL, it is, in any case. */
int filled_word(const struct filled_cell *cell, const char *const *words);
/* Letters of options, each once, blanks or commas between: "AC", "a, c". Bit 0 is A. */
bool filled_letters(const struct filled_cell *cell, uint32_t *letters);

#endif
