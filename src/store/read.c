/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "base/vec.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

struct named { /* a person and the name as it is sorted */
  char *key;
  struct person person;
};

struct named_list {
  struct named *list;
  size_t n, cap;
};

static int by_name(const void *a, const void *b) {
  const struct named *x = a, *y = b;
  int order = strcmp(x->key, y->key);
  return order ? order : memcmp(x->person.id, y->person.id, ID_BYTES);
}

void row_read_person(sqlite3_stmt *row, struct person *person) {
  db_blob(row, 0, person->id, ID_BYTES);
  db_text(row, 1, person->name, sizeof person->name);
  db_text(row, 2, person->agency, sizeof person->agency);
  db_text(row, 3, person->unit, sizeof person->unit);
  db_text(row, 4, person->position, sizeof person->position);
  db_text(row, 5, person->cohort, sizeof person->cohort);
  db_text(row, 6, person->code, sizeof person->code);
  db_text(row, 7, person->sex, sizeof person->sex);
  db_text(row, 8, person->grade, sizeof person->grade);
  db_text(row, 9, person->language, sizeof person->language);
  person->served = (uint8_t)sqlite3_column_int(row, 10);
}

static struct person *sort_people(struct named_list *named) {
  struct person *people = mem_array(named->n ? named->n : 1, sizeof *people);
  if (named->n)
    qsort(named->list, named->n, sizeof *named->list, by_name);
  for (size_t i = 0; i < named->n; i++)
    people[i] = named->list[i].person;
  return people;
}

static void add_named(struct named_list *named, struct arena *arena, const struct person *person) {
  struct named one = {.person = *person, .key = text_fold(arena, person->name)};
  VEC_PUSH(named, one);
}

/* Statements in the order of their numbers, the newest of each person first. */
struct stated {
  struct named_list *named;
  struct arena *arena;
  uint8_t subject[ID_BYTES], chain[KEY_BYTES];
  int64_t seq;
  bool known;     /* of that subject one was understood */
  bool scattered; /* somebody's come from several chains: only the clock orders those */
};

static void add_stated(struct stated *s, sqlite3_stmt *row) {
  struct happening stated = {0};
  uint8_t subject[ID_BYTES], chain[KEY_BYTES];
  const void *payload = sqlite3_column_blob(row, 1);
  size_t len = (size_t)sqlite3_column_bytes(row, 1);
  int64_t seq = sqlite3_column_int64(row, 3);
  db_blob(row, 0, subject, ID_BYTES);
  db_blob(row, 2, chain, KEY_BYTES);
  bool again = s->seq && memcmp(s->subject, subject, ID_BYTES) == 0;
  s->scattered |= again && (seq == s->seq || memcmp(s->chain, chain, KEY_BYTES) != 0);
  s->known = again && s->known;
  s->seq = seq;
  memcpy(s->subject, subject, ID_BYTES);
  memcpy(s->chain, chain, KEY_BYTES);
  if (s->known || !event_decode_payload(VERB_PERSON_STATED, payload, len, s->arena, &stated))
    return;
  memcpy(stated.person.id, subject, ID_BYTES);
  add_named(s->named, s->arena, &stated.person);
  s->known = true;
}

/* An older program may have kept what was stated of who is erased. */
static enum rc take_stated(struct store *store, struct stated *stated, sqlite3_stmt *row,
                           struct diags *diags) {
  uint8_t subject[ID_BYTES];
  bool erased;
  if (sqlite3_column_type(row, 1) == SQLITE_NULL)
    return RC_OK;
  db_blob(row, 0, subject, ID_BYTES);
  enum rc rc = erase_check(store, subject, &erased, diags);
  if (rc == RC_OK && !erased)
    add_stated(stated, row);
  return rc;
}

static enum rc list_by_number(struct store *store, struct stated *stated, struct diags *diags) {
  sqlite3_stmt *rows;
  enum rc rc = db_prepare(store, sql_stated, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW && rc == RC_OK)
    rc = take_stated(store, stated, rows, diags);
  if (rc == RC_OK)
    return db_finish(store, rows, step, diags);
  sqlite3_finalize(rows);
  return rc;
}

static enum rc list_by_clock(struct store *store, struct named_list *named, struct arena *arena,
                             struct diags *diags) {
  sqlite3_stmt *rows;
  enum rc rc = project_clock(store, diags);
  if (rc == RC_OK)
    rc = project_people(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_people, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    struct person person;
    row_read_person(rows, &person);
    add_named(named, arena, &person);
  }
  return db_finish(store, rows, step, diags);
}

static enum rc list_people(struct store *store, struct named_list *named, struct arena *arena,
                           struct diags *diags) {
  struct stated stated = {.named = named, .arena = arena};
  enum rc rc = list_by_number(store, &stated, diags);
  if (rc != RC_OK || !stated.scattered)
    return rc;
  named->n = 0;
  return list_by_clock(store, named, arena, diags);
}

