/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/term.h"

#include <curses.h>
#include <term.h>

enum { PAIR_GOOD = 1, PAIR_BAD };

static attr_t inks[INKS];

/* What terminfo says cannot be mixed with colour ("ncv"), and the plain rule for few colours. */
static attr_t emphasis(bool color) {
  return color && (COLORS <= 8 || tigetnum("ncv") > 0) ? A_BOLD : A_UNDERLINE;
}

static void paint_colors(void) {
  start_color();
  use_default_colors();
  init_pair(PAIR_GOOD, COLORS >= 256 ? 33 : COLOR_BLUE, -1);
  init_pair(PAIR_BAD, COLORS >= 256 ? 172 : COLOR_YELLOW, -1);
  inks[INK_GOOD] |= COLOR_PAIR(PAIR_GOOD);
  inks[INK_BAD] |= COLOR_PAIR(PAIR_BAD);
  inks[INK_WARN] |= COLOR_PAIR(PAIR_BAD);
}

void paint_init(bool color) {
  color = color && has_colors();
  for (int i = 0; i < INKS; i++)
    inks[i] = A_BOLD;
  inks[INK_PLAIN] = inks[INK_NOTE] = inks[INK_FRAME] = A_NORMAL;
  if (color)
    paint_colors();
  inks[INK_EMPHASIS] = emphasis(color);
}

void paint_begin(void) { erase(); }

void paint_line(size_t row, size_t margin, const struct canvas *canvas, const struct line *line) {
  for (size_t i = 0; i < line->n; i++) {
    const struct piece *piece = &canvas->pieces.list[line->first + i];
    attrset((int)(inks[piece->ink] | (line->here ? A_BOLD : A_NORMAL)));
    mvaddnstr((int)row, (int)(margin + piece->col), piece->text, (int)piece->len);
  }
  attrset(A_NORMAL);
}

void paint_reverse(size_t row) { mvchgat((int)row, 0, -1, A_REVERSE, 0, NULL); }

void paint_rule(size_t row, size_t margin, enum font font) {
  for (int x = (int)margin; x < COLS - (int)margin; x++)
    mvaddstr((int)row, x, font == FONT_FULL ? "─" : "-");
}

void paint_end(size_t row, size_t column) {
  move((int)row, (int)column);
  refresh();
}
