/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signals as flags. While caught they are blocked, but for the mask of signals_waiting. */
#ifndef TUI_SIGNALS_H
#define TUI_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

enum signals_flag {
  SIGNALS_LEAVE,   /* SIGHUP SIGINT SIGQUIT SIGTERM */
  SIGNALS_SUSPEND, /* SIGTSTP */
  SIGNALS_RESIZE,  /* SIGWINCH */
  SIGNALS_FLAGS,
};

void signals_catch(void);
void signals_release(void); /* as they were before */
const sigset_t *signals_waiting(void);
bool signals_took(enum signals_flag flag); /* reads and lowers it; leaving stays raised */
void signals_stop_here(void); /* stops the process as an uncaught SIGTSTP would; returns on CONT */

/* A failed assertion still gives the terminal back: from terminfo, asked beforehand. */
void signals_on_abort(void);

#endif
