/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns side by side where they fit; else each row as a record, so that nothing is cut away. */
#include "tui/layout.h"

#include <string.h>

static const char *cell_text(struct canvas *canvas, const struct block *block, size_t i) {
  return canvas_glyphs(canvas, block->cells[i].text);
}

static size_t measure(struct canvas *canvas, const struct block *block, size_t *widths) {
  size_t total = 0;
  for (size_t c = 0; c < block->n_columns; c++) {
    widths[c] = canvas_measure(canvas_glyphs(canvas, block->columns[c]));
    for (size_t i = c; i < block->n; i += block->n_columns) {
      size_t width = canvas_measure(cell_text(canvas, block, i));
      if (width > widths[c])
        widths[c] = width;
    }
    total += widths[c] + (c ? 2 : 0);
  }
  return total;
}

static void put_cell(struct canvas *canvas, enum ink ink, const char *text, size_t col,
                     size_t width, bool right) {
  canvas_column(canvas, right ? col + width - canvas_measure(text) : col);
  canvas_put(canvas, ink, text);
}

/* The last column may wrap. */
static void lay_table(struct canvas *canvas, const struct block *block, const size_t *widths) {
  size_t last = block->n_columns - 1;
  canvas_line(canvas);
  for (size_t c = 0, col = 0; c <= last; col += widths[c++] + 2)
    put_cell(canvas, INK_STRONG, canvas_glyphs(canvas, block->columns[c]), col, widths[c],
             block->n && block->cells[c].right);
  for (size_t i = 0, col = 0; i < block->n; i++) {
    const struct grid_cell *cell = &block->cells[i];
    size_t c = i % block->n_columns;
    if (c == 0) {
      canvas_line(canvas);
      col = 0;
    }
    const char *text = cell_text(canvas, block, i);
    if (c == last && !cell->right)
      canvas_wrap(canvas, canvas_tone(cell->tone), text, col, canvas->wide);
    else
      put_cell(canvas, canvas_tone(cell->tone), text, col, widths[c], cell->right);
    col += widths[c] + 2;
  }
}

/* Side by side, if need be with a last column of half the width or more that wraps. */
static bool fits(const struct canvas *canvas, const struct block *block, const size_t *widths,
                 size_t total) {
  size_t last = widths[block->n_columns - 1];
  bool wraps = block->n && !block->cells[block->n_columns - 1].right &&
               canvas_measure(block->columns[block->n_columns - 1]) <= canvas->wide / 2;
  return total <= canvas->wide || (wraps && total - last + canvas->wide / 2 <= canvas->wide);
}

static void lay_records(struct canvas *canvas, const struct block *block) {
  for (size_t i = 0; i < block->n; i++) {
    size_t c = i % block->n_columns;
    const char *text = block->cells[i].text ? block->cells[i].text : "";
    if (c && !*text)
      continue;
    const char *name = arena_printf(canvas->arena, "%s: ", block->columns[c]);
    canvas_line(canvas);
    canvas_flow(
        canvas,
        (struct inked[]){{name, INK_STRONG}, {text, canvas_tone(block->cells[i].tone)}}, 2,
        c ? 2 : 0, canvas->width);
  }
}

void layout_grid(struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  if (block->text) {
    canvas_line(canvas);
    canvas_wrap(canvas, INK_HEADING, block->text, 0, canvas->width);
  }
  if (block->n_columns == 0)
    return;
  if (placed->draft) {
    layout_cells(canvas, placed);
    return;
  }
  size_t *widths = arena_array(canvas->arena, block->n_columns, sizeof *widths);
  if (fits(canvas, block, widths, measure(canvas, block, widths)))
    lay_table(canvas, block, widths);
  else
    lay_records(canvas, block);
}
