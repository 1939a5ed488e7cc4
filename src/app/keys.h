/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A coordinator's, trainer's or agency's keys on a machine, in keys/mafunzo.keys beneath the folder
 * of the store (0600, written whole or not at all).
 *
 * A pair is an Ed25519 key, which signs, and an X25519 key, for which results are sealed. The file
 * is a card (exchange/card.h) of kind "keys", signed by its own newest key, with more in it:
 *
 *   "role": coordinator, trainer or agency; "released": of an agency, the serial of its newest
 *   release (app/release.h); "passes", "kib", "salt": of Argon2id, which makes a key of the
 *   passphrase; "secrets": [ { "nonce", "sealed" } ], a pair each, the oldest first: sealed by that
 *   key with XChaCha20-Poly1305, beside it the text "mafunzo keys 1"
 *
 * Old pairs stay for reading what was sealed for them. Signing, revoking and rotating need the
 * passphrase, for each writes the file anew; RC_BUSY "keys.busy": another command has meanwhile,
 * and nothing was changed. Every function that takes `store` means its folder. */
#ifndef APP_KEYS_H
#define APP_KEYS_H

#include "exchange/age.h"
#include "exchange/card.h"

enum key_role { KEYS_COORDINATOR, KEYS_TRAINER, KEYS_AGENCY };

enum {
  KEYS_PASSPHRASE = 12, /* bytes at least */
  KEYS_PAIRS = 64,
  KEYS_PASSES = 3, /* RFC 9106, section 4, the choice for little memory: 3 passes, 64 MiB */
  KEYS_KIB = 65536
};

struct key_secret {
  uint8_t sign[SECRET_BYTES], open[KEY_BYTES];
};

struct keys { /* {0} is none; keys_done wipes it */
  enum key_role role;
  struct card card;  /* what is public; the succession leads from the first pair to the newest */
  uint32_t released; /* an agency's: the serial of its newest release; 0: none yet */
  uint8_t salt[SALT_BYTES];
  uint32_t passes, kib;
  uint8_t wrapping[KEY_BYTES]; /* made of the passphrase */
  uint8_t read[HASH_BYTES];    /* of the file, as it was read or written last */
  struct {
    struct key_secret *list; /* the oldest first; NULL until they were opened */
    size_t n;
  } secrets;
};

void keys_done(struct keys *keys);

/* What is public. RC_MISSING "keys.none": there are none on this machine; RC_DATA "keys.readable":
 * others may read the file; "keys.damaged": it is not as it was written; RC_NEWER "keys.newer". */
enum rc keys_look(const char *store, struct keys *keys, struct diags *diags);
/* And the secrets. RC_DATA "keys.passphrase": it is another one. */
enum rc keys_open(const char *store, const char *passphrase, struct keys *keys,
                  struct diags *diags);

/* Whether keys can be made here, before a passphrase is asked for: "keys.exists", "keys.name". */
enum rc keys_free(const char *store, const char *name, struct diags *diags);

/* Makes a pair, and the folder if it is missing. A coordinator's escrow secret is given out and
 * kept nowhere. "keys.exists": there are keys; "keys.short": the passphrase has not KEYS_PASSPHRASE
 * bytes; "keys.name": no name that can be kept. */
enum rc keys_init(const char *store, enum key_role role, const char *name, const char *passphrase,
                  struct keys *keys, uint8_t escrow[KEY_BYTES], struct diags *diags);

/* A new pair, which the old one signs. escrow (may be NULL): a new escrow key too, given out.
 * "keys.many": there are KEYS_PAIRS. */
enum rc keys_rotate(const char *store, struct keys *keys, uint8_t *escrow, struct diags *diags);

/* Seals the secrets by another passphrase: "keys.short". Copies of the file keep the old one. */
enum rc keys_repass(const char *store, struct keys *keys, const char *passphrase,
                    struct diags *diags);

/* whom: the name or fingerprint of a signed trainer or agency, or any signer: RW..., or the 64
 * hexadecimal digits of a laptop's chain. Who is revoked already changes nothing. "keys.nobody":
 * nobody is meant; "keys.several": more than one. */
enum rc keys_revoke(const char *store, struct keys *keys, const char *whom, struct diags *diags);

/* The next serial of an agency's releases: on the disk before it is used. */
enum rc keys_count_release(const char *store, struct keys *keys, struct diags *diags);

/* A trainer's or an agency's (*agency) request, as read: RC_DATA "card.damaged", RC_NEWER
 * "card.newer". */
enum rc keys_read_request(const char *shown, const struct str *bytes, struct card *request,
                          bool *agency, struct diags *diags);
/* Adds the trainer, or the agency, to those who are signed, if it is not there. "keys.revoked":
 * its key is. */
enum rc keys_sign(const char *store, struct keys *keys, const struct card *request, bool agency,
                  struct diags *diags);

/* Appends what laptops take in: the coordinator's, escrow's, the agencies', and that trainer's (may
 * be NULL). */
void keys_card(const struct keys *keys, const struct card_trainer *trainer, struct str *out);
void keys_request(const struct keys *keys, struct str *out);

/* Appends what is sealed in an age file, by the escrow secret as it was typed from paper: blanks,
 * line ends and case do not matter. RC_DATA "escrow.mistyped": the hint names the group if only one
 * letter is wrong; RC_DATA "escrow.damaged"; RC_MISSING "escrow.other": not sealed for that key. */
enum rc escrow_open(const char *shown, const struct str *bytes, const char *typed, struct str *out,
                    struct diags *diags);
/* The secret for paper: AGE-SECRET-KEY-1 and groups of four letters, a line each of some. */
void escrow_text(const uint8_t escrow[KEY_BYTES], struct str *out);

#endif
