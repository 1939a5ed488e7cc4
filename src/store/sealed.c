/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sealed.h"

#include "base/mem.h"
#include "base/vec.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

/* -- Whose ------------------------------------------------------------------------------------ */

static struct sealed_key *seek(const struct sealed *all, const uint8_t subject[ID_BYTES]) {
  for (size_t i = 0; i < all->n; i++)
    if (memcmp(all->list[i].subject, subject, ID_BYTES) == 0)
      return &all->list[i];
  return NULL;
}

static void drop(struct sealed *all) {
  if (all->list)
    seal_wipe(all->list, all->cap * sizeof *all->list);
  free(all->list);
  *all = (struct sealed){0};
}

static void add_key(struct sealed *all, const struct sealed *before, sqlite3_stmt *row) {
  struct sealed_key one = {0};
  db_blob(row, 0, one.subject, ID_BYTES);
  db_blob(row, 1, one.public, KEY_BYTES);
  const struct sealed_key *known = seek(before, one.subject);
  if (known && memcmp(known->public, one.public, KEY_BYTES) == 0)
    one = *known;
  VEC_PUSH(all, one);
  seal_wipe(&one, sizeof one);
}

static enum rc read_keys(struct store *store, struct diags *diags) {
  struct sealed all = {.known = true};
  sqlite3_stmt *rows;
  enum rc rc = db_prepare(store, sql_profile_keys, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    add_key(&all, &store->sealed, rows);
  rc = db_finish(store, rows, step, diags);
  if (rc != RC_OK) {
    drop(&all);
    return rc;
  }
  drop(&store->sealed);
  store->sealed = all;
  return RC_OK;
}

enum rc sealed_find(struct store *store, const uint8_t subject[ID_BYTES],
                    const struct sealed_key **found, struct diags *diags) {
  enum rc rc = store->sealed.known ? RC_OK : read_keys(store, diags);
  *found = rc == RC_OK ? seek(&store->sealed, subject) : NULL;
  return rc;
}

enum rc sealed_know(struct store *store, const uint8_t subject[ID_BYTES], const uint8_t *key,
                    struct diags *diags) {
  const struct sealed_key *found;
  enum rc rc = sealed_find(store, subject, &found, diags);
  struct sealed_key *one = rc == RC_OK ? seek(&store->sealed, subject) : NULL;
  if (!one)
    return rc;
  one->open = key != NULL;
  if (key)
    memcpy(one->key, key, KEY_BYTES);
  else
    seal_wipe(one->key, KEY_BYTES);
  if (store->attached)
    project_detach(store);
  return rc;
}

bool sealed_any_open(const struct store *store) {
  bool any = false;
  for (size_t i = 0; i < store->sealed.n; i++)
    any = any || store->sealed.list[i].open;
  return any;
}

void sealed_forget(struct store *store) { store->sealed.known = false; }

void sealed_done(struct store *store) {
  drop(&store->sealed);
  if (store->opened.at)
    seal_wipe(store->opened.at, store->opened.cap);
  str_done(&store->opened);
}

/* -- Events ----------------------------------------------------------------------------------- */

/* store->opened: salt and payload. */
static bool take_event(struct store *store, const struct sealed_key *who,
                       const uint8_t hash[HASH_BYTES], const void *bytes, size_t len) {
  str_clear(&store->opened);
  return sealed_take_event(who, hash, bytes, len, &store->opened);
}

bool sealed_open_row(struct store *store, struct row_event *row) {
  struct event_head head;
  if (row->scheme != SCHEME_SEALED || !sealed_any_open(store) ||
      !event_decode_head(row->head, row->head_len, &head))
    return true;
  const struct sealed_key *who = seek(&store->sealed, head.subject);
  if (!who || !who->open)
    return true;
  if (!take_event(store, who, row->hash, row->payload, row->payload_len))
    return false;
  memcpy(row->salt, store->opened.at, SALT_BYTES);
  row->payload = store->opened.at + SALT_BYTES;
  row->payload_len = store->opened.len - SALT_BYTES;
  row->scheme = SCHEME_PLAIN;
  return true;
}

/* -- For statements --------------------------------------------------------------------------- */

static bool is_blob(sqlite3_value *value, size_t len) {
  return sqlite3_value_type(value) == SQLITE_BLOB && (size_t)sqlite3_value_bytes(value) == len;
}

static const struct sealed_key *key_of(struct store *store, sqlite3_value **values) {
  return is_blob(values[0], ID_BYTES) && is_blob(values[1], HASH_BYTES)
             ? seek(&store->sealed, sqlite3_value_blob(values[0]))
             : NULL;
}

/* sealed(subject, hash, salt, payload); NULL, which no row may have, if it is nobody's. */
static void run_sealed(sqlite3_context *context, int n, sqlite3_value **values) {
  struct store *store = sqlite3_user_data(context);
  const struct sealed_key *who = key_of(store, values);
  struct str out = {0};
  (void)n;
  if (!who || !is_blob(values[2], SALT_BYTES))
    return;
  sealed_put_event(who, sqlite3_value_blob(values[1]), sqlite3_value_blob(values[2]),
                   sqlite3_value_blob(values[3]), (size_t)sqlite3_value_bytes(values[3]), &out);
  sqlite3_result_blob64(context, out.at, out.len, SQLITE_TRANSIENT);
  str_done(&out);
}

static bool open_value(sqlite3_context *context, sqlite3_value **values) {
  struct store *store = sqlite3_user_data(context);
  const struct sealed_key *who = key_of(store, values);
  const void *bytes = sqlite3_value_blob(values[2]);
  return who && bytes && who->open &&
         take_event(store, who, sqlite3_value_blob(values[1]), bytes,
                    (size_t)sqlite3_value_bytes(values[2]));
}

/* opened(subject, hash, payload): NULL if the key is not known, or does not open it. */
static void run_opened(sqlite3_context *context, int n, sqlite3_value **values) {
  const struct store *store = sqlite3_user_data(context);
  (void)n;
  if (open_value(context, values))
    sqlite3_result_blob64(context, store->opened.at + SALT_BYTES, store->opened.len - SALT_BYTES,
                          SQLITE_TRANSIENT);
}

static void run_opened_salt(sqlite3_context *context, int n, sqlite3_value **values) {
  const struct store *store = sqlite3_user_data(context);
  (void)n;
  if (open_value(context, values))
    sqlite3_result_blob64(context, store->opened.at, SALT_BYTES, SQLITE_TRANSIENT);
}

void sealed_functions(struct store *store) {
  static const struct {
    const char *name;
    int n;
    void (*run)(sqlite3_context *, int, sqlite3_value **);
  } functions[] = {
      {"sealed", 4, run_sealed}, {"opened", 3, run_opened}, {"opened_salt", 3, run_opened_salt}};
  for (size_t i = 0; i < COUNT(functions); i++)
    if (sqlite3_create_function_v2(store->db, functions[i].name, functions[i].n,
                                   SQLITE_UTF8 | SQLITE_DIRECTONLY, store, functions[i].run, NULL,
                                   NULL, NULL) == SQLITE_NOMEM)
      mem_die();
}
