/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sittings.h"

#include "store/db.h"
#include "store/sql_gen.h"

#include <string.h>

struct planned { /* the statements that add */
  sqlite3_stmt *sat, *shown;
};

/* -- Plans --- */

/* Questions of a run over several modules are planned by their paths; of one module by their ids,
 * and they lie beside its exam, or beneath its practice. */
static const char *path_of(const struct event_head *head, const struct happening *h, size_t slot,
                           struct arena *arena) {
  const char *item = h->plan.slots[slot].item, *slash = strrchr(head->path, '/');
  if (strchr(item, '/'))
    return item;
  if (h->plan.kind != RUN_EXAM || !slash)
    return arena_printf(arena, "%s/%s", head->path, item);
  return arena_printf(arena, "%.*s/%s", (int)(slash - head->path), head->path, item);
}

static enum rc add_sat(struct store *store, const struct planned *planned, const uint8_t *hash,
                       const struct event_head *head, const struct happening *h,
                       struct diags *diags) {
  db_bind(planned->sat, 1, hash, HASH_BYTES);
  db_bind(planned->sat, 2, head->subject, ID_BYTES);
  db_bind(planned->sat, 3, head->session, ID_BYTES);
  db_bind_text(planned->sat, 4, head->path);
  sqlite3_bind_int(planned->sat, 5, h->plan.form);
  sqlite3_bind_int64(planned->sat, 6, (sqlite3_int64)h->plan.n);
  return db_do(store, planned->sat, diags);
}

static enum rc add_plan(struct store *store, const struct planned *planned, const uint8_t *hash,
                        const struct event_head *head, const struct happening *h,
                        struct arena *arena, struct diags *diags) {
  bool erased, exam = h->plan.kind == RUN_EXAM;
  enum rc rc = erase_check(store, head->subject, &erased, diags);
  if (rc != RC_OK || erased)
    return rc;
  if (exam && head->verb == VERB_STARTED)
    rc = add_sat(store, planned, hash, head, h, diags);
  for (size_t i = 0; rc == RC_OK && i < h->plan.n; i++) {
    db_bind(planned->shown, 1, hash, HASH_BYTES);
    db_bind(planned->shown, 2, head->subject, ID_BYTES);
    db_bind_text(planned->shown, 3, path_of(head, h, i, arena));
    db_bind(planned->shown, 4, h->plan.slots[i].key_rev, HASH_BYTES);
    sqlite3_bind_int(planned->shown, 5, exam);
    rc = db_do(store, planned->shown, diags);
  }
  return rc;
}

static enum rc add_event(struct store *store, const struct planned *planned, sqlite3_stmt *event,
                         struct diags *diags) {
  struct event_head head;
  struct happening h = {0};
  struct arena arena = {0};
  uint8_t hash[HASH_BYTES];
  enum rc rc = RC_OK;
  const void *bytes = sqlite3_column_blob(event, 1), *payload = sqlite3_column_blob(event, 2);
  if (bytes && payload && db_blob(event, 0, hash, HASH_BYTES) &&
      event_decode_head(bytes, (size_t)sqlite3_column_bytes(event, 1), &head) &&
      (head.verb == VERB_STARTED || head.verb == VERB_DRAWN) &&
      event_decode_payload((enum verb)head.verb, payload, (size_t)sqlite3_column_bytes(event, 2),
                           &arena, &h))
    rc = add_plan(store, planned, hash, &head, &h, &arena, diags);
  arena_done(&arena);
  return rc;
}

static enum rc add_events(struct store *store, struct diags *diags) {
  struct planned planned = {0};
  sqlite3_stmt *events = NULL;
  int step = SQLITE_DONE;
  enum rc rc = db_prepare(store, sql_sittings_add_sat, &planned.sat, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_sittings_add_shown, &planned.shown, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_sittings_events, &events, diags);
  while (rc == RC_OK && (step = sqlite3_step(events)) == SQLITE_ROW)
    rc = add_event(store, &planned, events, diags);
  if (rc == RC_OK && step != SQLITE_DONE)
    rc = db_fault(store, diags);
  sqlite3_finalize(events);
  sqlite3_finalize(planned.sat);
  sqlite3_finalize(planned.shown);
  return rc;
}

static enum rc plans_ready(struct store *store, struct diags *diags) {
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = project_clock(store, diags);
  if (rc == RC_OK) /* what stayed if the walk before could not clear up */
    rc = db_run(store, sql_sittings_forget, diags);
  if (rc == RC_OK)
    rc = db_run(store, sql_sittings_tables, diags);
  return rc == RC_OK ? add_events(store, diags) : rc;
}

/* -- What is read of them --- */

struct reading {
  enum rc (*ask)(struct store *store, const char *sql, const struct evidence_scope *scope,
                 sqlite3_stmt **rows, struct diags *diags); /* evidence_deeds or evidence_rows */
  const char *sql, *exam; /* exam: the fourth parameter, or NULL */
  const struct evidence_scope *scope;
  void (*row)(const struct reading *reading, sqlite3_stmt *row);
  void *each; /* the caller's function, in a pointer to it */
  void *ctx;
};

