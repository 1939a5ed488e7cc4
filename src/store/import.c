/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The union of two stores: events of any chain, in any order, as often as one likes. */
#include "base/mem.h"
#include "base/text.h"
#include "store/laptops.h"
#include "store/sealed.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

struct taking {
  struct store *store;
  sqlite3_stmt *insert;
  size_t added; /* of the parcel at hand */
  struct arrived arrived;
  bool tombstone; /* one arrived */
  bool opened;    /* one that was sealed can be read now */
  enum rc rc;     /* of whatever failed first: nothing of it is kept */
};

/* What came sealed before, and comes again so that it can be read: unless it is sealed here. */
static enum rc open_one(struct taking *taking, const struct event_head *head,
                        const struct event_bytes *event, const uint8_t hash[HASH_BYTES],
                        struct diags *diags) {
  struct store *store = taking->store;
  const struct sealed_key *who;
  sqlite3_stmt *open;
  enum rc rc = sealed_find(store, head->subject, &who, diags);
  if (rc == RC_OK && !who)
    rc = db_keep(store, sql_open_event, &open, diags);
  if (rc != RC_OK || who)
    return rc;
  db_bind(open, 1, head->subject, ID_BYTES);
  db_bind(open, 2, hash, HASH_BYTES);
  db_bind(open, 3, event->payload, event->payload_len);
  db_bind(open, 4, event->salt, SALT_BYTES);
  rc = db_do(store, open, diags);
  taking->opened |= rc == RC_OK && sqlite3_changes(store->db) > 0;
  return rc;
}

static enum rc insert_one(struct taking *taking, const struct event_head *head,
                          const struct event_bytes *event, const uint8_t hash[HASH_BYTES],
                          struct diags *diags) {
  enum rc rc = insert_event(taking->store, taking->insert, head, event, hash, diags);
  if (rc != RC_OK)
    return rc;
  if (sqlite3_changes(taking->store->db) > 0) {
    arrived_add(&taking->arrived, head->chain);
    taking->added++;
    taking->tombstone |= head->verb == VERB_ERASED;
    return RC_OK;
  }
  return event->scheme == SCHEME_PLAIN ? open_one(taking, head, event, hash, diags) : RC_OK;
}

/* Of bytes that are an event, and give their payload's hash. */
static bool read_event(const struct event_bytes *event, struct event_head *head,
                       uint8_t hash[HASH_BYTES]) {
  uint8_t payload_hash[HASH_BYTES];
  if (event->scheme > SCHEME_ERASED ||
      (event->scheme == SCHEME_ERASED) != (event->payload == NULL) ||
      !event_decode_head(event->head, event->head_len, head))
    return false;
  event_hash(head, event->head, event->head_len, event->payload_hash, hash);
  if (event->scheme != SCHEME_PLAIN)
    return true;
  event_hash_payload(event->salt, event->payload, event->payload_len, payload_hash);
  return memcmp(payload_hash, event->payload_hash, HASH_BYTES) == 0;
}

struct ordered { /* an event on its way to its row */
  const struct event_bytes *event;
  struct event_head head;
  uint8_t hash[HASH_BYTES];
};

/* As the table is: then one row mostly goes beside the one before. */
static int by_key(const void *a, const void *b) {
  const struct ordered *const *x = a, *const *y = b;
  int by_subject = memcmp((*x)->head.subject, (*y)->head.subject, ID_BYTES);
  return by_subject ? by_subject : memcmp((*x)->hash, (*y)->hash, HASH_BYTES);
}

static enum rc take_all(struct taking *taking, const struct parcel *parcel, struct diags *diags) {
  struct ordered *all = mem_array(parcel->n, sizeof *all);
  const struct ordered **order = mem_array(parcel->n, sizeof *order);
  enum rc rc = RC_OK;
  for (size_t i = 0; rc == RC_OK && i < parcel->n; i++) {
    all[i].event = &parcel->events[i];
    order[i] = &all[i];
    if (!read_event(all[i].event, &all[i].head, all[i].hash)) {
      diag_error(diags, (struct place){.file = taking->store->file}, 1, "event.hash",
                 _("nothing of this file was taken; ask for it again"),
                 _("an event was altered or is not one"));
      rc = RC_DATA;
    }
  }
  if (rc == RC_OK && parcel->n > 1)
    qsort(order, parcel->n, sizeof *order, by_key);
  for (size_t i = 0; rc == RC_OK && i < parcel->n; i++)
    rc = insert_one(taking, &order[i]->head, order[i]->event, order[i]->hash, diags);
  free(order);
  free(all);
  return rc;
}

