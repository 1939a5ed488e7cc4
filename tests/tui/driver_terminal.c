/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "driver.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { GIVE_UP = 20000 };
static const char mark[] = "\033]777;settled\007";

void terminal_init(struct terminal *t) {
  *t = (struct terminal){.rows = 24, .cols = 80, .fd = -1, .name = "xterm-256color"};
}

static void forget(struct terminal *t) {
  if (t->pid > 0) {
    kill(t->pid, SIGKILL);
    waitpid(t->pid, NULL, 0);
  }
  if (t->fd >= 0)
    close(t->fd);
  if (t->vt)
    vterm_free(t->vt);
  t->pid = 0;
  t->fd = -1;
  t->vt = NULL;
  t->n = t->marks = t->seen = t->searched = 0;
  t->ended = false;
}

void terminal_done(struct terminal *t) {
  forget(t);
  free(t->raw);
}

bool terminal_run(struct terminal *t, char *const argv[]) {
  forget(t);
  t->vt = vterm_new(t->rows, t->cols);
  vterm_set_utf8(t->vt, 1);
  t->screen = vterm_obtain_screen(t->vt);
  vterm_screen_enable_altscreen(t->screen, 1);
  vterm_screen_reset(t->screen, 1);
  struct winsize size = {.ws_row = (unsigned short)t->rows, .ws_col = (unsigned short)t->cols};
  t->pid = forkpty(&t->fd, NULL, NULL, &size);
  if (t->pid == 0) {
    setenv("TERM", t->name, 1);
    execvp(argv[0], argv);
    fprintf(stderr, "driver: %s: %s\n", argv[0], strerror(errno));
    _exit(127);
  }
  if (t->pid < 0)
    return false;
  fcntl(t->fd, F_SETFL, fcntl(t->fd, F_GETFL) | O_NONBLOCK);
  fcntl(t->fd, F_SETFD, FD_CLOEXEC);
  return true;
}

static void keep(struct terminal *t, const char *bytes, size_t len) {
  if (t->n + len + 1 > t->cap) {
    t->cap = (t->n + len + 1) * 2;
    t->raw = realloc(t->raw, t->cap);
    if (!t->raw)
      abort();
  }
  memcpy(t->raw + t->n, bytes, len);
  t->n += len;
  const char *found;
  while ((found = memmem(t->raw + t->searched, t->n - t->searched, mark, sizeof mark - 1))) {
    t->marks++;
    t->searched = (size_t)(found - t->raw) + sizeof mark - 1;
  }
}

/* Takes what is there. False: there is nothing now. */
static bool drain(struct terminal *t) {
  char bytes[4096];
  ssize_t n = t->fd < 0 ? 0 : read(t->fd, bytes, sizeof bytes);
  if (n > 0) {
    keep(t, bytes, (size_t)n);
    vterm_input_write(t->vt, bytes, (size_t)n);
    return true;
  }
  if (n == 0 || (errno != EAGAIN && errno != EINTR))
    t->ended = true;
  return false;
}

static long long now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (long long)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

static bool wait_more(struct terminal *t, long long due) {
  if (drain(t))
    return true;
  long long left = due - now();
  if (t->ended || left <= 0)
    return false;
  struct pollfd in = {.fd = t->fd, .events = POLLIN};
  poll(&in, 1, (int)left);
  return true;
}

static void begin_wait(struct terminal *t) {
  while (drain(t))
    continue;
  t->seen = t->marks;
}

void terminal_send(struct terminal *t, const char *bytes, size_t len) {
  begin_wait(t);
  while (len > 0) {
    ssize_t n = write(t->fd, bytes, len);
    if (n < 0 && errno != EAGAIN && errno != EINTR)
      return;
    bytes += n > 0 ? n : 0;
    len -= n > 0 ? (size_t)n : 0;
  }
}

void terminal_resize(struct terminal *t, int rows, int cols) {
  t->rows = rows;
  t->cols = cols;
  if (!t->vt)
    return;
  begin_wait(t);
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
  vterm_set_size(t->vt, rows, cols);
  ioctl(t->fd, TIOCSWINSZ, &size);
}

