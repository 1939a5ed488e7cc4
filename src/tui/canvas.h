/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of inked text: what a page looks like before any terminal is asked. Pure.
 *
 * Lines are written one after the other; the last one is the present line. Text given must outlive
 * the canvas (the page's or the canvas's arena); columns are terminal cells from 0. */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include "model/page.h"
#include "tui/glyph.h"

enum ink {
  INK_PLAIN,
  INK_STRONG,
  INK_EMPHASIS,
  INK_CODE,
  INK_HEADING,
  INK_NOTE, /* of less weight */
  INK_FRAME,
  INK_FIELD, /* where one types */
  INK_GOOD,  /* these three by enum tone */
  INK_BAD,
  INK_WARN,
  INKS,
};

struct piece {
  const char *text;
  size_t len;
  size_t col;
  enum ink ink;
};

struct line {
  size_t first, n; /* pieces */
  uint32_t block;  /* whose line it is; 0: between blocks */
  int row;         /* which row of a live block, or n + which target of pairs; -1: none */
  bool here;       /* of the row under the cursor */
};

struct spot { /* less than a line that can be clicked */
  size_t line, col, cells;
  int row;         /* of the line's block */
  const char *key; /* or the key it stands for; NULL: none */
};

struct canvas {
  struct arena *arena;
  enum font font;
  size_t width;  /* for reading; at least 20 */
  size_t wide;   /* for panels and grids: all there is */
  size_t pan;    /* cells by which panels are pushed to the left */
  size_t height; /* lines that can be seen at once; 0: not known */
  struct {
    struct piece *list;
    size_t n, cap;
  } pieces;
  struct {
    struct line *list;
    size_t n, cap;
  } lines;
  struct {
    struct spot *list;
    size_t n, cap;
  } spots;
  size_t col;     /* in the present line */
  uint32_t block; /* what new lines belong to */
  int row;
  bool here;
  size_t overhang;                /* cells that the widest panel has too many */
  bool focused;                   /* the next three hold */
  size_t focus_line, focus_col;   /* where the terminal's cursor belongs */
  size_t focus_first, focus_last; /* lines of the row that has the focus */
};

void canvas_init(struct canvas *canvas, struct arena *arena, enum font font, size_t columns);
void canvas_done(struct canvas *canvas);

void canvas_line(struct canvas *canvas); /* begins a new one */
void canvas_gap(struct canvas *canvas); /* an empty line of no block, unless there is one or none */
void canvas_put(struct canvas *canvas, enum ink ink, const char *text);
void canvas_putn(struct canvas *canvas, enum ink ink, const char *text, size_t len);
void canvas_column(struct canvas *canvas, size_t col); /* goes to the right; never back */
void canvas_repeat(struct canvas *canvas, enum ink ink, const char *glyph, size_t n);
/* At most so many cells; ">" in the last one if there was more. */
void canvas_cut(struct canvas *canvas, enum ink ink, const char *text, size_t len, size_t cells);
void canvas_focus(struct canvas *canvas, size_t col); /* the cursor belongs here on this line */

/* The cells from col to where the present line has come. */
void canvas_spot(struct canvas *canvas, size_t col, int row, const char *key);

struct inked {
  const char *text;
  enum ink ink;
};
/* Wraps texts as one: the first line goes on in the present one; each begins at column indent. A
 * newline ends a line. */
void canvas_flow(struct canvas *canvas, const struct inked *texts, size_t n, size_t indent,
                 size_t width);
void canvas_wrap(struct canvas *canvas, enum ink ink, const char *text, size_t indent,
                 size_t width);

/* The text in characters of the font; "" for NULL. */
const char *canvas_glyphs(struct canvas *canvas, const char *text);
size_t canvas_measure(const char *text); /* cells */
enum ink canvas_tone(enum tone tone);

#endif
