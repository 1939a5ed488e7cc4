/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/layout.h"

#include "base/text.h"

/* The word of a row stands at the right edge of its last line, unless it is too long for that. */
static void lay_row(struct canvas *canvas, const struct placed *placed, size_t i) {
  const struct outline_row *row = &placed->block->outline[i];
  size_t indent = layout_cursor(canvas, placed, i) + 2 * (row->depth < 8 ? row->depth : 8);
  size_t number = view_number(placed->page, placed->block, i);
  if (number) {
    canvas_column(canvas, indent);
    canvas_put(canvas, INK_PLAIN, arena_printf(canvas->arena, "%zu. ", number));
    indent += 3;
  }
  const char *word = canvas_glyphs(canvas, row->word);
  size_t cells = canvas_measure(word), width = canvas->width;
  bool beside = cells > 0 && cells + 2 <= width / 2;
  canvas_wrap(canvas, INK_PLAIN, row->text, indent, beside ? width - cells - 2 : width);
  if (beside) {
    canvas_column(canvas, width - cells);
    canvas_put(canvas, canvas_tone(row->tone), word);
  } else if (cells > 0) {
    canvas_line(canvas);
    canvas_wrap(canvas, canvas_tone(row->tone), word, indent + 2, width);
  }
  if (row->note) {
    canvas_line(canvas);
    canvas_wrap(canvas, INK_NOTE, row->note, indent + 2, width);
  }
  layout_cursor_end(canvas);
}

void layout_outline(struct canvas *canvas, const struct placed *placed) {
  for (size_t i = 0; i < placed->block->n; i++)
    lay_row(canvas, placed, i);
}
