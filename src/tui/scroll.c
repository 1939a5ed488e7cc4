/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/scroll.h"

bool scroll_shows_focus(const struct view *view, const struct canvas *canvas) {
  return canvas->focused && canvas->focus_line >= view->scroll &&
         canvas->focus_line < view->scroll + view->height;
}

void scroll_settle(struct view *view, const struct canvas *canvas) {
  size_t lines = canvas->lines.n, height = view->height;
  if (view->reveal && canvas->focused && height) {
    if (canvas->focus_last >= view->scroll + height)
      view->scroll = canvas->focus_last + 1 - height;
    if (canvas->focus_first < view->scroll)
      view->scroll = canvas->focus_first;
    if (canvas->focus_line >= view->scroll + height) /* a row taller than the screen */
      view->scroll = canvas->focus_line + 1 - height;
  }
  view->reveal = false;
  if (view->pan > canvas->overhang)
    view->pan = canvas->overhang;
  if (view->scroll + height > lines)
    view->scroll = lines > height ? lines - height : 0;
}

static size_t first_of(const struct canvas *canvas, uint32_t block) {
  size_t at = 0;
  while (at < canvas->lines.n && canvas->lines.list[at].block != block)
    at++;
  return at;
}

static size_t count_of(const struct canvas *canvas, uint32_t block) {
  size_t n = 0;
  for (size_t i = 0; i < canvas->lines.n; i++)
    n += canvas->lines.list[i].block == block;
  return n;
}

struct anchor scroll_anchor(const struct view *view, const struct canvas *canvas) {
  size_t at = view->scroll;
  while (at < canvas->lines.n && canvas->lines.list[at].block == 0) /* a gap: what comes after */
    at++;
  if (view->scroll == 0 || at >= canvas->lines.n)
    return (struct anchor){0};
  uint32_t block = canvas->lines.list[at].block;
  return (struct anchor){block, at - first_of(canvas, block), count_of(canvas, block)};
}

void scroll_return(struct view *view, const struct canvas *canvas, struct anchor anchor) {
  if (anchor.block == 0)
    return;
  size_t first = first_of(canvas, anchor.block), n = count_of(canvas, anchor.block);
  if (n)
    view->scroll = first + anchor.line * n / anchor.of;
}
