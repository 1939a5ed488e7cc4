/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal itself: the only file pair of the face, with paint, that knows curses.
 *
 * Signals only set a flag; they are let in while term_wait sleeps and nowhere else, so that none is
 * lost between a look at the flag and the sleep. */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include "model/face.h"
#include "tui/canvas.h"
#include "tui/keys.h"

enum term_event {
  TERM_NOTHING,
  TERM_KEY,
  TERM_REDRAW, /* the size may be another, or the program was in the background */
  TERM_TICK,   /* the time is up */
  TERM_LEFT,   /* SIGHUP, SIGTERM, Ctrl-C, or no more input */
};

bool term_start(void); /* false: nothing was changed */
void term_stop(void);  /* leaves an empty, ordinary screen; may be called twice */

bool term_has_mouse(void);
void term_mouse(bool on); /* where there is one; off at the start */

enum font term_font(void);
void term_size(size_t *rows, size_t *columns);

enum term_event term_pending(struct key *key); /* what is there already, or TERM_NOTHING */
enum term_event term_wait(int64_t milliseconds, struct key *key); /* -1: for ever */

/* From the next frame on. Colours where the terminal has any. */
void paint_theme(enum theme theme);

/* A frame: begin, lines, end. End moves the cursor last. */
void paint_begin(void);
void paint_line(size_t row, size_t margin, const struct canvas *canvas, const struct line *line);
void paint_reverse(size_t row); /* the whole row, from now on */
void paint_rule(size_t row, size_t margin, enum font font);
void paint_end(size_t row, size_t column);

#endif
