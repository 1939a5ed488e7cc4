/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/profile.h"

#include "base/text.h"
#include "base/vec.h"
#include "store/erase.h"
#include "store/sealed.h"
#include "store/sql_gen.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char purpose[] = "mafunzo profile 1";

enum { WRAPPED = LONG_NONCE_BYTES + KEY_BYTES + TAG_BYTES };

struct wrapping { /* a profile's row */
  uint8_t salt[SALT_BYTES], sealed[WRAPPED];
  uint32_t passes, kib, tries;
  uint8_t boot[ID_BYTES]; /* of the last wrong one, like mono */
  int64_t mono;
};

/* -- The row ---------------------------------------------------------------------------------- */

static void read_profile(struct store *store, sqlite3_stmt *row, struct profile *one) {
  *one = (struct profile){.tries = (uint32_t)sqlite3_column_int64(row, 2),
                          .recoverable = sqlite3_column_int64(row, 3) > 0};
  db_blob(row, 0, one->subject, ID_BYTES);
  db_text(row, 1, one->nickname, sizeof one->nickname);
  for (size_t i = 0; i < store->sealed.n; i++)
    if (memcmp(store->sealed.list[i].subject, one->subject, ID_BYTES) == 0)
      one->open = store->sealed.list[i].open;
}

enum rc store_profiles(struct store *store, struct profile **list, size_t *n, struct diags *diags) {
  struct {
    struct profile *list;
    size_t n, cap;
  } all = {0};
  sqlite3_stmt *rows;
  *list = NULL;
  *n = 0;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_profile_list, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    VEC_ROOM(&all);
    read_profile(store, rows, &all.list[all.n++]);
  }
  rc = db_finish(store, rows, step, diags);
  if (rc == RC_OK) {
    *list = all.list;
    *n = all.n;
  } else
    free(all.list);
  return rc;
}

static enum rc tell_none(const struct store *store, struct diags *diags) {
  diag_error(diags, (struct place){.file = store->file}, 1, "profile.none",
             _("it can be read as it is"), _("that person's record is not sealed here"));
  return RC_MISSING;
}

