/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/signals.h"

#include <curses.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

static const int numbers[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGABRT};
enum { CAUGHT = 6, ALL = 7 }; /* SIGABRT is the last, and never blocked */

static volatile sig_atomic_t flags[SIGNALS_FLAGS];
static struct sigaction before[ALL];
static sigset_t outer, waiting;
static bool caught;

static char farewell[160];
static size_t farewell_len;
static struct termios ordinary;
static bool abort_ready;

static void on_signal(int number) {
  flags[number == SIGTSTP    ? SIGNALS_SUSPEND
        : number == SIGWINCH ? SIGNALS_RESIZE
                             : SIGNALS_LEAVE] = 1;
}

static void on_abort(int number) {
  if (abort_ready && write(STDOUT_FILENO, farewell, farewell_len) > 0)
    tcsetattr(STDIN_FILENO, TCSANOW, &ordinary);
  raise(number); /* SA_RESETHAND: now it ends the process */
}

void signals_catch(void) {
  if (caught)
    return;
  caught = true;
  memset((void *)(uintptr_t)flags, 0, sizeof flags);
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < CAUGHT; i++)
    sigaddset(&set, numbers[i]);
  sigprocmask(SIG_BLOCK, &set, &outer);
  waiting = outer;
  for (size_t i = 0; i < CAUGHT; i++) {
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(numbers[i], &action, &before[i]);
    sigdelset(&waiting, numbers[i]);
  }
  struct sigaction action = {.sa_handler = on_abort, .sa_flags = (int)SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  sigaction(SIGABRT, &action, &before[CAUGHT]);
  abort_ready = false;
  tcgetattr(STDIN_FILENO, &ordinary);
}

void signals_release(void) {
  if (!caught)
    return;
  caught = false;
  for (size_t i = 0; i < ALL; i++)
    sigaction(numbers[i], &before[i], NULL);
  sigprocmask(SIG_SETMASK, &outer, NULL);
}

const sigset_t *signals_waiting(void) { return &waiting; }

bool signals_took(enum signals_flag flag) {
  bool took = flags[flag];
  if (flag != SIGNALS_LEAVE)
    flags[flag] = 0;
  return took;
}

void signals_stop_here(void) {
  struct sigaction mine, plain = {.sa_handler = SIG_DFL};
  sigset_t set;
  sigemptyset(&plain.sa_mask);
  sigemptyset(&set);
  sigaddset(&set, SIGTSTP);
  sigaction(SIGTSTP, &plain, &mine);
  raise(SIGTSTP);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  sigprocmask(SIG_BLOCK, &set, NULL);
  sigaction(SIGTSTP, &mine, NULL);
}

/* Without the padding marks $<..>, which only tputs understands. */
static void append_text(const char *text) {
  while (*text && farewell_len < sizeof farewell - 1) {
    const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
    if (end)
      text = end + 1;
    else
      farewell[farewell_len++] = *text++;
  }
}

static const char *capability(const char *name) {
  const char *text = tigetstr((char *)(uintptr_t)name);
  return text == (const char *)-1 ? NULL : text;
}

static void append(const char *name) {
  if (capability(name))
    append_text(capability(name));
}

void signals_on_abort(void) {
  farewell_len = 0;
  append("sgr0");
  append("clear");
  append("cnorm");
  append("rmkx");
  append("BD");
  append("rmcup");
  if (capability("kmous"))
    append_text("\033[?1006;1000l");
  abort_ready = true;
}
