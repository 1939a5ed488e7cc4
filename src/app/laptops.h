/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which laptops a coordinator takes in, and the receipts that laptops take back.
 *
 * A laptop is known by the fingerprint of its chain's key (exchange/card.h). */
#ifndef APP_LAPTOPS_H
#define APP_LAPTOPS_H

#include "exchange/card.h"
#include "exchange/table.h"
#include "store/laptops.h"

/* Accepts, under a name, or revokes the laptop with that fingerprint: one that came in a bundle, or
 * any by the 64 hexadecimal digits of its key. "laptop.none": no such. "laptop.name": the name is
 * empty, too long, or another's. */
enum rc laptop_accept(struct store *store, const char *fingerprint, const char *name,
                      struct diags *diags);
enum rc laptop_revoke(struct store *store, const char *fingerprint, struct diags *diags);

struct laptop_row {
  struct laptop laptop;
  const char *continues; /* the name of the laptop that it says it was before a restore; "": none */
  struct chain_span span;
};
/* By name, then chain; in the arena. */
enum rc laptop_list(struct store *store, struct arena *arena, struct laptop_row **rows, size_t *n,
                    struct diags *diags);
const struct table *laptop_table(const struct laptop_row *rows, size_t n, struct arena *arena);
const char *laptop_state_key(enum laptop_state state);  /* stable */
const char *laptop_state_word(enum laptop_state state); /* translated */

/* Takes a receipt back (exchange/receipt.h), signed by signer; *seq: up to which event. Codes of
 * receipt_read; "receipt.other": of another laptop; "receipt.cut": it goes further than the records
 * of this laptop, or differs from them: kept all the same where it goes further, so that it shows.
 */
enum rc laptop_receipt(struct store *store, const char *path, const uint8_t signer[KEY_BYTES],
                       uint64_t *seq, struct diags *diags);

/* The same of the store in that folder, by the coordinator that it is enrolled with (app/trust.h):
 * "enrol.none", "card.damaged". Makes no store. */
enum rc receipt_take(const char *store, const char *path, uint64_t *seq, struct diags *diags);

#endif
