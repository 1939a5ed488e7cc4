/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What many officers answered on many laptops: a coordinator's store of it, and the least that it
 * could cost to add it up.
 *
 *   bench_responses make STORE PEOPLE RESPONSES   their events, laptop by laptop, as collected
 *   bench_responses rows FILE.db PEOPLE RESPONSES the same answers as one plain table and its index
 *   bench_responses group FILE.db                 SQLite adds them up by person and competency
 *   bench_responses hash STORE                    reads every event, and hashes it
 *   bench_responses share STORE ANSWERS           microseconds of an answer's share of the projections
 *
 * Half of the answers of everybody are to 5 of the 40 competencies, which differ from one to the
 * next; the others are to all of them. */
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COMPETENCIES = 40, ON_A_LAPTOP = 20, A_RUN = 25, A_BATCH = 20000 };

struct batch {
  struct store *store;
  struct event_bytes list[A_BATCH];
  size_t n;
  struct arena arena;
};

struct laptop {
  struct event_head head; /* of the event before */
  uint8_t hash[HASH_BYTES];
};

static struct batch batch;

static void fill_hash(uint8_t hash[HASH_BYTES], const char *of, uint64_t nth) {
  seal_hash((struct seal_part[]){{of, strlen(of)}, {&nth, sizeof nth}}, 2, hash);
}

static void person_of(uint64_t nth, uint8_t id[ID_BYTES]) {
  uint8_t hash[HASH_BYTES];
  fill_hash(hash, "person", nth);
  memcpy(id, hash, ID_BYTES);
  for (int i = 0; i < 4; i++) /* in order: laptop by laptop */
    id[i] = (uint8_t)(nth >> (24 - 8 * i));
}

static unsigned competency_of(uint64_t person, uint64_t answer) {
  uint64_t nth = answer / 2;
  return (unsigned)((person + (answer % 2 ? nth % 5 : nth)) % COMPETENCIES);
}

static int32_t score_of(uint64_t person, uint64_t answer) {
  return (person * 31 + answer * 17) % 10 < 3 + person % 5 ? SCORE_ONE : 0;
}

/* -- Events ----------------------------------------------------------------------------------- */

static void batch_send(void) {
  struct diags diags = {0};
  if (batch.n && store_import(batch.store, batch.list, batch.n, &diags) != RC_OK) {
    fprintf(stderr, "bench_responses: %s\n", diags.list[0].message);
    exit(1);
  }
  arena_done(&batch.arena);
  batch.n = 0;
  store_idle(batch.store);
}

static void add(struct laptop *laptop, const struct happening *h) {
  struct event_head *head = &laptop->head;
  struct str bytes = {0}, payload = {0};
  memcpy(head->previous, laptop->hash, HASH_BYTES);
  head->seq++;
  head->wall += 20000;
  head->mono += 20000;
  fill_hash(laptop->hash, "event", head->seq);
  memcpy(head->id, laptop->hash, ID_BYTES);
  head->mode = h->mode;
  snprintf(head->path, sizeof head->path, "%s", h->path ? h->path : "");
  snprintf(head->language, sizeof head->language, "en");
  snprintf(head->verb_name, sizeof head->verb_name, "%s", verb_names[h->verb]);
  head->verb = h->verb;
  memcpy(head->key_rev, h->key_rev, HASH_BYTES);
  event_encode_head(head, &bytes);
  event_encode_payload(h, &payload);
  struct event_bytes *event = &batch.list[batch.n++];
  *event = (struct event_bytes){.head = arena_strndup(&batch.arena, bytes.at, bytes.len),
                                .head_len = bytes.len,
                                .payload = arena_strndup(&batch.arena, payload.at, payload.len),
                                .payload_len = payload.len};
  memcpy(event->salt, laptop->hash, SALT_BYTES);
  event_hash_payload(event->salt, payload.at, payload.len, event->payload_hash);
  event_hash(head, bytes.at, bytes.len, event->payload_hash, laptop->hash);
  str_done(&bytes);
  str_done(&payload);
  if (batch.n == A_BATCH)
    batch_send();
}

static void add_answer(struct laptop *laptop, uint64_t person, uint64_t nth) {
  char path[80];
  unsigned competency = competency_of(person, nth);
  snprintf(path, sizeof path, "bench/module-%02u/question-%llu", competency, (unsigned long long)nth);
  struct happening h = {.verb = VERB_ANSWERED, .mode = MODE_EXAM, .path = path};
  snprintf(h.competency, sizeof h.competency, "COMP-%02u", competency);
  fill_hash(h.key_rev, "key", nth);
  h.level = (uint8_t)(1 + nth % 4);
  h.shape = SHAPE_CHOICE;
  h.guess = 250000;
  h.attempt = 1;
  h.response = (struct response){.n = 1, .pick = {(uint8_t)(nth % 4)}};
  h.names[0] = nth * 7919;
  h.score = score_of(person, nth);
  h.duration = 15000;
  add(laptop, &h);
}

static void add_person(struct laptop *laptop, uint64_t person, uint64_t answers) {
  static const char *const agencies[] = {"Border Police", "Immigration", "Customs"};
  static const char *const positions[] = {"P1", "P2", "P3", "P4", "P5"};
  struct happening h = {.verb = VERB_PERSON_STATED};
  person_of(person, laptop->head.subject);
  memcpy(laptop->head.actor, laptop->head.subject, ID_BYTES);
  memset(laptop->head.session, 0, ID_BYTES);
  memcpy(h.person.id, laptop->head.subject, ID_BYTES);
  snprintf(h.person.name, sizeof h.person.name, "Officer %llu", (unsigned long long)person);
  snprintf(h.person.agency, sizeof h.person.agency, "%s", agencies[person / 50 % 3]);
  snprintf(h.person.unit, sizeof h.person.unit, "Post %llu", (unsigned long long)(person / 50 % 60));
  snprintf(h.person.position, sizeof h.person.position, "%s", positions[person % 5]);
  add(laptop, &h);
  for (uint64_t i = 0; i < answers; i++) {
    if (i % A_RUN == 0)
      memcpy(laptop->head.session, laptop->hash, ID_BYTES);
    add_answer(laptop, person, i);
  }
}

