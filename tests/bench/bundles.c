/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What many laptops handed in, and the least that it could cost to keep it.
 *
 *   bench_bundles make FOLDER STORE LAPTOPS MONTHS   a bundle of 100 events for each month of each
 *                                                    laptop; the store accepts these laptops
 *   bench_bundles hand STORE FOLDER                  hands in what was recorded there
 *   bench_bundles rows FILE.db STORE                 inserts what the store collected into a table
 *                                                    without a key, in one transaction; prints
 *                                                    microseconds, those of a processor, and rows
 *
 * A month is four runs of one trainee of the laptop's five: a start that draws 23 questions, their
 * answers, an end. */
#include "app/hand_in.h"
#include "app/telling.h"
#include "exchange/bundle.h"
#include "store/db.h"
#include "store/laptops.h"
#include "store/sql_gen.h"
#include "tests/bench/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { QUESTIONS = 23, A_RUN = QUESTIONS + 2, A_MONTH = 4 * A_RUN, PEOPLE = 5, MODULES = 12 };

struct giver { /* a laptop that hands in */
  uint64_t nth;
  uint8_t secret[SECRET_BYTES];
  struct event_head head; /* of the event before; its previous: of that one's before */
  uint8_t hash[HASH_BYTES];
};

static char items[QUESTIONS][24], modules[MODULES][32], paths[MODULES][QUESTIONS][64];

static void die(const char *why) {
  fprintf(stderr, "bench_bundles: %s\n", why);
  exit(1);
}

static void name_all(void) {
  for (int q = 0; q < QUESTIONS; q++)
    snprintf(items[q], sizeof items[q], "question-%d", q);
  for (int m = 0; m < MODULES; m++) {
    snprintf(modules[m], sizeof modules[m], "course-%d/module-%d", m / 4, m % 4);
    for (int q = 0; q < QUESTIONS; q++)
      snprintf(paths[m][q], sizeof paths[m][q], "%.30s/%.20s", modules[m], items[q]);
  }
}

/* -- What happened -------------------------------------------------------------------------------
 */

static void start(struct happening *h, uint64_t run) {
  h->verb = VERB_STARTED;
  h->path = modules[run % MODULES];
  h->plan = (struct plan){.kind = RUN_QUIZ, .engine = ENGINE_VERSION, .seed = run, .n = QUESTIONS};
  for (size_t i = 0; i < QUESTIONS; i++) {
    struct plan_slot *slot = &h->plan.slots[i];
    slot->item = items[i];
    office_hash("key", i, slot->key_rev);
    slot->n_parts = 4;
    for (uint8_t part = 0; part < 4; part++)
      slot->order[part] = (uint8_t)((part + run) % 4);
  }
}

static void answer(struct happening *h, uint64_t run, uint64_t question) {
  static const char *const competencies[] = {"DOC-EXAM", "DOC-MRZ", "LAW", "RISK", "REFER"};
  h->verb = VERB_ANSWERED;
  h->path = paths[run % MODULES][question];
  office_hash("key", question, h->key_rev);
  office_hash("text", question, h->text_rev);
  snprintf(h->competency, sizeof h->competency, "%s", competencies[question % 5]);
  h->level = (uint8_t)(1 + question % 4);
  h->shape = SHAPE_CHOICE;
  h->guess = 250000;
  h->attempt = 1;
  h->response = (struct response){.n = 1, .pick = {(uint8_t)(question % 4)}};
  h->names[0] = question * 7919;
  h->score = (run + question) % 4 ? SCORE_ONE : 0;
  h->duration = 12000 + 300 * (int64_t)question;
  h->n_inputs = 2;
  h->inputs[0] = (struct recorded_input){.now = (int64_t)question * 15000, .what = 5};
  h->inputs[1] = (struct recorded_input){.now = (int64_t)question * 15000 + 12000, .what = 1};
}

