/* SPDX-License-Identifier: GPL-3.0-or-later */
/* So that two commands at once on one folder of keys do not lose each other's change: whoever
 * writes holds the lock, and writes only over what it read. The lock is not held while a passphrase
 * is typed; the file stays, as the store's does. */
#include "app/keys_inner.h"

#include "app/mrz.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* Zeroes where there is none. */
static void hash_now(const char *path, uint8_t hash[HASH_BYTES]) {
  struct str bytes = {0};
  struct diags ignored = {0};
  memset(hash, 0, HASH_BYTES);
  if (mrz_load(path, CARD_BYTES, &bytes, &ignored) == RC_OK)
    keys_hash(&bytes, hash);
  str_done(&bytes);
  diags_done(&ignored);
}

static enum rc busy(const char *path, struct diags *diags) {
  diag_error(diags, (struct place){.file = path}, 1, "keys.busy",
             _("nothing was changed; do it once more"),
             _("another command is changing these keys, or has since they were read"));
  return RC_BUSY;
}

enum rc keys_hold(const char *store, const struct keys *keys, int *lock, struct diags *diags) {
  struct arena arena = {0};
  const char *path = arena_printf(&arena, "%s/" KEYS_FILE, store);
  const char *held = arena_printf(&arena, "%s/" KEYS_LOCK, store);
  uint8_t now[HASH_BYTES];
  enum rc rc = RC_OK;
  *lock = open(held, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (*lock < 0)
    rc = keys_folder_fault(held, errno, diags);
  else if (flock(*lock, LOCK_EX | LOCK_NB) < 0)
    rc = errno == EWOULDBLOCK ? busy(path, diags) : keys_folder_fault(held, errno, diags);
  hash_now(path, now);
  if (rc == RC_OK && memcmp(now, keys->read, HASH_BYTES) != 0)
    rc = busy(path, diags);
  arena_done(&arena);
  return rc;
}

void keys_release(int lock) {
  if (lock >= 0)
    close(lock);
}
