/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The limit of a move: the rows of a list with a cursor, by curses alone. Reads the rows on
 * descriptor 3; what they say is up to whoever compares. */
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { ROWS = 20, WIDTH = 100 };

static char rows[ROWS][WIDTH];
static int n;

static void read_rows(void) {
  FILE *in = fdopen(3, "r");
  while (in && n < ROWS && fgets(rows[n], WIDTH, in)) {
    rows[n][strcspn(rows[n], "\n")] = '\0';
    n++;
  }
}

static int draw(int at) {
  static const char mark[] = "\033]777;settled\007";
  erase();
  mvaddstr(0, 2, "Mafunzo");
  for (int i = 0; i < n; i++) {
    attrset(i == at ? A_BOLD : A_NORMAL);
    mvprintw(2 + i, 2, "%s %s", i == at ? ">" : " ", rows[i]);
  }
  attrset(A_NORMAL);
  move(2 + at, 4);
  refresh();
  return write(STDOUT_FILENO, mark, sizeof mark - 1) > 0;
}

int main(void) {
  int at = 0;
  read_rows();
  setlocale(LC_ALL, "");
  initscr();
  cbreak();
  noecho();
  keypad(stdscr, TRUE);
  for (int key = 0; key != ERR && key != 'q' && draw(at);) {
    key = getch();
    at += key == KEY_DOWN && at + 1 < n ? 1 : key == KEY_UP && at > 0 ? -1 : 0;
  }
  endwin();
  return n == 0;
}
