/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock: when each event happened, as projected (trust.md).
 *
 * Within a boot its first wall clock and the monotonic difference say so, and nearly always that is
 * all: boots are kept, and by themselves the few events which that would put before an earlier
 * number of their chain. So the clock grows with boots and not with events, and an event at the end
 * of its chain touches no more of it than the chain's tip. What SQL asks is the view of clock.sql.
 *
 * A clock that was more than a day ahead is caught where its events are collected: an event there
 * (VERB_COLLECTED) says up to which number they had come by then, and each has at the most that
 * time, the earliest that covers it. Only what this store collected itself counts: a bundle does
 * not bring its own caps, or any laptop could date what others did before it was done. Of two
 * offices that got the same events each has its own.
 */
#include "base/vec.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

/* -- One chain, number by number --------------------------------------------------------------- */

static bool caps_chain(const struct clock_caps *caps, size_t at, const uint8_t chain[KEY_BYTES]) {
  return caps && at < caps->n && memcmp(caps->list[at].chain, chain, KEY_BYTES) == 0;
}

static size_t first_cap(const struct clock_caps *caps, const uint8_t chain[KEY_BYTES]) {
  size_t at = 0;
  while (caps && at < caps->n && !caps_chain(caps, at, chain))
    at++;
  return at;
}

bool clock_chain(struct clock_walk *walk, const uint8_t chain[KEY_BYTES]) {
  if (walk->began && memcmp(walk->chain, chain, KEY_BYTES) == 0)
    return false;
  walk->cap = first_cap(walk->caps, chain);
  memcpy(walk->chain, chain, KEY_BYTES);
  walk->began = true;
  walk->events = walk->seq = 0;
  walk->before = walk->here = INT64_MIN;
  walk->oldest = INT64_MAX;
  walk->boots.n = 0;
  return true;
}

/* All but the newest are hardly asked for: a fork, or a chain that was put together. */
static struct clock_boot *find_boot(struct clock_walk *walk, const uint8_t id[ID_BYTES]) {
  for (size_t i = walk->boots.n; i > 0; i--)
    if (memcmp(walk->boots.list[i - 1].id, id, ID_BYTES) == 0)
      return &walk->boots.list[i - 1];
  return NULL;
}

static struct clock_boot *add_boot(struct clock_walk *walk, const uint8_t id[ID_BYTES],
                                   int64_t ahead, bool late) {
  struct clock_boot boot = {.ahead = ahead, .late = late};
  memcpy(boot.id, id, ID_BYTES);
  VEC_PUSH(&walk->boots, boot);
  return &walk->boots.list[walk->boots.n - 1];
}

/* The earliest that covers this number; numbers grow, so that those before it are passed. */
static int64_t cap_at(struct clock_walk *walk, int64_t seq) {
  while (caps_chain(walk->caps, walk->cap, walk->chain) && walk->caps->list[walk->cap].seq < seq)
    walk->cap++;
  bool covered = caps_chain(walk->caps, walk->cap, walk->chain);
  return covered ? walk->caps->list[walk->cap].time : INT64_MAX;
}

/* Branches of a fork do not move each other at the same number. */
int64_t clock_step(struct clock_walk *walk, int64_t seq, const struct clock_tick *tick,
                   bool *late) {
  struct clock_boot *boot = find_boot(walk, tick->boot);
  if (!boot) {
    boot = add_boot(walk, tick->boot, tick->wall - tick->mono, false);
    boot->changed = true;
  }
  if (seq != walk->seq)
    walk->before = walk->here;
  walk->seq = seq;
  walk->events++;
  int64_t said = boot->ahead + tick->mono; /* all within 2^52: event_clock_sane */
  int64_t cap = cap_at(walk, seq), time = said < cap ? said : cap;
  if (time < walk->before)
    time = walk->before;
  *late = time != said;
  if (*late) {
    boot->changed |= !boot->late;
    boot->late = true;
  }
  if (time > walk->here)
    walk->here = time;
  if (time < walk->oldest)
    walk->oldest = time;
  return time;
}

/* -- What was ahead ------------------------------------------------------------------------------
 */

static void take_cap(sqlite3_stmt *row, struct clock_caps *caps) {
  struct clock_cap cap = {.seq = sqlite3_column_int64(row, 1),
                          .time = sqlite3_column_int64(row, 2)};
  db_blob(row, 0, cap.chain, KEY_BYTES);
  VEC_PUSH(caps, cap);
}

