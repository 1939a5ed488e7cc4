/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program on a terminal that exists only in memory: a pty in front, libvterm behind. */
#ifndef TESTS_TUI_DRIVER_H
#define TESTS_TUI_DRIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>
#include <vterm.h>

enum { TERMINAL_ROWS_MOST = 400, TERMINAL_ROW = 4096 };

struct terminal {
  int rows, cols;
  char name[64]; /* TERM */
  VTerm *vt;
  VTermScreen *screen;
  int fd; /* the pty's master; -1 while nothing runs */
  pid_t pid;
  bool ended; /* the program's side is closed */
  char *raw;  /* every byte written since run */
  size_t n, cap;
  size_t marks, seen; /* settled marks in raw; how many were already waited for */
  size_t searched;
};

void terminal_init(struct terminal *t);
void terminal_done(struct terminal *t); /* kills what still runs */
bool terminal_run(struct terminal *t, char *const argv[]);
void terminal_send(struct terminal *t, const char *bytes, size_t len); /* marks so far are old */
void terminal_resize(struct terminal *t, int rows, int cols);
void terminal_signal(struct terminal *t, int number);

/* Each gives up after 20 seconds: a failure, never a way to pass. */
bool terminal_settle(struct terminal *t);
bool terminal_await(struct terminal *t, const char *text); /* until it is on the screen */
int terminal_exit(struct terminal *t);                     /* exit code, 128 + signal, or -1 */

void terminal_row(const struct terminal *t, int row, char out[TERMINAL_ROW]); /* trimmed UTF-8 */
bool terminal_shows(const struct terminal *t, const char *text);              /* within one row */
bool terminal_find(const struct terminal *t, const char *text, int *row, int *col);
bool terminal_blank(const struct terminal *t);
void terminal_cursor(const struct terminal *t, int *row, int *col);

/* "row:from-to bold reverse 33/0 | text" for each stretch that is not written plainly; colours by
 * number, of the ground after a slash. */
void terminal_inks(const struct terminal *t, FILE *out);

/* What the bytes since run say; NULL when fine, else what is wrong. */
const char *raw_color(const struct terminal *t);
const char *raw_font(const struct terminal *t);
const char *raw_mixed(const struct terminal *t); /* dim or underline with colour */
bool raw_mouse(const struct terminal *t);        /* it was asked for, and not taken back */
const char *raw_reset(const struct terminal *t);

/* The bytes of a key of this terminal; NULL if there is none of that name. */
const char *key_bytes(const struct terminal *t, const char *name);

#endif
