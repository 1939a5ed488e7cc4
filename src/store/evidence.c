/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/evidence.h"

#include "base/vec.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

/* -- Who is whom --------------------------------------------------------------------------------
 */

struct joined { /* a forest: every id points towards the smallest that it was joined with */
  struct {
    uint8_t id[ID_BYTES];
    size_t parent;
  } * list;
  size_t n, cap;
};

static size_t joined_find(struct joined *joined, const uint8_t id[ID_BYTES]) {
  for (size_t i = 0; i < joined->n; i++) /* joins are few: somebody states each by hand */
    if (memcmp(joined->list[i].id, id, ID_BYTES) == 0)
      return i;
  VEC_ROOM(joined);
  memcpy(joined->list[joined->n].id, id, ID_BYTES);
  joined->list[joined->n].parent = joined->n;
  return joined->n++;
}

static size_t joined_root(const struct joined *joined, size_t at) {
  while (joined->list[at].parent != at)
    at = joined->list[at].parent;
  return at;
}

static void joined_add(struct joined *joined, const uint8_t a[ID_BYTES],
                       const uint8_t b[ID_BYTES]) {
  size_t first = joined_find(joined, a), second = joined_find(joined, b);
  size_t x = joined_root(joined, first), y = joined_root(joined, second);
  if (memcmp(joined->list[x].id, joined->list[y].id, ID_BYTES) < 0)
    joined->list[y].parent = x;
  else
    joined->list[x].parent = y;
}

static enum rc read_joins(struct store *store, int64_t until, struct joined *joined,
                          struct diags *diags) {
  sqlite3_stmt *rows;
  enum rc rc = db_prepare(store, sql_evidence_joins, &rows, diags);
  if (rc != RC_OK)
    return rc;
  sqlite3_bind_int64(rows, 1, until);
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    uint8_t a[ID_BYTES], b[ID_BYTES];
    db_blob(rows, 0, a, ID_BYTES);
    db_blob(rows, 1, b, ID_BYTES);
    joined_add(joined, a, b);
  }
  return db_finish(store, rows, step, diags);
}

static enum rc keep_joins(struct store *store, const struct joined *joined, struct diags *diags) {
  sqlite3_stmt *add;
  enum rc rc = db_keep(store, sql_evidence_add_same, &add, diags);
  for (size_t i = 0; rc == RC_OK && i < joined->n; i++) {
    db_bind(add, 1, joined->list[i].id, ID_BYTES);
    db_bind(add, 2, joined->list[joined_root(joined, i)].id, ID_BYTES);
    rc = db_do(store, add, diags);
  }
  return rc;
}

/* All who are the same person as that one. */
static enum rc project_same(struct store *store, struct joined *joined,
                            const uint8_t person[ID_BYTES], struct diags *diags) {
  size_t root = joined->n ? joined_root(joined, joined_find(joined, person)) : 0;
  enum rc rc = RC_OK;
  for (size_t i = 0; rc == RC_OK && i < joined->n; i++)
    if (joined_root(joined, i) == root)
      rc = store_project(store, joined->list[i].id, diags);
  return rc;
}

enum rc evidence_ready(struct store *store, const uint8_t *person, int64_t until,
                       struct diags *diags) {
  struct joined joined = {0};
  enum rc rc = store_project(store, person, diags);
  if (rc == RC_OK && person)
    rc = project_joins(store, diags);
  if (rc == RC_OK)
    rc = db_run(store, sql_evidence_tables, diags);
  if (rc == RC_OK)
    rc = read_joins(store, until, &joined, diags);
  if (rc == RC_OK)
    rc = keep_joins(store, &joined, diags);
  if (rc == RC_OK && person)
    rc = project_same(store, &joined, person, diags);
  if (rc == RC_OK)
    rc = rulings_ready(store, until, diags);
  free(joined.list);
  return rc;
}

enum rc evidence_rows(struct store *store, const char *sql, const struct evidence_scope *scope,
                      sqlite3_stmt **rows, struct diags *diags) {
  enum rc rc = evidence_ready(store, scope->person, scope->until, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql, rows, diags);
  if (rc != RC_OK)
    return rc;
  if (scope->person)
    db_bind(*rows, 1, scope->person, ID_BYTES);
  sqlite3_bind_int64(*rows, 2, scope->from);
  sqlite3_bind_int64(*rows, 3, scope->until);
  return RC_OK;
}

