/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"
#include "base/text.h"
#include "store/sealed.h"
#include "store/sql_gen.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct written { /* an event on its way to the disk */
  struct event_head head;
  struct str bytes, payload;
  struct event_bytes event;
  uint8_t hash[HASH_BYTES];
};

static int64_t clamp_clock(int64_t time) {
  return event_clock_sane(time) ? time : 0; /* a broken clock must not stop an answer */
}

static void copy_text(char *out, size_t size, const char *text) {
  size_t len = text ? strnlen(text, size - 1) : 0;
  memcpy(out, text ? text : "", len);
  out[len] = '\0';
}

static void fill_head(struct event_head *head, const struct append *append, size_t i) {
  const struct happening *happening = &append->happened[i];
  const struct moment *now = &append->moment;
  assert(!happening->path || strlen(happening->path) < EVENT_PATH);
  head->wall = clamp_clock(now->wall);
  head->mono = clamp_clock(now->mono);
  event_make_id(head->wall, head->id);
  memcpy(head->boot, now->boot, ID_BYTES);
  memcpy(head->actor, append->actors ? append->actors[i] : append->actor, ID_BYTES);
  memcpy(head->subject, append->subjects ? append->subjects[i] : append->subject, ID_BYTES);
  memcpy(head->session, append->sessions ? append->sessions[i] : append->session, ID_BYTES);
  head->mode = happening->mode;
  copy_text(head->path, sizeof head->path, happening->path);
  copy_text(head->language, sizeof head->language, happening->language);
  copy_text(head->verb_name, sizeof head->verb_name, verb_names[happening->verb]);
  head->verb = happening->verb;
  memcpy(head->key_rev, happening->key_rev, HASH_BYTES);
  memcpy(head->text_rev, happening->text_rev, HASH_BYTES);
}

static void write_event(struct written *w, const struct append *append, size_t i) {
  fill_head(&w->head, append, i);
  event_encode_head(&w->head, &w->bytes);
  event_encode_payload(&append->happened[i], &w->payload);
  w->event = (struct event_bytes){.head = w->bytes.at,
                                  .head_len = w->bytes.len,
                                  .payload = w->payload.at,
                                  .payload_len = w->payload.len,
                                  .scheme = SCHEME_PLAIN};
  seal_random(w->event.salt, SALT_BYTES);
  event_hash_payload(w->event.salt, w->payload.at, w->payload.len, w->event.payload_hash);
  event_hash(&w->head, w->bytes.at, w->bytes.len, w->event.payload_hash, w->hash);
}

static bool is_tip(const struct tip *tip, sqlite3_stmt *row) {
  return !tip->seq || (uint64_t)sqlite3_column_int64(row, 0) == tip->seq;
}

static void take_tip(struct tip *tip, sqlite3_stmt *row) {
  uint8_t hash[HASH_BYTES];
  tip->seq = (uint64_t)sqlite3_column_int64(row, 0);
  db_blob(row, 1, hash, HASH_BYTES); /* of another length: zeroes, which are greater than none */
  if (memcmp(hash, tip->hash, HASH_BYTES) > 0)
    memcpy(tip->hash, hash, HASH_BYTES);
}

