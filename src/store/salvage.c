/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can still be read of a damaged store. The table is read from both ends up to the damage, and
 * then row by row for the keys that an index still names. A row counts only if its bytes give its
 * hash, so that nothing wrong can come in. */
#include "base/mem.h"
#include "base/text.h"
#include "base/vec.h"
#include "store/backup_file.h"
#include "store/sealed.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BATCH = 256 };

struct rescue {
  struct store *from, *into;
  struct event_bytes batch[BATCH];
  size_t n;
  struct arena arena;
  struct salvage *found;
  struct diags *diags;
};

static enum rc flush_batch(struct rescue *rescue) {
  enum rc rc = store_import(rescue->into, rescue->batch, rescue->n, rescue->diags);
  rescue->n = 0;
  arena_done(&rescue->arena);
  return rc;
}

static enum rc take_row(struct rescue *rescue, sqlite3_stmt *row) {
  struct row_event event;
  struct event_head head;
  if (!row_read_event(row, &event) || !row_verify(&event, &head)) {
    rescue->found->damaged = true;
    return RC_OK;
  }
  struct event_bytes *kept = &rescue->batch[rescue->n++];
  *kept = (struct event_bytes){
      .head_len = event.head_len, .payload_len = event.payload_len, .scheme = event.scheme};
  kept->head = arena_strndup(&rescue->arena, event.head, event.head_len);
  if (event.payload)
    kept->payload = arena_strndup(&rescue->arena, event.payload, event.payload_len);
  memcpy(kept->salt, event.salt, SALT_BYTES);
  memcpy(kept->payload_hash, event.payload_hash, HASH_BYTES);
  return rescue->n == BATCH ? flush_batch(rescue) : RC_OK;
}

/* Up to the damage; *whole: there was none. */
static enum rc take_rows(struct rescue *rescue, const char *sql, bool *whole) {
  sqlite3_stmt *rows = NULL;
  enum rc rc = RC_OK;
  int step = sqlite3_prepare_v2(rescue->from->db, sql, -1, &rows, NULL);
  while (rows && rc == RC_OK && (step = sqlite3_step(rows)) == SQLITE_ROW)
    rc = take_row(rescue, rows);
  sqlite3_finalize(rows);
  *whole = step == SQLITE_DONE;
  rescue->found->damaged = rescue->found->damaged || !*whole;
  return rc;
}

struct key {
  uint8_t subject[ID_BYTES], hash[HASH_BYTES];
};

struct keys {
  struct key *list;
  size_t n, cap;
};

static bool read_keys(struct store *from, const char *sql, struct keys *keys) {
  sqlite3_stmt *rows = NULL;
  int step = sqlite3_prepare_v2(from->db, sql, -1, &rows, NULL);
  while (rows && (step = sqlite3_step(rows)) == SQLITE_ROW) {
    struct key key;
    if (db_blob(rows, 0, key.subject, ID_BYTES) && db_blob(rows, 1, key.hash, HASH_BYTES))
      VEC_PUSH(keys, key);
  }
  sqlite3_finalize(rows);
  return step == SQLITE_DONE;
}

static bool has_event(sqlite3_stmt *find, const struct key *key) {
  db_bind(find, 1, key->subject, ID_BYTES);
  db_bind(find, 2, key->hash, HASH_BYTES);
  bool found = sqlite3_step(find) == SQLITE_ROW;
  sqlite3_reset(find);
  return found;
}

/* Those of the keys that are not there yet, row by row. */
static enum rc take_keys(struct rescue *rescue, const struct keys *keys) {
  sqlite3_stmt *find = NULL, *row = NULL;
  enum rc rc = db_prepare(rescue->into, sql_salvage_row, &find, rescue->diags);
  sqlite3_prepare_v2(rescue->from->db, sql_salvage_row, -1, &row, NULL);
  for (size_t i = 0; rc == RC_OK && row && i < keys->n; i++) {
    if (has_event(find, &keys->list[i]))
      continue;
    db_bind(row, 1, keys->list[i].subject, ID_BYTES);
    db_bind(row, 2, keys->list[i].hash, HASH_BYTES);
    if (sqlite3_step(row) == SQLITE_ROW)
      rc = take_row(rescue, row);
    sqlite3_reset(row);
  }
  sqlite3_finalize(row);
  if (rc == RC_OK)
    rc = flush_batch(rescue);
  for (size_t i = 0; rc == RC_OK && i < keys->n; i++)
    rescue->found->lost += !has_event(find, &keys->list[i]);
  sqlite3_finalize(find);
  return rc;
}

