/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines as a person or a script types them, made harmless: control characters are dropped, a tab is
 * a blank, ill-formed bytes and whatever else text_safe refuses become U+FFFD. While a struct lines
 * is open, SIGTERM and SIGHUP end the input (unless the program was started with them ignored, as
 * nohup does) and SIGPIPE does nothing, so that a broken pipe is an error of the output. */
#ifndef LINEAR_LINES_H
#define LINEAR_LINES_H

#include "base/arena.h"
#include "base/str.h"

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <termios.h>

enum { LINE_BYTES = 10 * 1000 };

enum lines_event {
  LINES_LINE, /* line holds it */
  LINES_LONG, /* a line of more than LINE_BYTES went by, and is gone */
  LINES_WAKE, /* the time came; what was typed so far is kept */
  LINES_END,  /* no more input, or a signal to leave */
};

struct lines {
  FILE *in;
  int fd; /* -1: a stream without a descriptor, which never waits */
  unsigned char chunk[4096];
  size_t at, n; /* of chunk */
  struct str raw;
  bool too_long;
  bool dropped;       /* a control character of line was: who meant it is told */
  struct arena arena; /* of line */
  const char *line;   /* valid until the next lines_next */
  struct sigaction before[3];
  bool hidden; /* the terminal shows nothing: shown is how it was */
  struct termios shown;
};

void lines_open(struct lines *lines, FILE *in);
void lines_close(struct lines *lines); /* puts the signals back */

/* What is typed at a terminal from now on is shown, or not. */
void lines_hide(struct lines *lines, bool hide);

bool lines_from_person(const struct lines *lines); /* somebody types them at a terminal */
bool lines_leaving(void);                          /* a signal ended the input */

/* Waits for the next line, until the time `wake` of lines_now; -1: for ever. */
enum lines_event lines_next(struct lines *lines, int64_t wake);
int64_t lines_now(void); /* milliseconds of a clock that only goes on */

#endif