enum rc append_tip(struct store *store, struct diags *diags) {
  sqlite3_stmt *statement;
  if (store->tip.known)
    return RC_OK;
  struct tip tip = {.known = true};
  enum rc rc = db_keep(store, sql_tip, &statement, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(statement, 1, store->chain, KEY_BYTES);
  int step;
  while ((step = sqlite3_step(statement)) == SQLITE_ROW && is_tip(&tip, statement))
    take_tip(&tip, statement);
  rc = db_end(store, statement, step, diags);
  if (rc == RC_OK)
    store->tip = tip;
  return rc;
}

/* Sealing and erasing take the salt with them. */
static void bind_payload(sqlite3_stmt *insert, const struct event_bytes *event, enum scheme scheme,
                         const struct str *sealed) {
  sqlite3_bind_int(insert, 11, (int)scheme);
  if (sealed->len)
    db_bind(insert, 12, sealed->at, sealed->len);
  else if (scheme != SCHEME_ERASED)
    db_bind(insert, 12, event->payload, event->payload_len);
  if (scheme == SCHEME_PLAIN)
    db_bind(insert, 13, event->salt, SALT_BYTES);
}

enum rc insert_event(struct store *store, sqlite3_stmt *insert, const struct event_head *head,
                     const struct event_bytes *event, const uint8_t hash[HASH_BYTES],
                     struct diags *diags) {
  const struct sealed_key *who = NULL;
  struct str sealed = {0};
  bool erased = false;
  enum rc rc =
      head->verb == VERB_ERASED ? RC_OK : erase_check(store, head->subject, &erased, diags);
  if (rc == RC_OK && head->verb != VERB_ERASED)
    rc = sealed_find(store, head->subject, &who, diags);
  if (rc != RC_OK)
    return rc;
  /* An old stick brings nobody back. */
  enum scheme scheme = erased ? SCHEME_ERASED : (enum scheme)event->scheme;
  if (who && scheme == SCHEME_PLAIN) {
    sealed_put_event(who, hash, event->salt, event->payload, event->payload_len, &sealed);
    scheme = SCHEME_SEALED;
  }
  db_bind(insert, 1, head->subject, ID_BYTES);
  db_bind(insert, 2, hash, HASH_BYTES);
  db_bind(insert, 3, head->chain, KEY_BYTES);
  sqlite3_bind_int64(insert, 4, (sqlite3_int64)head->seq);
  db_bind(insert, 5, head->session, ID_BYTES);
  db_bind_text(insert, 6, head->verb_name);
  db_bind(insert, 7, head->boot, ID_BYTES);
  sqlite3_bind_int64(insert, 8, head->wall);
  sqlite3_bind_int64(insert, 9, head->mono);
  db_bind(insert, 10, event->head, event->head_len);
  bind_payload(insert, event, scheme, &sealed);
  db_bind(insert, 14, event->payload_hash, HASH_BYTES);
  rc = db_do(store, insert, diags);
  str_done(&sealed);
  return rc;
}

void append_undo(struct store *store) {
  erase_forget(store);
  if (!sqlite3_get_autocommit(store->db))
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  if (store->broken && !store->copy) /* a copy is closed by whoever opened it, and has statements */
    db_drop(store);
}

static enum rc insert_all(struct store *store, const struct written *written, size_t n,
                          struct diags *diags) {
  sqlite3_stmt *insert;
  enum rc rc = db_keep(store, sql_add_event, &insert, diags);
  bool tombstone = false;
  for (size_t i = 0; rc == RC_OK && i < n; i++) {
    rc = insert_event(store, insert, &written[i].head, &written[i].event, written[i].hash, diags);
    tombstone |= written[i].head.verb == VERB_ERASED;
  }
  return rc == RC_OK && tombstone ? erase_apply(store, diags) : rc;
}

static enum rc run_kept(struct store *store, const char *sql, struct diags *diags) {
  sqlite3_stmt *statement;
  enum rc rc = db_keep(store, sql, &statement, diags);
  return rc == RC_OK ? db_do(store, statement, diags) : rc;
}

static enum rc commit_all(struct store *store, const struct append *append,
                          const struct written *written, struct diags *diags) {
  const struct written *last = &written[append->n - 1];
  enum rc rc = run_kept(store, sql_begin, diags);
  if (rc == RC_OK)
    rc = insert_all(store, written, append->n, diags);
  bool waits = rc == RC_OK && memo_waits(store, append, diags);
  if (rc == RC_OK && !waits)
    rc = memo_place(store, append, last->hash, diags);
  if (rc == RC_OK) {
    store->doubt = written[0].head.seq;
    rc = run_kept(store, sql_commit, diags);
  }
  if (rc == RC_OK) {
    store->tip.seq = last->head.seq;
    memcpy(store->tip.hash, last->hash, HASH_BYTES);
    memo_moved(store, append, waits);
  } else
    append_undo(store);
  if (rc == RC_OK || store->db) /* a rollback that worked leaves no doubt */
    store->doubt = 0;
  return rc;
}

void store_content(const struct append *append, size_t nth, uint8_t out[HASH_BYTES]) {
  struct event_head head = {0};
  fill_head(&head, append, nth);
  event_content(&head, &append->happened[nth], out);
}

/* Behind the tip, which is known; written_done it. */
static struct written *write_all(struct store *store, const struct append *append) {
  struct written *written = mem_array(append->n, sizeof *written);
  for (size_t i = 0; i < append->n; i++) {
    struct event_head *head = &written[i].head;
    memcpy(head->previous, i ? written[i - 1].hash : store->tip.hash, HASH_BYTES);
    memcpy(head->chain, store->chain, KEY_BYTES);
    head->seq = store->tip.seq + 1 + i;
    write_event(&written[i], append, i);
  }
  return written;
}

static void written_done(struct written *written, size_t n) {
  for (size_t i = 0; i < n; i++) {
    str_done(&written[i].bytes);
    str_done(&written[i].payload);
  }
  free(written);
}

enum rc append_within(struct store *store, const struct append *append, struct diags *diags) {
  enum rc rc = append_tip(store, diags);
  if (rc != RC_OK)
    return rc;
  struct written *written = write_all(store, append);
  const struct written *last = &written[append->n - 1];
  rc = insert_all(store, written, append->n, diags);
  store->tip.seq = last->head.seq;
  memcpy(store->tip.hash, last->hash, HASH_BYTES);
  written_done(written, append->n);
  return rc;
}

enum rc store_append(struct store *store, const struct append *append, struct diags *diags) {
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = append_tip(store, diags);
  if (rc != RC_OK || append->n == 0)
    return rc;
  struct written *written = write_all(store, append);
  rc = commit_all(store, append, written, diags);
  if (rc == RC_OK) {
    for (size_t i = 0; i < append->n; i++)
      project_later(store, &written[i].head);
    erase_settle(store);
  } else if (!store->db) { /* so that the next call finds it open, or says why not */
    struct diags again = {0};
    db_open(store, &again);
    diags_done(&again);
  }
  written_done(written, append->n);
  return rc;
}
