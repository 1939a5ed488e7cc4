/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs one script of keys against a program on a terminal, and compares what is to be seen.
 *
 *   driver SCRIPT [VARIANT]   prints TAP; exits 1 if a check failed, 2 if the script is wrong
 *
 * A variant is a size (60x20) or a TERM (vt100): where the script begins instead of 80x24 and
 * xterm-256color. Its golden files are NAME-VARIANT.txt. run.sh runs every script plainly and in
 * the variants that its line "variants .." lists.
 *
 * A script has one command a line; # begins a comment line. $NAME in the words of env and run is
 * taken from the environment. Before the first line these are set: TZ=UTC, LC_ALL=C.UTF-8,
 * MAFUNZO_CLOCK, MAFUNZO_SEED (pinned; env changes them), HOME and the XDG folders inside WORK, a
 * new folder that is removed at the end; MAFUNZO_SYNC=1 asks for the settled marks. SCRIPTS is the
 * folder of the script, where helpers lie.
 *
 *   variants NAME..       for run.sh
 *   only VARIANT COMMAND  in that variant alone; "only plain" in none
 *   size 80x24            columns x rows, before run
 *   term NAME             TERM, before run
 *   env NAME VALUE
 *   run PROGRAM ARGS..    words are parted by blanks; waits until it settles
 *   start PROGRAM ARGS..  the same without waiting: for programs that give no marks (then: await)
 *   sh COMMAND            by the shell, in WORK: to write the files that a program watches
 *   key NAME..            Enter Esc Up Down Left Right PgUp PgDn Home End Tab BackTab Space
 *                         Backspace Delete Insert F1 C-x or one character; waits after each
 *   press NAME            the same without waiting: for a key that ends or stops the program
 *   type TEXT             the rest of the line, character by character
 *   paste N TEXT          N times at one go, with \e \xHH and the like; waits
 *   click TEXT            of the mouse on the first place where that is on the screen; waits
 *   wheel up|down         one step; waits
 *   resize 60x20          waits, unless the size is the same
 *   signal TERM           to the program; does not wait (then: settle or wait-exit)
 *   settle                waits for a mark newer than the last one waited for
 *   await TEXT            waits until it is on the screen
 *   golden NAME           the screen, trimmed, and "cursor: row,col" (from 0) are those of
 *                         GOLDEN/NAME.txt; UPDATE_GOLDEN=1 writes the file instead
 *   golden-inks NAME      the same of how it is written: a line for each stretch that is not plain
 *   expect TEXT           is on the screen, within one row
 *   reject TEXT           is not
 *   cursor ROW,COL        the cursor is there, from 0
 *   on TEXT               the cursor's row contains the text
 *   raw-no-color          no colour was sent since run
 *   raw-no-mouse          the mouse was never asked for
 *   raw-no-mix            no dim or underline was sent together with colour since run
 *   raw-font              only ASCII, Latin-1 and code page 437 were sent since run
 *   raw-lacks TEXT        these bytes (as in paste) were not sent since run
 *   raw-reset             attributes off, cursor shown, alternate screen left, or else erased
 *   wait-exit CODE        the program ends so; 128 + number if by a signal
 *   skip REASON           ends the script here; counts as failed, since nothing was shown
 *
 * PSEUDO names a folder: then nothing is compared, but for what is awaited, where brackets, dots
 * and ~ do not count. Each golden and each expect writes its screen to a file there, and what the
 * script types, or writes into files, to typed.txt, for another judge (tests/pseudo/screens.sh).
 *
 * Waiting gives up after 20 seconds; that is a failure and never a way to pass. GOLDEN is the
 * folder of golden files (default: ../golden/tui beside the script's folder). */
#include "driver.h"

#include <ftw.h>
#include <libgen.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORDS = 64, PATH = 4096 };

struct script {
  const char *name;
  const char *variant; /* "" if plain */
  struct terminal terminal;
  unsigned line, count, failed;
  bool over, wrong;
  char note[512]; /* why the last check failed */
};

static void show_screen(const struct script *s) {
  char row[TERMINAL_ROW];
  for (int i = 0; s->terminal.vt && i < s->terminal.rows; i++) {
    terminal_row(&s->terminal, i, row);
    printf("# |%s\n", row);
  }
}

static void result(struct script *s, bool ok, const char *step) {
  printf("%sok %u - %s%s%s:%u %s\n", ok ? "" : "not ", ++s->count, s->name,
         s->variant[0] ? "@" : "", s->variant, s->line, step);
  if (ok)
    return;
  s->failed++;
  if (s->note[0])
    printf("# %s\n", s->note);
  show_screen(s);
}

/* Like result, but says nothing when all is well: for steps that check nothing. */
static void must(struct script *s, bool ok, const char *step, const char *note) {
  snprintf(s->note, sizeof s->note, "%s", note);
  if (!ok) {
    result(s, false, step);
    s->over = true;
  }
}

static void settle(struct script *s, const char *step) {
  must(s, terminal_settle(&s->terminal), step, "it did not settle");
}

static void wrong(struct script *s, const char *why, const char *what) {
  fprintf(stderr, "%s:%u: %s: %s\n", s->name, s->line, why, what);
  s->wrong = s->over = true;
}

static void expand(const char *word, char *out, size_t size) {
  size_t len = 0;
  while (*word && len + 1 < size) {
    size_t n = *word == '$' ? strspn(word + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") : 0;
    if (n == 0) {
      out[len++] = *word++;
      continue;
    }
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)n, word + 1);
    const char *value = getenv(name);
    int put = snprintf(out + len, size - len, "%s", value ? value : "");
    len = len + (size_t)put < size ? len + (size_t)put : size - 1;
    word += n + 1;
  }
  out[len] = 0;
}

