/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom this laptop hands its results to, and whose word it takes.
 *
 * keys/trusted.card beneath the folder of the store is the newest card of the coordinator that the
 * laptop is enrolled with; keys/class.card an older one of the same key, brought by a trainer whose
 * card knew less: of it only the trainers count. Who is revoked by the newest counts nowhere.
 * Both are checked whenever they are read. Every function that takes `store` means its folder. */
#ifndef APP_TRUST_H
#define APP_TRUST_H

#include "exchange/age.h"
#include "exchange/card.h"

struct trust {      /* {0} is none; trust_done */
  struct card card; /* the coordinator's name and signer, who is revoked; its trainers are those
                       that count */
  uint8_t recipients[AGE_RECIPIENTS][KEY_BYTES]; /* coordinator, escrow, trainers */
  size_t n_recipients;
};

void trust_done(struct trust *trust);

/* RC_MISSING "enrol.none": with nobody; RC_DATA "card.damaged". */
enum rc trust_read(const char *store, struct trust *trust, struct diags *diags);
/* Whether a signer is the coordinator or a trainer that counts. */
bool trust_knows(const struct trust *trust, const uint8_t signer[KEY_BYTES]);

enum trust_step {
  TRUST_FIRST,   /* enrolled with nobody so far, or with another and that is given up */
  TRUST_SAME,    /* nothing new */
  TRUST_NEWER,   /* of the same key */
  TRUST_ROTATED, /* of a key that the one before signed */
  TRUST_CLASS,   /* an older card of the same key: only its trainers are new */
};

/* Appends the card held here that names this signer as a trainer, as the coordinator signed it.
 * RC_MISSING "stick.card": none does. */
enum rc trust_card_naming(const char *store, const uint8_t signer[KEY_BYTES], struct str *out,
                          struct diags *diags);

struct trust_offer { /* {0}; trust_offer_done */
  struct card card;
  struct str bytes;
  enum trust_step step;
};

void trust_offer_done(struct trust_offer *offer);

/* What taking a card in would do; TRUST_FIRST wants the fingerprint compared first. anew: whoever
 * was trusted before is given up. RC_DATA "card.damaged", "card.other": of another coordinator,
 * "card.older": it knows less than is known, and has no trainer; "card.revoked": its trainer is
 * revoked; RC_NEWER "card.newer"; codes of a file that cannot be read. */
enum rc trust_weigh(const char *store, const char *path, bool anew, struct trust_offer *offer,
                    struct diags *diags);
/* Keeps it. */
enum rc trust_take(const char *store, const struct trust_offer *offer, struct diags *diags);

#endif
