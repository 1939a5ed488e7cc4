/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/layout.h"

void layout_heading(struct canvas *canvas, const struct placed *placed) {
  canvas_line(canvas);
  canvas_wrap(canvas, INK_HEADING, placed->block->text ? placed->block->text : "", 0,
              canvas->width);
}
