/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts: what each verb says, as rows of the projected tables. A fact is keyed by its event's hash
 * and added once. */
#include "model/item.h"
#include "store/activity.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

struct fact {
  struct store *store;
  const uint8_t *hash;
  const struct event_head *head;
  const struct happening *h;
  struct diags *diags;
};

struct row { /* a statement that takes its values from left to right */
  sqlite3_stmt *add;
  int at;
  enum rc rc;
};

static struct row row_of(const struct fact *fact, const char *sql) {
  struct row row = {.at = 1};
  row.rc = db_keep(fact->store, sql, &row.add, fact->diags);
  if (row.rc == RC_OK)
    db_bind(row.add, row.at++, fact->hash, HASH_BYTES);
  return row;
}

static void put_bytes(struct row *row, const void *bytes, size_t len) {
  if (row->rc == RC_OK)
    db_bind(row->add, row->at++, bytes, len);
}

static void put_text(struct row *row, const char *text) {
  if (row->rc == RC_OK)
    db_bind_text(row->add, row->at++, text);
}

static void put_number(struct row *row, int64_t number) {
  if (row->rc == RC_OK)
    sqlite3_bind_int64(row->add, row->at++, number);
}

static enum rc row_add(const struct fact *fact, struct row *row) {
  return row->rc == RC_OK ? db_do(fact->store, row->add, fact->diags) : row->rc;
}

