/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The union of two stores: events of any chain, in any order, as often as one likes. */
#include "base/text.h"
#include "store/db.h"
#include "store/laptops.h"
#include "store/sql_gen.h"

#include <string.h>

struct import {
  sqlite3_stmt *insert;
  size_t added; /* of the parcel so far */
  struct arrived arrived;
  bool tombstone; /* one arrived */
};

static enum rc insert_one(struct store *store, struct import *import, const struct event_head *head,
                          const struct event_bytes *event, const uint8_t hash[HASH_BYTES],
                          struct diags *diags) {
  enum rc rc = insert_event(store, import->insert, head, event, hash, diags);
  if (rc == RC_OK && sqlite3_changes(store->db) > 0) {
    arrived_add(&import->arrived, head->chain);
    import->added++;
    import->tombstone |= head->verb == VERB_ERASED;
  }
  return rc;
}

static enum rc import_one(struct store *store, struct import *import,
                          const struct event_bytes *event, struct diags *diags) {
  struct event_head head;
  struct row_event row = {.head = event->head,
                          .head_len = event->head_len,
                          .payload = event->payload,
                          .payload_len = event->payload_len};
  bool whole = event->scheme <= SCHEME_ERASED &&
               (event->scheme == SCHEME_ERASED) == (event->payload == NULL) &&
               event_decode_head(event->head, event->head_len, &head);
  if (whole) {
    row.scheme = (enum scheme)event->scheme;
    memcpy(row.salt, event->salt, SALT_BYTES);
    memcpy(row.payload_hash, event->payload_hash, HASH_BYTES);
    event_hash(&head, row.head, row.head_len, row.payload_hash, row.hash);
    whole = row_verify(&row, &head);
  }
  if (whole)
    return insert_one(store, import, &head, event, row.hash, diags);
  diag_error(diags, (struct place){.file = store->file}, 1, "event.hash",
             _("nothing of this file was taken; ask for it again"),
             _("an event was altered or is not one"));
  return RC_DATA;
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

static enum rc import_parcel(struct store *store, struct import *import, struct parcel *parcel,
                             struct diags *diags) {
  enum rc rc = RC_OK;
  import->added = 0;
  for (size_t i = 0; rc == RC_OK && i < parcel->n; i++)
    rc = import_one(store, import, &parcel->events[i], diags);
  parcel->added = import->added;
  return rc == RC_OK ? record_taken(store, parcel->taken, diags) : rc;
}

static enum rc import_all(struct store *store, struct import *import, struct parcel *parcels,
                          size_t n, struct diags *diags) {
  enum rc rc = arrived_read(store, &import->arrived, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_add_event, &import->insert, diags);
  for (size_t i = 0; rc == RC_OK && i < n; i++)
    rc = import_parcel(store, import, &parcels[i], diags);
  sqlite3_finalize(import->insert);
  if (rc == RC_OK && import->tombstone)
    rc = erase_apply(store, diags);
  return rc == RC_OK ? arrived_put(store, &import->arrived, diags) : rc;
}

enum rc store_take(struct store *store, struct parcel *parcels, size_t n, struct diags *diags) {
  struct import import = {0};
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_run(store, "BEGIN IMMEDIATE", diags);
  if (rc != RC_OK)
    return rc;
  rc = import_all(store, &import, parcels, n, diags);
  arrived_done(&import.arrived);
  if (rc == RC_OK)
    rc = memo_forget_places(store, diags);
  if (rc == RC_OK)
    rc = db_run(store, "COMMIT", diags);
  if (rc != RC_OK)
    append_undo(store);
  else {
    store->tip = (struct tip){0};
    project_forget(store);
    erase_settle(store);
  }
  return rc;
}

enum rc store_import(struct store *store, const struct event_bytes *events, size_t n,
                     struct diags *diags) {
  return store_take(store, &(struct parcel){.events = events, .n = n}, 1, diags);
}