enum rc clock_caps_read(struct store *store, struct clock_caps *caps, struct diags *diags) {
  sqlite3_stmt *rows;
  *caps = (struct clock_caps){0};
  enum rc rc = db_keep(store, sql_projection_caps, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    take_cap(rows, caps);
  /* A later one that covers more counts for what it covers first, too. */
  for (size_t i = caps->n; i > 1; i--) {
    struct clock_cap *cap = &caps->list[i - 2];
    if (memcmp(cap->chain, cap[1].chain, KEY_BYTES) == 0 && cap[1].time < cap->time)
      cap->time = cap[1].time;
  }
  return db_end(store, rows, step, diags);
}

/* -- Kept ----------------------------------------------------------------------------------------
 */

struct filling {
  struct store *store;
  struct clock_walk walk;
  int64_t seq; /* of the events at hand */
  struct {
    struct clock_tick *list;
    size_t n, cap;
  } same;       /* of that number: they come in any order */
  bool goes_on; /* some of the chain is kept already, and so may be its boots */
};

static enum rc put_late(struct filling *f, const uint8_t hash[HASH_BYTES], int64_t time,
                        struct diags *diags) {
  sqlite3_stmt *put;
  enum rc rc = db_keep(f->store, sql_projection_put_late, &put, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(put, 1, f->walk.chain, KEY_BYTES);
  sqlite3_bind_int64(put, 2, f->seq);
  db_bind(put, 3, hash, HASH_BYTES);
  sqlite3_bind_int64(put, 4, time);
  return db_do(f->store, put, diags);
}

static enum rc read_boot(struct filling *f, const uint8_t id[ID_BYTES], struct diags *diags) {
  sqlite3_stmt *row;
  if (!f->goes_on || find_boot(&f->walk, id))
    return RC_OK;
  enum rc rc = db_keep(f->store, sql_projection_find_boot, &row, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(row, 1, f->walk.chain, KEY_BYTES);
  db_bind(row, 2, id, ID_BYTES);
  int step = sqlite3_step(row);
  if (step == SQLITE_ROW)
    add_boot(&f->walk, id, sqlite3_column_int64(row, 0), sqlite3_column_int(row, 1));
  return db_end(f->store, row, step, diags);
}

static int by_hash(const void *a, const void *b) {
  return memcmp(((const struct clock_tick *)a)->hash, ((const struct clock_tick *)b)->hash,
                HASH_BYTES);
}

static enum rc step_same(struct filling *f, struct diags *diags) {
  enum rc rc = RC_OK;
  if (f->same.n > 1)
    qsort(f->same.list, f->same.n, sizeof *f->same.list, by_hash);
  for (size_t i = 0; rc == RC_OK && i < f->same.n; i++) {
    const struct clock_tick *tick = &f->same.list[i];
    bool late = false;
    int64_t time = 0;
    rc = read_boot(f, tick->boot, diags);
    if (rc == RC_OK)
      time = clock_step(&f->walk, f->seq, tick, &late);
    if (rc == RC_OK && late)
      rc = put_late(f, tick->hash, time, diags);
  }
  f->same.n = 0;
  return rc;
}

static enum rc put_tip(struct filling *f, struct diags *diags) {
  sqlite3_stmt *put;
  enum rc rc = db_keep(f->store, sql_projection_put_tip, &put, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(put, 1, f->walk.chain, KEY_BYTES);
  sqlite3_bind_int64(put, 2, f->walk.seq);
  sqlite3_bind_int64(put, 3, f->walk.events);
  sqlite3_bind_int64(put, 4, f->walk.before);
  sqlite3_bind_int64(put, 5, f->walk.here);
  sqlite3_bind_int64(put, 6, f->walk.oldest);
  return db_do(f->store, put, diags);
}

static enum rc put_boot(struct filling *f, const struct clock_boot *boot, struct diags *diags) {
  sqlite3_stmt *put;
  enum rc rc = db_keep(f->store, sql_projection_put_boot, &put, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(put, 1, f->walk.chain, KEY_BYTES);
  db_bind(put, 2, boot->id, ID_BYTES);
  sqlite3_bind_int64(put, 3, boot->ahead);
  sqlite3_bind_int(put, 4, boot->late);
  return db_do(f->store, put, diags);
}

static enum rc end_chain(struct filling *f, struct diags *diags) {
  if (!f->walk.began)
    return RC_OK;
  enum rc rc = step_same(f, diags);
  if (rc == RC_OK)
    rc = put_tip(f, diags);
  for (size_t i = 0; rc == RC_OK && i < f->walk.boots.n; i++)
    if (f->walk.boots.list[i].changed)
      rc = put_boot(f, &f->walk.boots.list[i], diags);
  return rc;
}

static enum rc take(struct filling *f, sqlite3_stmt *row, struct diags *diags) {
  struct clock_tick tick = {.wall = sqlite3_column_int64(row, 4),
                            .mono = sqlite3_column_int64(row, 5)};
  uint8_t chain[KEY_BYTES];
  int64_t seq = sqlite3_column_int64(row, 1);
  enum rc rc = RC_OK;
  db_blob(row, 0, chain, KEY_BYTES);
  db_blob(row, 2, tick.hash, HASH_BYTES);
  db_blob(row, 3, tick.boot, ID_BYTES);
  bool other = !f->walk.began || memcmp(f->walk.chain, chain, KEY_BYTES) != 0;
  if (other)
    rc = end_chain(f, diags);
  else if (seq != f->seq)
    rc = step_same(f, diags);
  if (other)
    clock_chain(&f->walk, chain);
  f->seq = seq;
  VEC_PUSH(&f->same, tick);
  return rc;
}

/* Finalizes. */
static enum rc take_all(struct filling *f, sqlite3_stmt *rows, struct diags *diags) {
  enum rc rc = RC_OK;
  int step = SQLITE_DONE;
  while (rc == RC_OK && (step = sqlite3_step(rows)) == SQLITE_ROW)
    rc = take(f, rows, diags);
  enum rc end = db_finish(f->store, rows, step, diags);
  if (rc == RC_OK)
    rc = end;
  if (rc == RC_OK)
    rc = end_chain(f, diags);
  free(f->same.list);
  free(f->walk.boots.list);
  return rc;
}

enum rc clock_fill(struct store *store, struct diags *diags) {
  struct clock_caps caps = {0};
  struct filling filling = {.store = store, .walk = {.caps = &caps}};
  sqlite3_stmt *rows;
  enum rc rc = db_run(store, sql_projection_forget_clock, diags);
  if (rc == RC_OK)
    rc = clock_caps_read(store, &caps, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_projection_ticks_all, &rows, diags);
  if (rc == RC_OK)
    rc = take_all(&filling, rows, diags);
  free(caps.list);
  return rc;
}

/* -- One chain more ------------------------------------------------------------------------------
 */

static enum rc read_tip(struct filling *f, const uint8_t chain[KEY_BYTES], struct diags *diags) {
  sqlite3_stmt *row;
  enum rc rc = db_keep(f->store, sql_projection_find_tip, &row, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(row, 1, chain, KEY_BYTES);
  int step = sqlite3_step(row);
  clock_chain(&f->walk, chain);
  f->goes_on = step == SQLITE_ROW;
  if (f->goes_on) {
    f->walk.seq = sqlite3_column_int64(row, 0);
    f->walk.events = sqlite3_column_int64(row, 1);
    f->walk.before = sqlite3_column_int64(row, 2);
    f->walk.here = sqlite3_column_int64(row, 3);
    f->walk.oldest = sqlite3_column_int64(row, 4);
  }
  return db_end(f->store, row, step, diags);
}

static enum rc count_up_to(struct filling *f, int64_t *n, struct diags *diags) {
  sqlite3_stmt *row;
  enum rc rc = db_keep(f->store, sql_projection_count_chain, &row, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(row, 1, f->walk.chain, KEY_BYTES);
  sqlite3_bind_int64(row, 2, f->walk.seq);
  int step = sqlite3_step(row);
  *n = step == SQLITE_ROW ? sqlite3_column_int64(row, 0) : 0;
  return db_end(f->store, row, step, diags);
}

static enum rc forget(struct filling *f, struct diags *diags) {
  static const char *const tables[] = {sql_projection_forget_boots, sql_projection_forget_late,
                                       sql_projection_forget_tip};
  enum rc rc = RC_OK;
  for (size_t i = 0; rc == RC_OK && i < sizeof tables / sizeof *tables; i++) {
    sqlite3_stmt *statement;
    rc = db_keep(f->store, tables[i], &statement, diags);
    if (rc != RC_OK)
      return rc;
    db_bind(statement, 1, f->walk.chain, KEY_BYTES);
    rc = db_do(f->store, statement, diags);
  }
  f->goes_on = f->walk.began = false;
  return rc;
}

static enum rc follow(struct filling *f, const uint8_t chain[KEY_BYTES], struct diags *diags) {
  sqlite3_stmt *rows;
  int64_t seq = f->goes_on ? f->walk.seq : INT64_MIN;
  enum rc rc = db_prepare(f->store, sql_projection_ticks_of_chain, &rows, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(rows, 1, chain, KEY_BYTES);
  sqlite3_bind_int64(rows, 2, seq);
  return take_all(f, rows, diags);
}

/* What is capped arrived, or was collected with the caps: clock_arrived. */
enum rc clock_follow(struct store *store, const uint8_t chain[KEY_BYTES], struct diags *diags) {
  struct filling filling = {.store = store};
  enum rc rc = read_tip(&filling, chain, diags);
  if (rc == RC_OK && !filling.goes_on)
    filling.walk.began = false;
  return rc == RC_OK ? follow(&filling, chain, diags) : rc;
}

enum rc clock_arrived(struct store *store, const uint8_t chain[KEY_BYTES],
                      const struct clock_caps *caps, int64_t *after, struct diags *diags) {
  struct filling filling = {.store = store, .walk = {.caps = caps}};
  int64_t n = 0;
  enum rc rc = read_tip(&filling, chain, diags);
  if (rc == RC_OK)
    rc = count_up_to(&filling, &n, diags);
  bool behind = filling.goes_on && n == filling.walk.events && first_cap(caps, chain) == caps->n;
  *after = behind ? filling.walk.seq : INT64_MIN;
  if (rc == RC_OK && !behind)
    rc = forget(&filling, diags);
  return rc == RC_OK ? follow(&filling, chain, diags) : rc;
}

/* -- One event -----------------------------------------------------------------------------------
 */

static enum rc seek_boot(struct store *store, const struct event_head *head,
                         struct clock_seen *seen, struct diags *diags) {
  sqlite3_stmt *row;
  enum rc rc = db_keep(store, sql_projection_find_boot, &row, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(row, 1, head->chain, KEY_BYTES);
  db_bind(row, 2, head->boot, ID_BYTES);
  int step = sqlite3_step(row);
  *seen = (struct clock_seen){.known = step == SQLITE_ROW};
  if (seen->known) {
    seen->ahead = sqlite3_column_int64(row, 0);
    seen->late = sqlite3_column_int(row, 1);
  }
  memcpy(seen->chain, head->chain, KEY_BYTES);
  memcpy(seen->boot, head->boot, ID_BYTES);
  return db_end(store, row, step, diags);
}

static enum rc seek_late(struct store *store, const struct event_head *head,
                         const uint8_t hash[HASH_BYTES], int64_t *time, struct diags *diags) {
  sqlite3_stmt *row;
  enum rc rc = db_keep(store, sql_projection_find_late, &row, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(row, 1, head->chain, KEY_BYTES);
  sqlite3_bind_int64(row, 2, (sqlite3_int64)head->seq);
  db_bind(row, 3, hash, HASH_BYTES);
  int step = sqlite3_step(row);
  if (step == SQLITE_ROW)
    *time = sqlite3_column_int64(row, 0);
  return db_end(store, row, step, diags);
}

enum rc clock_time(struct store *store, struct clock_cache *cache, const struct event_head *head,
                   const uint8_t hash[HASH_BYTES], bool *known, int64_t *time,
                   struct diags *diags) {
  size_t at = head->boot[0] ^ head->boot[ID_BYTES - 1];
  struct clock_seen *seen = &cache->list[at % CLOCK_SEEN];
  enum rc rc = RC_OK;
  if (!seen->known || memcmp(seen->boot, head->boot, ID_BYTES) != 0 ||
      memcmp(seen->chain, head->chain, KEY_BYTES) != 0)
    rc = seek_boot(store, head, seen, diags);
  *known = rc == RC_OK && seen->known;
  *time = seen->ahead + head->mono;
  return *known && seen->late ? seek_late(store, head, hash, time, diags) : rc;
}
