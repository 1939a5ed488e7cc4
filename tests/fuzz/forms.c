/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a spreadsheet that somebody filled in: a form, a matrix of marks, a roster. What is
 * kept stands somewhere in the file, and what is refused says why. */
#include "fuzz.h"

#include "exchange/filled.h"
#include "exchange/marks.h"
#include "exchange/roster.h"

#include <assert.h>
#include <string.h>

static void read_cell(const struct filled *form, const struct filled_cell *cell) {
  static const char *const words[] = {"self", "supervisor", "yes", "no", NULL};
  int64_t number;
  uint32_t letters;
  assert(cell->line >= 1 && cell->column >= 1 && !strpbrk(cell->text, "\n\r\x1b"));
  if (filled_number(form, cell, &number))
    assert(number >= 0 && !filled_letters(cell, &letters));
  if (filled_letters(cell, &letters))
    assert(letters && letters >> FILLED_LETTERS == 0);
  assert(filled_word(cell, words) < 4);
}

static void read_form(const char *bytes, size_t len) {
  struct filled form;
  struct diags diags = {0};
  enum rc rc = filled_read("f", bytes, len, &form, &diags);
  assert((rc == RC_OK) == (diags.errors == 0));
  for (size_t row = 0; row < form.n_rows; row++)
    for (size_t c = 0; c < form.n_columns; c++)
      read_cell(&form, filled_cell(&form, row, c));
  for (size_t c = 0; c < form.n_columns; c++)
    assert(filled_column(&form, filled_heading(&form, c)->text) <= (int)c);
  filled_done(&form);
  diags_done(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  struct diags diags = {0};
  struct marks marks;
  struct roster roster;
  read_form((const char *)bytes, len);
  enum rc rc = marks_read("m", (const char *)bytes, len, &marks, &diags);
  assert(rc != RC_OK || (marks.n_items && marks.n_people));
  marks_done(&marks);
  roster_read("r", (const char *)bytes, len, &roster, &diags);
  roster_done(&roster);
  diags_done(&diags);
  return 0;
}