static enum rc read_rows(struct store *store, const struct reading *reading, struct diags *diags) {
  sqlite3_stmt *rows;
  enum rc rc = reading->ask(store, reading->sql, reading->scope, &rows, diags);
  if (rc != RC_OK)
    return rc;
  if (reading->exam)
    db_bind_text(rows, 4, reading->exam);
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    reading->row(reading, rows);
  return db_finish(store, rows, step, diags);
}

static enum rc read_plans(struct store *store, const struct reading *reading, struct diags *diags) {
  enum rc rc = plans_ready(store, diags);
  if (rc == RC_OK)
    rc = read_rows(store, reading, diags);
  if (store->db)
    sqlite3_exec(store->db, sql_sittings_forget, NULL, NULL, NULL);
  return rc;
}

typedef void each_sitting(void *ctx, const struct sitting *sitting);
typedef void each_arrival(void *ctx, const struct arrival *arrival);
typedef void each_choice(void *ctx, const struct exam_choice *choice);
typedef void each_exposure(void *ctx, const struct exposure *exposure);

static void give_sitting(const struct reading *reading, sqlite3_stmt *row) {
  struct sitting sitting = {.form = (enum exam_form)sqlite3_column_int(row, 4),
                            .questions = (uint32_t)sqlite3_column_int(row, 5),
                            .answered = (uint32_t)sqlite3_column_int(row, 6),
                            .state = (enum sitting_state)sqlite3_column_int(row, 7),
                            .began = sqlite3_column_int64(row, 8),
                            .last = sqlite3_column_int64(row, 9)};
  db_blob(row, 0, sitting.person, ID_BYTES);
  db_blob(row, 1, sitting.session, ID_BYTES);
  db_blob(row, 2, sitting.chain, KEY_BYTES);
  db_text(row, 3, sitting.path, sizeof sitting.path);
  (*(each_sitting **)reading->each)(reading->ctx, &sitting);
}

static void give_arrival(const struct reading *reading, sqlite3_stmt *row) {
  struct arrival arrival = {.last = sqlite3_column_int64(row, 2)};
  db_blob(row, 0, arrival.person, ID_BYTES);
  db_blob(row, 1, arrival.chain, KEY_BYTES);
  (*(each_arrival **)reading->each)(reading->ctx, &arrival);
}

static void give_choice(const struct reading *reading, sqlite3_stmt *row) {
  struct exam_choice choice = {.form = (enum exam_form)sqlite3_column_int(row, 3),
                               .score = sqlite3_column_int(row, 5),
                               .picked = sqlite3_column_int64(row, 6)};
  db_blob(row, 0, choice.person, ID_BYTES);
  db_text(row, 1, choice.path, sizeof choice.path);
  db_blob(row, 2, choice.key_rev, HASH_BYTES);
  db_blob(row, 4, choice.chain, KEY_BYTES);
  db_blob(row, 7, choice.session, ID_BYTES);
  (*(each_choice **)reading->each)(reading->ctx, &choice);
}

static int64_t time_or_never(sqlite3_stmt *row, int at) {
  return sqlite3_column_type(row, at) == SQLITE_NULL ? INT64_MAX : sqlite3_column_int64(row, at);
}

static void give_exposure(const struct reading *reading, sqlite3_stmt *row) {
  struct exposure exposure = {.people = (uint32_t)sqlite3_column_int64(row, 2),
                              .in_exams = (uint32_t)sqlite3_column_int64(row, 3),
                              .outside = (uint32_t)sqlite3_column_int64(row, 4),
                              .exams_since = time_or_never(row, 5),
                              .outside_since = time_or_never(row, 6)};
  db_text(row, 0, exposure.path, sizeof exposure.path);
  db_blob(row, 1, exposure.key_rev, HASH_BYTES);
  (*(each_exposure **)reading->each)(reading->ctx, &exposure);
}

enum rc store_sittings(struct store *store, const struct evidence_scope *scope, each_sitting *each,
                       void *ctx, struct diags *diags) {
  const struct reading reading = {evidence_deeds, sql_sittings_sittings, NULL, scope,
                                  give_sitting,   (void *)&each,         ctx};
  return read_plans(store, &reading, diags);
}

enum rc store_arrivals(struct store *store, const struct evidence_scope *scope, each_arrival *each,
                       void *ctx, struct diags *diags) {
  const struct reading reading = {evidence_deeds, sql_sittings_arrivals, NULL, scope,
                                  give_arrival,   (void *)&each,         ctx};
  return read_rows(store, &reading, diags);
}

enum rc store_exam_choices(struct store *store, const char *exam,
                           const struct evidence_scope *scope, each_choice *each, void *ctx,
                           struct diags *diags) {
  const struct reading reading = {evidence_deeds, sql_sittings_choices, exam, scope,
                                  give_choice,    (void *)&each,        ctx};
  return read_plans(store, &reading, diags);
}

enum rc store_exposure(struct store *store, each_exposure *each, void *ctx, struct diags *diags) {
  static const struct evidence_scope all = {.from = INT64_MIN, .until = INT64_MAX};
  const struct reading reading = {evidence_rows, sql_sittings_exposed, NULL, &all,
                                  give_exposure, (void *)&each,        ctx};
  return read_plans(store, &reading, diags);
}
