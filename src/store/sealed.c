/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sealed.h"

#include "base/mem.h"
#include "base/pack.h"
#include "base/vec.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

static const char info[] = "mafunzo sealed 1";

enum { BY_KEY = 1, FOR_PUBLIC };

/* -- Whose ------------------------------------------------------------------------------------ */

static void derive_secret(const uint8_t key[KEY_BYTES], uint8_t secret[KEY_BYTES]) {
  seal_derive((struct seal_part){key, KEY_BYTES}, (struct seal_part){0}, info, secret);
}

void sealed_public(const uint8_t key[KEY_BYTES], uint8_t public_key[KEY_BYTES]) {
  uint8_t secret[KEY_BYTES];
  derive_secret(key, secret);
  seal_exchange_public(secret, public_key);
  seal_wipe(secret, sizeof secret);
}

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

/* -- A value ---------------------------------------------------------------------------------- */

static void put_beside(const struct sealed_key *who, const struct sealed_row *row,
                       struct str *out) {
  str_add(out, row->table, strlen(row->table) + 1);
  str_add(out, row->column, strlen(row->column) + 1);
  str_add(out, who->subject, ID_BYTES);
  str_add(out, row->key, row->len);
}

static void derive_shared(const uint8_t shared[KEY_BYTES], const uint8_t once[KEY_BYTES],
                          const uint8_t public_key[KEY_BYTES], uint8_t key[KEY_BYTES]) {
  uint8_t both[2 * KEY_BYTES];
  memcpy(both, once, KEY_BYTES);
  memcpy(both + KEY_BYTES, public_key, KEY_BYTES);
  seal_derive((struct seal_part){shared, KEY_BYTES}, (struct seal_part){both, sizeof both}, info,
              key);
}

/* A public key of low order, which no data key gives, hides nothing from whoever wrote it there. */
static void put_once(const struct sealed_key *who, uint8_t key[KEY_BYTES], struct str *out) {
  uint8_t once[KEY_BYTES], secret[KEY_BYTES], shared[KEY_BYTES] = {0};
  seal_exchange_keypair(once, secret);
  seal_exchange(secret, who->public, shared);
  derive_shared(shared, once, who->public, key);
  pack_bytes(out, once, KEY_BYTES);
  seal_wipe(secret, sizeof secret);
  seal_wipe(shared, sizeof shared);
}

static void wipe(struct str *text) {
  if (text->at)
    seal_wipe(text->at, text->cap);
  str_done(text);
}

void sealed_put(const struct sealed_key *who, const struct sealed_row *row, const void *value,
                size_t len, struct str *out) {
  static const char zeroes[SEALED_BLOCK];
  struct str text = {0}, beside = {0};
  uint8_t nonce[LONG_NONCE_BYTES], key[KEY_BYTES];
  pack_u32(&text, (uint32_t)len);
  pack_bytes(&text, value, len);
  str_add(&text, zeroes, (SEALED_BLOCK - text.len % SEALED_BLOCK) % SEALED_BLOCK);
  pack_u8(out, who->open ? BY_KEY : FOR_PUBLIC);
  if (who->open)
    memcpy(key, who->key, KEY_BYTES);
  else
    put_once(who, key, out);
  seal_random(nonce, sizeof nonce);
  pack_bytes(out, nonce, sizeof nonce);
  put_beside(who, row, &beside);
  uint8_t *sealed = mem_alloc(text.len + TAG_BYTES);
  seal_wrap(key, nonce, (struct seal_part){beside.at, beside.len}, text.at, text.len, sealed);
  str_add(out, sealed, text.len + TAG_BYTES);
  free(sealed);
  seal_wipe(key, sizeof key);
  wipe(&text);
  str_done(&beside);
}

/* The key that a value was sealed by; false: it is of no kind that is known. */
static bool take_key(const struct sealed_key *who, struct unpack *in, uint8_t key[KEY_BYTES]) {
  uint8_t once[KEY_BYTES], secret[KEY_BYTES], shared[KEY_BYTES] = {0};
  uint8_t kind = unpack_u8(in);
  memcpy(key, who->key, KEY_BYTES);
  if (kind != FOR_PUBLIC)
    return kind == BY_KEY;
  unpack_bytes(in, once, KEY_BYTES);
  derive_secret(who->key, secret);
  bool shares = seal_exchange(secret, once, shared);
  derive_shared(shared, once, who->public, key);
  seal_wipe(secret, sizeof secret);
  seal_wipe(shared, sizeof shared);
  return shares;
}

static bool take_text(const struct str *text, struct str *out) {
  struct unpack in = {(const uint8_t *)text->at, (const uint8_t *)text->at + text->len, false};
  size_t len = unpack_u32(&in);
  bool whole = !in.bad && len <= (size_t)(in.end - in.at);
  if (whole)
    str_add(out, in.at, len);
  return whole;
}

bool sealed_take(const struct sealed_key *who, const struct sealed_row *row, const void *bytes,
                 size_t len, struct str *out) {
  struct unpack in = {bytes, (const uint8_t *)bytes + len, false};
  uint8_t nonce[LONG_NONCE_BYTES], key[KEY_BYTES];
  struct str text = {0}, beside = {0};
  bool whole = who->open && take_key(who, &in, key);
  unpack_bytes(&in, nonce, sizeof nonce);
  size_t left = (size_t)(in.end - in.at);
  whole = whole && !in.bad && left > TAG_BYTES;
  if (whole) {
    put_beside(who, row, &beside);
    uint8_t *opened = mem_alloc(left);
    whole = seal_unwrap(key, nonce, (struct seal_part){beside.at, beside.len}, in.at, left, opened);
    str_add(&text, opened, left - TAG_BYTES);
    seal_wipe(opened, left);
    free(opened);
  }
  whole = whole && take_text(&text, out);
  seal_wipe(key, sizeof key);
  wipe(&text);
  str_done(&beside);
  return whole;
}

/* -- Events ----------------------------------------------------------------------------------- */

static struct sealed_row event_row(const uint8_t hash[HASH_BYTES]) {
  return (struct sealed_row){"event", "payload", hash, HASH_BYTES};
}

void sealed_put_event(const struct sealed_key *who, const uint8_t hash[HASH_BYTES],
                      const uint8_t salt[SALT_BYTES], const void *payload, size_t len,
                      struct str *out) {
  const struct sealed_row row = event_row(hash);
  struct str value = {0};
  str_add(&value, salt, SALT_BYTES);
  str_add(&value, payload, len);
  sealed_put(who, &row, value.at, value.len, out);
  wipe(&value);
}

/* store->opened: salt and payload. */
static bool take_event(struct store *store, const struct sealed_key *who,
                       const uint8_t hash[HASH_BYTES], const void *bytes, size_t len) {
  const struct sealed_row row = event_row(hash);
  str_clear(&store->opened);
  return sealed_take(who, &row, bytes, len, &store->opened) && store->opened.len >= SALT_BYTES;
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
