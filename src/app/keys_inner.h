/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside app only: where keys and cards lie. */
#ifndef APP_KEYS_INNER_H
#define APP_KEYS_INNER_H

#include "app/keys.h"

#define KEYS_FOLDER "keys"
#define KEYS_FILE KEYS_FOLDER "/mafunzo.keys"
#define KEYS_LOCK KEYS_FOLDER "/mafunzo.lock"

/* Makes the folder for them, on the disk before this returns; the store's too where it is missing.
 */
enum rc keys_make_folder(const char *store, struct diags *diags);

enum rc keys_folder_fault(const char *path, int error, struct diags *diags); /* "keys.folder" */

/* Signs and writes the file as the newest pair. RC_BUSY "keys.busy": it is not what was read. */
enum rc keys_save(const char *store, struct keys *keys, struct diags *diags);

/* keys_lock.c: to write. RC_BUSY "keys.busy": somebody else does, or has since keys were read.
 * keys_release either way. */
enum rc keys_hold(const char *store, const struct keys *keys, int *lock, struct diags *diags);
void keys_release(int lock);
/* Of a key file, by which it is known again. */
void keys_hash(const struct str *bytes, uint8_t hash[HASH_BYTES]);

#endif
