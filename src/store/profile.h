/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profiles: people whose records are sealed on this machine, and what opens them.
 *
 * Of whoever has a profile every payload (name, answers, scores, settings) lies sealed (scheme
 * SEALED), as is whatever is kept of it only to be quick; heads and hashes stay, so that chains
 * verify. One random data key seals all of it. The profile keeps that key sealed by a passphrase
 * (Argon2id, then XChaCha20-Poly1305 beside "mafunzo profile 1" and the person's id) and, as an
 * age file that its caller makes, for those who may recover it. Until the key was given to the
 * store it reads nothing of the person, and says so nowhere but here; what is recorded meanwhile is
 * sealed for the person's public key.
 *
 * A wrong passphrase is counted before it is tried, on the disk. From the fourth on there is a wait
 * before the next, doubled each time up to a quarter of an hour, and never a lock-out. It is
 * measured by the monotonic clock alone: of the boot in which it was tried, or else from the
 * machine's start, so that no clock that is set shortens it.
 *
 * Sealing hides the record from whoever has the disk, and no better than the passphrase: the wait
 * binds this program alone. It hides nothing from whoever controls the machine while the record is
 * open. */
#ifndef STORE_PROFILE_H
#define STORE_PROFILE_H

#include "base/str.h"
#include "store/store.h"

enum {
  PROFILE_NICKNAME = 64,   /* bytes, with the end */
  PROFILE_RECOVERY = 8192, /* bytes at most */
  PROFILE_PASSES = 3,      /* RFC 9106, section 4, the choice for little memory, as app/keys.h */
  PROFILE_KIB = 65536,
  PROFILE_FREE = 3,    /* wrong ones that cost no wait */
  PROFILE_WAIT = 5000, /* milliseconds after the next */
  PROFILE_LONGEST = 900000
};

struct profile {
  uint8_t subject[ID_BYTES];
  char nickname[PROFILE_NICKNAME];
  bool open;        /* its key is known to this store */
  bool recoverable; /* its key is also sealed for others */
  uint32_t tries;   /* wrong ones since the last right one */
};

/* By id, on the heap: free(). */
enum rc store_profiles(struct store *store, struct profile **list, size_t *n, struct diags *diags);

struct sealing {
  uint8_t subject[ID_BYTES];
  const char *nickname; /* not empty */
  const char *passphrase;
  size_t len;
  uint32_t passes, kib;       /* of Argon2id; 0: PROFILE_PASSES, PROFILE_KIB */
  const struct str *recovery; /* the key for others, at most PROFILE_RECOVERY; NULL: for nobody */
};

/* Seals all that is recorded of the person by that key, which is then known; all or nothing of it,
 * and then every page is written anew as after an erasure (a fault of that is told, and what was
 * sealed stays sealed). RC_USAGE "profile.there": is sealed already; RC_FULL "profile.memory":
 * there is too little for the passphrase. */
enum rc store_seal(struct store *store, const struct sealing *sealing, const uint8_t key[KEY_BYTES],
                   struct diags *diags);
/* Another passphrase, nickname and recovery; RC_USAGE "profile.locked": the key is not known. */
enum rc store_reseal(struct store *store, const struct sealing *sealing, struct diags *diags);
/* The record is plain again, and the profile gone. "profile.locked". */
enum rc store_unseal(struct store *store, const uint8_t subject[ID_BYTES], struct diags *diags);

/* RC_DATA "profile.passphrase": another one; RC_BUSY "profile.wait": not yet; RC_MISSING
 * "profile.none": that person's record is not sealed; "profile.memory". */
enum rc store_unlock(struct store *store, const uint8_t subject[ID_BYTES], const char *passphrase,
                     size_t len, const struct moment *now, struct diags *diags);
/* By the data key itself, as it was recovered. RC_DATA "profile.key": it is not the one. */
enum rc store_unlock_key(struct store *store, const uint8_t subject[ID_BYTES],
                         const uint8_t key[KEY_BYTES], struct diags *diags);
void store_lock(struct store *store); /* no key is known any more */

/* Milliseconds until the next passphrase is tried; 0: now. */
enum rc store_profile_wait(struct store *store, const uint8_t subject[ID_BYTES],
                           const struct moment *now, int64_t *wait, struct diags *diags);
/* Appends the age file; nothing if there is none. "profile.none". */
enum rc store_profile_recovery(struct store *store, const uint8_t subject[ID_BYTES],
                               struct str *out, struct diags *diags);
/* Another one in its place. */
enum rc store_profile_recover(struct store *store, const uint8_t subject[ID_BYTES],
                              const struct str *recovery, struct diags *diags);
/* False: it is not known. seal_wipe it. */
bool store_profile_key(struct store *store, const uint8_t subject[ID_BYTES],
                       uint8_t key[KEY_BYTES]);

#endif