static void finish(struct happening *h, uint64_t run) {
  h->verb = VERB_COMPLETED;
  h->path = modules[run % MODULES];
  h->score = 750000;
  h->passed = run % 3 == 0;
  h->duration = QUESTIONS * 15000;
  h->n_scores = 1;
  h->scores[0] = (struct competency_score){.competency = "DOC-EXAM", .score = 750000, .weight = 8};
}

static void state(struct happening *h, const struct giver *giver, uint64_t person) {
  h->verb = VERB_PERSON_STATED;
  h->mode = MODE_NONE;
  memcpy(h->person.id, giver->head.subject, ID_BYTES);
  snprintf(h->person.name, sizeof h->person.name, "Officer %llu", (unsigned long long)person);
  snprintf(h->person.agency, sizeof h->person.agency, "Agency %llu",
           (unsigned long long)(giver->nth % 3));
  snprintf(h->person.unit, sizeof h->person.unit, "Post %llu", (unsigned long long)giver->nth % 60);
}

/* The laptop's event of that number, from 0; of each month the first run is a boot, as is the
 * third. Who comes anew states who he is in the place of an end. */
static void happen(struct giver *giver, uint64_t nth, struct happening *h) {
  uint64_t run = nth / A_RUN, at = nth % A_RUN, month = nth / A_MONTH;
  uint64_t person = giver->nth * PEOPLE + month % PEOPLE;
  uint8_t hash[HASH_BYTES];
  struct event_head *head = &giver->head;
  *h = (struct happening){.mode = MODE_PRACTICE, .language = "en"};
  office_hash("person", person, hash);
  memcpy(head->subject, hash, ID_BYTES);
  memcpy(head->actor, hash, ID_BYTES);
  office_hash("session", giver->nth << 32 | run, hash);
  memcpy(head->session, hash, ID_BYTES);
  office_hash("boot", giver->nth << 32 | run / 2, hash);
  memcpy(head->boot, hash, ID_BYTES);
  head->wall += at == 0 ? 7 * 24 * 3600 * 1000 : 15000;
  head->mono =
      at == 0 && run % 2 == 0 ? 60000 : head->mono + (at == 0 ? 7 * 24 * 3600 * 1000 : 15000);
  if (at == 0)
    start(h, run);
  else if (at < A_RUN - 1)
    answer(h, run, at - 1);
  else if (month < PEOPLE && run % 4 == 0)
    state(h, giver, person);
  else
    finish(h, run);
}

/* -- Events and bundles --------------------------------------------------------------------------
 */

static void add_line(struct giver *giver, uint64_t nth, struct sink *lines) {
  static struct happening h;
  struct event_head *head = &giver->head;
  struct str bytes = {0}, payload = {0};
  struct event_seen seen = {.whole = true};
  struct telling telling = {0};
  struct record record;
  happen(giver, nth, &h);
  memcpy(head->previous, giver->hash, HASH_BYTES);
  head->seq = nth + 1;
  office_hash("id", giver->nth << 32 | nth, giver->hash);
  memcpy(head->id, giver->hash, ID_BYTES);
  memcpy(seen.bytes.salt, giver->hash + ID_BYTES, SALT_BYTES);
  head->mode = h.mode;
  head->verb = h.verb;
  snprintf(head->path, sizeof head->path, "%s", h.path ? h.path : "");
  snprintf(head->language, sizeof head->language, "en");
  snprintf(head->verb_name, sizeof head->verb_name, "%s", verb_names[h.verb]);
  memcpy(head->key_rev, h.key_rev, HASH_BYTES);
  memcpy(head->text_rev, h.text_rev, HASH_BYTES);
  event_encode_head(head, &bytes);
  event_encode_payload(&h, &payload);
  seen.bytes.head = bytes.at;
  seen.bytes.head_len = bytes.len;
  seen.bytes.payload = payload.at;
  seen.bytes.payload_len = payload.len;
  seen.time = head->wall;
  event_hash_payload(seen.bytes.salt, payload.at, payload.len, seen.bytes.payload_hash);
  event_hash(head, bytes.at, bytes.len, seen.bytes.payload_hash, giver->hash);
  memcpy(seen.hash, giver->hash, HASH_BYTES);
  telling_record(&seen, &telling, &record);
  record_put_line(&record, lines);
  telling_next(&telling);
  str_done(&bytes);
  str_done(&payload);
}

