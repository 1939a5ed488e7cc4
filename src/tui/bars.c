/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "label  [####......]  4 of 5" */
#include "tui/layout.h"

#include "base/text.h"

#include <string.h>

enum { FULL = 1000000 };

static size_t widest_label(struct canvas *canvas, const struct block *block) {
  size_t most = 0;
  for (size_t i = 0; i < block->n; i++) {
    size_t width = canvas_measure(canvas_glyphs(canvas, block->bars[i].label));
    if (width > most)
      most = width;
  }
  return most;
}

static void lay_bar(struct canvas *canvas, const struct bar *bar, size_t cells) {
  size_t share = bar->share < 0 ? 0 : bar->share > FULL ? FULL : (size_t)bar->share;
  size_t full = (share * cells + FULL / 2) / FULL;
  canvas_put(canvas, INK_FRAME, "[");
  canvas_repeat(canvas, INK_STRONG, "#", full);
  canvas_repeat(canvas, INK_FRAME, bar->share < 0 ? " " : ".", cells - full);
  canvas_put(canvas, INK_FRAME, "] ");
  const char *word = bar->word ? bar->word : bar->share < 0 ? _("not known") : "";
  canvas_wrap(canvas, INK_PLAIN, word, canvas->col, canvas->width);
}

void layout_bars(struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  size_t half = canvas->width / 2 - 2, most = widest_label(canvas, block);
  size_t column = most < half ? most : half, cells = canvas->width >= 60 ? 20 : 8;
  for (size_t i = 0; i < block->n; i++) {
    canvas_line(canvas);
    canvas_wrap(canvas, INK_PLAIN, block->bars[i].label ? block->bars[i].label : "", 0, column);
    canvas_column(canvas, column + 2);
    lay_bar(canvas, &block->bars[i], cells);
  }
}
