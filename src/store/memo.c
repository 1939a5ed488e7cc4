/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept only to be quick: where everybody stands, and whatever else can be computed again.
 *
 * Places hold for the events up to the tip of the own chain that is kept beside them. An older
 * program that adds events, a tail that is taken back, another chain: then the tip is another one,
 * and all places are forgotten.
 *
 * While one person goes on, nothing is written of it: one page less for every answer. It is kept
 * when somebody else moves, and when the store is closed. After an end that was not clean the tip is
 * another one, and the record is asked where everybody stands. */
#include "base/pack.h"
#include "store/sealed.h"
#include "store/sql_gen.h"

#include <stdio.h>
#include <string.h>

static const char tip_key[] = "tip";

/* A row ends in the hash of its key and value: one that was altered on the disk is none. */
static void memo_hash(const void *key, size_t len, const void *value, size_t n,
                      uint8_t out[HASH_BYTES]) {
  seal_hash((struct seal_part[]){{key, len}, {value, n}}, 2, out);
}

static void memo_read(sqlite3_stmt *row, const void *key, size_t len, struct str *value) {
  uint8_t hash[HASH_BYTES];
  const uint8_t *at = sqlite3_column_blob(row, 0);
  size_t n = (size_t)sqlite3_column_bytes(row, 0);
  if (!at || n < HASH_BYTES)
    return;
  n -= HASH_BYTES;
  memo_hash(key, len, at, n, hash);
  if (memcmp(hash, at + n, HASH_BYTES) == 0)
    str_add(value, at, n);
}

/* Of somebody whose records are sealed it is sealed too, and not kept while the key is not known.
 */
static enum rc owner_of(struct store *store, const void *key, size_t len,
                        const struct sealed_key **owner, struct diags *diags) {
  *owner = NULL;
  return len < ID_BYTES ? RC_OK : sealed_find(store, key, owner, diags);
}

static struct sealed_row row_of(const void *key, size_t len) {
  return (struct sealed_row){"memo", "value", key, len};
}

static void memo_take(const struct sealed_key *owner, sqlite3_stmt *get, const void *key,
                      size_t len, struct str *value) {
  const struct sealed_row row = row_of(key, len);
  struct str sealed = {0};
  memo_read(get, key, len, &sealed);
  if (sealed.len)
    sealed_take(owner, &row, sealed.at, sealed.len, value);
  str_done(&sealed);
}

