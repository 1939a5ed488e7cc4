/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the store only: what is sealed of whom, row by row (store/profile.h says whose, and
 * base/sealed.h how). */
#ifndef STORE_SEALED_H
#define STORE_SEALED_H

#include "base/sealed.h"
#include "store/db.h"

/* Whose records these are, NULL if they are not sealed here; read once. Valid until the next call
 * that seals, unlocks or locks. */
enum rc sealed_find(struct store *store, const uint8_t subject[ID_BYTES],
                    const struct sealed_key **found, struct diags *diags);
/* A row of somebody whose key is known becomes a plain one, whose payload is the store's until the
 * next is opened. False: it is not what was sealed. */
bool sealed_open_row(struct store *store, struct row_event *row);

/* From now on the data key is known (NULL: is not), and all is to be projected anew. */
enum rc sealed_know(struct store *store, const uint8_t subject[ID_BYTES], const uint8_t *key,
                    struct diags *diags);
bool sealed_any_open(const struct store *store);
void sealed_forget(struct store *store); /* who it is is read anew; keys are kept */
void sealed_done(struct store *store);

/* The functions sealed, opened and opened_salt, for statements of this connection. */
void sealed_functions(struct store *store);

#endif
