/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A forgotten passphrase, reset at the trainer's or coordinator's desk.
 *
 * The laptop writes a *request*: "mafunzo reset 1" with a zero byte, the person's id (16 bytes), a
 * fresh X25519 public key (32), the nickname and the recovery of the record (exchange/recovery.h),
 * both as text of base/pack.h. The secret of that key stays in reset.key beneath the folder of the
 * store. The desk opens the recovery with its keys, and the *answer* is another recovery, for that
 * public key alone. The laptop opens it, and sees that the key fits the record.
 *
 * Neither is signed. A wrong key opens nothing, so that a false answer does no harm; and a request
 * of whoever holds the laptop could be signed by it too. What protects the record is that the desk
 * knows the person, and that the fingerprint of the fresh key, which laptop and desk both show, is
 * compared: a request that was changed on the stick has another. */
#ifndef APP_RESET_H
#define APP_RESET_H

#include "app/keys.h"
#include "app/sealing.h"

/* As they are called where the program chooses the name: the first digits of the person's id. */
#define RESET_REQUEST ".request"
#define RESET_ANSWER ".answer"
enum { RESET_BYTES = 1 << 16 }; /* of either file */

struct reset_request {
  uint8_t person[ID_BYTES], public[KEY_BYTES];
  char nickname[PROFILE_NICKNAME];
  struct str recovery; /* str_done */
};

/* Of whoever is sealed here under a nickname: RC_MISSING "reset.nobody": none, or several;
 * "reset.unrecoverable": sealed before the laptop was enrolled. Appends the request. */
enum rc reset_ask(struct app *app, const char *nickname, struct str *out,
                  uint8_t public_key[KEY_BYTES], struct diags *diags);

/* RC_DATA "reset.damaged": not a request. */
enum rc reset_read(const char *shown, const struct str *bytes, struct reset_request *request,
                   struct diags *diags);
/* keys were opened. Appends the answer. RC_MISSING "reset.other": it is not for these keys. */
enum rc reset_answer(const char *shown, const struct keys *keys,
                     const struct reset_request *request, struct str *out, struct diags *diags);

/* Opens the record by an answer; then sealing_renew. RC_MISSING "reset.none": nothing was asked
 * for; RC_DATA "reset.answer": not the answer to what was asked last. */
enum rc reset_take(struct app *app, const char *shown, const struct str *answer,
                   uint8_t person[ID_BYTES], struct diags *diags);
/* -- On screen: a stick, and whatever is next to be done with it --------------------------------
 */

struct reset_step {
  enum reset_what {
    RESET_ASKED,  /* the request was written */
    RESET_WAITS,  /* it lies there, and no answer to it */
    RESET_OPENED, /* an answer was found: the record is open; then reset_finish */
  } what;
  char request[24];          /* the name of its file */
  uint8_t public[KEY_BYTES]; /* of which the fingerprint is read aloud */
};

/* Of whoever's record is sealed. An answer is looked for in all files beneath the folder that are
 * called so. RC_MISSING "reset.unrecoverable"; codes of file_write_whole. */
enum rc reset_stick(struct app *app, const uint8_t person[ID_BYTES], const char *folder,
                    struct reset_step *step, struct diags *diags);

/* A new passphrase for a record that is open; what was asked for is forgotten. */
enum rc reset_finish(struct app *app, const uint8_t person[ID_BYTES], const char *passphrase,
                     struct diags *diags);

#endif
