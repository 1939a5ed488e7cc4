/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a laptop trusts, as a file that the coordinator signs: a card.
 *
 * Four lines of minisign (exchange/minisign.h), then the text that they sign, which is JSON:
 *
 *   { "mafunzo": "card", "version": 1, "name": of the coordinator's office, "serial": 3,
 *     "signer": RW... (Ed25519, as minisign -P takes it), "recipient": age1..., "escrow": age1...,
 *     "trainers": [ { "name", "signer", "recipient" } ], "revoked": [ RW... ],
 *     "agencies": [ { "name", "signer" } ] (missing where there are none, as in older cards),
 *     "succession": [ { "from": RW..., "to": RW..., "signature": of "from" } ] }
 *
 * so that `tail -n +5 CARD > BODY; head -4 CARD > BODY.minisig; minisign -Vm BODY -P RW...` tells
 * the same. A "request" is what a trainer asks the coordinator to sign: name, signer and recipient,
 * signed by the trainer's own key; "agency-request" is the same of an agency, which an older
 * program must not take for a trainer; a key file (app/keys.h) is a card with secrets beside it.
 *
 * The serial rises with every revocation and rotation: of two cards of one coordinator that with
 * the higher one knows more. The succession leads from the first key to the present one. */
#ifndef EXCHANGE_CARD_H
#define EXCHANGE_CARD_H

#include "base/diag.h"
#include "base/pack.h"
#include "base/seal.h"
#include "base/str.h"

#include <jansson.h>

enum {
  CARD_NAME = 96,      /* bytes of a name, its NUL too */
  CARD_BYTES = 1 << 20 /* of a file */
};

enum card_kind { CARD, CARD_REQUEST, CARD_KEYS, CARD_AGENCY_REQUEST };

struct card_trainer {
  char name[CARD_NAME];
  uint8_t signer[KEY_BYTES], recipient[KEY_BYTES];
};

struct card_agency { /* who may release the name of that agency (exchange/release.h) */
  char name[CARD_NAME];
  uint8_t signer[KEY_BYTES];
};

struct card_link { /* of the succession */
  uint8_t from[KEY_BYTES], to[KEY_BYTES];
  char *signature; /* a minisig of card_link_text, on the heap */
};

struct card { /* {0} is an empty one; card_done */
  char name[CARD_NAME];
  uint32_t serial;
  uint8_t signer[KEY_BYTES], recipient[KEY_BYTES];
  uint8_t escrow[KEY_BYTES]; /* zeroes: none */
  struct {
    struct card_trainer *list;
    size_t n, cap;
  } trainers;
  struct {
    struct card_agency *list; /* in the order of their signing; of one name there may be several */
    size_t n, cap;
  } agencies;
  struct {
    uint8_t (*list)[KEY_BYTES]; /* of trainers, agencies and laptops */
    size_t n, cap;
  } revoked;
  struct {
    struct card_link *list;
    size_t n, cap;
  } succession;
};

void card_done(struct card *card);
bool card_revokes(const struct card *card, const uint8_t signer[KEY_BYTES]);
void card_revoke(struct card *card, const uint8_t signer[KEY_BYTES]);

/* A name that can be shown and kept: 1 to CARD_NAME - 1 bytes of UTF-8, nothing to be made safe. */
bool card_name_fits(const char *name);

/* Says with a signature of the old key that the new one follows it. */
void card_succeed(struct card *card, const uint8_t old_secret[SECRET_BYTES],
                  const uint8_t new_signer[KEY_BYTES]);
/* A succession of which every signature holds leads from that key to the card's signer; a key leads
 * to itself. */
bool card_follows(const struct card *card, const uint8_t from[KEY_BYTES]);

/* The JSON of a card, to which a key file adds; then signed text of it, appended. secret: that of
 * the card's signer. The value is taken over. */
json_t *card_json(const struct card *card, enum card_kind kind);
void card_sign(json_t *body, const struct card *card, const uint8_t secret[SECRET_BYTES],
               struct str *out);
void card_write(const struct card *card, enum card_kind kind, const uint8_t secret[SECRET_BYTES],
                struct str *out);

/* RC_OK: signed by the signer that it names (who that is, is another question). RC_DATA: it is no
 * such file, or not as it was signed. RC_NEWER: of a later version. Links of a succession are read,
 * not checked. body (may be NULL) gets the whole JSON, json_decref it; card_done either way. */
enum rc card_read(const char *bytes, size_t len, enum card_kind kind, struct card *card,
                  json_t **body);

/* card_flat.c: a card as bytes, of a child that reads those of others. What is unflattened is
 * within all bounds and can be shown; whether it is what was signed says card_is, by which the
 * bytes are such a card as card_write writes it, signed by its signer. False: no child of ours said
 * that. */
void card_flatten(const struct card *card, struct str *out);
bool card_unflatten(struct unpack *in, struct card *card);
bool card_is(const char *bytes, size_t len, enum card_kind kind, const struct card *card);

/* What other signed texts of this form share. The signed text begins there; a key as minisign -P
 * takes it, its number checked; a name that fits. False: there is none. */
size_t card_body_at(const char *bytes, size_t len);
json_t *card_signer_json(const uint8_t signer[KEY_BYTES]);
bool card_signer_read(const json_t *object, const char *key, uint8_t out[KEY_BYTES]);
bool card_name_read(const json_t *object, const char *key, char out[CARD_NAME]);

/* Six groups of five digits, to read aloud: of the key's hash. One in 10^30 is the same. */
enum { FINGERPRINT_TEXT = 6 * 6 };
void card_fingerprint(const uint8_t signer[KEY_BYTES], char out[FINGERPRINT_TEXT]);
/* Blanks and hyphens do not matter. */
bool card_fingerprint_is(const uint8_t signer[KEY_BYTES], const char *said);

#endif
