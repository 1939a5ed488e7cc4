/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/term.h"

#include "base/text.h"

#include <curses.h>
#include <term.h>

enum { PAIR_GOOD = 1, PAIR_BAD, PAIR_BRIGHT, PAIR_BRIGHT_GOOD, PAIR_BRIGHT_BAD };

static attr_t inks[INKS];
static attr_t ground; /* of what nothing was written on */

/* What terminfo says cannot be mixed with colour ("ncv"), and the plain rule for few colours. */
static attr_t emphasis(bool color) {
  return color && (COLORS <= 8 || tigetnum("ncv") > 0) ? A_BOLD : A_UNDERLINE;
}

/* Colour is begun only where some is wanted: from then on curses sends it by itself. The terminal's
 * own colours are named first: if they were later, every cell would be looked at for them. */
static bool begin_colors(void) {
  return has_colors() && use_default_colors() == OK && start_color() == OK;
}

/* The first that the terminal has: of 256, of 16, of 8 colours. */
static short color_of(short many, short bright, short few) {
  return COLORS >= 256 ? many : COLORS >= 16 ? bright : few;
}

static void ink_default(void) {
  init_pair(PAIR_GOOD, color_of(33, COLOR_BLUE, COLOR_BLUE), -1);
  init_pair(PAIR_BAD, color_of(172, COLOR_YELLOW, COLOR_YELLOW), -1);
  inks[INK_GOOD] |= COLOR_PAIR(PAIR_GOOD);
  inks[INK_BAD] |= COLOR_PAIR(PAIR_BAD);
  inks[INK_WARN] |= COLOR_PAIR(PAIR_BAD);
}

/* Bright on black, whatever the terminal's own ground is. */
static void ink_contrast(void) {
  init_pair(PAIR_BRIGHT, color_of(15, 15, COLOR_WHITE), COLOR_BLACK);
  init_pair(PAIR_BRIGHT_GOOD, color_of(117, 14, COLOR_CYAN), COLOR_BLACK);
  init_pair(PAIR_BRIGHT_BAD, color_of(214, 11, COLOR_YELLOW), COLOR_BLACK);
  for (int i = 0; i < INKS; i++)
    inks[i] |= COLOR_PAIR(i == INK_GOOD                   ? PAIR_BRIGHT_GOOD
                          : i == INK_BAD || i == INK_WARN ? PAIR_BRIGHT_BAD
                                                          : PAIR_BRIGHT);
  ground = COLOR_PAIR(PAIR_BRIGHT);
}

void paint_theme(enum theme theme) {
  bool color = theme != THEME_MONO && begin_colors();
  ground = A_NORMAL;
  for (int i = 0; i < INKS; i++)
    inks[i] = A_BOLD;
  inks[INK_PLAIN] = inks[INK_NOTE] = inks[INK_FRAME] = A_NORMAL;
  inks[INK_EMPHASIS] = emphasis(color);
  if (theme == THEME_CONTRAST) {
    if (!color || COLORS < 16) /* where bold is what makes a colour bright */
      inks[INK_PLAIN] = inks[INK_NOTE] = inks[INK_FRAME] = A_BOLD;
    inks[INK_HEADING] = inks[INK_STRONG] = inks[INK_FIELD] = A_BOLD | A_REVERSE;
  }
  if (color && theme == THEME_CONTRAST)
    ink_contrast();
  else if (color)
    ink_default();
}

void paint_begin(void) {
  bkgdset(' ' | ground);
  erase();
}

/* Blanks as bold as what stands around them cost the line less than to be ordinary among it. */
static void paint_gap(int row, int from, int to) {
  enum { NARROW = 6 };
  if (from < to && to - from <= NARROW) {
    attrset(A_BOLD);
    mvprintw(row, from, "%*s", to - from, "");
  }
}

/* Letters that are one cell each are laid down as they are: curses need not find out where in a
 * character a byte stands. */
static void paint_text(int row, int column, attr_t ink, const char *text, size_t len) {
  enum { CELLS = 80 };
  chtype cells[CELLS];
  size_t plain = text_plain(text, len);
  for (size_t at = 0, n; at < plain; at += n) {
    for (n = 0; n < CELLS && at + n < plain; n++)
      cells[n] = (chtype)(unsigned char)text[at + n] | ink;
    mvaddchnstr(row, column + (int)at, cells, (int)n);
  }
  attrset((int)ink);
  if (plain < len)
    mvaddnstr(row, column + (int)plain, text + plain, (int)(len - plain));
  else
    move(row, column + (int)len);
}

void paint_line(size_t row, size_t margin, const struct canvas *canvas, const struct line *line) {
  for (size_t i = 0; i < line->n; i++) {
    const struct piece *piece = &canvas->pieces.list[line->first + i];
    if (line->here && i > 0)
      paint_gap((int)row, getcurx(stdscr), (int)(margin + piece->col));
    paint_text((int)row, (int)(margin + piece->col),
               inks[piece->ink] | (line->here ? A_BOLD : A_NORMAL), piece->text, piece->len);
  }
  attrset(A_NORMAL);
}

void paint_reverse(size_t row) {
  mvchgat((int)row, 0, -1, A_REVERSE, (short)PAIR_NUMBER(ground), NULL);
}

void paint_rule(size_t row, size_t margin, enum font font) {
  cchar_t line;
  if (setcchar(&line, font == FONT_FULL ? L"─" : L"-", A_NORMAL, 0, NULL) == OK)
    mvhline_set((int)row, (int)margin, &line, COLS - 2 * (int)margin);
}

void paint_end(size_t row, size_t column) {
  move((int)row, (int)column);
  refresh();
}
