/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The limit of a start: opens the records as Mafunzo does, draws a word, waits for a key. */
#include "store/sql_gen.h"

#include <curses.h>
#include <locale.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

/* Named as Mafunzo's own, so that one option of callgrind ends the count in both. */
int term_wait(void);
static sigset_t hangup;
__attribute__((noinline)) int term_wait(void) {
  sigprocmask(SIG_UNBLOCK, &hangup, NULL);
  return getch();
}

static int open_records(const char *file, sqlite3 **db) {
  sqlite3_stmt *statement;
  if (sqlite3_open_v2(file, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
      sqlite3_exec(*db, sql_options, NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_exec(*db, sql_journal, NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(*db, "SELECT count(*) FROM main.sqlite_schema", -1, &statement, NULL))
    return 0;
  int tables = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : 0;
  sqlite3_finalize(statement);
  return tables;
}

int main(int argc, char **argv) {
  static const char mark[] = "\033]777;settled\007";
  sqlite3 *db = NULL;
  sigemptyset(&hangup); /* as Mafunzo: a signal is let in while it waits, and not before */
  sigaddset(&hangup, SIGHUP);
  sigprocmask(SIG_BLOCK, &hangup, NULL);
  setlocale(LC_ALL, "");
  if (argc != 2 || open_records(argv[1], &db) == 0)
    return 2;
  initscr();
  mvaddstr(0, 0, "Mafunzo");
  refresh();
  if (write(STDOUT_FILENO, mark, sizeof mark - 1) != (ssize_t)(sizeof mark - 1))
    return 1;
  term_wait();
  endwin();
  sqlite3_close(db);
  return 0;
}
