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

static const struct frame *frame_of(const struct canvas *canvas) {
  return canvas->font == FONT_FULL ? &frame_lines : &frame_ascii;
}

size_t panel_fit(struct canvas *canvas, const struct block *block, size_t need) {
  size_t title = block->text ? canvas_measure(canvas_glyphs(canvas, block->text)) + 2 : 0;
  if (title > need)
    need = title;
  size_t inner = need + 4 > canvas->wide ? canvas->wide - 4 : need;
  if (need - inner > canvas->overhang)
    canvas->overhang = need - inner;
  return inner;
}

void panel_edge(struct canvas *canvas, bool top, const char *title, size_t inner) {
  const struct frame *frame = frame_of(canvas);
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

/* Of a text that begins at cell col of the row what stands in the window; returns where it ends. */
static size_t put_window(struct canvas *canvas, const struct inked *text, size_t col, size_t pan,
                         size_t inner) {
  const char *at = text->text, *end = at + strlen(at);
  while (col < pan && at < end) { /* whole clusters only */
    size_t len = text_next(at, (size_t)(end - at), 0);
    col += text_width(at, len);
    at += len;
  }
  size_t len = (size_t)(end - at);
  if (col >= pan && col < pan + inner && len) {
    canvas_column(canvas, 2 + col - pan);
    canvas_putn(canvas, text->ink, at, text_fit(at, len, pan + inner - col));
  }
  return col + text_width(at, len);
}

void panel_row(struct canvas *canvas, const struct inked *texts, size_t n, size_t inner,
               size_t pan) {
  const struct frame *frame = frame_of(canvas);
  size_t width = 0, col = 0;
  for (size_t i = 0; i < n; i++)
    width += canvas_measure(texts[i].text);
  canvas_line(canvas);
  canvas_put(canvas, INK_FRAME, pan && width ? "<" : frame->down);
  for (size_t i = 0; i < n; i++)
    col = put_window(canvas, &texts[i], col, pan, inner);
  canvas_column(canvas, inner + 3);
  canvas_put(canvas, INK_FRAME, width > pan + inner ? ">" : frame->down);
}

static size_t widest(struct canvas *canvas, const struct block *block) {
  size_t most = 0;
  for (size_t i = 0; i < block->n; i++) {
    size_t width = canvas_measure(canvas_glyphs(canvas, block->rows[i]));
    if (width > most)
      most = width;
  }
  return most;
}

void layout_panel(struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  size_t need = widest(canvas, block), inner = panel_fit(canvas, block, need);
  size_t over = need > inner ? need - inner : 0;
  panel_edge(canvas, true, block->text, inner);
  for (size_t i = 0; i < block->n; i++) {
    struct inked row = {canvas_glyphs(canvas, block->rows[i]), INK_PLAIN};
    panel_row(canvas, &row, 1, inner, canvas->pan < over ? canvas->pan : over);
  }
  panel_edge(canvas, false, NULL, inner);
}
