/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of this machine, by the passphrase that is asked for. */
#ifndef CLI_OPEN_KEYS_H
#define CLI_OPEN_KEYS_H

#include "app/keys.h"

/* Nobody types a passphrase where there are no keys. Codes of keys_open and passphrase_read;
 * keys_done it either way. */
enum rc cli_open_keys(const char *store, struct keys *keys, struct diags *diags);
/* The same where whose keys they are was looked at before. */
enum rc cli_ask_keys(const char *store, struct keys *keys, struct diags *diags);

#endif