static enum rc take_all(struct rescue *rescue) {
  struct keys keys = {0};
  bool whole;
  enum rc rc = take_rows(rescue, sql_salvage_up, &whole);
  if (rc == RC_OK && !whole)
    rc = take_rows(rescue, sql_salvage_down, &whole);
  if (rc == RC_OK)
    rc = flush_batch(rescue);
  if (!read_keys(rescue->from, sql_salvage_keys_up, &keys)) {
    rescue->found->damaged = rescue->found->unsure = true;
    read_keys(rescue->from, sql_salvage_keys_down, &keys);
  }
  if (rc == RC_OK)
    rc = take_keys(rescue, &keys);
  free(keys.list);
  return rc;
}

/* What the backup holds of that person in plain, from before it was sealed, is sealed too, and
 * its pages are written anew when the store is opened. */
static enum rc take_profile(struct rescue *rescue, sqlite3_stmt *put, sqlite3_stmt *row) {
  const struct sealed_key *known;
  uint8_t subject[ID_BYTES];
  db_blob(row, 0, subject, ID_BYTES);
  for (int i = 0; i < sqlite3_column_count(row); i++)
    sqlite3_bind_value(put, i + 1, sqlite3_column_value(row, i));
  enum rc rc = db_do(rescue->into, put, rescue->diags);
  sealed_forget(rescue->into);
  if (rc == RC_OK)
    rc = sealed_find(rescue->into, subject, &known, rescue->diags);
  if (rc == RC_OK)
    rc = db_do_for(rescue->into, sql_profile_seal, subject, rescue->diags);
  return rc == RC_OK ? erase_leave(rescue->into, rescue->diags) : rc;
}

/* The passphrases are those of the present store; one of an older version has none. */
static enum rc take_profiles(struct rescue *rescue) {
  sqlite3_stmt *rows = NULL, *put;
  enum rc rc = db_keep(rescue->into, sql_salvage_put_profile, &put, rescue->diags);
  if (rc != RC_OK)
    return rc;
  sqlite3_prepare_v2(rescue->from->db, sql_salvage_profiles, -1, &rows, NULL);
  while (rows && rc == RC_OK && sqlite3_step(rows) == SQLITE_ROW)
    rc = take_profile(rescue, put, rows);
  sqlite3_finalize(rows);
  return rc;
}

/* SQLite makes an empty log where there is none, and is not asked to clean up. */
static void tidy_log(const char *log, bool was_there) {
  if (!was_there)
    unlink(log);
}

enum rc salvage_into(struct store *into, const char *file, struct salvage *found,
                     struct diags *diags) {
  struct diags ignored = {0};
  uint64_t before, after;
  *found = (struct salvage){0};
  if (access(file, F_OK) < 0)
    return RC_OK;
  struct rescue *rescue = mem_alloc(sizeof *rescue);
  const char *log = arena_printf(&ignored.arena, "%s-wal", file);
  bool logged = access(log, F_OK) == 0;
  *rescue = (struct rescue){.into = into, .found = found, .diags = diags};
  enum rc rc = copy_count(into, &before, diags);
  if (rc == RC_OK && copy_open(file, COPY_SALVAGE, &rescue->from, &ignored) != RC_OK)
    found->damaged = found->unsure = true;
  if (rc == RC_OK && rescue->from)
    rc = take_profiles(rescue);
  if (rc == RC_OK && rescue->from)
    rc = take_all(rescue);
  if (rc == RC_OK)
    rc = copy_count(into, &after, diags);
  if (rc == RC_OK)
    found->taken = after - before;
  store_close(rescue->from);
  tidy_log(log, logged);
  arena_done(&rescue->arena);
  free(rescue);
  diags_done(&ignored);
  return rc;
}
