/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside app only: where keys and cards lie. */
#ifndef APP_KEYS_INNER_H
#define APP_KEYS_INNER_H

#include "app/keys.h"

#define KEYS_FOLDER "keys"
#define KEYS_FILE KEYS_FOLDER "/mafunzo.keys"

/* Makes the folder for them, on the disk before this returns; the store's too where it is missing.
 */
enum rc keys_make_folder(const char *store, struct diags *diags);

/* Signs and writes the file as the newest pair. */
enum rc keys_save(const char *store, const struct keys *keys, struct diags *diags);

#endif
