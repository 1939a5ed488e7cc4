/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Zero where the machine has no id: then it cannot be told from another. */
static void machine_fingerprint(uint8_t out[HASH_BYTES]) {
  char id[256];
  int fd = open("/etc/machine-id", O_RDONLY | O_CLOEXEC);
  ssize_t n = fd < 0 ? 0 : read(fd, id, sizeof id);
  if (fd >= 0)
    close(fd);
  memset(out, 0, HASH_BYTES);
  if (n > 0)
    seal_hash(&(struct seal_part){id, (size_t)n}, 1, out);
}

static enum rc chain_begin(struct store *store, const uint8_t *parent,
                           const uint8_t machine[HASH_BYTES], struct diags *diags) {
  uint8_t public_key[KEY_BYTES], secret[SECRET_BYTES];
  sqlite3_stmt *statement;
  enum rc rc = db_prepare(store, sql_add_chain, &statement, diags);
  if (rc != RC_OK)
    return rc;
  seal_keypair(public_key, secret);
  db_bind(statement, 1, public_key, sizeof public_key);
  db_bind(statement, 2, secret, sizeof secret);
  if (parent)
    db_bind(statement, 3, parent, KEY_BYTES);
  db_bind(statement, 4, machine, HASH_BYTES);
  rc = db_finish(store, statement, sqlite3_step(statement), diags);
  explicit_bzero(secret, sizeof secret);
  memcpy(store->chain, public_key, KEY_BYTES);
  store->tip = (struct tip){0};
  return rc;
}

enum rc chain_ready(struct store *store, struct diags *diags) {
  static const uint8_t unknown[HASH_BYTES];
  uint8_t here[HASH_BYTES], recorded[HASH_BYTES], parent[KEY_BYTES];
  sqlite3_stmt *statement;
  enum rc rc = db_prepare(store, sql_chain_latest, &statement, diags);
  if (rc != RC_OK)
    return rc;
  int step = sqlite3_step(statement);
  bool known = step == SQLITE_ROW && db_blob(statement, 0, parent, KEY_BYTES) &&
               db_blob(statement, 1, recorded, HASH_BYTES);
  rc = db_finish(store, statement, step, diags);
  if (rc != RC_OK)
    return rc;
  machine_fingerprint(here);
  if (!known)
    return chain_begin(store, NULL, here, diags);
  if (memcmp(here, unknown, HASH_BYTES) != 0 && memcmp(here, recorded, HASH_BYTES) != 0)
    return chain_begin(store, parent, here, diags);
  memcpy(store->chain, parent, KEY_BYTES);
  return RC_OK;
}

enum rc chain_renew(struct store *store, struct diags *diags) {
  uint8_t here[HASH_BYTES], latest[KEY_BYTES];
  sqlite3_stmt *statement;
  enum rc rc = db_prepare(store, sql_chain_latest, &statement, diags);
  if (rc != RC_OK)
    return rc;
  int step = sqlite3_step(statement);
  bool known = step == SQLITE_ROW;
  if (known)
    db_blob(statement, 0, latest, KEY_BYTES); /* it was verified before */
  rc = db_finish(store, statement, step, diags);
  machine_fingerprint(here);
  return rc == RC_OK ? chain_begin(store, known ? latest : NULL, here, diags) : rc;
}

enum rc chain_verify(struct store *store, struct diags *diags) {
  uint8_t public_key[KEY_BYTES], secret[SECRET_BYTES];
  sqlite3_stmt *rows;
  bool whole = true;
  enum rc rc = db_prepare(store, sql_chains, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW)
    whole = db_blob(rows, 0, public_key, KEY_BYTES) && db_blob(rows, 1, secret, SECRET_BYTES) &&
            seal_keys_match(public_key, secret) && sqlite3_column_int(rows, 2) && whole;
  explicit_bzero(secret, sizeof secret);
  rc = db_finish(store, rows, step, diags);
  if (rc != RC_OK || whole)
    return rc;
  diag_error(diags, (struct place){.file = store->file}, 1, "chain.keys",
             _("mafunzo restore brings the newest good backup"),
             _("the keys of this laptop's chain of records were altered"));
  return RC_DATA;
}