static void make(uint64_t people, uint64_t responses) {
  struct laptop laptop = {0};
  for (uint64_t person = 0; person < people; person++) {
    if (person % ON_A_LAPTOP == 0) {
      laptop = (struct laptop){.head = {.wall = 1700000000000, .mono = 60000}};
      fill_hash(laptop.head.chain, "laptop", person);
      memcpy(laptop.head.boot, laptop.head.chain, ID_BYTES);
    }
    add_person(&laptop, person, responses / people);
  }
  batch_send();
}

/* -- The least -------------------------------------------------------------------------------- */

static void must(sqlite3 *db, int got, int wanted) {
  if (got == wanted)
    return;
  fprintf(stderr, "bench_responses: %s\n", sqlite3_errmsg(db));
  exit(1);
}

static void make_rows(sqlite3 *db, uint64_t people, uint64_t responses) {
  static const char tables[] = "CREATE TABLE r(person, competency, score, time); BEGIN";
  static const char index[] = "CREATE INDEX i ON r(person, competency, score, time); COMMIT";
  sqlite3_stmt *insert;
  must(db, sqlite3_exec(db, tables, NULL, NULL, NULL), SQLITE_OK);
  must(db, sqlite3_prepare_v2(db, "INSERT INTO r VALUES (?, ?, ?, ?)", -1, &insert, NULL), SQLITE_OK);
  for (uint64_t person = 0; person < people; person++)
    for (uint64_t i = 0; i < responses / people; i++) {
      char name[24];
      uint8_t id[ID_BYTES];
      person_of(person, id);
      snprintf(name, sizeof name, "COMP-%02u", competency_of(person, i));
      db_bind(insert, 1, id, ID_BYTES);
      db_bind_text(insert, 2, name);
      sqlite3_bind_int(insert, 3, score_of(person, i));
      sqlite3_bind_int64(insert, 4, (sqlite3_int64)(1700000000000 + 20000 * i));
      must(db, sqlite3_step(insert), SQLITE_DONE);
      sqlite3_reset(insert);
    }
  sqlite3_finalize(insert);
  must(db, sqlite3_exec(db, index, NULL, NULL, NULL), SQLITE_OK);
}

static void group(sqlite3 *db) {
  static const char sql[] = "SELECT person, competency, count(*), sum(score), max(time) FROM r"
                            " GROUP BY person, competency";
  sqlite3_stmt *rows;
  int64_t n = 0, step;
  must(db, sqlite3_prepare_v2(db, sql, -1, &rows, NULL), SQLITE_OK);
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    n += sqlite3_column_int64(rows, 2);
  sqlite3_finalize(rows);
  printf("%lld\n", (long long)n);
}

static void count_whole(void *ctx, const struct event_seen *seen) { *(size_t *)ctx += seen->whole; }

/* -- One more --------------------------------------------------------------------------------- */

static double share(struct store *store, unsigned answers, struct diags *diags) {
  struct happening h = {.verb = VERB_ANSWERED, .mode = MODE_EXAM, .level = 2, .attempt = 1,
                        .competency = "COMP-01", .score = SCORE_ONE, .duration = 1000};
  struct append append = {.session = {7}, .moment = {.wall = 1800000000000, .mono = 1}, .n = 1};
  append.happened = &h;
  for (unsigned i = 0; i < answers; i++) {
    char path[80];
    snprintf(path, sizeof path, "bench/module-01/new-%u", i);
    h.path = path;
    person_of(i * 7919 % 1000, append.subject);
    append.moment.wall += 1000;
    append.moment.mono += 1000;
    if (store_append(store, &append, diags) != RC_OK)
      exit(1);
  }
  clock_t begin = clock();
  if (store_project(store, NULL, diags) != RC_OK)
    exit(1);
  return (double)(clock() - begin) * 1e6 / CLOCKS_PER_SEC / answers;
}

static int with_store(const char *what, const char *folder, uint64_t a, uint64_t b) {
  struct diags diags = {0};
  size_t whole = 0;
  if (store_open(folder, &batch.store, &diags) != RC_OK)
    return 1;
  if (strcmp(what, "make") == 0)
    make(a, b);
  else if (strcmp(what, "hash") == 0 &&
           store_each_seen(batch.store, count_whole, &whole, &diags) == RC_OK)
    printf("%zu\n", whole);
  else if (store_project(batch.store, NULL, &diags) == RC_OK)
    printf("%.2f\n", share(batch.store, (unsigned)a, &diags));
  store_close(batch.store);
  return 0;
}

static int with_rows(const char *what, const char *file, uint64_t a, uint64_t b) {
  sqlite3 *db;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return 1;
  if (strcmp(what, "rows") == 0)
    make_rows(db, a, b);
  else
    group(db);
  sqlite3_close(db);
  return 0;
}

int main(int argc, char **argv) {
  uint64_t a = argc > 3 ? strtoull(argv[3], NULL, 10) : 0, b = argc > 4 ? strtoull(argv[4], NULL, 10) : 0;
  if (argc < 3)
    return 2;
  bool rows = strcmp(argv[1], "rows") == 0 || strcmp(argv[1], "group") == 0;
  return rows ? with_rows(argv[1], argv[2], a, b) : with_store(argv[1], argv[2], a, b);
}
