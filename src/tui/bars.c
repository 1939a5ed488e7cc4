/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "label  [####......] 4 of 5". Where labels would take more than half of the width they stand
 * behind, "[####......] 4 of 5  label", or else above. */
#include "tui/layout.h"

#include "base/text.h"

#include <string.h>

enum { FULL = 1000000, LABEL_CELLS = 26 /* the least for a long label, which then wraps */ };

static const char *label_of(const struct bar *bar) { return bar->label ? bar->label : ""; }

static const char *word_of(const struct bar *bar) {
  return bar->word ? bar->word : bar->share < 0 ? _("not known") : "";
}

static size_t widest(struct canvas *canvas, const struct block *block,
                     const char *(*of)(const struct bar *)) {
  size_t most = 0;
  for (size_t i = 0; i < block->n; i++) {
    size_t width = canvas_measure(canvas_glyphs(canvas, of(&block->bars[i])));
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
  canvas_wrap(canvas, INK_PLAIN, word_of(bar), canvas->col, canvas->width);
}

static void lay_label(struct canvas *canvas, const struct bar *bar, size_t column) {
  canvas_column(canvas, column);
  canvas_wrap(canvas, INK_PLAIN, label_of(bar), column, canvas->width);
}

static void lay_long(struct canvas *canvas, const struct block *block) {
  enum { CELLS = 10 };
  size_t column = CELLS + 5 + widest(canvas, block, word_of);
  bool above = column + LABEL_CELLS > canvas->width;
  for (size_t i = 0; i < block->n; i++) {
    const struct bar *bar = &block->bars[i];
    canvas_line(canvas);
    if (above) {
      lay_label(canvas, bar, 0);
      canvas_line(canvas);
      canvas_column(canvas, 2);
    }
    lay_bar(canvas, bar, CELLS);
    if (!above)
      lay_label(canvas, bar, column);
  }
}

void layout_bars(struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  size_t most = widest(canvas, block, label_of);
  if (most + 2 > canvas->width / 2) {
    lay_long(canvas, block);
    return;
  }
  for (size_t i = 0; i < block->n; i++) {
    canvas_line(canvas);
    canvas_put(canvas, INK_PLAIN, canvas_glyphs(canvas, label_of(&block->bars[i])));
    canvas_column(canvas, most + 2);
    lay_bar(canvas, &block->bars[i], canvas->width >= 60 ? 20 : 8);
  }
}