enum rc evidence_deeds(struct store *store, const char *sql, const struct evidence_scope *scope,
                       sqlite3_stmt **rows, struct diags *diags) {
  enum rc rc = project_deeds(store, scope->person, diags);
  return rc == RC_OK ? evidence_rows(store, sql, scope, rows, diags) : rc;
}

/* -- Answers, decisions, marks ------------------------------------------------------------------
 */

enum rc evidence_people(struct store *store, const char *sql, uint8_t (**people)[ID_BYTES],
                        size_t *n, struct diags *diags) {
  sqlite3_stmt *rows;
  struct {
    uint8_t (*list)[ID_BYTES];
    size_t n, cap;
  } all = {0};
  *people = NULL;
  *n = 0;
  enum rc rc = db_prepare(store, sql, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    VEC_ROOM(&all);
    db_blob(rows, 0, all.list[all.n++], ID_BYTES);
  }
  rc = db_finish(store, rows, step, diags);
  if (rc == RC_OK) {
    *people = all.list;
    *n = all.n;
  } else
    free(all.list);
  return rc;
}

enum rc store_evidence(struct store *store, const struct evidence_scope *scope,
                       void (*each)(void *ctx, const struct response_seen *seen), void *ctx,
                       struct diags *diags) {
  const struct evidence_reader reader = {scope, each, ctx};
  uint8_t(*people)[ID_BYTES] = NULL;
  size_t n = 0;
  enum rc rc = evidence_ready(store, scope->person, scope->until, diags);
  if (rc == RC_OK && scope->person)
    return evidence_of(store, &reader, (const uint8_t(*)[ID_BYTES])scope->person, 1, diags);
  if (rc == RC_OK)
    rc = evidence_people(store, sql_evidence_everybody, &people, &n, diags);
  if (rc == RC_OK)
    rc = evidence_of(store, &reader, (const uint8_t(*)[ID_BYTES])people, n, diags);
  free(people);
  return rc;
}

enum rc store_same(struct store *store, const uint8_t id[ID_BYTES], int64_t until,
                   uint8_t out[ID_BYTES], struct diags *diags) {
  struct joined joined = {0};
  enum rc rc = evidence_ready(store, id, until, diags);
  memcpy(out, id, ID_BYTES);
  if (rc == RC_OK)
    rc = read_joins(store, until, &joined, diags);
  if (rc == RC_OK && joined.n)
    memcpy(out, joined.list[joined_root(&joined, joined_find(&joined, id))].id, ID_BYTES);
  free(joined.list);
  return rc;
}

/* -- What others saw -----------------------------------------------------------------------------
 */

/* All rows as a list of things of one size, each as read makes it; the statement is ended. */
static enum rc list_rows(struct store *store, sqlite3_stmt *rows, size_t size,
                         void (*read)(sqlite3_stmt *row, void *one), void **list, size_t *n,
                         struct diags *diags) {
  char *all = NULL;
  size_t used = 0, room = 0;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    if (used == room)
      all = mem_grow(all, room = room ? 2 * room : 8, size);
    memset(all + used * size, 0, size);
    read(rows, all + used++ * size);
  }
  enum rc rc = db_finish(store, rows, step, diags);
  if (rc != RC_OK) {
    free(all);
    return rc;
  }
  *list = all;
  *n = used;
  return RC_OK;
}

static void read_rating(sqlite3_stmt *row, void *one) {
  struct rated *rating = one;
  db_blob(row, 0, rating->person, ID_BYTES);
  db_blob(row, 1, rating->rater, ID_BYTES);
  rating->evidence = (enum evidence)sqlite3_column_int(row, 2);
  db_text(row, 3, rating->competency, sizeof rating->competency);
  rating->level = (uint8_t)sqlite3_column_int(row, 4);
  rating->cause = (enum cause)sqlite3_column_int(row, 5);
  rating->time = sqlite3_column_int64(row, 6);
}

