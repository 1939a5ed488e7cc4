/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts when people are measured, person by person, out of the events themselves.
 *
 * A person's events lie side by side in the records, in no order that means anything: they are read
 * in a row, and what may count is put in order here. An answer counts by its latest first attempt
 * outside review, a drill by its latest finished run, or else its latest; a question on paper by
 * its latest mark. No projection of answers need be there for that, nor be kept up to date: only
 * the clock, who is whom, and what was ruled. */
#include "base/vec.h"
#include "store/db.h"
#include "store/evidence.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

/* -- What one person did ----------------------------------------------------------------------- */

struct deed { /* an answer, a decision or a mark; or a run's end, or a faulty answer */
  uint8_t hash[HASH_BYTES], chain[KEY_BYTES];
  uint8_t key_rev[HASH_BYTES]; /* zeroes of what has no key */
  uint8_t subject[ID_BYTES], session[ID_BYTES];
  const char *path, *competency; /* the person's arena's */
  uint64_t seq;
  int64_t time;
  enum run_mode mode;
  uint8_t level, shape;
  enum evidence evidence;
  bool decision;
  bool counts; /* false: a decision that only says that there was a run */
  int32_t guess, marked, score;
};

struct deeds {
  struct deed *list;
  size_t n, cap;
};

struct ruled { /* a row of temp.ruling */
  uint8_t about[HASH_BYTES], key_rev[HASH_BYTES];
  const char *path;
  int ruling;
  int64_t picked;
  int32_t score;
};

struct person_deeds {
  uint8_t id[ID_BYTES];
  struct arena arena;
  struct deeds answers, faulty, decisions, ends, marks;
};

struct reading {
  struct store *store;
  const struct evidence_reader *reader;
  struct arena arena; /* of rulings */
  struct {
    struct ruled *list; /* by about and path */
    size_t n, cap;
  } rulings;
  struct person_deeds one;
  struct deeds counted;
  struct clock_cache cache;
};

static int by_order(const struct deed *a, const struct deed *b) {
  int order = (a->time > b->time) - (a->time < b->time);
  if (order == 0)
    order = memcmp(a->chain, b->chain, KEY_BYTES);
  if (order == 0)
    order = (a->seq > b->seq) - (a->seq < b->seq);
  return order ? order : memcmp(a->hash, b->hash, HASH_BYTES);
}

static bool within(const struct reading *r, int64_t time) {
  return time >= r->reader->scope->from && time < r->reader->scope->until;
}

static void deed_add(struct deeds *to, const struct deed *deed) { VEC_PUSH(to, *deed); }

/* -- Rulings ----------------------------------------------------------------------------------- */

static enum rc read_rulings(struct reading *r, struct diags *diags) {
  sqlite3_stmt *rows;
  enum rc rc = db_keep(r->store, sql_rulings_all, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    struct ruled ruling = {.ruling = sqlite3_column_int(rows, 3),
                           .picked = sqlite3_column_int64(rows, 4),
                           .score = sqlite3_column_int(rows, 5)};
    db_blob(rows, 0, ruling.about, HASH_BYTES);
    ruling.path = arena_strdup(&r->arena, (const char *)sqlite3_column_text(rows, 1));
    db_blob(rows, 2, ruling.key_rev, HASH_BYTES);
    VEC_PUSH(&r->rulings, ruling);
  }
  return db_end(r->store, rows, step, diags);
}

/* key NULL: by whatever key. Rulings are few: somebody decided on each. */
static const struct ruled *ruling_of(const struct reading *r, const uint8_t about[HASH_BYTES],
                                     const char *path, const uint8_t *key) {
  for (size_t i = 0; i < r->rulings.n; i++) {
    const struct ruled *ruling = &r->rulings.list[i];
    if (memcmp(ruling->about, about, HASH_BYTES) == 0 && strcmp(ruling->path, path) == 0 &&
        (!key || memcmp(ruling->key_rev, key, HASH_BYTES) == 0))
      return ruling;
  }
  return NULL;
}

