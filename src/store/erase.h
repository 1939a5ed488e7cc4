/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing people.
 *
 * A *tombstone* is an `erased` event of its subject, of no session. Whoever has one counts in no
 * projection, and none of that person's payloads is kept, however and in whatever order events
 * arrive: what comes later, from an old stick, an older backup or another laptop, is stored erased
 * (scheme ERASED: no payload, no salt), and a tombstone that comes later erases what is there. The
 * heads stay, for the chains: who (a random id), when, which question, in which language; so do the
 * payloads' hashes, from which nothing can be guessed without the salt.
 *
 * An older program keeps a tombstone as a verb it does not understand, and the first of ours that
 * takes something in erases what it left. A contest of a question stays, with its reason and
 * without a name: others' results rest on it.
 *
 * Erasing ends with a *scrub*: all pages are written anew and the log is cut off, so that no file
 * of the store holds anything of the person. Cut off itself, it is done when the store is next
 * opened. It also writes who was erased into a list beside the store (erased_list.h), from which a
 * restore of an older backup erases once more (backup.h): backups are files of their own, and hold
 * the person until they are deleted. */
#ifndef STORE_ERASE_H
#define STORE_ERASE_H

#include "store/store.h"

struct erasing {
  const uint8_t (*people)[ID_BYTES];
  size_t n;
  uint8_t actor[ID_BYTES]; /* who erases; zeroes: whoever holds the store */
  struct moment moment;
};

/* All or none of them; who is erased already stays so, and what is left of them is scrubbed. A
 * fault of the scrub is told, and what was erased stays erased; of the list, as a warning
 * ("store.erased-kept"): it is then written when the store is next opened. */
enum rc store_erase(struct store *store, const struct erasing *erasing, struct diags *diags);

/* What a tombstone that was taken in left behind, or an erasing that was cut off; nothing to do if
 * there was none. */
enum rc store_scrub(struct store *store, struct diags *diags);

#endif