static int by_value(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

int64_t store_picked(const uint64_t *given, size_t n, bool unordered) {
  uint64_t names[RESPONSE_PICKS];
  uint64_t sum = 0;
  memcpy(names, given, n * sizeof *names);
  if (unordered)
    qsort(names, n, sizeof *names, by_value);
  for (size_t i = 0; i < n; i++) /* names are hashes themselves: this keeps their order */
    sum = (sum + names[i] + 1) * UINT64_C(0x9e3779b97f4a7c15);
  return (int64_t)sum;
}

int64_t fact_picked(const struct happening *h) {
  return store_picked(h->names, h->response.n,
                      h->shape == SHAPE_CHOICE || h->shape == SHAPE_REGION);
}

static enum rc add_stated(const struct fact *fact) {
  const struct person *person = &fact->h->person;
  struct row row = row_of(fact, sql_projection_add_stated);
  put_bytes(&row, fact->head->subject, ID_BYTES);
  put_text(&row, person->name);
  put_text(&row, person->agency);
  put_text(&row, person->unit);
  put_text(&row, person->position);
  put_text(&row, person->cohort);
  put_text(&row, person->code);
  put_text(&row, person->sex);
  put_text(&row, person->grade);
  put_text(&row, person->language);
  put_number(&row, person->served);
  return row_add(fact, &row);
}

static enum rc add_start(const struct fact *fact) {
  struct row row = row_of(fact, sql_projection_add_start);
  put_bytes(&row, fact->head->subject, ID_BYTES);
  put_bytes(&row, fact->head->session, ID_BYTES);
  put_number(&row, (int64_t)fact->h->plan.kind);
  put_text(&row, fact->head->path);
  return row_add(fact, &row);
}

static enum rc add_answer(const struct fact *fact) {
  const struct happening *h = fact->h;
  struct row row = row_of(fact, sql_projection_add_answer);
  put_bytes(&row, fact->head->subject, ID_BYTES);
  put_bytes(&row, fact->head->session, ID_BYTES);
  put_text(&row, fact->head->path);
  put_text(&row, h->competency);
  put_number(&row, (int64_t)fact->head->mode);
  put_number(&row, h->attempt);
  put_number(&row, h->score);
  put_number(&row, h->hinted);
  put_number(&row, h->faulty);
  put_bytes(&row, fact->head->key_rev, HASH_BYTES);
  put_number(&row, h->level);
  put_number(&row, h->shape);
  put_number(&row, h->guess);
  put_number(&row, h->certainty);
  put_number(&row, fact_picked(h));
  put_number(&row, h->duration);
  return row_add(fact, &row);
}

static enum rc add_decision(const struct fact *fact) {
  enum rc rc = RC_OK;
  for (size_t i = 0; rc == RC_OK && i < fact->h->n_scores; i++) {
    struct row row = row_of(fact, sql_projection_add_decision);
    put_bytes(&row, fact->head->subject, ID_BYTES);
    put_bytes(&row, fact->head->session, ID_BYTES);
    put_text(&row, fact->head->path);
    put_text(&row, fact->h->scores[i].competency);
    put_number(&row, fact->h->scores[i].score);
    put_number(&row, fact->h->scores[i].weight);
    rc = row_add(fact, &row);
  }
  return rc;
}

static enum rc add_finish(const struct fact *fact) {
  struct row row = row_of(fact, sql_projection_add_finish);
  put_bytes(&row, fact->head->subject, ID_BYTES);
  put_bytes(&row, fact->head->session, ID_BYTES);
  put_text(&row, fact->head->path);
  put_number(&row, fact->h->score);
  put_number(&row, fact->h->passed);
  put_number(&row, fact->h->critical);
  return row_add(fact, &row);
}

int64_t fact_latest(const struct happening *h) {
  const int64_t day = 86400000;
  return h->day ? h->day * day + day / 2 : INT64_MAX;
}

static enum rc add_rated(const struct fact *fact) {
  struct row row = row_of(fact, sql_projection_add_rated);
  put_bytes(&row, fact->head->subject, ID_BYTES);
  put_bytes(&row, fact->head->actor, ID_BYTES);
  put_number(&row, (int64_t)fact->h->evidence);
  put_text(&row, fact->h->competency);
  put_number(&row, fact->h->level);
  put_number(&row, (int64_t)fact->h->cause);
  put_number(&row, fact_latest(fact->h));
  return row_add(fact, &row);
}

static enum rc add_observed_score(const struct fact *fact, const struct competency_score *score) {
  struct row row = row_of(fact, sql_projection_add_observed_score);
  put_text(&row, score->competency);
  put_number(&row, score->score);
  put_number(&row, score->weight);
  return row_add(fact, &row);
}

static enum rc add_observed_step(const struct fact *fact, const struct step_mark *step) {
  struct row row = row_of(fact, sql_projection_add_observed_step);
  put_number(&row, (int64_t)step->name);
  put_number(&row, step->verdict);
  return row_add(fact, &row);
}

static enum rc add_observed(const struct fact *fact) {
  const struct happening *h = fact->h;
  struct row row = row_of(fact, sql_projection_add_observed);
  put_bytes(&row, fact->head->subject, ID_BYTES);
  put_bytes(&row, fact->head->actor, ID_BYTES);
  put_bytes(&row, fact->head->session, ID_BYTES);
  put_text(&row, fact->head->path);
  put_number(&row, (int64_t)h->evidence);
  put_number(&row, h->specimen);
  put_number(&row, h->score);
  put_number(&row, h->passed);
  put_number(&row, h->critical);
  put_number(&row, fact_latest(fact->h));
  enum rc rc = row_add(fact, &row);
  for (size_t i = 0; rc == RC_OK && i < h->n_scores; i++)
    rc = add_observed_score(fact, &h->scores[i]);
  for (size_t i = 0; rc == RC_OK && i < h->n_steps; i++)
    rc = add_observed_step(fact, &h->steps[i]);
  return rc;
}

static enum rc add_marked(const struct fact *fact) {
  const struct happening *h = fact->h;
  struct row row = row_of(fact, sql_projection_add_marked);
  put_bytes(&row, fact->head->subject, ID_BYTES);
  put_text(&row, fact->head->path);
  put_text(&row, h->competency);
  put_number(&row, h->level);
  put_number(&row, h->shape);
  put_number(&row, h->guess);
  put_number(&row, h->score);
  put_number(&row, fact_latest(fact->h));
  return row_add(fact, &row);
}

static enum rc add_joined(const struct fact *fact) {
  struct row row = row_of(fact, sql_projection_add_joined);
  put_bytes(&row, fact->head->subject, ID_BYTES);
  put_bytes(&row, fact->h->other, ID_BYTES);
  put_number(&row, fact->h->undone);
  return row_add(fact, &row);
}

static enum rc add_established(const struct fact *fact) {
  struct row row = row_of(fact, sql_projection_add_established);
  put_bytes(&row, fact->head->subject, ID_BYTES);
  put_text(&row, fact->h->person.agency);
  put_text(&row, fact->h->person.unit);
  put_text(&row, fact->h->person.position);
  put_number(&row, fact->h->count);
  return row_add(fact, &row);
}

/* What is contested, and what is ruled: an event or a question. */
static void put_matter(const struct fact *fact, struct row *row) {
  put_bytes(row, fact->head->subject, ID_BYTES);
  put_bytes(row, fact->head->actor, ID_BYTES);
  put_bytes(row, fact->h->about, HASH_BYTES);
  put_text(row, fact->head->path);
  put_bytes(row, fact->head->key_rev, HASH_BYTES);
}

static enum rc add_contested(const struct fact *fact) {
  struct row row = row_of(fact, sql_projection_add_contested);
  put_matter(fact, &row);
  put_text(&row, fact->h->words);
  return row_add(fact, &row);
}

static enum rc add_ruled(const struct fact *fact) {
  struct row row = row_of(fact, sql_projection_add_ruled);
  put_matter(fact, &row);
  put_number(&row, (int64_t)fact->h->ruling);
  put_number(&row, fact_picked(fact->h));
  put_number(&row, fact->h->score);
  put_text(&row, fact->h->words);
  return row_add(fact, &row);
}

static enum rc add_calibrated(const struct fact *fact) {
  struct row row = row_of(fact, sql_projection_add_calibrated);
  put_bytes(&row, fact->head->subject, ID_BYTES);
  put_text(&row, fact->head->path);
  put_bytes(&row, fact->head->key_rev, HASH_BYTES);
  put_text(&row, fact->h->competency);
  put_number(&row, fact->h->calibration.b);
  put_number(&row, fact->h->calibration.sd);
  put_number(&row, fact->h->calibration.n);
  return row_add(fact, &row);
}

/* NULL: nothing that is projected. Settings are read from the event itself (store_settings). */
static enum rc (*const adders[VERBS])(const struct fact *) = {
    [VERB_PERSON_STATED] = add_stated,  [VERB_STARTED] = add_start,
    [VERB_ANSWERED] = add_answer,       [VERB_DECIDED] = add_decision,
    [VERB_COMPLETED] = add_finish,      [VERB_RATED] = add_rated,
    [VERB_OBSERVED] = add_observed,     [VERB_MARKED] = add_marked,
    [VERB_JOINED] = add_joined,         [VERB_ESTABLISHED] = add_established,
    [VERB_CONTESTED] = add_contested,   [VERB_RULED] = add_ruled,
    [VERB_CALIBRATED] = add_calibrated,
};

/* What is not understood (a later version's, or hostile) stays an event and projects to nothing, nor
 * does what an older program may have stored of somebody who was erased. */
enum rc fact_add(struct store *store, const uint8_t hash[HASH_BYTES], const struct event_head *head,
                 const void *payload, size_t len, struct diags *diags) {
  struct happening h = {0};
  struct arena arena = {0};
  struct fact fact = {store, hash, head, &h, diags};
  bool erased;
  enum rc rc = erase_check(store, head->subject, &erased, diags);
  if (rc == RC_OK && !erased && head->verb != VERB_UNKNOWN && adders[head->verb] &&
      event_decode_payload((enum verb)head->verb, payload, len, &arena, &h))
    rc = adders[head->verb](&fact);
  arena_done(&arena);
  return rc;
}