/* As sql/rulings/tables has it; false: annulled. */
static bool rule_answer(const struct reading *r, const struct happening *h, struct deed *deed) {
  static const uint8_t question[HASH_BYTES];
  const struct ruled *one = ruling_of(r, deed->hash, deed->path, deed->key_rev);
  const struct ruled *all = ruling_of(r, question, deed->path, deed->key_rev);
  deed->marked = h->hinted ? 0 : h->score;
  deed->score = deed->marked;
  if (r->reader->scope->as_marked)
    return true;
  if (one && one->ruling == RULING_CORRECTED)
    deed->score = one->score;
  else if (!h->hinted && all && all->ruling == RULING_CORRECTED && all->picked == fact_picked(h))
    deed->score = SCORE_ONE;
  return !(one && one->ruling == RULING_ANNULLED) && !(all && all->ruling == RULING_ANNULLED);
}

/* -- Events ------------------------------------------------------------------------------------ */

static bool measures(const struct happening *h) {
  return h->competency[0] && h->level >= 1 && h->level <= 4 && h->guess < SCORE_ONE &&
         h->score >= 0 && h->score <= SCORE_ONE;
}

static void take_answer(struct reading *r, const struct happening *h, struct deed *deed) {
  if (h->faulty)
    deed_add(&r->one.faulty, deed);
  else if (within(r, deed->time) && h->attempt == 1 && deed->mode != MODE_REVIEW && measures(h) &&
           rule_answer(r, h, deed)) {
    deed->competency = arena_strdup(&r->one.arena, h->competency);
    deed->level = h->level;
    deed->shape = h->shape;
    deed->guess = h->guess;
    deed_add(&r->one.answers, deed);
  }
}

/* Of a competency that is named twice the first counts. */
static bool named_before(const struct happening *h, size_t nth) {
  for (size_t i = 0; i < nth; i++)
    if (strcmp(h->scores[i].competency, h->scores[nth].competency) == 0)
      return true;
  return false;
}

static void take_decision(struct reading *r, const struct happening *h, struct deed *deed) {
  memset(deed->key_rev, 0, HASH_BYTES);
  deed->decision = true;
  deed->mode = MODE_PRACTICE;
  deed->level = DECISION_LEVEL;
  deed->guess = DECISION_GUESS;
  for (size_t i = 0; within(r, deed->time) && i < h->n_scores; i++) {
    const struct competency_score *score = &h->scores[i];
    if (named_before(h, i))
      continue;
    deed->competency = arena_strdup(&r->one.arena, score->competency);
    deed->marked = deed->score = score->score;
    deed->counts =
        score->weight > 0 && score->score >= 0 && score->score <= SCORE_ONE && score->competency[0];
    deed_add(&r->one.decisions, deed);
  }
}

static void take_mark(struct reading *r, const struct happening *h, struct deed *deed) {
  const struct ruled *ruling =
      r->reader->scope->as_marked ? NULL : ruling_of(r, deed->hash, deed->path, NULL);
  int64_t latest = fact_latest(h);
  if (latest < deed->time)
    deed->time = latest;
  if (!within(r, deed->time) || !measures(h) || (ruling && ruling->ruling == RULING_ANNULLED))
    return;
  memset(deed->key_rev, 0, HASH_BYTES);
  deed->competency = arena_strdup(&r->one.arena, h->competency);
  deed->evidence = EVIDENCE_PAPER;
  deed->mode = MODE_EXAM;
  deed->level = h->level;
  deed->shape = h->shape;
  deed->guess = h->guess;
  deed->marked = h->score;
  deed->score = ruling && ruling->ruling == RULING_CORRECTED ? ruling->score : h->score;
  deed_add(&r->one.marks, deed);
}

static bool may_count(int verb) {
  return verb == VERB_ANSWERED || verb == VERB_DECIDED || verb == VERB_COMPLETED ||
         verb == VERB_MARKED;
}

static void take_happening(struct reading *r, const struct event_head *head,
                           const struct happening *h, struct deed *deed) {
  memcpy(deed->chain, head->chain, KEY_BYTES);
  memcpy(deed->key_rev, head->key_rev, HASH_BYTES);
  memcpy(deed->subject, head->subject, ID_BYTES);
  memcpy(deed->session, head->session, ID_BYTES);
  deed->path = arena_strdup(&r->one.arena, head->path);
  deed->competency = "";
  deed->seq = head->seq;
  deed->mode = head->mode;
  if (head->verb == VERB_ANSWERED)
    take_answer(r, h, deed);
  else if (head->verb == VERB_DECIDED)
    take_decision(r, h, deed);
  else if (head->verb == VERB_MARKED)
    take_mark(r, h, deed);
  else
    deed_add(&r->one.ends, deed);
}