/* Own, and within the transaction at hand: what is taken back leaves no trace. */
static enum rc say_collected(struct taking *taking, const struct parcel *parcel,
                             struct diags *diags) {
  const struct event_bytes *last = &parcel->events[parcel->n - 1];
  struct happening happened = {.verb = VERB_COLLECTED};
  struct append append = {.happened = &happened, .n = 1, .moment = *parcel->by};
  struct event_head head;
  event_decode_head(last->head, last->head_len, &head); /* as read_event saw it */
  event_hash(&head, last->head, last->head_len, last->payload_hash, happened.key_rev);
  memcpy(happened.text_rev, head.chain, KEY_BYTES);
  enum rc rc = append_within(taking->store, &append, diags);
  arrived_add(&taking->arrived, head.chain);
  arrived_add(&taking->arrived, taking->store->chain);
  return rc;
}

static enum rc record_taken(struct store *store, const struct taken *taken, struct diags *diags) {
  sqlite3_stmt *take;
  enum rc rc = taken ? db_keep(store, sql_laptops_take, &take, diags) : RC_OK;
  if (!taken || rc != RC_OK)
    return rc;
  db_bind(take, 1, taken->file, HASH_BYTES);
  db_bind(take, 2, taken->chain, KEY_BYTES);
  sqlite3_bind_int64(take, 3, (sqlite3_int64)taken->first);
  sqlite3_bind_int64(take, 4, (sqlite3_int64)taken->last);
  sqlite3_bind_int64(take, 5, taken->time);
  return db_do(store, take, diags);
}

enum rc store_taking_begin(struct store *store, struct taking **out, struct diags *diags) {
  *out = NULL;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_run(store, sql_begin, diags);
  if (rc != RC_OK)
    return rc;
  struct taking *taking = mem_alloc(sizeof *taking);
  taking->store = store;
  sqlite3_exec(store->db, sql_cache_large, NULL, NULL, NULL);
  rc = arrived_read(store, &taking->arrived, diags);
  if (rc == RC_OK)
    rc = db_keep(store, sql_add_event, &taking->insert, diags);
  taking->rc = rc;
  *out = taking;
  return rc;
}

enum rc store_taking_add(struct taking *taking, struct parcel *parcel, struct diags *diags) {
  taking->added = 0;
  if (taking->rc == RC_OK)
    taking->rc = take_all(taking, parcel, diags);
  parcel->added = taking->added;
  if (taking->rc == RC_OK && parcel->by && parcel->added)
    taking->rc = say_collected(taking, parcel, diags);
  if (taking->rc == RC_OK)
    taking->rc = record_taken(taking->store, parcel->taken, diags);
  return taking->rc;
}

static enum rc commit(struct taking *taking, struct diags *diags) {
  struct store *store = taking->store;
  enum rc rc = taking->rc;
  if (rc == RC_OK && taking->tombstone)
    rc = erase_apply(store, diags);
  if (rc == RC_OK)
    rc = arrived_put(store, &taking->arrived, diags);
  if (rc == RC_OK)
    rc = memo_forget_places(store, diags);
  return rc == RC_OK ? db_run(store, sql_commit, diags) : rc;
}

enum rc store_taking_end(struct taking *taking, struct diags *diags) {
  struct store *store = taking->store;
  enum rc rc = commit(taking, diags);
  bool opened = taking->opened;
  arrived_done(&taking->arrived);
  free(taking);
  store->tip = (struct tip){0};
  if (rc != RC_OK)
    append_undo(store);
  else {
    project_forget(store);
    store->erased.fresh |= opened; /* the file of projections lacks it */
    erase_settle(store);
    log_empty(store);
  }
  if (store->db)
    sqlite3_exec(store->db, sql_cache_small, NULL, NULL, NULL);
  return rc;
}

enum rc store_take(struct store *store, struct parcel *parcels, size_t n, struct diags *diags) {
  struct taking *taking;
  enum rc rc = store_taking_begin(store, &taking, diags);
  if (!taking)
    return rc;
  for (size_t i = 0; i < n; i++)
    store_taking_add(taking, &parcels[i], diags);
  return store_taking_end(taking, diags);
}

enum rc store_import(struct store *store, const struct event_bytes *events, size_t n,
                     struct diags *diags) {
  return store_take(store, &(struct parcel){.events = events, .n = n}, 1, diags);
}