static void write_month(const struct office *office, struct giver *giver, uint64_t month,
                        const char *folder) {
  struct bundle_about about = {.first = month * A_MONTH + 1, .last = (month + 1) * A_MONTH};
  struct sink lines = {0};
  struct str bytes = {0}, path = {0};
  char chain[2 * KEY_BYTES + 1], head[2 * HASH_BYTES + 1];
  memcpy(about.previous, giver->hash, HASH_BYTES);
  for (uint64_t i = about.first - 1; i < about.last; i++)
    add_line(giver, i, &lines);
  memcpy(about.chain, giver->head.chain, KEY_BYTES);
  memcpy(about.head, giver->hash, HASH_BYTES);
  about.wall = giver->head.wall;
  about.n_recipients = 2;
  memcpy(about.recipients[0], office->open, KEY_BYTES);
  memcpy(about.recipients[1], office->escrow, KEY_BYTES);
  seal_hex(about.chain, KEY_BYTES, chain);
  seal_hex(about.head, HASH_BYTES, head);
  str_printf(&path, "%s/%.16s-%06llu-%06llu-%.8s" BUNDLE_SUFFIX, folder, chain,
             (unsigned long long)about.first, (unsigned long long)about.last, head);
  FILE *file = fopen(path.at, "wx");
  if (!file || !bundle_write(&about, &lines.text, giver->secret, &bytes) ||
      fwrite(bytes.at, 1, bytes.len, file) != bytes.len || fclose(file) != 0)
    die("a bundle cannot be written");
  str_done(&path);
  str_done(&bytes);
  sink_done(&lines);
}

static void must(sqlite3 *db, int got, int wanted) {
  if (got != wanted)
    die(sqlite3_errmsg(db));
}

static void accept(struct store *store, const uint8_t chain[KEY_BYTES]) {
  struct laptop laptop = {.state = LAPTOP_ACCEPTED, .label = "bench"};
  struct diags diags = {0};
  memcpy(laptop.chain, chain, KEY_BYTES);
  if (store_laptop_put(store, &laptop, &diags) != RC_OK)
    die("a laptop cannot be accepted");
}