static enum rc take_event(struct reading *r, sqlite3_stmt *row, struct diags *diags) {
  struct event_head head;
  struct deed deed = {0};
  bool known = false;
  const void *bytes = sqlite3_column_blob(row, 1), *payload = sqlite3_column_blob(row, 2);
  if (!bytes || !payload || !db_blob(row, 0, deed.hash, HASH_BYTES) ||
      !event_decode_head(bytes, (size_t)sqlite3_column_bytes(row, 1), &head) ||
      !may_count(head.verb))
    return RC_OK;
  struct happening h = {0};
  if (!event_decode_payload((enum verb)head.verb, payload, (size_t)sqlite3_column_bytes(row, 2),
                            &r->one.arena, &h))
    return RC_OK;
  enum rc rc = clock_time(r->store, &r->cache, &head, deed.hash, &known, &deed.time, diags);
  if (rc == RC_OK && known)
    take_happening(r, &head, &h, &deed);
  return rc;
}

/* Of who is erased nothing counts, not even what an older program kept. */
static enum rc read_subject(struct reading *r, const uint8_t subject[ID_BYTES],
                            struct diags *diags) {
  sqlite3_stmt *rows;
  bool erased;
  enum rc rc = erase_check(r->store, subject, &erased, diags);
  if (rc == RC_OK && !erased)
    rc = db_keep(r->store, sql_evidence_events, &rows, diags);
  if (rc != RC_OK || erased)
    return rc;
  db_bind(rows, 1, subject, ID_BYTES);
  int step = SQLITE_DONE;
  while (rc == RC_OK && (step = sqlite3_step(rows)) == SQLITE_ROW)
    rc = take_event(r, rows, diags);
  enum rc end = db_end(r->store, rows, step, diags);
  return rc == RC_OK ? end : rc;
}

/* -- What of it counts ------------------------------------------------------------------------- */

static int by_run(const void *left, const void *right) {
  const struct deed *a = left, *b = right;
  int order = strcmp(a->path, b->path);
  if (order == 0)
    order = memcmp(a->session, b->session, ID_BYTES);
  return order ? order : memcmp(a->subject, b->subject, ID_BYTES);
}

static int by_run_latest_first(const void *left, const void *right) {
  int order = by_run(left, right);
  return order ? order : by_order(right, left);
}

static int by_path_latest_first(const void *left, const void *right) {
  const struct deed *a = left, *b = right;
  int order = strcmp(a->path, b->path);
  return order ? order : by_order(b, a);
}

static void sort(struct deeds *deeds, int (*order)(const void *, const void *)) {
  if (deeds->n > 1)
    qsort(deeds->list, deeds->n, sizeof *deeds->list, order);
}

/* One of each run, the first. */
static void each_run_once(struct deeds *deeds) {
  size_t n = 0;
  for (size_t i = 0; i < deeds->n; i++)
    if (n == 0 || by_run(&deeds->list[n - 1], &deeds->list[i]) != 0)
      deeds->list[n++] = deeds->list[i];
  deeds->n = n;
}

static const struct deed *run_of(const struct deeds *runs, const struct deed *deed) {
  return runs->n ? bsearch(deed, runs->list, runs->n, sizeof *deed, by_run) : NULL;
}

/* What a faulty answer of the same run took the place of is not given back. */
static void count_answers(struct reading *r) {
  struct deeds *answers = &r->one.answers, *faulty = &r->one.faulty;
  size_t n = 0;
  sort(faulty, by_run_latest_first);
  each_run_once(faulty);
  for (size_t i = 0; i < answers->n; i++) {
    const struct deed *after = run_of(faulty, &answers->list[i]);
    if (!after || by_order(after, &answers->list[i]) < 0)
      answers->list[n++] = answers->list[i];
  }
  answers->n = n;
}

static void count_latest(struct reading *r, struct deeds *deeds) {
  sort(deeds, by_path_latest_first);
  for (size_t i = 0; i < deeds->n; i++)
    if (i == 0 || strcmp(deeds->list[i - 1].path, deeds->list[i].path) != 0)
      deed_add(&r->counted, &deeds->list[i]);
}

static bool is_later_run(const struct reading *r, const struct deed *a, const struct deed *b) {
  bool ended = run_of(&r->one.ends, a), other = run_of(&r->one.ends, b);
  if (ended != other)
    return ended;
  if (a->time != b->time)
    return a->time > b->time;
  return memcmp(a->session, b->session, ID_BYTES) > 0;
}

