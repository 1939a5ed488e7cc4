/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linear/lines.h"

#include "base/text.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LEAVE_SIGNALS = 2 };

static const int watched[] = {SIGTERM, SIGHUP, SIGPIPE};
static volatile sig_atomic_t leaving;

static void leave(int signal) {
  (void)signal;
  leaving = 1;
}

void lines_open(struct lines *lines, FILE *in) {
  *lines = (struct lines){.in = in, .fd = fileno(in)};
  leaving = 0;
  struct sigaction how = {.sa_handler = leave}; /* no SA_RESTART: a read must end */
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  for (size_t i = 0; i < 3; i++) {
    sigaction(watched[i], NULL, &lines->before[i]);
    if (i >= LEAVE_SIGNALS)
      sigaction(watched[i], &ignore, NULL);
    else if (lines->before[i].sa_handler != SIG_IGN)
      sigaction(watched[i], &how, NULL);
  }
}

bool lines_from_person(const struct lines *lines) { return lines->fd >= 0 && isatty(lines->fd); }

bool lines_leaving(void) { return leaving; }

/* Whoever interrupts meanwhile ends the input, so that the terminal shows again what is typed. */
void lines_hide(struct lines *lines, bool hide) {
  struct sigaction how = {.sa_handler = hide ? leave : SIG_DFL};
  if (hide == lines->hidden || !lines_from_person(lines) ||
      (hide && tcgetattr(lines->fd, &lines->shown) < 0))
    return;
  struct termios mode = lines->shown;
  if (hide)
    mode.c_lflag &= ~(tcflag_t)ECHO;
  sigaction(SIGINT, &how, NULL);
  tcsetattr(lines->fd, TCSANOW, &mode);
  lines->hidden = hide;
}

void lines_close(struct lines *lines) {
  lines_hide(lines, false);
  for (size_t i = 0; i < 3; i++)
    sigaction(watched[i], &lines->before[i], NULL);
  str_done(&lines->raw);
  arena_done(&lines->arena);
}

int64_t lines_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits with the signals blocked up to the very moment of waiting: one that comes after the flag
 * was looked at still ends the wait. */
static int wait_readable(int fd, int64_t wake) {
  sigset_t block, usual;
  sigemptyset(&block);
  for (size_t i = 0; i < LEAVE_SIGNALS; i++)
    sigaddset(&block, watched[i]);
  sigprocmask(SIG_BLOCK, &block, &usual);
  int64_t left = wake < 0 ? 0 : wake - lines_now();
  left = left < 0 ? 0 : left;
  struct timespec until = {.tv_sec = left / 1000, .tv_nsec = left % 1000 * 1000000};
  struct pollfd poll = {.fd = fd, .events = POLLIN};
  int ready = leaving ? -1 : ppoll(&poll, 1, wake < 0 ? NULL : &until, &usual);
  sigprocmask(SIG_SETMASK, &usual, NULL);
  return ready;
}

/* LINES_LINE when there are bytes in chunk. */
static enum lines_event fill(struct lines *lines, int64_t wake) {
  lines->at = lines->n = 0;
  while (!leaving && lines->fd >= 0) {
    int ready = wait_readable(lines->fd, wake);
    if (ready == 0)
      return LINES_WAKE;
    ssize_t got = ready < 0 ? -1 : read(lines->fd, lines->chunk, sizeof lines->chunk);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
      continue;
    lines->n = got > 0 ? (size_t)got : 0;
    return lines->n ? LINES_LINE : LINES_END;
  }
  if (!leaving)
    lines->n = fread(lines->chunk, 1, sizeof lines->chunk, lines->in);
  return lines->n ? LINES_LINE : LINES_END;
}

static enum lines_event finish(struct lines *lines) {
  bool too_long = lines->too_long;
  arena_done(&lines->arena);
  lines->line = text_safe(&lines->arena, str_text(&lines->raw), lines->raw.len, false);
  str_clear(&lines->raw);
  lines->too_long = false;
  return too_long ? LINES_LONG : LINES_LINE;
}

static void take(struct lines *lines, unsigned char c) {
  lines->dropped |= (c < 0x20 && c != '\t' && c != '\r') || c == 0x7f;
  if (lines->raw.len >= LINE_BYTES)
    lines->too_long = true;
  else if (c == '\t')
    str_putc(&lines->raw, ' ');
  else if (c >= 0x20 && c != 0x7f)
    str_putc(&lines->raw, (char)c);
}

enum lines_event lines_next(struct lines *lines, int64_t wake) {
  if (!lines->raw.len && !lines->too_long) /* no line was begun that woke up meanwhile */
    lines->dropped = false;
  for (;;) {
    while (!leaving && lines->at < lines->n) {
      unsigned char c = lines->chunk[lines->at++];
      if (c == '\n')
        return finish(lines);
      take(lines, c);
    }
    enum lines_event event = fill(lines, wake);
    if (event == LINES_END && !leaving && (lines->raw.len || lines->too_long))
      return finish(lines); /* the last line, which nobody ended */
    if (event != LINES_LINE)
      return event;
  }
}
