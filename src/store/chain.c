/* SPDX-License-Identifier: GPL-3.0-or-later */
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
