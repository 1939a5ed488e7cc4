/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture in characters: framed, never wrapped. What is too wide is cut, with ">", and can be
 * pushed to the left cell by cell (pan). The signs stand in the frame: in a machine readable zone
 * "<" is a letter. */
#include "tui/layout.h"

#include "base/text.h"

#include <string.h>

struct frame {
  const char *corners[4]; /* top left, top right, bottom left, bottom right */
  const char *across, *down;
};

static const struct frame frame_lines = {{"┌", "┐", "└", "┘"}, "─", "│"};
static const struct frame frame_ascii = {{"+", "+", "+", "+"}, "-", "|"};

static size_t widest(struct canvas *canvas, const struct block *block) {
  size_t most = block->text ? canvas_measure(canvas_glyphs(canvas, block->text)) + 2 : 0;
  for (size_t i = 0; i < block->n; i++) {
    size_t width = canvas_measure(canvas_glyphs(canvas, block->rows[i]));
    if (width > most)
      most = width;
  }
  return most;
}

static void edge(struct canvas *canvas, const struct frame *frame, bool top, const char *title,
                 size_t inner) {
  canvas_line(canvas);
  canvas_put(canvas, INK_FRAME, frame->corners[top ? 0 : 2]);
  if (top && title) {
    const char *text = canvas_glyphs(canvas, title);
    canvas_put(canvas, INK_FRAME, frame->across);
    canvas_put(canvas, INK_PLAIN, " ");
    canvas_cut(canvas, INK_STRONG, text, strlen(text), inner > 2 ? inner - 2 : 0);
    canvas_put(canvas, INK_PLAIN, " ");
  }
  canvas_repeat(canvas, INK_FRAME, frame->across, inner + 3 - canvas->col);
  canvas_put(canvas, INK_FRAME, frame->corners[top ? 1 : 3]);
}

static void row(struct canvas *canvas, const struct frame *frame, const char *text, size_t inner,
                size_t pan) {
  text = canvas_glyphs(canvas, text);
  size_t len = strlen(text), skip = pan ? text_fit(text, len, pan) : 0;
  size_t shown = text_fit(text + skip, len - skip, inner);
  canvas_line(canvas);
  canvas_put(canvas, INK_FRAME, skip ? "<" : frame->down);
  canvas_column(canvas, 2);
  canvas_putn(canvas, INK_PLAIN, text + skip, shown);
  canvas_column(canvas, inner + 3);
  canvas_put(canvas, INK_FRAME, skip + shown < len ? ">" : frame->down);
}

void layout_panel(struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  const struct frame *frame = canvas->font == FONT_FULL ? &frame_lines : &frame_ascii;
  size_t need = widest(canvas, block);
  size_t inner = need + 4 > canvas->wide ? canvas->wide - 4 : need;
  size_t over = need - inner;
  if (over > canvas->overhang)
    canvas->overhang = over;
  edge(canvas, frame, true, block->text, inner);
  for (size_t i = 0; i < block->n; i++)
    row(canvas, frame, block->rows[i], inner, canvas->pan < over ? canvas->pan : over);
  edge(canvas, frame, false, NULL, inner);
}