static void make(const char *folder, const char *records, uint64_t laptops, uint64_t months) {
  struct office office;
  struct store *store;
  struct diags diags = {0};
  if (store_open(records, &store, &diags) != RC_OK)
    die("no store");
  name_all();
  office_fill(&office);
  must(store->db, sqlite3_exec(store->db, "BEGIN", NULL, NULL, NULL), SQLITE_OK);
  for (uint64_t i = 0; i < laptops; i++) {
    struct giver giver = {.nth = i, .head = {.wall = INT64_C(1700000000000)}};
    office_pair("laptop", i, giver.head.chain, giver.secret);
    accept(store, giver.head.chain);
    for (uint64_t month = 0; month < months; month++)
      write_month(&office, &giver, month, folder);
  }
  must(store->db, sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
  store_close(store);
}

static void hand(const char *records, const char *folder) {
  struct office office;
  struct hand_in_wanted wanted = {.folder = folder, .n_recipients = 2};
  struct hand_in_told told;
  struct store *store;
  struct diags diags = {0};
  office_fill(&office);
  memcpy(wanted.recipients[0], office.open, KEY_BYTES);
  memcpy(wanted.recipients[1], office.escrow, KEY_BYTES);
  if (store_open(records, &store, &diags) != RC_OK ||
      hand_in(store, &wanted, &told, &diags) != RC_OK)
    die(diags.list[0].message);
  printf("%zu %llu\n", told.n, (unsigned long long)told.events);
  hand_in_told_done(&told);
  store_close(store);
}

/* -- The least -----------------------------------------------------------------------------------
 */

enum { COLUMNS = 14, BATCH = 20000 };

static const char table[] = "CREATE TABLE event (subject, hash, chain, seq, session, verb, boot,"
                            " wall, mono, head, scheme, payload, salt, payload_hash)";
static const char insert_row[] =
    "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char select_rows[] =
    "SELECT subject, hash, chain, seq, session, verb, boot, wall, mono,"
    " head, scheme, payload, salt, payload_hash FROM event"
    " ORDER BY chain, seq";

struct spent {
  double wall, processor; /* microseconds */
};

static double clock_us(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* sign: -1 when it begins, 1 when it ends. */
static void count(struct spent *spent, int sign) {
  spent->wall += sign * clock_us(CLOCK_MONOTONIC);
  spent->processor += sign * clock_us(CLOCK_PROCESS_CPUTIME_ID);
}

/* As many as there are and fit; what reading them takes is not counted. */
static size_t read_batch(sqlite3_stmt *rows, sqlite3_value *(*batch)[COLUMNS]) {
  size_t n = 0;
  while (n < BATCH && sqlite3_step(rows) == SQLITE_ROW) {
    for (int i = 0; i < COLUMNS; i++)
      batch[n][i] = sqlite3_value_dup(sqlite3_column_value(rows, i));
    n++;
  }
  return n;
}

static void insert_batch(sqlite3 *db, sqlite3_stmt *to, sqlite3_value *(*batch)[COLUMNS],
                         size_t n) {
  for (size_t k = 0; k < n; k++) {
    for (int i = 0; i < COLUMNS; i++)
      sqlite3_bind_value(to, i + 1, batch[k][i]);
    must(db, sqlite3_step(to), SQLITE_DONE);
    sqlite3_reset(to);
  }
}

static void free_batch(sqlite3_value *(*batch)[COLUMNS], size_t n) {
  for (size_t k = 0; k < n; k++)
    for (int i = 0; i < COLUMNS; i++)
      sqlite3_value_free(batch[k][i]);
}

static void copy_rows(sqlite3 *from, sqlite3 *db) {
  static sqlite3_value *batch[BATCH][COLUMNS];
  sqlite3_stmt *rows, *to;
  struct spent spent = {0};
  size_t all = 0, n;
  must(from, sqlite3_prepare_v2(from, select_rows, -1, &rows, NULL), SQLITE_OK);
  must(db, sqlite3_prepare_v2(db, insert_row, -1, &to, NULL), SQLITE_OK);
  must(db, sqlite3_exec(db, "BEGIN", NULL, NULL, NULL), SQLITE_OK);
  while ((n = read_batch(rows, batch)) > 0) {
    count(&spent, -1);
    insert_batch(db, to, batch, n);
    count(&spent, 1);
    free_batch(batch, n);
    all += n;
  }
  sqlite3_finalize(rows);
  sqlite3_finalize(to);
  count(&spent, -1);
  must(db, sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  count(&spent, 1);
  printf("%.0f %.0f %zu\n", spent.wall, spent.processor, all);
}

static int rows(const char *file, const char *records) {
  sqlite3 *from, *db;
  char path[4096];
  snprintf(path, sizeof path, "%s/mafunzo.db", records);
  if (sqlite3_open_v2(path, &from, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
      sqlite3_open(file, &db) != SQLITE_OK)
    return 1;
  must(db, sqlite3_exec(db, sql_options, NULL, NULL, NULL), SQLITE_OK);
  must(db, sqlite3_exec(db, sql_journal, NULL, NULL, NULL), SQLITE_OK);
  must(db, sqlite3_exec(db, table, NULL, NULL, NULL), SQLITE_OK);
  copy_rows(from, db);
  sqlite3_close(from);
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 6 && strcmp(argv[1], "make") == 0)
    make(argv[2], argv[3], strtoull(argv[4], NULL, 10), strtoull(argv[5], NULL, 10));
  else if (argc == 4 && strcmp(argv[1], "hand") == 0)
    hand(argv[2], argv[3]);
  else if (argc == 4 && strcmp(argv[1], "rows") == 0)
    return rows(argv[2], argv[3]);
  else
    return 2;
  return 0;
}
