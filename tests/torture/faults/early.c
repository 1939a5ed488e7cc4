/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fault for kills.sh, to be loaded before SQLite (LD_PRELOAD): a COMMIT is called done at once,
 * and made when the next transaction begins. So the program tells what was saved before it is. */
#include <dlfcn.h>
#include <sqlite3.h>
#include <string.h>

static sqlite3 *owed;

static int (*real(const char *name))(sqlite3_stmt *) {
  int (*found)(sqlite3_stmt *);
  *(void **)&found = dlsym(RTLD_NEXT, name);
  return found;
}

static void pay(void) {
  sqlite3_stmt *commit;
  if (!owed || sqlite3_prepare_v2(owed, "COMMIT", -1, &commit, NULL) != SQLITE_OK)
    return;
  owed = NULL;
  real("sqlite3_step")(commit);
  sqlite3_finalize(commit);
}

int sqlite3_step(sqlite3_stmt *statement) {
  const char *sql = sqlite3_sql(statement);
  if (sql && strstr(sql, "BEGIN"))
    pay();
  if (!sql || !strstr(sql, "COMMIT"))
    return real("sqlite3_step")(statement);
  owed = sqlite3_db_handle(statement);
  return SQLITE_DONE;
}