enum rc memo_get(struct store *store, const void *key, size_t len, struct str *value,
                 struct diags *diags) {
  const struct sealed_key *owner;
  sqlite3_stmt *get;
  enum rc rc = owner_of(store, key, len, &owner, diags);
  if (rc == RC_OK)
    rc = db_keep(store, sql_memo, &get, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(get, 1, key, len);
  int step = sqlite3_step(get);
  if (step == SQLITE_ROW && owner)
    memo_take(owner, get, key, len, value);
  else if (step == SQLITE_ROW)
    memo_read(get, key, len, value);
  return db_end(store, get, step, diags);
}

enum rc memo_put(struct store *store, const void *key, size_t len, const struct str *value,
                 struct diags *diags) {
  const struct sealed_row row = row_of(key, len);
  const struct sealed_key *owner;
  sqlite3_stmt *put;
  enum rc rc = owner_of(store, key, len, &owner, diags);
  if (owner && !owner->open)
    value = NULL;
  if (rc == RC_OK)
    rc = db_keep(store, value ? sql_keep_memo : sql_forget_memo, &put, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(put, 1, key, len);
  struct str kept = {0};
  if (value) {
    uint8_t hash[HASH_BYTES];
    if (owner)
      sealed_put(owner, &row, value->at, value->len, &kept);
    else
      str_add(&kept, value->at, value->len);
    memo_hash(key, len, kept.at, kept.len, hash);
    str_add(&kept, hash, HASH_BYTES);
    db_bind(put, 2, kept.at, kept.len);
  }
  rc = db_do(store, put, diags);
  str_done(&kept);
  return rc;
}

/* -- Places ---------------------------------------------------------------------------------- */

/* The tip is known. */
static bool tip_holds(struct store *store, struct diags *diags) {
  struct str kept = {0};
  struct tip *tip = &store->tip;
  if (!tip->placed)
    tip->placed = memo_get(store, tip_key, sizeof tip_key, &kept, diags) == RC_OK &&
                  kept.len == HASH_BYTES && memcmp(kept.at, tip->hash, HASH_BYTES) == 0;
  str_done(&kept);
  return tip->placed;
}

static void pack_place(struct str *out, const struct place_kept *place) {
  pack_bytes(out, place->session, ID_BYTES);
  pack_bytes(out, place->stamp, HASH_BYTES);
  pack_text(out, place->file);
  pack_text(out, place->words);
}

static void unpack_into(struct unpack *in, char *out, size_t size) {
  size_t len;
  const char *text = unpack_text(in, &len);
  in->bad |= len >= size;
  snprintf(out, size, "%.*s", in->bad ? 0 : (int)len, text);
}

static bool unpack_place(const struct str *bytes, struct place_kept *place) {
  struct unpack in = {.at = (const uint8_t *)bytes->at,
                      .end = (const uint8_t *)bytes->at + bytes->len};
  unpack_bytes(&in, place->session, ID_BYTES);
  unpack_bytes(&in, place->stamp, HASH_BYTES);
  unpack_into(&in, place->file, sizeof place->file);
  unpack_into(&in, place->words, sizeof place->words);
  return unpack_done(&in);
}

static enum rc put_place(struct store *store, const uint8_t subject[ID_BYTES],
                         const struct place_kept *place, struct diags *diags) {
  struct str value = {0};
  if (place)
    pack_place(&value, place);
  enum rc rc = memo_put(store, subject, ID_BYTES, place ? &value : NULL, diags);
  str_done(&value);
  return rc;
}

static enum rc put_tip(struct store *store, const uint8_t tip[HASH_BYTES], struct diags *diags) {
  struct str value = {0};
  str_add(&value, tip, HASH_BYTES);
  enum rc rc = memo_put(store, tip_key, sizeof tip_key, &value, diags);
  str_done(&value);
  return rc;
}

/* Not of who was erased in this transaction. */
static enum rc put_late(struct store *store, struct diags *diags) {
  const struct late_place *late = &store->tip.late;
  if (!late->waits || store->erased.fresh)
    return RC_OK;
  return put_place(store, late->subject, late->stands ? &late->place : NULL, diags);
}

static bool in_a_run(const struct append *append) {
  static const uint8_t none[ID_BYTES];
  return memcmp(append->session, none, ID_BYTES) != 0;
}

static bool is_late(const struct store *store, const uint8_t subject[ID_BYTES]) {
  const struct late_place *late = &store->tip.late;
  return late->waits && memcmp(late->subject, subject, ID_BYTES) == 0;
}

bool memo_waits(struct store *store, const struct append *append, struct diags *diags) {
  return in_a_run(append) && !store->erased.fresh && tip_holds(store, diags) &&
         (!store->tip.late.waits || is_late(store, append->subject));
}

enum rc memo_place(struct store *store, const struct append *append, const uint8_t tip[HASH_BYTES],
                   struct diags *diags) {
  enum rc rc =
      tip_holds(store, diags) ? put_late(store, diags) : memo_forget_places(store, diags);
  if (rc == RC_OK && in_a_run(append))
    rc = put_place(store, append->subject, append->place, diags);
  return rc == RC_OK ? put_tip(store, tip, diags) : rc;
}

void memo_moved(struct store *store, const struct append *append, bool waits) {
  struct late_place *late = &store->tip.late;
  store->tip.placed = true;
  late->waits = waits;
  late->stands = append->place != NULL;
  memcpy(late->subject, append->subject, ID_BYTES);
  if (append->place)
    late->place = *append->place;
}

void memo_settle(struct store *store) {
  struct diags ignored = {0};
  if (!store->tip.late.waits || store->broken)
    return;
  enum rc rc = db_run(store, sql_begin, &ignored);
  if (rc == RC_OK)
    rc = put_late(store, &ignored);
  if (rc == RC_OK)
    rc = put_tip(store, store->tip.hash, &ignored);
  if (rc == RC_OK)
    rc = db_run(store, sql_commit, &ignored);
  if (rc != RC_OK)
    append_undo(store);
  diags_done(&ignored);
}

enum rc memo_forget_places(struct store *store, struct diags *diags) {
  sqlite3_stmt *forget;
  enum rc rc = db_keep(store, sql_forget_places, &forget, diags);
  return rc == RC_OK ? db_do(store, forget, diags) : rc;
}

/* Of somebody whose record is locked nothing is told of what waits, either. */
static bool late_read(struct store *store, const uint8_t subject[ID_BYTES],
                      struct place_kept *place, struct diags *diags) {
  const struct sealed_key *owner;
  const struct late_place *late = &store->tip.late;
  if (owner_of(store, subject, ID_BYTES, &owner, diags) != RC_OK || (owner && !owner->open))
    return false;
  *place = late->place;
  return late->stands;
}

static bool kept_read(struct store *store, const uint8_t subject[ID_BYTES],
                      struct place_kept *place, struct diags *diags) {
  struct str value = {0};
  bool known = memo_get(store, subject, ID_BYTES, &value, diags) == RC_OK &&
               unpack_place(&value, place);
  str_done(&value);
  return known;
}

bool store_place(struct store *store, const uint8_t subject[ID_BYTES], struct place_kept *place) {
  struct diags ignored = {0};
  bool known = db_ready(store, &ignored) == RC_OK && append_tip(store, &ignored) == RC_OK &&
               tip_holds(store, &ignored);
  if (known)
    known = is_late(store, subject) ? late_read(store, subject, place, &ignored)
                                    : kept_read(store, subject, place, &ignored);
  diags_done(&ignored);
  return known;
}

static enum rc place_tip(struct store *store, struct diags *diags) {
  enum rc rc = append_tip(store, diags);
  if (rc == RC_OK)
    rc = tip_holds(store, diags) ? put_late(store, diags) : memo_forget_places(store, diags);
  return rc == RC_OK ? put_tip(store, store->tip.hash, diags) : rc;
}

/* A transaction of its own, that nobody waits for and nobody misses. */
static void keep_beside(struct store *store, const void *key, size_t len, const struct str *value,
                        bool place) {
  struct diags ignored = {0};
  enum rc rc = db_ready(store, &ignored);
  if (rc == RC_OK)
    rc = db_run(store, sql_begin, &ignored);
  if (rc == RC_OK && place)
    rc = place_tip(store, &ignored);
  if (rc == RC_OK)
    rc = memo_put(store, key, len, value, &ignored);
  if (rc == RC_OK)
    rc = db_run(store, sql_commit, &ignored);
  if (rc == RC_OK && place)
    store->tip.late.waits = false;
  if (rc != RC_OK && store->db)
    append_undo(store);
  diags_done(&ignored);
}

void store_place_keep(struct store *store, const uint8_t subject[ID_BYTES],
                      const struct place_kept *place) {
  struct str value = {0};
  pack_place(&value, place);
  keep_beside(store, subject, ID_BYTES, &value, true);
  str_done(&value);
}

/* -- Of a person, from the events ---------------------------------------------------------------
 */

enum { KEPT = 'k', ASIDE = 'a' };

static void kept_key(const uint8_t subject[ID_BYTES], uint8_t what, uint8_t key[ID_BYTES + 1]) {
  memcpy(key, subject, ID_BYTES);
  key[ID_BYTES] = what;
}

/* It begins with the tip that it holds for; events of other chains come with an import, which
 * forgets all of it. */
bool store_kept(struct store *store, const uint8_t subject[ID_BYTES], struct str *value) {
  struct diags ignored = {0};
  struct str kept = {0};
  uint8_t key[ID_BYTES + 1];
  kept_key(subject, KEPT, key);
  bool known = db_ready(store, &ignored) == RC_OK && append_tip(store, &ignored) == RC_OK &&
               memo_get(store, key, sizeof key, &kept, &ignored) == RC_OK &&
               kept.len >= HASH_BYTES && memcmp(kept.at, store->tip.hash, HASH_BYTES) == 0;
  if (known)
    str_add(value, kept.at + HASH_BYTES, kept.len - HASH_BYTES);
  str_done(&kept);
  diags_done(&ignored);
  return known;
}

void store_keep(struct store *store, const uint8_t subject[ID_BYTES], const struct str *value) {
  struct diags ignored = {0};
  struct str kept = {0};
  uint8_t key[ID_BYTES + 1];
  kept_key(subject, KEPT, key);
  if (db_ready(store, &ignored) == RC_OK && append_tip(store, &ignored) == RC_OK) {
    str_add(&kept, store->tip.hash, HASH_BYTES);
    str_add(&kept, value->at, value->len);
    keep_beside(store, key, sizeof key, &kept, false);
  }
  str_done(&kept);
  diags_done(&ignored);
}

/* -- Set aside ------------------------------------------------------------------------------- */

/* To find a row the whole of each that it is compared with is read: what is long lies in pieces,
 * each in a row of its own behind its key and with its number. The row of the key begins with how it
 * is kept, and of pieces says their bytes and hash. Pieces of a longer value that was there before
 * are in nobody's way. */
enum { WHOLE, PIECES, WHOLE_MOST = 2000, PIECE = 900 };

static void piece_key(struct str *out, const void *key, size_t len, size_t nth) {
  str_clear(out);
  pack_bytes(out, key, len);
  pack_u32(out, (uint32_t)nth);
}

static void pack_size(struct str *out, const char *at, size_t len) {
  uint8_t hash[HASH_BYTES];
  seal_hash(&(struct seal_part){at, len}, 1, hash);
  pack_u8(out, PIECES);
  pack_u32(out, (uint32_t)len);
  pack_bytes(out, hash, HASH_BYTES);
}

static bool read_pieces(struct store *store, const void *key, size_t len, const struct str *row,
                        struct str *value, struct diags *diags) {
  struct unpack in = {.at = (const uint8_t *)row->at + 1,
                      .end = (const uint8_t *)row->at + row->len};
  struct str name = {0}, found = {0};
  size_t size = unpack_u32(&in), before = value->len, got = 0, last = 1;
  for (size_t i = 0; last && got < size; i++) {
    piece_key(&name, key, len, i);
    if (memo_get(store, name.at, name.len, value, diags) != RC_OK)
      break;
    last = value->len - before - got;
    got += last;
  }
  pack_size(&found, value->at + before, got);
  bool known = found.len == row->len && memcmp(found.at, row->at, row->len) == 0;
  str_done(&name);
  str_done(&found);
  return known;
}

bool store_aside(struct store *store, const uint8_t subject[ID_BYTES], struct str *value) {
  const size_t len = ID_BYTES + 1;
  uint8_t key[ID_BYTES + 1];
  kept_key(subject, ASIDE, key);
  struct diags ignored = {0};
  struct str row = {0};
  bool known = db_ready(store, &ignored) == RC_OK &&
               memo_get(store, key, len, &row, &ignored) == RC_OK && row.len > 0;
  if (known && *row.at == PIECES)
    known = read_pieces(store, key, len, &row, value, &ignored);
  else if (known)
    str_add(value, row.at + 1, row.len - 1);
  str_done(&row);
  diags_done(&ignored);
  return known;
}

static enum rc put_pieces(struct store *store, const void *key, size_t len, const struct str *value,
                          struct diags *diags) {
  struct str name = {0}, piece = {0};
  enum rc rc = RC_OK;
  for (size_t at = 0; rc == RC_OK && at < value->len; at += PIECE) {
    str_clear(&piece);
    str_add(&piece, value->at + at, value->len - at < PIECE ? value->len - at : PIECE);
    piece_key(&name, key, len, at / PIECE);
    rc = memo_put(store, name.at, name.len, &piece, diags);
  }
  str_done(&name);
  str_done(&piece);
  return rc;
}

void store_set_aside(struct store *store, const uint8_t subject[ID_BYTES],
                     const struct str *value) {
  const size_t len = ID_BYTES + 1;
  uint8_t key[ID_BYTES + 1];
  kept_key(subject, ASIDE, key);
  struct diags ignored = {0};
  struct str row = {0};
  bool whole = value->len <= WHOLE_MOST;
  enum rc rc = db_ready(store, &ignored);
  if (rc == RC_OK)
    rc = db_run(store, sql_begin, &ignored);
  if (rc == RC_OK && !whole)
    rc = put_pieces(store, key, len, value, &ignored);
  if (whole) {
    pack_u8(&row, WHOLE);
    pack_bytes(&row, value->at, value->len);
  } else
    pack_size(&row, value->at, value->len);
  if (rc == RC_OK)
    rc = memo_put(store, key, len, &row, &ignored);
  if (rc == RC_OK)
    rc = db_run(store, sql_commit, &ignored);
  if (rc != RC_OK && store->db)
    append_undo(store);
  str_done(&row);
  diags_done(&ignored);
}

/* -- Anything else ----------------------------------------------------------------------------- */

void store_memo(struct store *store, const char *key, struct str *value) {
  struct diags ignored = {0};
  if (db_ready(store, &ignored) == RC_OK)
    memo_get(store, key, strlen(key), value, &ignored);
  diags_done(&ignored);
}

void store_memo_keep(struct store *store, const char *key, const struct str *value) {
  keep_beside(store, key, strlen(key), value, false);
}