/* Decisions of a path stand together, and of each run the latest is the first of them. */
static size_t count_path(struct reading *r, size_t from) {
  const struct deeds *all = &r->one.decisions;
  const struct deed *latest = &all->list[from];
  size_t end = from;
  for (; end < all->n && strcmp(all->list[end].path, latest->path) == 0; end++)
    if (end > from && by_run(&all->list[end], &all->list[end - 1]) != 0 &&
        is_later_run(r, &all->list[end], latest))
      latest = &all->list[end];
  for (size_t i = from; i < end; i++)
    if (all->list[i].counts && memcmp(all->list[i].session, latest->session, ID_BYTES) == 0)
      deed_add(&r->counted, &all->list[i]);
  return end;
}

static void count_decisions(struct reading *r) {
  sort(&r->one.ends, by_run);
  sort(&r->one.decisions, by_run_latest_first);
  for (size_t at = 0; at < r->one.decisions.n;)
    at = count_path(r, at);
}

/* -- The whole way ----------------------------------------------------------------------------- */

static int by_competency(const void *left, const void *right) {
  const struct deed *a = left, *b = right;
  int order = strcmp(a->competency, b->competency);
  return order ? order : by_order(a, b);
}

static void copy_text(char *out, size_t size, const char *text) {
  size_t len = strnlen(text, size - 1);
  memcpy(out, text, len);
  out[len] = '\0';
}

static void give(const struct reading *r, const struct deed *deed) {
  struct response_seen seen = {.mode = deed->mode,
                               .evidence = deed->evidence,
                               .decision = deed->decision,
                               .level = deed->level,
                               .shape = deed->shape,
                               .guess = deed->guess,
                               .score = deed->score,
                               .marked = deed->marked,
                               .time = deed->time};
  memcpy(seen.person, r->one.id, ID_BYTES);
  memcpy(seen.key_rev, deed->key_rev, HASH_BYTES);
  copy_text(seen.competency, sizeof seen.competency, deed->competency);
  copy_text(seen.path, sizeof seen.path, deed->path);
  r->reader->each(r->reader->ctx, &seen);
}

static void person_begin(struct reading *r) {
  struct person_deeds *one = &r->one;
  arena_done(&one->arena);
  one->answers.n = one->faulty.n = one->decisions.n = one->ends.n = one->marks.n = 0;
  r->counted.n = 0;
}

/* Whatever ids the person has. */
static enum rc read_person(struct reading *r, const uint8_t person[ID_BYTES], struct diags *diags) {
  sqlite3_stmt *rows;
  uint8_t subject[ID_BYTES];
  enum rc rc = db_keep(r->store, sql_evidence_subjects, &rows, diags);
  if (rc != RC_OK)
    return rc;
  person_begin(r);
  db_bind(rows, 1, person, ID_BYTES);
  int step = SQLITE_DONE;
  while (rc == RC_OK && (step = sqlite3_step(rows)) == SQLITE_ROW) {
    db_blob(rows, 0, subject, ID_BYTES);
    db_blob(rows, 1, r->one.id, ID_BYTES);
    rc = read_subject(r, subject, diags);
  }
  enum rc end = db_end(r->store, rows, step, diags);
  return rc == RC_OK ? end : rc;
}

static void give_person(struct reading *r) {
  count_answers(r);
  count_latest(r, &r->one.answers);
  count_latest(r, &r->one.marks);
  count_decisions(r);
  sort(&r->counted, by_competency);
  for (size_t i = 0; i < r->counted.n; i++)
    give(r, &r->counted.list[i]);
}

static void reading_done(struct reading *r) {
  struct person_deeds *one = &r->one;
  arena_done(&one->arena);
  arena_done(&r->arena);
  free(one->answers.list);
  free(one->faulty.list);
  free(one->decisions.list);
  free(one->ends.list);
  free(one->marks.list);
  free(r->counted.list);
  free(r->rulings.list);
}

enum rc evidence_of(struct store *store, const struct evidence_reader *reader,
                    const uint8_t (*people)[ID_BYTES], size_t n, struct diags *diags) {
  struct reading r = {.store = store, .reader = reader};
  enum rc rc = read_rulings(&r, diags);
  for (size_t i = 0; rc == RC_OK && i < n; i++) {
    rc = read_person(&r, people[i], diags);
    if (rc == RC_OK)
      give_person(&r);
  }
  reading_done(&r);
  return rc;
}
