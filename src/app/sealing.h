/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person's passphrase on this laptop: setting, giving, changing, taking it away, and who else can
 * recover what it seals (store/profile.h).
 *
 * The data key is sealed, as an age file, for the coordinator, escrow key and trainers that the
 * laptop is enrolled with (exchange/recovery.h). It is made anew whenever a passphrase is given, so
 * that it follows a newer card. Whoever reads a passphrase calls cage_keep_secret first: these do.
 */
#ifndef APP_SEALING_H
#define APP_SEALING_H

#include "app/app.h"
#include "store/profile.h"

enum { SEALING_LETTERS = 8, SEALING_DIGITS = 6 };

/* False: not sealed, or open. profile may be NULL. */
bool sealing_locked(struct app *app, const uint8_t id[ID_BYTES], struct profile *profile);
/* Who is sealed here under a nickname, open or not; false: nobody, or more than one. */
bool sealing_named(struct app *app, const char *nickname, struct profile *profile);
/* Of whoever is signed in. */
bool sealing_is_set(struct app *app);
/* Somebody can open it when the passphrase is forgotten: the laptop is enrolled. */
bool sealing_can_recover(const struct app *app);

/* RC_USAGE "sealing.short": neither SEALING_LETTERS bytes nor SEALING_DIGITS digits. */
enum rc sealing_check(const char *passphrase, struct diags *diags);

/* Of whoever is signed in. RC_USAGE "sealing.nickname": there is none, or it is too long. Backups
 * beside the records, which hold the person in plain, are replaced by a new one. */
enum rc sealing_set(struct app *app, const char *nickname, const char *passphrase,
                    struct diags *diags);
/* was: the passphrase so far; "profile.passphrase", "profile.wait". */
enum rc sealing_change(struct app *app, const char *was, const char *passphrase,
                       struct diags *diags);
enum rc sealing_end(struct app *app, const char *was, struct diags *diags);

/* A new passphrase for a record that is open. */
enum rc sealing_renew(struct app *app, const uint8_t id[ID_BYTES], const char *passphrase,
                      struct diags *diags);

/* Opens a record and signs its person in. */
enum rc sealing_open(struct app *app, const uint8_t id[ID_BYTES], const char *passphrase,
                     struct diags *diags);
/* Signs out; what was open is sealed again. */
void sealing_leave(struct app *app);

#endif