enum rc store_ratings(struct store *store, const struct evidence_scope *scope, struct rated **list,
                      size_t *n, struct diags *diags) {
  sqlite3_stmt *rows;
  void *all = NULL;
  *n = 0;
  enum rc rc = evidence_rows(store, sql_evidence_ratings, scope, &rows, diags);
  if (rc == RC_OK)
    rc = list_rows(store, rows, sizeof **list, read_rating, &all, n, diags);
  *list = all;
  return rc;
}

/* The rows that belong to an observation, as many as fit. */
static enum rc each_part(struct store *store, const char *sql, struct observation *seen,
                         void (*read)(sqlite3_stmt *row, struct observation *seen),
                         struct diags *diags) {
  sqlite3_stmt *rows;
  enum rc rc = db_keep(store, sql, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 1, seen->hash, HASH_BYTES);
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    read(rows, seen);
  return db_end(store, rows, step, diags);
}

static void read_score(sqlite3_stmt *row, struct observation *seen) {
  struct competency_score *score = &seen->scores[seen->n_scores++];
  db_text(row, 0, score->competency, sizeof score->competency);
  score->score = sqlite3_column_int(row, 1);
  score->weight = sqlite3_column_int(row, 2);
}

static void read_step(sqlite3_stmt *row, struct observation *seen) {
  struct step_mark *step = &seen->steps[seen->n_steps++];
  step->name = (uint64_t)sqlite3_column_int64(row, 0);
  step->verdict = (uint8_t)sqlite3_column_int(row, 1);
}

static enum rc read_observation(struct store *store, sqlite3_stmt *row, struct observation *seen,
                                struct diags *diags) {
  *seen = (struct observation){.evidence = (enum evidence)sqlite3_column_int(row, 5),
                               .specimen = (uint16_t)sqlite3_column_int(row, 6),
                               .score = sqlite3_column_int(row, 7),
                               .passed = sqlite3_column_int(row, 8),
                               .critical = sqlite3_column_int(row, 9),
                               .time = sqlite3_column_int64(row, 10)};
  db_blob(row, 0, seen->person, ID_BYTES);
  db_blob(row, 1, seen->hash, HASH_BYTES);
  db_blob(row, 2, seen->assessor, ID_BYTES);
  db_blob(row, 3, seen->occasion, ID_BYTES);
  db_text(row, 4, seen->path, sizeof seen->path);
  enum rc rc = each_part(store, sql_evidence_observation_scores, seen, read_score, diags);
  return rc == RC_OK ? each_part(store, sql_evidence_observation_steps, seen, read_step, diags)
                     : rc;
}

