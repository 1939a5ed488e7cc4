/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/term.h"

#include "base/mem.h"
#include "base/text.h"
#include "tui/signals.h"
#include "tui/tui.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { ESCAPE_WAIT = 25, DRY_READS = 3 };
enum { PASTE_BEGINS = 0x7001, PASTE_ENDS }; /* beyond the codes that curses gives away */
enum { PASTE_GAP = 500 }; /* milliseconds without a byte of it: its end was lost */

static SCREEN *screen;
static enum font font;
static bool asked; /* curses has been asked for a key, and may hold another */
static int dry;    /* reads in a row that gave nothing though input was announced */
static struct {
  bool on, any, blank; /* between its marks; text came; a break came behind text */
  int64_t last;        /* monotonic time of its newest byte */
} paste;

static bool may_draw(void) {
  const char *name = getenv("TERM");
  return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && name && strcmp(name, "dumb") != 0;
}

static bool moves_cursor(void) {
  return cursor_address && cursor_address != (char *)-1 && *cursor_address;
}

bool tui_possible(void) {
  int error;
  if (!may_draw() || setupterm(NULL, STDOUT_FILENO, &error) == ERR)
    return false;
  bool possible = moves_cursor();
  del_curterm(cur_term);
  return possible;
}

static bool is_console(void) {
  static const char *const consoles[] = {"linux", "vt1", "vt2", "vt3", "vt4", "vt5", "cons"};
  const char *name = getenv("TERM");
  for (size_t i = 0; i < sizeof consoles / sizeof *consoles; i++)
    if (name && strncmp(name, consoles[i], strlen(consoles[i])) == 0)
      return true;
  return false;
}

/* Consoles draw with the few hundred glyphs of their font. */
static enum font find_font(void) {
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
    return FONT_ASCII;
  return is_console() ? FONT_CONSOLE : FONT_FULL;
}

/* What most keyboards send, whatever terminfo says of the terminal they claim to be. */
static void usual_keys(void) {
  static const struct {
    const char *bytes;
    int code;
  } keys[] = {
      {"\033[A", KEY_UP},    {"\033[B", KEY_DOWN}, {"\033[C", KEY_RIGHT},  {"\033[D", KEY_LEFT},
      {"\033OA", KEY_UP},    {"\033OB", KEY_DOWN}, {"\033OC", KEY_RIGHT},  {"\033OD", KEY_LEFT},
      {"\033[H", KEY_HOME},  {"\033[F", KEY_END},  {"\033OH", KEY_HOME},   {"\033OF", KEY_END},
      {"\033[1~", KEY_HOME}, {"\033[4~", KEY_END}, {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE},
      {"\033[3~", KEY_DC},   {"\033[Z", KEY_BTAB}, {"\033OP", KEY_F(1)},   {"\033[11~", KEY_F(1)},
  };
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    int known = key_defined(keys[i].bytes);
    if (known == 0 || known > KEY_MAX) /* a name of terminfo's own, like kcbt2 of linux */
      define_key(keys[i].bytes, keys[i].code);
  }
  define_key("\033[200~", PASTE_BEGINS);
  define_key("\033[201~", PASTE_ENDS);
}

/* Asks the terminal to say where a paste begins and ends, so that none acts as keys; or no more. */
static void mark_pastes(bool on) {
  const char *ask = tigetstr((char *)(uintptr_t)(on ? "BE" : "BD"));
  paste.on = false;
  if (ask && ask != (char *)-1)
    putp(ask);
}

/* Ctrl-S would freeze the screen for who meets it by accident. */
static void no_flow_control(void) {
  struct termios mode;
  if (tcgetattr(STDIN_FILENO, &mode) == 0) {
    mode.c_iflag &= ~(tcflag_t)IXON;
    tcsetattr(STDIN_FILENO, TCSANOW, &mode);
  }
  def_prog_mode();
}

/* What the terminal can do is read once: where it cannot be drawn on, that shows here. */
static SCREEN *open_screen(void) {
  SCREEN *opened = may_draw() ? newterm(NULL, stdout, stdin) : NULL;
  if (!opened || moves_cursor())
    return opened;
  reset_shell_mode();
  delscreen(opened);
  return NULL;
}

bool term_start(void) {
  static bool registered;
  signals_catch();
  set_escdelay(ESCAPE_WAIT);
  screen = open_screen();
  if (!screen) {
    signals_release();
    return false;
  }
  signals_on_abort();
  mem_on_death(term_stop);
  if (!registered)
    registered = atexit(term_stop) == 0;
  cbreak();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  keypad(stdscr, TRUE);
  usual_keys();
  no_flow_control();
  font = find_font();
  dry = 0;
  asked = false;
  mouseinterval(0);
  mark_pastes(true);
  return true;
}

