/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The separator (u8), how many columns and how many cells in all (u32 each), then of each cell its
 * line, column and characters (u32 each) and its text. */
#include "base/text.h"
#include "base/vec.h"
#include "exchange/filled.h"

#include <string.h>

enum { CELL_LEAST = 3 * 4 + 2 }; /* bytes of a cell */

void filled_flatten(const struct filled *form, struct str *out) {
  size_t n = form->n_columns ? (form->n_rows + 1) * form->n_columns : 0;
  pack_u8(out, (uint8_t)form->separator);
  pack_u32(out, (uint32_t)form->n_columns);
  pack_u32(out, (uint32_t)n);
  for (size_t i = 0; i < n; i++) {
    pack_u32(out, form->cells[i].line);
    pack_u32(out, form->cells[i].column);
    pack_u32(out, form->cells[i].points);
    pack_text(out, form->cells[i].text);
  }
}

static bool take_cell(struct unpack *in, struct arena *arena, struct filled_cell *cell) {
  size_t len;
  cell->line = unpack_u32(in);
  cell->column = unpack_u32(in);
  cell->points = unpack_u32(in);
  const char *text = unpack_text(in, &len);
  if (in->bad || memchr(text, '\0', len) || text_unsafe_at(text, len, false) != len)
    return false;
  cell->text = arena_strndup(arena, text, len);
  return true;
}

bool filled_unflatten(struct unpack *in, const char *shown, struct filled *form,
                      struct diags *diags) {
  *form = (struct filled){.shown = shown, .diags = diags};
  form->separator = (char)unpack_u8(in);
  size_t columns = unpack_u32(in), n = unpack_u32(in);
  if (in->bad || n > (size_t)(in->end - in->at) / CELL_LEAST || (columns == 0) != (n == 0) ||
      (n && n % columns != 0) || n > FILLED_CELLS + columns)
    return false;
  if (n == 0)
    return unpack_done(in);
  form->cells = mem_grow(NULL, n, sizeof *form->cells);
  for (size_t i = 0; i < n; i++)
    if (!take_cell(in, &form->arena, &form->cells[i]))
      return false;
  form->n_columns = columns;
  form->n_rows = n / columns - 1;
  return unpack_done(in);
}