static void start(struct script *s, const char *rest) {
  char line[PATH], words[WORDS][512], *argv[WORDS + 1];
  size_t n = 0;
  snprintf(line, sizeof line, "%s", rest);
  for (char *word = strtok(line, " "); word && n < WORDS; word = strtok(NULL, " ")) {
    expand(word, words[n], sizeof words[n]);
    argv[n] = words[n];
    n++;
  }
  argv[n] = NULL;
  if (n == 0)
    wrong(s, "needs a program", rest);
  else
    must(s, terminal_run(&s->terminal, argv), rest, "it cannot be started");
}

static bool read_size(struct script *s, const char *rest, int *cols, int *rows) {
  bool ok = sscanf(rest, "%dx%d", cols, rows) == 2 && *cols > 0 && *rows > 0 &&
            *rows < TERMINAL_ROWS_MOST && *cols < 1000;
  if (!ok)
    wrong(s, "not a size", rest);
  return ok;
}

static void do_size(struct script *s, const char *rest) {
  int cols, rows;
  if (read_size(s, rest, &cols, &rows)) {
    s->terminal.cols = cols;
    s->terminal.rows = rows;
  }
}

static void do_term(struct script *s, const char *rest) {
  snprintf(s->terminal.name, sizeof s->terminal.name, "%s", rest);
}

static void do_env(struct script *s, const char *rest) {
  char name[64], value[PATH];
  size_t len = strcspn(rest, " ");
  snprintf(name, sizeof name, "%.*s", (int)len, rest);
  expand(rest + len + (rest[len] == ' '), value, sizeof value);
  if (getenv("PSEUDO") && strcmp(name, "LC_ALL") == 0)
    return; /* the locale "C" speaks no language but its own */
  if (len == 0 || setenv(name, value, 1) != 0)
    wrong(s, "not a variable", rest);
}

/* One more line in a file of the folder PSEUDO; false where there is no such folder. */
static bool pseudo(const char *name, void (*show)(const void *what, FILE *out), const void *what) {
  char path[PATH];
  const char *folder = getenv("PSEUDO");
  if (!folder)
    return false;
  snprintf(path, sizeof path, "%s/%s.txt", folder, name);
  FILE *out = fopen(path, "a");
  if (!out)
    abort();
  show(what, out);
  fclose(out);
  return true;
}