/* The console of Linux has a name for what a mouse sends, and sends nothing. */
bool term_has_mouse(void) {
  const char *sent = tigetstr("kmous");
  return sent && sent != (char *)-1 && !is_console();
}

void term_mouse(bool on) {
  mousemask(on && term_has_mouse() ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
}

/* Where there is no alternate screen the last frame would stay beneath the shell's prompt. */
static void leave_screen(void) {
  attrset(A_NORMAL);
  bkgdset(' ');
  erase();
  move(0, 0);
  mark_pastes(false);
  refresh();
  endwin();
}

void term_stop(void) {
  if (!screen)
    return;
  leave_screen();
  delscreen(screen);
  screen = NULL;
  mem_on_death(NULL);
  signals_release();
}

enum font term_font(void) { return font; }

void term_size(size_t *rows, size_t *wide) {
  *rows = (size_t)LINES;
  *wide = (size_t)COLS;
}

static void take_size(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
    resizeterm(size.ws_row, size.ws_col);
  clearok(curscr, TRUE); /* terminals move and rewrap what they showed */
}

static void suspend(void) {
  leave_screen();
  signals_stop_here();
  mark_pastes(true);
  take_size();
}

static enum term_event flagged(void) {
  if (signals_took(SIGNALS_LEAVE))
    return TERM_LEFT;
  if (signals_took(SIGNALS_SUSPEND)) {
    suspend();
    return TERM_REDRAW;
  }
  if (signals_took(SIGNALS_RESIZE)) {
    take_size();
    return TERM_REDRAW;
  }
  return TERM_NOTHING;
}

static size_t bytes_of(int lead) {
  return lead < 0xC2 || lead > 0xF4 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The character that begins with this byte. Read byte by byte, since get_wch throws away what
 * follows a byte that is no character; such a byte shows as U+FFFD, as in the linear face. */
static void key_text(struct key *key, int lead) {
  size_t len = 1, whole = bytes_of(lead);
  *key = (struct key){.code = KEYS_TEXT, .text = {(char)lead}};
  timeout(ESCAPE_WAIT);
  while (len < whole) {
    int byte = getch();
    if (byte == ERR)
      break;
    if (byte < 0x80 || byte > 0xBF) { /* of another character, or a key */
      ungetch(byte);
      break;
    }
    key->text[len++] = (char)byte;
  }
  if (text_invalid_at(key->text, len) < len)
    *key = (struct key){.code = KEYS_TEXT, .text = "\xef\xbf\xbd"};
}

/* A sequence that terminfo does not know is no Esc followed by letters and digits: those might
 * answer a question. */
static void key_escape(struct key *key) {
  *key = (struct key){.code = KEYS_ESC};
  timeout(0);
  int next = getch();
  if (next != '[' && next != 'O') {
    if (next != ERR)
      ungetch(next);
    return;
  }
  key->code = KEYS_NONE;
  do
    next = getch();
  while (next != ERR && next < KEY_MIN && (next < 0x40 || next > 0x7E || next == '['));
}

static void key_plain(struct key *key, int byte) {
  switch (byte) {
  case '\r':
  case '\n':
    *key = (struct key){.code = KEYS_ENTER};
    return;
  case '\t':
    *key = (struct key){.code = KEYS_TAB};
    return;
  case 27:
    key_escape(key);
    return;
  case '\b':
  case 127:
    *key = (struct key){.code = KEYS_BACKSPACE};
    return;
  default:
    break;
  }
  if (byte > 0 && byte < 27)
    *key = (struct key){.code = KEYS_CTRL, .text = {(char)('a' + byte - 1)}};
  else if (byte >= 32)
    key_text(key, byte);
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* True if it was one of the marks, and no key. */
static bool paste_marked(int got) {
  if (got == PASTE_BEGINS || got == PASTE_ENDS) {
    paste.on = got == PASTE_BEGINS;
    paste.any = paste.blank = false;
    paste.last = now();
    return true;
  }
  paste.on = paste.on && now() - paste.last <= PASTE_GAP;
  return false;
}

/* Text; breaks within it are blanks, and any control or sequence stands as a control. */
static void key_pasted(struct key *key, int got) {
  paste.last = now();
  if (got == '\r' || got == '\n' || got == '\t') {
    paste.blank = paste.any;
    return;
  }
  bool text = got < KEY_MIN && got >= 32 && got != 127;
  if (text && paste.blank) {
    ungetch(got);
    *key = (struct key){.code = KEYS_TEXT, .text = " "};
    paste.blank = false;
  } else if (text) {
    key_text(key, got);
    paste.any = true;
  } else {
    if (got == 27)
      key_escape(key);
    *key = (struct key){.code = KEYS_CTRL};
  }
  key->pasted = true;
}

static void key_mouse_event(struct key *key) {
  MEVENT event;
  if (getmouse(&event) != OK || event.x < 0 || event.y < 0)
    return;
  if (event.bstate & BUTTON1_PRESSED)
    key->code = KEYS_CLICK;
  else if (event.bstate & BUTTON4_PRESSED)
    key->code = KEYS_WHEEL_UP;
  else if (event.bstate & BUTTON5_PRESSED)
    key->code = KEYS_WHEEL_DOWN;
  key->row = (size_t)event.y;
  key->column = (size_t)event.x;
}

static void key_special(struct key *key, int code) {
  static const struct {
    int curses;
    enum key_code code;
  } table[] = {
      {KEY_UP, KEYS_UP},
      {KEY_DOWN, KEYS_DOWN},
      {KEY_LEFT, KEYS_LEFT},
      {KEY_RIGHT, KEYS_RIGHT},
      {KEY_PPAGE, KEYS_PAGE_UP},
      {KEY_NPAGE, KEYS_PAGE_DOWN},
      {KEY_HOME, KEYS_HOME},
      {KEY_END, KEYS_END},
      {KEY_FIND, KEYS_HOME},
      {KEY_SELECT, KEYS_END},
      {KEY_A1, KEYS_HOME},
      {KEY_C1, KEYS_END},
      {KEY_A3, KEYS_PAGE_UP},
      {KEY_C3, KEYS_PAGE_DOWN},
      {KEY_BTAB, KEYS_BACKTAB},
      {KEY_DC, KEYS_DELETE},
      {KEY_BACKSPACE, KEYS_BACKSPACE},
      {KEY_ENTER, KEYS_ENTER},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (table[i].curses == code)
      key->code = table[i].code;
  if (code == KEY_MOUSE)
    key_mouse_event(key);
  if (code > KEY_F0 && code <= KEY_F(12)) {
    key->code = KEYS_FUNCTION;
    snprintf(key->text, sizeof key->text, "%u", (unsigned)(code - KEY_F0));
  }
}

static bool readable(void) {
  struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&in, 1, 0) > 0;
}

/* Bytes of one character or one escape sequence may come apart on a slow line: what has begun is
 * waited for as long as for an escape. */
static enum term_event take_key(struct key *key) {
  bool announced = readable();
  *key = (struct key){.code = KEYS_NONE};
  if (!announced && !asked) /* to ask makes curses paint, and there is nothing on the screen yet */
    return TERM_NOTHING;
  asked = true;
  timeout(announced ? ESCAPE_WAIT : 0);
  int got = getch();
  if (got == ERR) {
    dry = announced ? dry + 1 : dry;
    return dry >= DRY_READS ? TERM_LEFT : TERM_NOTHING;
  }
  dry = 0;
  if (paste_marked(got))
    return TERM_KEY;
  if (paste.on)
    key_pasted(key, got);
  else if (got >= KEY_MIN)
    key_special(key, got);
  else
    key_plain(key, got);
  return TERM_KEY;
}

enum term_event term_pending(struct key *key) {
  enum term_event event = flagged();
  return event != TERM_NOTHING ? event : take_key(key);
}

/* Signals are let in here alone, so also where there is nothing to wait for: a page that works for
 * long is left by one all the same. */
enum term_event term_wait(int64_t milliseconds, struct key *key) {
  int64_t due = milliseconds < 0 ? -1 : now() + milliseconds;
  for (;;) {
    int64_t left = due < 0 ? 0 : due - now();
    left = left < 0 ? 0 : left;
    struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
    struct timespec t = {.tv_sec = (time_t)(left / 1000), .tv_nsec = (long)(left % 1000) * 1000000};
    int n = ppoll(&in, 1, due < 0 ? NULL : &t, signals_waiting());
    if (n < 0 && errno != EINTR)
      return TERM_LEFT;
    if (n > 0 && !(in.revents & POLLIN))
      return TERM_LEFT;
    enum term_event event = term_pending(key);
    if (event != TERM_NOTHING)
      return event;
    if (due >= 0 && now() >= due)
      return TERM_TICK;
  }
}
