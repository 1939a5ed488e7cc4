/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The curses face: draws pages on a terminal, the only user of curses. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "model/face.h"

struct tui_options {
  bool no_color;    /* NO_COLOR or --no-color: THEME_MONO, whatever a look says */
  enum theme theme; /* while the program has no look of its own */
  bool no_mouse;    /* never, whatever a look says */
  bool sync;        /* tests: an OSC 777 after each settled frame, before waiting for a key */
};

/* Runs program until it is over. The terminal is restored on every way out. FACE_IMPOSSIBLE: it
 * cannot be drawn on. */
enum face_end tui_run(const struct program *program, const struct tui_options *options);

/* Can this terminal be drawn on (a tty with cursor addressing, not TERM=dumb)? tui_run finds that out
 * by itself, at half the price. */
bool tui_possible(void);

#endif
