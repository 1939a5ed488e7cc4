/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes that stand for names in reports, the same in each that this store makes.
 *
 * They are of a key that is made with the first of them and never leaves the store: an unkeyed code
 * anybody could compute from a list of names. */
#ifndef APP_PSEUDONYM_H
#define APP_PSEUDONYM_H

#include "base/arena.h"
#include "base/diag.h"
#include "model/person.h"
#include "store/store.h"

/* RC_IO "report.pseudonyms": it cannot be kept, so that codes would change each time. */
enum rc pseudonym_key(struct store *store, uint8_t key[KEY_BYTES], struct diags *diags);

/* "P-0123456789": of a person. In the arena. */
const char *pseudonym_of(const uint8_t key[KEY_BYTES], const uint8_t id[ID_BYTES],
                         struct arena *arena);

#endif
