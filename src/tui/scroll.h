/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lines of the body are shown. Pure. */
#ifndef TUI_SCROLL_H
#define TUI_SCROLL_H

#include "tui/canvas.h"
#include "tui/view.h"

bool scroll_shows_focus(const struct view *view, const struct canvas *canvas);

/* After a layout: scroll stays inside the body, and shows the focus if that was asked for. */
void scroll_settle(struct view *view, const struct canvas *canvas);

/* The place in the text of the first line shown, to be found again in a layout of another width. */
struct anchor {
  uint32_t block;  /* 0: the top */
  size_t line, of; /* within the block */
};
struct anchor scroll_anchor(const struct view *view, const struct canvas *canvas);
void scroll_return(struct view *view, const struct canvas *canvas, struct anchor anchor);

#endif