static void show_line(const void *what, FILE *out) { fprintf(out, "%s\n", (const char *)what); }

static void do_sh(struct script *s, const char *rest) {
  char line[PATH];
  (void)pseudo("typed", show_line, rest);
  snprintf(line, sizeof line, "cd \"$WORK\" && { %s; }", rest);
  must(s, system(line) == 0, rest, "the shell says no");
}

static void do_start(struct script *s, const char *rest) { start(s, rest); }

static void do_run(struct script *s, const char *rest) {
  start(s, rest);
  if (!s->over)
    settle(s, "run");
}

static void press(struct script *s, const char *name) {
  const char *bytes = key_bytes(&s->terminal, name);
  if (!bytes)
    wrong(s, "no such key", name);
  else
    terminal_send(&s->terminal, bytes, strlen(bytes));
}

static void do_press(struct script *s, const char *rest) { press(s, rest); }

static void do_key(struct script *s, const char *rest) {
  char line[512];
  snprintf(line, sizeof line, "%s", rest);
  for (char *word = strtok(line, " "); word && !s->over; word = strtok(NULL, " ")) {
    press(s, word);
    if (!s->over)
      settle(s, "key");
  }
}

static void do_type(struct script *s, const char *rest) {
  (void)pseudo("typed", show_line, rest);
  while (*rest && !s->over) {
    size_t len = 1;
    while (((unsigned char)rest[len] & 0xC0) == 0x80)
      len++;
    terminal_send(&s->terminal, rest, len);
    settle(s, "type");
    rest += len;
  }
}

/* Bytes as C writes them. */
static size_t unescape(const char *text, char *out, size_t size) {
  size_t n = 0;
  unsigned byte;
  for (; *text && n < size; text++)
    if (text[0] == '\\' && text[1] == 'e') {
      out[n++] = '\033';
      text++;
    } else if (text[0] == '\\' && sscanf(text, "\\x%2x", &byte) == 1) {
      out[n++] = (char)byte;
      text += 3;
    } else {
      out[n++] = *text;
    }
  return n;
}

static void do_paste(struct script *s, const char *rest) {
  char bytes[512], *text;
  unsigned long times = strtoul(rest, &text, 10);
  size_t len = unescape(text + (*text == ' '), bytes, sizeof bytes);
  char *all = malloc(times * len + 1);
  if (!all)
    abort();
  for (unsigned long i = 0; i < times; i++)
    memcpy(all + i * len, bytes, len);
  terminal_send(&s->terminal, all, times * len);
  free(all);
  settle(s, "paste");
}

/* Clicks are heard only by a program that asked for the mouse, and in the form that it asked for.
 */
static void mouse(struct script *s, int button, int row, int col, const char *step) {
  char bytes[64];
  if (!raw_mouse(&s->terminal)) {
    must(s, false, step, "the program did not ask for the mouse");
    return;
  }
  snprintf(bytes, sizeof bytes, "\033[<%d;%d;%dM\033[<%d;%d;%dm", button, col + 1, row + 1, button,
           col + 1, row + 1);
  terminal_send(&s->terminal, bytes, strlen(bytes));
  settle(s, step);
}

static void do_click(struct script *s, const char *rest) {
  int row, col;
  if (terminal_find(&s->terminal, rest, &row, &col))
    mouse(s, 0, row, col, rest);
  else
    must(s, false, rest, "it is not on the screen");
}

static void do_wheel(struct script *s, const char *rest) {
  bool down = strcmp(rest, "down") == 0;
  if (!down && strcmp(rest, "up") != 0)
    wrong(s, "not a direction", rest);
  else
    mouse(s, down ? 65 : 64, 3, 3, rest);
}

static void do_resize(struct script *s, const char *rest) {
  int cols, rows;
  if (!read_size(s, rest, &cols, &rows))
    return;
  if (cols == s->terminal.cols && rows == s->terminal.rows)
    return;
  terminal_resize(&s->terminal, rows, cols);
  settle(s, "resize");
}

