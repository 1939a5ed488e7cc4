/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/passphrase.h"

#include "base/seal.h"
#include "base/text.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { LINE = 1024 };

void secret_done(struct str *secret) {
  if (secret->at)
    seal_wipe(secret->at, secret->cap);
  str_done(secret);
}

/* -- The terminal ----------------------------------------------------------------------------- */

static const int deadly[] = {SIGINT, SIGTERM, SIGQUIT, SIGHUP};
enum { DEADLY = sizeof deadly / sizeof *deadly };

static volatile sig_atomic_t caught;

static void note(int number) { caught = number; }

struct quiet {
  bool on;
  struct termios before;
  struct sigaction were[DEADLY];
  sigset_t mask; /* as it was: while input is waited for */
};

/* Whoever ends the program meanwhile must not be left with a terminal that shows nothing. */
static void begin_quiet(struct quiet *quiet) {
  struct sigaction act = {.sa_handler = note};
  struct termios mode;
  sigset_t blocked;
  caught = 0;
  quiet->on = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &quiet->before) == 0;
  if (!quiet->on)
    return;
  sigemptyset(&blocked);
  for (unsigned i = 0; i < DEADLY; i++) {
    sigaddset(&blocked, deadly[i]);
    sigaction(deadly[i], &act, &quiet->were[i]);
  }
  sigprocmask(SIG_BLOCK, &blocked, &quiet->mask);
  mode = quiet->before;
  mode.c_lflag &= ~(tcflag_t)ECHO;
  mode.c_cc[VSUSP] = _POSIX_VDISABLE;
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &mode);
}

static void end_quiet(struct quiet *quiet) {
  if (!quiet->on)
    return;
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet->before);
  fputc('\n', stderr); /* the one that was typed was not shown */
  for (unsigned i = 0; i < DEADLY; i++)
    sigaction(deadly[i], &quiet->were[i], NULL);
  sigprocmask(SIG_SETMASK, &quiet->mask, NULL);
  if (caught)
    raise((int)caught);
}

/* -- A line ----------------------------------------------------------------------------------- */

/* A signal ends the waiting also when it came just before it: it is let in here alone. */
static bool wait_for_input(const struct quiet *quiet) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  while (quiet && quiet->on && !caught)
    if (ppoll(&input, 1, NULL, &quiet->mask) >= 0 || errno != EINTR)
      return true;
  return !caught;
}

/* One byte at a time, past no line end, and no buffer of stdio keeps a copy. False: there is none,
 * or it is too long. */
static bool take_line(const struct quiet *quiet, struct str *out) {
  size_t from = out->len;
  for (char c; wait_for_input(quiet);) {
    ssize_t n = read(STDIN_FILENO, &c, 1);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return out->len > from;
    if (c == '\n')
      return true;
    if (c == '\0' || out->len - from >= LINE)
      return false;
    str_putc(out, c);
  }
  return false;
}

static void ask(const char *prompt) {
  if (isatty(STDIN_FILENO)) {
    fprintf(stderr, "%s ", prompt);
    fflush(stderr);
  }
}

static bool read_hidden(const char *prompt, struct str *out) {
  struct quiet quiet = {0};
  begin_quiet(&quiet);
  ask(prompt);
  bool good = take_line(&quiet, out);
  end_quiet(&quiet);
  return good;
}

static enum rc refuse(const char *code, const char *message, struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, code,
             _("type it at the terminal, or give it as one line of the input"), "%s", message);
  return RC_USAGE;
}

enum rc passphrase_read(const char *prompt, bool twice, struct str *out, struct diags *diags) {
  struct str again = {0};
  enum rc rc = RC_OK;
  if (!read_hidden(prompt, out))
    rc = refuse("passphrase.none", _("there is no passphrase"), diags);
  else if (twice && isatty(STDIN_FILENO)) {
    bool same = read_hidden(_("The same once more:"), &again) &&
                strcmp(str_text(out), str_text(&again)) == 0;
    if (!same)
      rc = refuse("passphrase.differs", _("that was not the same twice"), diags);
  }
  secret_done(&again);
  return rc;
}

enum rc passphrase_copy(const char *prompt, struct str *out, struct diags *diags) {
  bool terminal = isatty(STDIN_FILENO);
  size_t before;
  ask(prompt);
  do {
    before = out->len;
    if (!take_line(NULL, out))
      break;
    str_putc(out, '\n');
  } while (!terminal || out->len > before + 1);
  return out->len ? RC_OK : refuse("passphrase.none", _("there is no key"), diags);
}

enum rc passphrase_heard(const char *prompt, struct str *out, struct diags *diags) {
  ask(prompt);
  return take_line(NULL, out) ? RC_OK : refuse("passphrase.none", _("there is no code"), diags);
}
