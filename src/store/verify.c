/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "base/vec.h"
#include "store/sealed.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

struct link {
  uint8_t hash[HASH_BYTES];
};

struct links {
  struct link *list;
  size_t n, cap;
};

struct walk { /* along a chain: the branches at this number, and those at the one before */
  uint8_t chain[KEY_BYTES];
  uint64_t seq;
  struct links here, before;
  bool own; /* the chain that is written here: a gap in it is a loss. One that has a successor may
               have ended in a restore, and what was lost then was told then */
};

static void tell(const struct store *store, enum severity severity, const char *code,
                 const uint8_t hash[HASH_BYTES], const char *message, struct diags *diags) {
  char hex[2 * 8 + 1];
  seal_hex(hash, 8, hex);
  diag_add(diags, severity, (struct place){.file = store->file}, 1, code, NULL, _("event %s: %s"),
           hex, message);
}

static bool copies_agree(sqlite3_stmt *row, const struct event_head *head) {
  uint8_t subject[ID_BYTES], chain[KEY_BYTES], session[ID_BYTES], boot[ID_BYTES];
  char verb[EVENT_VERB];
  bool whole = db_blob(row, 6, subject, ID_BYTES);
  whole = db_blob(row, 7, chain, KEY_BYTES) && whole;
  whole = db_blob(row, 9, session, ID_BYTES) && whole;
  db_text(row, 10, verb, sizeof verb);
  whole = db_blob(row, 11, boot, ID_BYTES) && whole;
  return whole && memcmp(subject, head->subject, ID_BYTES) == 0 &&
         memcmp(chain, head->chain, KEY_BYTES) == 0 &&
         memcmp(session, head->session, ID_BYTES) == 0 && memcmp(boot, head->boot, ID_BYTES) == 0 &&
         strcmp(verb, head->verb_name) == 0 &&
         (uint64_t)sqlite3_column_int64(row, 8) == head->seq &&
         sqlite3_column_int64(row, 12) == head->wall && sqlite3_column_int64(row, 13) == head->mono;
}

static enum rc is_own(struct store *store, const uint8_t chain[KEY_BYTES], bool *own,
                      struct diags *diags) {
  sqlite3_stmt *statement;
  enum rc rc = db_prepare(store, sql_own_chain, &statement, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(statement, 1, chain, KEY_BYTES);
  int step = sqlite3_step(statement);
  *own = step == SQLITE_ROW;
  return db_finish(store, statement, step, diags);
}

static enum rc walk_to(struct store *store, struct walk *walk, const struct event_head *head,
                       struct diags *diags) {
  enum rc rc = RC_OK;
  if (memcmp(walk->chain, head->chain, KEY_BYTES) != 0 || walk->seq == 0) {
    memcpy(walk->chain, head->chain, KEY_BYTES);
    walk->here.n = walk->before.n = 0;
    walk->seq = head->seq;
    rc = is_own(store, head->chain, &walk->own, diags);
  } else if (walk->seq != head->seq) {
    struct links spare = walk->before;
    walk->before = walk->here;
    walk->here = spare;
    walk->here.n = 0;
    if (head->seq != walk->seq + 1)
      walk->before.n = 0;
    walk->seq = head->seq;
  }
  return rc;
}

static bool follows(const struct walk *walk, const uint8_t previous[HASH_BYTES]) {
  for (size_t i = 0; i < walk->before.n; i++)
    if (memcmp(walk->before.list[i].hash, previous, HASH_BYTES) == 0)
      return true;
  return false;
}

static void check_link(const struct store *store, const struct walk *walk,
                       const struct event_head *head, const uint8_t hash[HASH_BYTES],
                       struct diags *diags) {
  static const uint8_t none[HASH_BYTES];
  if (walk->here.n)
    tell(store, SEVERITY_WARNING, "event.fork", hash,
         _("its chain has another event of the same number"), diags);
  if (head->seq == 1) {
    if (memcmp(head->previous, none, HASH_BYTES) != 0)
      tell(store, SEVERITY_ERROR, "event.previous", hash,
           _("the first of its chain names one before it"), diags);
  } else if (walk->before.n == 0)
    tell(store, walk->own ? SEVERITY_ERROR : SEVERITY_WARNING, "event.gap", hash,
         _("the one before it is missing"), diags);
  else if (!follows(walk, head->previous))
    tell(store, SEVERITY_ERROR, "event.previous", hash, _("it does not follow the one before it"),
         diags);
}

/* An altered event still stands where the table has it, so that those around it are not blamed. */
static bool read_row(struct store *store, sqlite3_stmt *row, struct row_event *event,
                     struct event_head *head, struct diags *diags) {
  if (row_read_event(row, event) && sealed_open_row(store, event) && row_verify(event, head))
    return true;
  tell(store, SEVERITY_ERROR, "event.hash", event->hash, _("its bytes were altered"), diags);
  db_blob(row, 7, head->chain, KEY_BYTES);
  head->seq = (uint64_t)sqlite3_column_int64(row, 8);
  return false;
}

static enum rc verify_row(struct store *store, struct walk *walk, sqlite3_stmt *row,
                          struct diags *diags) {
  struct row_event event;
  struct event_head head = {0};
  struct link link;
  bool whole = read_row(store, row, &event, &head, diags);
  if (whole && !copies_agree(row, &head))
    tell(store, SEVERITY_ERROR, "event.copies", event.hash,
         _("the table says something else than the event"), diags);
  enum rc rc = walk_to(store, walk, &head, diags);
  if (rc != RC_OK)
    return rc;
  if (whole)
    check_link(store, walk, &head, event.hash, diags);
  memcpy(link.hash, event.hash, HASH_BYTES);
  VEC_PUSH(&walk->here, link);
  return RC_OK;
}

enum rc store_verify(struct store *store, struct diags *diags) {
  sqlite3_stmt *rows;
  struct walk walk = {0};
  size_t errors = diags->errors;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_check(store, sql_check_whole, diags);
  if (rc == RC_OK)
    rc = migrate_verify(store, diags);
  if (rc == RC_OK)
    rc = chain_verify(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_all_events, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step = SQLITE_DONE;
  while (rc == RC_OK && (step = sqlite3_step(rows)) == SQLITE_ROW)
    rc = verify_row(store, &walk, rows, diags);
  enum rc end = db_finish(store, rows, step, diags);
  rc = rc == RC_OK ? end : rc;
  free(walk.here.list);
  free(walk.before.list);
  return rc == RC_OK && diags->errors > errors ? RC_DATA : rc;
}