enum rc store_people(struct store *store, struct person **people, size_t *n, struct diags *diags) {
  struct arena arena = {0};
  struct named_list named = {0};
  *people = NULL;
  *n = 0;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = list_people(store, &named, &arena, diags);
  if (rc == RC_OK) {
    *people = sort_people(&named);
    *n = named.n;
  }
  free(named.list);
  arena_done(&arena);
  return rc;
}

enum rc store_learned_last(struct store *store, uint8_t subject[ID_BYTES], struct diags *diags) {
  sqlite3_stmt *row;
  memset(subject, 0, ID_BYTES);
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_learned_last, &row, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(row, 1, store->chain, KEY_BYTES);
  int step = sqlite3_step(row);
  if (step == SQLITE_ROW)
    db_blob(row, 0, subject, ID_BYTES);
  return db_finish(store, row, step, diags);
}

struct open_list {
  struct open_session *list;
  size_t n, cap;
};

static void read_open(sqlite3_stmt *row, struct open_list *open) {
  struct event_head head;
  struct open_session one = {0};
  const void *bytes = sqlite3_column_blob(row, 1);
  if (!bytes || !db_blob(row, 0, one.session, ID_BYTES) ||
      !event_decode_head(bytes, (size_t)sqlite3_column_bytes(row, 1), &head))
    return;
  memcpy(one.path, head.path, sizeof one.path);
  VEC_PUSH(open, one);
}

static enum rc list_open(struct store *store, const char *sql, const uint8_t subject[ID_BYTES],
                         struct open_list *open, struct diags *diags) {
  sqlite3_stmt *rows;
  open->n = 0;
  enum rc rc = db_keep(store, sql, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 1, subject, ID_BYTES);
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    read_open(rows, open);
  return db_end(store, rows, step, diags);
}

/* Only where there are several does the clock order them. */
enum rc store_open_sessions(struct store *store, const uint8_t subject[ID_BYTES],
                            struct open_session **list, size_t *n, struct diags *diags) {
  struct open_list open = {0};
  *list = NULL;
  *n = 0;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = list_open(store, sql_open_sessions, subject, &open, diags);
  bool several = rc == RC_OK && open.n > 1;
  if (several)
    rc = project_clock(store, diags);
  if (several && rc == RC_OK)
    rc = list_open(store, sql_open_sessions_ordered, subject, &open, diags);
  if (rc == RC_OK) {
    *list = open.list;
    *n = open.n;
  } else
    free(open.list);
  return rc;
}

enum rc store_finished(struct store *store, const uint8_t subject[ID_BYTES], const char *path,
                       struct finished_run **list, size_t *n, struct diags *diags) {
  sqlite3_stmt *rows;
  struct {
    struct finished_run *list;
    size_t n, cap;
  } all = {0};
  *list = NULL;
  *n = 0;
  enum rc rc = rulings_rows(store, subject, INT64_MAX, sql_finished, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 1, subject, ID_BYTES);
  db_bind_text(rows, 2, path);
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    struct finished_run one = {.score = sqlite3_column_int(rows, 1),
                               .passed = sqlite3_column_int(rows, 2),
                               .time = sqlite3_column_int64(rows, 3),
                               .ruled = sqlite3_column_int(rows, 4)};
    db_blob(rows, 0, one.session, ID_BYTES);
    VEC_PUSH(&all, one);
  }
  rc = db_finish(store, rows, step, diags);
  if (rc == RC_OK) {
    *list = all.list;
    *n = all.n;
  } else
    free(all.list);
  return rc;
}

enum rc store_met(struct store *store, const uint8_t subject[ID_BYTES], struct arena *arena,
                  const char *const **paths, size_t *n, struct diags *diags) {
  sqlite3_stmt *rows;
  struct {
    const char **list;
    size_t n, cap;
  } all = {0};
  *paths = NULL;
  *n = 0;
  enum rc rc = project_deeds(store, subject, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_met, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 1, subject, ID_BYTES);
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    VEC_PUSH(&all, arena_strdup(arena, (const char *)sqlite3_column_text(rows, 0)));
  rc = db_finish(store, rows, step, diags);
  if (rc == RC_OK && all.n) {
    const char **kept = arena_array(arena, all.n, sizeof *kept);
    memcpy(kept, all.list, all.n * sizeof *kept);
    *paths = kept;
    *n = all.n;
  }
  free(all.list);
  return rc;
}

enum rc store_starts(struct store *store, const uint8_t subject[ID_BYTES], const char *path,
                     uint32_t *n, struct diags *diags) {
  sqlite3_stmt *rows;
  *n = 0;
  enum rc rc = project_deeds(store, subject, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_starts, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 1, subject, ID_BYTES);
  db_bind_text(rows, 2, path);
  int step = sqlite3_step(rows);
  if (step == SQLITE_ROW)
    *n = (uint32_t)sqlite3_column_int(rows, 0);
  return db_finish(store, rows, step, diags);
}