enum rc store_observations(struct store *store, const struct evidence_scope *scope,
                           void (*each)(void *ctx, const struct observation *seen), void *ctx,
                           struct diags *diags) {
  sqlite3_stmt *rows;
  struct observation seen;
  enum rc rc = evidence_rows(store, sql_evidence_observations, scope, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step = SQLITE_DONE;
  while (rc == RC_OK && (step = sqlite3_step(rows)) == SQLITE_ROW) {
    rc = read_observation(store, rows, &seen, diags);
    if (rc == RC_OK)
      each(ctx, &seen);
  }
  if (rc == RC_OK)
    return db_finish(store, rows, step, diags);
  sqlite3_finalize(rows);
  return rc;
}

/* -- People and posts ----------------------------------------------------------------------------
 */

static const uint8_t nobody[ID_BYTES]; /* whom statements are of that are of nobody in particular */

/* What a statement gives that asks only for the time. of: whose events it needs, NULL: everybody's.
 * *list is NULL on failure. */
static enum rc list_until(struct store *store, const char *sql, const uint8_t *of, int64_t until,
                          size_t size, void (*read)(sqlite3_stmt *row, void *one), void **list,
                          size_t *n, struct diags *diags) {
  sqlite3_stmt *rows;
  *list = NULL;
  *n = 0;
  enum rc rc = evidence_ready(store, of, until, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql, &rows, diags);
  if (rc != RC_OK)
    return rc;
  sqlite3_bind_int64(rows, 1, until);
  return list_rows(store, rows, size, read, list, n, diags);
}

struct stated { /* where a statement of somebody stands in canonical order */
  uint8_t person[ID_BYTES], subject[ID_BYTES], hash[HASH_BYTES], chain[KEY_BYTES];
  int64_t time, seq;
};

static void read_stated(sqlite3_stmt *row, void *one) {
  struct stated *stated = one;
  db_blob(row, 0, stated->person, ID_BYTES);
  db_blob(row, 1, stated->subject, ID_BYTES);
  db_blob(row, 2, stated->hash, HASH_BYTES);
  db_blob(row, 3, stated->chain, KEY_BYTES);
  stated->seq = sqlite3_column_int64(row, 4);
  stated->time = sqlite3_column_int64(row, 5);
}

static int by_person_latest_first(const void *left, const void *right) {
  const struct stated *a = left, *b = right;
  int order = memcmp(a->person, b->person, ID_BYTES);
  if (order == 0)
    order = (a->time < b->time) - (a->time > b->time);
  if (order == 0)
    order = memcmp(b->chain, a->chain, KEY_BYTES);
  if (order == 0)
    order = (a->seq < b->seq) - (a->seq > b->seq);
  return order ? order : memcmp(b->hash, a->hash, HASH_BYTES);
}

static enum rc read_person(struct store *store, const struct stated *stated, struct person *person,
                           struct diags *diags) {
  sqlite3_stmt *row;
  enum rc rc = db_keep(store, sql_evidence_person, &row, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(row, 1, stated->person, ID_BYTES);
  db_bind(row, 2, stated->subject, ID_BYTES);
  db_bind(row, 3, stated->hash, HASH_BYTES);
  int step = sqlite3_step(row);
  if (step == SQLITE_ROW)
    row_read_person(row, person);
  return db_end(store, row, step, diags);
}

/* Of statements by person, the latest first, the first of each. */
static enum rc read_people(struct store *store, const struct stated *stated, size_t n_stated,
                           struct person *people, size_t *n, struct diags *diags) {
  enum rc rc = RC_OK;
  for (size_t i = 0; rc == RC_OK && i < n_stated; i++)
    if (i == 0 || memcmp(stated[i - 1].person, stated[i].person, ID_BYTES) != 0)
      rc = read_person(store, &stated[i], &people[(*n)++], diags);
  return rc;
}

enum rc store_people_as_of(struct store *store, int64_t until, struct person **people, size_t *n,
                           struct diags *diags) {
  void *all = NULL;
  size_t n_all = 0;
  *people = NULL;
  *n = 0;
  enum rc rc = list_until(store, sql_evidence_stated, NULL, until, sizeof(struct stated),
                          read_stated, &all, &n_all, diags);
  if (rc == RC_OK && n_all) {
    qsort(all, n_all, sizeof(struct stated), by_person_latest_first);
    *people = mem_array(n_all, sizeof **people);
    rc = read_people(store, all, n_all, *people, n, diags);
  }
  if (rc != RC_OK) {
    free(*people);
    *people = NULL;
    *n = 0;
  }
  free(all);
  return rc;
}

static void read_posts(sqlite3_stmt *row, void *one) {
  struct posts *posts = one;
  db_text(row, 0, posts->agency, sizeof posts->agency);
  db_text(row, 1, posts->unit, sizeof posts->unit);
  db_text(row, 2, posts->position, sizeof posts->position);
  posts->n = (uint32_t)sqlite3_column_int64(row, 3);
}

enum rc store_posts(struct store *store, int64_t until, struct posts **list, size_t *n,
                    struct diags *diags) {
  void *all;
  enum rc rc =
      list_until(store, sql_evidence_posts, NULL, until, sizeof **list, read_posts, &all, n, diags);
  *list = all;
  return rc;
}

static void read_calibrated(sqlite3_stmt *row, void *one) {
  struct calibrated *calibrated = one;
  db_text(row, 0, calibrated->path, sizeof calibrated->path);
  db_blob(row, 1, calibrated->key_rev, HASH_BYTES);
  db_text(row, 2, calibrated->competency, sizeof calibrated->competency);
  calibrated->values.b = sqlite3_column_int(row, 3);
  calibrated->values.sd = sqlite3_column_int(row, 4);
  calibrated->values.n = (uint32_t)sqlite3_column_int64(row, 5);
}

enum rc store_calibrations(struct store *store, int64_t until, struct calibrated **list, size_t *n,
                           struct diags *diags) {
  void *all;
  enum rc rc = list_until(store, sql_evidence_calibrations, nobody, until, sizeof **list,
                          read_calibrated, &all, n, diags);
  *list = all;
  return rc;
}