void terminal_signal(struct terminal *t, int number) {
  begin_wait(t);
  kill(t->pid, number);
}

bool terminal_settle(struct terminal *t) {
  long long due = now() + GIVE_UP;
  while (t->marks <= t->seen)
    if (!wait_more(t, due))
      return false;
  t->seen = t->marks;
  return true;
}

bool terminal_await(struct terminal *t, const char *text) {
  long long due = now() + GIVE_UP;
  while (!terminal_shows(t, text))
    if (!wait_more(t, due))
      return terminal_shows(t, text);
  return true;
}

int terminal_exit(struct terminal *t) {
  long long due = now() + GIVE_UP;
  while (!t->ended)
    if (!wait_more(t, due))
      break;
  int status = 0;
  if (!t->ended || waitpid(t->pid, &status, 0) != t->pid)
    return -1;
  while (drain(t)) /* the end can be told while the last bytes are still on their way */
    continue;
  t->pid = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static size_t put_point(char *out, uint32_t point) {
  if (point < 0x80)
    return out[0] = (char)point, 1;
  size_t more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
  out[0] = (char)(lead[more] | point >> (6 * more));
  for (size_t i = 1; i <= more; i++)
    out[i] = (char)(0x80 | (point >> (6 * (more - i)) & 0x3F));
  return more + 1;
}

void terminal_row(const struct terminal *t, int row, char out[TERMINAL_ROW]) {
  size_t len = 0;
  for (int col = 0; col < t->cols && len < TERMINAL_ROW - 64; col++) {
    VTermScreenCell cell;
    vterm_screen_get_cell(t->screen, (VTermPos){.row = row, .col = col}, &cell);
    if (cell.chars[0] == (uint32_t)-1) /* the right half of a wide character */
      continue;
    if (cell.chars[0] == 0)
      out[len++] = ' ';
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
      len += put_point(out + len, cell.chars[i]);
  }
  while (len > 0 && out[len - 1] == ' ')
    len--;
  out[len] = 0;
}

static void put_color(FILE *out, const char *before, const VTermColor *color) {
  if (VTERM_COLOR_IS_INDEXED(color))
    fprintf(out, "%s%d", before, color->indexed.idx);
  else
    fprintf(out, "%srgb", before);
}

/* How a cell is written, in words; "" if plainly. */
static void ink_words(const VTermScreenCell *cell, char words[64]) {
  FILE *out = fmemopen(words, 64, "w");
  if (!out)
    abort();
  fprintf(out, "%s%s%s%s", cell->attrs.bold ? " bold" : "", cell->attrs.underline ? " line" : "",
          cell->attrs.italic ? " slant" : "", cell->attrs.reverse ? " reverse" : "");
  if (!VTERM_COLOR_IS_DEFAULT_FG(&cell->fg))
    put_color(out, " ", &cell->fg);
  if (!VTERM_COLOR_IS_DEFAULT_BG(&cell->bg))
    put_color(out, " /", &cell->bg);
  fputc(0, out);
  fclose(out);
}

/* Is there anything to be seen of it? */
static bool is_shown(const struct terminal *t, int row, int from, int to, const char *words) {
  bool shown = strstr(words, "reverse") || strstr(words, "line");
  for (int col = from; !shown && col < to; col++) {
    VTermScreenCell cell;
    vterm_screen_get_cell(t->screen, (VTermPos){.row = row, .col = col}, &cell);
    shown = cell.chars[0] && cell.chars[0] != ' ';
  }
  return shown;
}

static void put_cells(FILE *out, const struct terminal *t, int row, int from, int to) {
  for (int col = from; col < to; col++) {
    VTermScreenCell cell;
    char point[8];
    vterm_screen_get_cell(t->screen, (VTermPos){.row = row, .col = col}, &cell);
    if (cell.chars[0] != (uint32_t)-1)
      fwrite(point, 1, put_point(point, cell.chars[0] ? cell.chars[0] : ' '), out);
  }
}

void terminal_inks(const struct terminal *t, FILE *out) {
  for (int row = 0; row < t->rows; row++) {
    char now[64] = "", before[64] = "";
    for (int col = 0, from = 0; col <= t->cols; col++) {
      VTermScreenCell cell;
      if (col < t->cols) {
        vterm_screen_get_cell(t->screen, (VTermPos){.row = row, .col = col}, &cell);
        ink_words(&cell, now);
      }
      if (col < t->cols && strcmp(now, before) == 0)
        continue;
      if (before[0] && is_shown(t, row, from, col, before)) {
        fprintf(out, "%d:%d-%d%s |", row, from, col - 1, before);
        put_cells(out, t, row, from, col);
        fputs("|\n", out);
      }
      from = col;
      memcpy(before, now, sizeof before);
    }
  }
}

bool terminal_find(const struct terminal *t, const char *text, int *row, int *col) {
  char line[TERMINAL_ROW];
  for (*row = 0; t->vt && *row < t->rows; ++*row) {
    terminal_row(t, *row, line);
    const char *found = strstr(line, text);
    *col = 0;
    for (const char *at = line; found && at < found; at++)
      *col += ((unsigned char)*at & 0xC0) != 0x80; /* of narrow characters */
    if (found)
      return true;
  }
  return false;
}

/* In the language of tests/pseudo each string has brackets and each letter of content a dot. */
static char *without_marks(struct arena *arena, const char *text) {
  static const char *const marks[] = {"\u27e6", "\u27e7", "~"};
  char *plain = text_fold(arena, text);
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    for (char *at; (at = strstr(plain, marks[i]));)
      memmove(at, at + strlen(marks[i]), strlen(at + strlen(marks[i])) + 1);
  return plain;
}

static bool shows_pseudo(const struct terminal *t, const char *text) {
  char line[TERMINAL_ROW];
  struct arena arena = {0};
  bool found = false;
  for (int row = 0; t->vt && row < t->rows && !found; row++) {
    terminal_row(t, row, line);
    found = strstr(without_marks(&arena, line), without_marks(&arena, text)) != NULL;
  }
  arena_done(&arena);
  return found;
}

bool terminal_shows(const struct terminal *t, const char *text) {
  int row, col;
  return getenv("PSEUDO") ? shows_pseudo(t, text) : terminal_find(t, text, &row, &col);
}

bool terminal_blank(const struct terminal *t) {
  char row[TERMINAL_ROW];
  for (int i = 0; i < t->rows; i++) {
    terminal_row(t, i, row);
    if (row[0])
      return false;
  }
  return true;
}

void terminal_cursor(const struct terminal *t, int *row, int *col) {
  VTermPos at;
  vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &at);
  *row = at.row;
  *col = at.col;
}