static void do_signal(struct script *s, const char *rest) {
  static const struct {
    const char *name;
    int number;
  } signals[] = {{"TERM", SIGTERM}, {"HUP", SIGHUP},   {"INT", SIGINT},   {"CONT", SIGCONT},
                 {"TSTP", SIGTSTP}, {"ABRT", SIGABRT}, {"KILL", SIGKILL}, {"QUIT", SIGQUIT}};
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
    if (strcmp(signals[i].name, rest) == 0) {
      terminal_signal(&s->terminal, signals[i].number);
      return;
    }
  wrong(s, "no such signal", rest);
}

static void do_settle(struct script *s, const char *rest) {
  (void)rest;
  settle(s, "settle");
}

static void do_await(struct script *s, const char *rest) {
  bool ok = terminal_await(&s->terminal, rest);
  snprintf(s->note, sizeof s->note, "it never came");
  result(s, ok, rest);
  s->over |= !ok;
}

static void screen_text(const struct terminal *t, FILE *out) {
  char row[TERMINAL_ROW];
  int y, x, last = t->rows;
  for (int i = 0; i < last; i++) {
    terminal_row(t, i, row);
    fprintf(out, "%s\n", row);
  }
  terminal_cursor(t, &y, &x);
  fprintf(out, "cursor: %d,%d\n", y, x);
}

static bool same_as_file(struct script *s, const char *text, const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) {
    snprintf(s->note, sizeof s->note, "there is no %.400s", path);
    return false;
  }
  char line[TERMINAL_ROW];
  unsigned at = 0;
  bool same = true;
  while (same && fgets(line, sizeof line, file)) {
    size_t len = strlen(line);
    at++;
    same = strncmp(text, line, len) == 0;
    text += same ? len : 0;
  }
  same = same && *text == 0;
  fclose(file);
  snprintf(s->note, sizeof s->note, "line %u differs from %.400s", at, path);
  return same;
}

static void show_rows(const void *what, FILE *out) {
  const struct terminal *t = what;
  char row[TERMINAL_ROW];
  for (int i = 0; i < t->rows; i++) {
    terminal_row(t, i, row);
    fprintf(out, "%s\n", row);
  }
}

/* A screen of which something is expected, for the other judge. */
static void look(struct script *s) {
  char name[32];
  snprintf(name, sizeof name, "line-%u", s->line);
  (void)pseudo(name, show_rows, &s->terminal);
}

static void golden(struct script *s, const char *rest,
                   void (*show)(const struct terminal *t, FILE *out)) {
  if (pseudo(rest, show_rows, &s->terminal))
    return;
  char path[PATH], *text = NULL;
  size_t size = 0;
  snprintf(path, sizeof path, "%s/%s%s%s.txt", getenv("GOLDEN"), rest, s->variant[0] ? "-" : "",
           s->variant);
  FILE *out = open_memstream(&text, &size);
  if (!out)
    abort();
  show(&s->terminal, out);
  fclose(out);
  const char *update = getenv("UPDATE_GOLDEN");
  bool ok;
  if (update && update[0] == '1') {
    FILE *file = fopen(path, "w");
    ok = file && fputs(text, file) >= 0;
    ok = file && fclose(file) == 0 && ok;
    snprintf(s->note, sizeof s->note, "cannot write %.400s", path);
  } else {
    ok = same_as_file(s, text, path);
  }
  free(text);
  char step[300];
  snprintf(step, sizeof step, "golden %.200s", rest);
  result(s, ok, step);
}

static void do_golden(struct script *s, const char *rest) { golden(s, rest, screen_text); }
static void do_golden_inks(struct script *s, const char *rest) { golden(s, rest, terminal_inks); }

static void check(struct script *s, bool ok, const char *step, const char *note) {
  snprintf(s->note, sizeof s->note, "%s", note ? note : "");
  result(s, ok, step);
}

static void do_expect(struct script *s, const char *rest) {
  check(s, terminal_shows(&s->terminal, rest), rest, "it is not on the screen");
}

static void do_reject(struct script *s, const char *rest) {
  char step[300];
  snprintf(step, sizeof step, "no %.200s", rest);
  check(s, !terminal_shows(&s->terminal, rest), step, "it is on the screen");
}

