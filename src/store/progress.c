/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a person is: told from the starts and ends of runs alone, whatever their order, so that
 * neither the clock nor any answer is read for it. A course's page asks, and years of answers must
 * not stand between it and the person. */
#include "base/vec.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

struct ends { /* rows come session by session: those of the present one are the last */
  struct progress *list;
  size_t n, cap;
  size_t first; /* of the present session */
  uint8_t session[ID_BYTES];
  enum run_kind kind; /* of the present session, as far as a start told */
};

/* An end whose start has not arrived yet counts as a lesson's. */
static void end_session(struct ends *ends) {
  for (size_t i = ends->first; i < ends->n; i++)
    ends->list[i].kind = ends->kind;
  ends->first = ends->n;
  ends->kind = RUN_LESSON;
}

static void add_happening(struct ends *ends, const struct event_head *head,
                          const struct happening *h) {
  if (memcmp(ends->session, head->session, ID_BYTES) != 0)
    end_session(ends);
  memcpy(ends->session, head->session, ID_BYTES);
  if (head->verb == VERB_STARTED && h->plan.kind > ends->kind)
    ends->kind = h->plan.kind;
  if (head->verb != VERB_COMPLETED)
    return;
  struct progress one = {.times = 1, .best = h->score, .passed = h->passed};
  memcpy(one.path, head->path, sizeof one.path);
  VEC_PUSH(ends, one);
}

/* What is not understood (a later version's, or hostile) tells nothing. */
static void add_row(struct ends *ends, sqlite3_stmt *row, struct arena *arena) {
  struct event_head head;
  struct happening h = {0};
  const void *bytes = sqlite3_column_blob(row, 0), *payload = sqlite3_column_blob(row, 1);
  size_t len = (size_t)sqlite3_column_bytes(row, 1);
  if (bytes && payload && event_decode_head(bytes, (size_t)sqlite3_column_bytes(row, 0), &head) &&
      head.verb != VERB_UNKNOWN &&
      event_decode_payload((enum verb)head.verb, payload, len, arena, &h))
    add_happening(ends, &head, &h);
}

static enum rc read_ends(struct store *store, const uint8_t subject[ID_BYTES], struct ends *ends,
                         struct diags *diags) {
  sqlite3_stmt *rows;
  struct arena arena = {0};
  int step;
  enum rc rc = db_prepare(store, sql_runs, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 1, subject, ID_BYTES);
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    add_row(ends, rows, &arena);
  end_session(ends);
  arena_done(&arena);
  return db_finish(store, rows, step, diags);
}

static int by_path(const void *a, const void *b) {
  const struct progress *x = a, *y = b;
  return strcmp(x->path, y->path);
}

static void join(struct progress *into, const struct progress *one) {
  into->times++;
  into->passed |= one->passed;
  into->best = one->best > into->best ? one->best : into->best;
  into->kind = one->kind > into->kind ? one->kind : into->kind;
}

/* One row per path is left. */
static size_t fold(struct progress *list, size_t n) {
  size_t paths = 0;
  if (n)
    qsort(list, n, sizeof *list, by_path);
  for (size_t i = 0; i < n; i++)
    if (paths && by_path(&list[paths - 1], &list[i]) == 0)
      join(&list[paths - 1], &list[i]);
    else
      list[paths++] = list[i];
  return paths;
}

enum rc store_progress(struct store *store, const uint8_t subject[ID_BYTES], struct progress **list,
                       size_t *n, struct diags *diags) {
  struct ends ends = {0};
  *list = NULL;
  *n = 0;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = read_ends(store, subject, &ends, diags);
  if (rc != RC_OK) {
    free(ends.list);
    return rc;
  }
  *list = ends.list;
  *n = fold(ends.list, ends.n);
  return RC_OK;
}