struct key_row {
  const char *name, *xterm, *console; /* NULL: as xterm */
};

const char *key_bytes(const struct terminal *t, const char *name) {
  static const struct key_row keys[] = {
      {"Enter", "\r", NULL},         {"Esc", "\033", NULL},         {"Tab", "\t", NULL},
      {"BackTab", "\033[Z", NULL},   {"Space", " ", NULL},          {"Backspace", "\177", NULL},
      {"Insert", "\033[2~", NULL},   {"Delete", "\033[3~", NULL},   {"Up", "\033OA", "\033[A"},
      {"Down", "\033OB", "\033[B"},  {"Right", "\033OC", "\033[C"}, {"Left", "\033OD", "\033[D"},
      {"Home", "\033OH", "\033[1~"}, {"End", "\033OF", "\033[4~"},  {"PgUp", "\033[5~", NULL},
      {"PgDn", "\033[6~", NULL},     {"F1", "\033OP", "\033[[A"},
  };
  static char control[2];
  if (strncmp(name, "C-", 2) == 0 && name[2]) {
    control[0] = (char)(name[2] & 0x1F);
    return control;
  }
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (strcmp(keys[i].name, name) == 0)
      return strncmp(t->name, "linux", 5) == 0 && keys[i].console ? keys[i].console : keys[i].xterm;
  return name[0] && !name[1] ? name : NULL;
}