static void do_cursor(struct script *s, const char *rest) {
  int y, x;
  char at[32], note[64];
  terminal_cursor(&s->terminal, &y, &x);
  snprintf(at, sizeof at, "%d,%d", y, x);
  snprintf(note, sizeof note, "it is at %s", at);
  char step[300];
  snprintf(step, sizeof step, "cursor at %.200s", rest);
  check(s, strcmp(at, rest) == 0, step, note);
}

static void do_on(struct script *s, const char *rest) {
  int y, x;
  char row[TERMINAL_ROW], step[300], note[400];
  terminal_cursor(&s->terminal, &y, &x);
  terminal_row(&s->terminal, y, row);
  snprintf(step, sizeof step, "cursor on %.200s", rest);
  snprintf(note, sizeof note, "it is on row %d: %.300s", y, row);
  check(s, strstr(row, rest) != NULL, step, note);
}

static void do_no_color(struct script *s, const char *rest) {
  (void)rest;
  check(s, !raw_color(&s->terminal), "no colour", raw_color(&s->terminal));
}

static void do_no_mouse(struct script *s, const char *rest) {
  (void)rest;
  check(s, !raw_mouse(&s->terminal), "no mouse", "it was asked for");
}

static void do_no_mix(struct script *s, const char *rest) {
  (void)rest;
  check(s, !raw_mixed(&s->terminal), "no mixing with colour", raw_mixed(&s->terminal));
}

static void do_font(struct script *s, const char *rest) {
  (void)rest;
  check(s, !raw_font(&s->terminal), "only what the font has", raw_font(&s->terminal));
}

static void do_lacks(struct script *s, const char *rest) {
  char bytes[512], step[300];
  size_t len = unescape(rest, bytes, sizeof bytes);
  snprintf(step, sizeof step, "never sent %.200s", rest);
  check(s, !memmem(s->terminal.raw, s->terminal.n, bytes, len), step, "it was sent");
}

static void do_reset(struct script *s, const char *rest) {
  (void)rest;
  check(s, !raw_reset(&s->terminal), "terminal given back", raw_reset(&s->terminal));
}

static void do_wait_exit(struct script *s, const char *rest) {
  char note[64], step[64];
  int code = terminal_exit(&s->terminal);
  snprintf(note, sizeof note, code < 0 ? "it did not end" : "it ended with %d", code);
  snprintf(step, sizeof step, "ends with %.20s", rest);
  check(s, code == atoi(rest), step, note);
}

static void do_skip(struct script *s, const char *rest) {
  printf("not ok %u - %s # skipped: %s\n", ++s->count, s->name, rest);
  s->failed++;
  s->over = true;
}

static void step(struct script *s, char *line);

static void do_variants(struct script *s, const char *rest) { (void)s, (void)rest; }

static void do_only(struct script *s, const char *rest) {
  char line[PATH];
  const char *variant = s->variant[0] ? s->variant : "plain";
  size_t len = strcspn(rest, " ");
  if (rest[len] == 0 || strlen(variant) != len || strncmp(rest, variant, len) != 0)
    return;
  snprintf(line, sizeof line, "%s", rest + len + 1);
  step(s, line);
}

static const struct {
  const char *name;
  void (*run)(struct script *s, const char *rest);
  bool needs_program, compares; /* compares: means nothing in another language */
} commands[] = {
    {"size", do_size, false, false},
    {"term", do_term, false, false},
    {"env", do_env, false, false},
    {"run", do_run, false, false},
    {"sh", do_sh, false, false},
    {"start", do_start, false, false},
    {"key", do_key, true, false},
    {"press", do_press, true, false},
    {"type", do_type, true, false},
    {"paste", do_paste, true, false},
    {"click", do_click, true, true},
    {"wheel", do_wheel, true, false},
    {"resize", do_resize, true, false},
    {"signal", do_signal, true, false},
    {"settle", do_settle, true, false},
    {"await", do_await, true, false},
    {"golden", do_golden, true, false},
    {"golden-inks", do_golden_inks, true, true},
    {"expect", do_expect, true, true},
    {"reject", do_reject, true, true},
    {"cursor", do_cursor, true, true},
    {"on", do_on, true, true},
    {"raw-no-color", do_no_color, true, true},
    {"raw-no-mouse", do_no_mouse, true, true},
    {"raw-no-mix", do_no_mix, true, true},
    {"raw-font", do_font, true, true},
    {"raw-lacks", do_lacks, true, true},
    {"raw-reset", do_reset, true, true},
    {"wait-exit", do_wait_exit, true, false},
    {"skip", do_skip, false, false},
    {"only", do_only, false, false},
    {"variants", do_variants, false, false},
};