/* recovery (may be NULL): appended. */
static enum rc read_row(struct store *store, const uint8_t subject[ID_BYTES],
                        struct wrapping *wrapping, struct str *recovery, struct diags *diags) {
  sqlite3_stmt *row;
  *wrapping = (struct wrapping){0};
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_prepare(store, sql_profile_row, &row, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(row, 1, subject, ID_BYTES);
  int step = sqlite3_step(row);
  bool found = step == SQLITE_ROW;
  if (found) {
    db_blob(row, 0, wrapping->salt, SALT_BYTES);
    wrapping->passes = (uint32_t)sqlite3_column_int64(row, 1);
    wrapping->kib = (uint32_t)sqlite3_column_int64(row, 2);
    db_blob(row, 3, wrapping->sealed, WRAPPED);
    wrapping->tries = (uint32_t)sqlite3_column_int64(row, 4);
    db_blob(row, 5, wrapping->boot, ID_BYTES);
    wrapping->mono = sqlite3_column_int64(row, 6);
    if (recovery)
      str_add(recovery, sqlite3_column_blob(row, 7), (size_t)sqlite3_column_bytes(row, 7));
  }
  rc = db_finish(store, row, step, diags);
  return rc == RC_OK && !found ? tell_none(store, diags) : rc;
}

enum rc store_profile_recovery(struct store *store, const uint8_t subject[ID_BYTES],
                               struct str *out, struct diags *diags) {
  struct wrapping ignored;
  return read_row(store, subject, &ignored, out, diags);
}

enum rc store_profile_recover(struct store *store, const uint8_t subject[ID_BYTES],
                              const struct str *recovery, struct diags *diags) {
  sqlite3_stmt *put;
  assert(recovery->len && recovery->len <= PROFILE_RECOVERY);
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = db_keep(store, sql_profile_recovery, &put, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(put, 1, subject, ID_BYTES);
  db_bind(put, 2, recovery->at, recovery->len);
  return db_do(store, put, diags);
}

/* -- The passphrase --------------------------------------------------------------------------- */

static struct str beside(const uint8_t subject[ID_BYTES]) {
  struct str out = {0};
  str_add(&out, purpose, sizeof purpose);
  str_add(&out, subject, ID_BYTES);
  return out;
}

static enum rc stretch(const struct store *store, const struct sealing *sealing,
                       const struct wrapping *wrapping, uint8_t out[KEY_BYTES],
                       struct diags *diags) {
  if (seal_stretch(sealing->passphrase, sealing->len, wrapping->salt, wrapping->passes,
                   wrapping->kib, out))
    return RC_OK;
  diag_error(diags, (struct place){.file = store->file}, 1, "profile.memory",
             _("close other programs, then try again"),
             _("there is too little memory to try the passphrase"));
  return RC_FULL;
}

static enum rc wrap(const struct store *store, const struct sealing *sealing,
                    const uint8_t key[KEY_BYTES], struct wrapping *wrapping, struct diags *diags) {
  uint8_t stretched[KEY_BYTES];
  struct str text = beside(sealing->subject);
  *wrapping = (struct wrapping){.passes = sealing->passes ? sealing->passes : PROFILE_PASSES,
                                .kib = sealing->kib ? sealing->kib : PROFILE_KIB};
  seal_random(wrapping->salt, SALT_BYTES);
  seal_random(wrapping->sealed, LONG_NONCE_BYTES);
  enum rc rc = stretch(store, sealing, wrapping, stretched, diags);
  if (rc == RC_OK)
    seal_wrap(stretched, wrapping->sealed, (struct seal_part){text.at, text.len}, key, KEY_BYTES,
              wrapping->sealed + LONG_NONCE_BYTES);
  seal_wipe(stretched, sizeof stretched);
  str_done(&text);
  return rc;
}

/* *fits: that is the passphrase. */
static enum rc unwrap(const struct store *store, const struct sealing *tried,
                      const struct wrapping *wrapping, uint8_t key[KEY_BYTES], bool *fits,
                      struct diags *diags) {
  uint8_t stretched[KEY_BYTES];
  struct str text = beside(tried->subject);
  enum rc rc = stretch(store, tried, wrapping, stretched, diags);
  *fits =
      rc == RC_OK && seal_unwrap(stretched, wrapping->sealed, (struct seal_part){text.at, text.len},
                                 wrapping->sealed + LONG_NONCE_BYTES, KEY_BYTES + TAG_BYTES, key);
  seal_wipe(stretched, sizeof stretched);
  str_done(&text);
  return rc;
}

static enum rc put_row(struct store *store, const struct sealing *sealing,
                       const uint8_t key[KEY_BYTES], const struct wrapping *wrapping,
                       struct diags *diags) {
  uint8_t public_key[KEY_BYTES];
  sqlite3_stmt *put;
  const struct str *recovery = sealing->recovery;
  assert(strlen(sealing->nickname) < PROFILE_NICKNAME);
  assert(!recovery || recovery->len <= PROFILE_RECOVERY);
  enum rc rc = db_keep(store, sql_profile_put, &put, diags);
  if (rc != RC_OK)
    return rc;
  sealed_public(key, public_key);
  db_bind(put, 1, sealing->subject, ID_BYTES);
  db_bind_text(put, 2, sealing->nickname);
  db_bind(put, 3, public_key, KEY_BYTES);
  db_bind(put, 4, wrapping->salt, SALT_BYTES);
  sqlite3_bind_int64(put, 5, wrapping->passes);
  sqlite3_bind_int64(put, 6, wrapping->kib);
  db_bind(put, 7, wrapping->sealed, WRAPPED);
  db_bind(put, 8, recovery && recovery->len ? recovery->at : "", recovery ? recovery->len : 0);
  rc = db_do(store, put, diags);
  sealed_forget(store);
  return rc;
}

/* -- Sealing ---------------------------------------------------------------------------------- */

static enum rc is_sealed(struct store *store, const uint8_t subject[ID_BYTES], bool *is, bool *open,
                         struct diags *diags) {
  const struct sealed_key *found;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = sealed_find(store, subject, &found, diags);
  *is = rc == RC_OK && found;
  *open = *is && found->open;
  return rc;
}

static enum rc tell_locked(const struct store *store, struct diags *diags) {
  diag_error(diags, (struct place){.file = store->file}, 1, "profile.locked",
             _("open it with its passphrase first"), _("that person's record is sealed"));
  return RC_USAGE;
}

static enum rc seal_rows(struct store *store, const struct sealing *sealing,
                         const uint8_t key[KEY_BYTES], const struct wrapping *wrapping,
                         struct diags *diags) {
  enum rc rc = db_run(store, sql_begin, diags);
  if (rc == RC_OK)
    rc = put_row(store, sealing, key, wrapping, diags);
  if (rc == RC_OK)
    rc = sealed_know(store, sealing->subject, key, diags);
  if (rc == RC_OK)
    rc = db_do_for(store, sql_profile_seal, sealing->subject, diags);
  if (rc == RC_OK)
    rc = erase_leave(store, diags);
  return rc == RC_OK ? db_run(store, sql_commit, diags) : rc;
}

enum rc store_seal(struct store *store, const struct sealing *sealing, const uint8_t key[KEY_BYTES],
                   struct diags *diags) {
  struct wrapping wrapping;
  bool is, open;
  enum rc rc = is_sealed(store, sealing->subject, &is, &open, diags);
  if (rc == RC_OK && is) {
    diag_error(diags, (struct place){.file = store->file}, 1, "profile.there",
               _("change the passphrase instead"), _("that person's record is sealed already"));
    return RC_USAGE;
  }
  if (rc == RC_OK)
    rc = wrap(store, sealing, key, &wrapping, diags);
  if (rc != RC_OK)
    return rc;
  rc = seal_rows(store, sealing, key, &wrapping, diags);
  if (rc != RC_OK) {
    append_undo(store);
    sealed_forget(store);
    return rc;
  }
  store->tip.placed = store->tip.late.waits = false;
  erase_settle(store);
  return store_scrub(store, diags);
}

enum rc store_reseal(struct store *store, const struct sealing *sealing, struct diags *diags) {
  struct wrapping wrapping;
  uint8_t key[KEY_BYTES];
  bool is, open;
  enum rc rc = is_sealed(store, sealing->subject, &is, &open, diags);
  if (rc != RC_OK)
    return rc;
  if (!store_profile_key(store, sealing->subject, key))
    return is ? tell_locked(store, diags) : tell_none(store, diags);
  rc = wrap(store, sealing, key, &wrapping, diags);
  if (rc == RC_OK)
    rc = put_row(store, sealing, key, &wrapping, diags);
  seal_wipe(key, sizeof key);
  return rc;
}

static enum rc unseal_rows(struct store *store, const uint8_t subject[ID_BYTES],
                           struct diags *diags) {
  enum rc rc = db_run(store, sql_begin, diags);
  if (rc == RC_OK)
    rc = db_do_for(store, sql_profile_unseal, subject, diags);
  if (rc == RC_OK)
    rc = db_do_for(store, sql_profile_forget, subject, diags);
  if (rc == RC_OK)
    rc = db_do_for(store, sql_profile_forget_memo, subject, diags);
  return rc == RC_OK ? db_run(store, sql_commit, diags) : rc;
}

enum rc store_unseal(struct store *store, const uint8_t subject[ID_BYTES], struct diags *diags) {
  bool is, open;
  enum rc rc = is_sealed(store, subject, &is, &open, diags);
  if (rc == RC_OK && !open)
    rc = is ? tell_locked(store, diags) : tell_none(store, diags);
  if (rc != RC_OK)
    return rc;
  rc = unseal_rows(store, subject, diags);
  sealed_forget(store);
  if (rc != RC_OK) {
    append_undo(store);
    return rc;
  }
  store->tip.placed = store->tip.late.waits = false;
  store->erased.fresh = true; /* the file of projections lacks what was sealed */
  erase_settle(store);
  return RC_OK;
}

/* -- Opening ---------------------------------------------------------------------------------- */

static int64_t wait_after(uint32_t tries) {
  int64_t wait = tries < PROFILE_FREE ? 0 : PROFILE_WAIT;
  for (uint32_t i = PROFILE_FREE; i < tries && wait < PROFILE_LONGEST; i++)
    wait *= 2;
  return wait < PROFILE_LONGEST ? wait : PROFILE_LONGEST;
}

/* What passed since is at least what passed since the machine was started. */
static int64_t wait_left(const struct wrapping *wrapping, const struct moment *now) {
  bool same = memcmp(wrapping->boot, now->boot, ID_BYTES) == 0 && now->mono >= wrapping->mono;
  int64_t passed = same ? now->mono - wrapping->mono : now->mono;
  int64_t wait = wait_after(wrapping->tries);
  return passed < 0 ? wait : passed < wait ? wait - passed : 0;
}

enum rc store_profile_wait(struct store *store, const uint8_t subject[ID_BYTES],
                           const struct moment *now, int64_t *wait, struct diags *diags) {
  struct wrapping wrapping;
  enum rc rc = read_row(store, subject, &wrapping, NULL, diags);
  *wait = rc == RC_OK ? wait_left(&wrapping, now) : 0;
  return rc;
}

static enum rc count_try(struct store *store, const uint8_t subject[ID_BYTES], uint32_t tries,
                         const struct moment *now, struct diags *diags) {
  sqlite3_stmt *count;
  enum rc rc = db_keep(store, sql_profile_tries, &count, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(count, 1, subject, ID_BYTES);
  sqlite3_bind_int64(count, 2, tries);
  db_bind(count, 3, now->boot, ID_BYTES);
  sqlite3_bind_int64(count, 4, now->mono);
  return db_do(store, count, diags);
}

static enum rc tell_wait(const struct store *store, int64_t wait, struct diags *diags) {
  int64_t seconds = (wait + 999) / 1000;
  diag_error(diags, (struct place){.file = store->file}, 1, "profile.wait",
             _("wait, then type it again"),
             ngettext("too many wrong passphrases: the next is tried in %lld second",
                      "too many wrong passphrases: the next is tried in %lld seconds",
                      (unsigned long)seconds),
             (long long)seconds);
  return RC_BUSY;
}

static enum rc tell_wrong(const struct store *store, struct diags *diags) {
  diag_error(diags, (struct place){.file = store->file}, 1, "profile.passphrase",
             _("type it again; is Caps Lock on?"), _("that is not the passphrase"));
  return RC_DATA;
}

/* Counted first, so that whoever pulls the plug has tried all the same. */
static enum rc try_passphrase(struct store *store, const struct sealing *tried,
                              const struct wrapping *wrapping, const struct moment *now,
                              struct diags *diags) {
  uint8_t key[KEY_BYTES];
  bool fits = false;
  uint32_t tries = wrapping->tries < UINT32_MAX ? wrapping->tries + 1 : UINT32_MAX;
  enum rc rc = count_try(store, tried->subject, tries, now, diags);
  if (rc == RC_OK)
    rc = unwrap(store, tried, wrapping, key, &fits, diags);
  if (rc == RC_OK && fits)
    rc = count_try(store, tried->subject, 0, now, diags);
  if (rc == RC_OK && fits)
    rc = store_unlock_key(store, tried->subject, key, diags);
  seal_wipe(key, sizeof key);
  return rc == RC_OK && !fits ? tell_wrong(store, diags) : rc;
}

enum rc store_unlock(struct store *store, const uint8_t subject[ID_BYTES], const char *passphrase,
                     size_t len, const struct moment *now, struct diags *diags) {
  struct sealing tried = {.passphrase = passphrase, .len = len};
  struct wrapping wrapping;
  memcpy(tried.subject, subject, ID_BYTES);
  enum rc rc = read_row(store, subject, &wrapping, NULL, diags);
  if (rc != RC_OK)
    return rc;
  int64_t wait = wait_left(&wrapping, now);
  return wait > 0 ? tell_wait(store, wait, diags)
                  : try_passphrase(store, &tried, &wrapping, now, diags);
}

enum rc store_unlock_key(struct store *store, const uint8_t subject[ID_BYTES],
                         const uint8_t key[KEY_BYTES], struct diags *diags) {
  const struct sealed_key *found;
  uint8_t public_key[KEY_BYTES];
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = sealed_find(store, subject, &found, diags);
  if (rc != RC_OK)
    return rc;
  if (!found)
    return tell_none(store, diags);
  sealed_public(key, public_key);
  if (memcmp(public_key, found->public, KEY_BYTES) == 0)
    return sealed_know(store, subject, key, diags);
  diag_error(diags, (struct place){.file = store->file}, 1, "profile.key",
             _("take the file that was made for this laptop"),
             _("that key does not open this person's record"));
  return RC_DATA;
}

void store_lock(struct store *store) {
  struct diags ignored = {0};
  for (size_t i = 0; i < store->sealed.n; i++)
    if (store->sealed.list[i].open)
      sealed_know(store, store->sealed.list[i].subject, NULL, &ignored);
  diags_done(&ignored);
}

bool store_profile_key(struct store *store, const uint8_t subject[ID_BYTES],
                       uint8_t key[KEY_BYTES]) {
  struct diags ignored = {0};
  const struct sealed_key *found;
  bool known = sealed_find(store, subject, &found, &ignored) == RC_OK && found && found->open;
  if (known)
    memcpy(key, found->key, KEY_BYTES);
  diags_done(&ignored);
  return known;
}
