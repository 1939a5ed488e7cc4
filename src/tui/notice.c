/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/layout.h"

/* The text says by itself what is meant; the colour only repeats it. */
void layout_notice(struct canvas *canvas, const struct placed *placed) {
  const struct block *block = placed->block;
  canvas_line(canvas);
  canvas_wrap(canvas, canvas_tone(block->tone), block->text ? block->text : "", 0, canvas->width);
}