static void step(struct script *s, char *line) {
  line[strcspn(line, "\n")] = 0;
  if (line[0] == 0 || line[0] == '#')
    return;
  size_t len = strcspn(line, " ");
  const char *rest = line + len + (line[len] == ' ');
  line[len] = 0;
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
    if (strcmp(commands[i].name, line) == 0) {
      if (commands[i].needs_program && !s->terminal.vt)
        wrong(s, "nothing runs yet", line);
      else if (!commands[i].compares || !getenv("PSEUDO"))
        commands[i].run(s, rest);
      else if (commands[i].run == do_expect)
        look(s);
      return;
    }
  wrong(s, "no such command", line);
}

static void pin(const char *script, char *work) {
  char path[PATH], copy[PATH];
  const char *tmp = getenv("TMPDIR");
  snprintf(work, 256, "%.200s/mafunzo-tui-XXXXXX", tmp && *tmp ? tmp : "/tmp");
  if (!mkdtemp(work))
    exit(2);
  snprintf(copy, sizeof copy, "%s", script);
  setenv("SCRIPTS", dirname(copy), 1);
  snprintf(path, sizeof path, "%.4000s/../golden/tui", getenv("SCRIPTS"));
  setenv("GOLDEN", path, 0);
  setenv("WORK", work, 1);
  setenv("HOME", work, 1);
  unsetenv("XDG_DATA_HOME");
  unsetenv("XDG_CONFIG_HOME");
  unsetenv("XDG_STATE_HOME");
  unsetenv("NO_COLOR");
  unsetenv("ACCESSIBLE");
  if (getenv("PSEUDO"))
    setenv("LANGUAGE", "qps", 1);
  else
    unsetenv("LANGUAGE");
  unsetenv("LINES");
  unsetenv("COLUMNS");
  setenv("TZ", "UTC", 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("MAFUNZO_SYNC", "1", 1);
  setenv("MAFUNZO_CLOCK", "1790000000000", 0);
  setenv("MAFUNZO_SEED", "7", 0);
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw) {
  (void)st, (void)flag, (void)ftw;
  return remove(path);
}

static void begin_variant(struct script *s) {
  int cols, rows;
  if (sscanf(s->variant, "%dx%d", &cols, &rows) == 2)
    do_size(s, s->variant);
  else if (s->variant[0])
    do_term(s, s->variant);
}

int main(int argc, char **argv) {
  if (argc < 2 || argc > 3) {
    fprintf(stderr, "usage: driver SCRIPT [VARIANT]\n");
    return 2;
  }
  FILE *file = fopen(argv[1], "r");
  if (!file) {
    perror(argv[1]);
    return 2;
  }
  char work[256], line[PATH], name[PATH];
  snprintf(name, sizeof name, "%s", argv[1]);
  struct script s = {.name = basename(name), .variant = argc > 2 ? argv[2] : ""};
  terminal_init(&s.terminal);
  begin_variant(&s);
  pin(argv[1], work);
  signal(SIGPIPE, SIG_IGN);
  while (!s.over && fgets(line, sizeof line, file)) {
    s.line++;
    step(&s, line);
  }
  fclose(file);
  terminal_done(&s.terminal);
  nftw(work, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  if (s.count == 0 && !s.wrong)
    wrong(&s, "the script checks nothing", argv[1]);
  printf("1..%u\n", s.count);
  return s.wrong ? 2 : s.failed ? 1 : 0;
}
