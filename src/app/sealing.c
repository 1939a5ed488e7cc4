/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sealing.h"

#include "app/care.h"
#include "app/inner.h"
#include "app/trust.h"
#include "base/cage.h"
#include "base/text.h"
#include "exchange/recovery.h"

#include <stdlib.h>
#include <string.h>

static enum rc refuse(const char *code, const char *hint, const char *message,
                      struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, code, hint, "%s", message);
  return RC_USAGE;
}

/* -- Who is ----------------------------------------------------------------------------------- */

static bool find(struct app *app, const uint8_t id[ID_BYTES], struct profile *found) {
  struct profile *list;
  struct diags ignored = {0};
  size_t n, at = 0;
  bool known = store_profiles(app->store, &list, &n, &ignored) == RC_OK;
  while (known && at < n && memcmp(list[at].subject, id, ID_BYTES) != 0)
    at++;
  known = known && at < n;
  if (known)
    *found = list[at];
  free(list);
  diags_done(&ignored);
  return known;
}

bool sealing_locked(struct app *app, const uint8_t id[ID_BYTES], struct profile *profile) {
  struct profile found;
  bool locked = find(app, id, &found) && !found.open;
  if (locked && profile)
    *profile = found;
  return locked;
}

bool sealing_named(struct app *app, const char *nickname, struct profile *profile) {
  struct profile *list;
  struct diags ignored = {0};
  size_t n = 0, matches = 0;
  bool known = store_profiles(app->store, &list, &n, &ignored) == RC_OK;
  for (size_t i = 0; known && i < n; i++)
    if (strcmp(list[i].nickname, nickname) == 0) {
      *profile = list[i];
      matches++;
    }
  free(list);
  diags_done(&ignored);
  return matches == 1;
}

bool sealing_is_set(struct app *app) {
  struct profile profile;
  return app->signed_in && find(app, app->person.id, &profile);
}

bool sealing_can_recover(const struct app *app) {
  struct trust trust = {0};
  struct diags ignored = {0};
  bool can = trust_read(app->folder, &trust, &ignored) == RC_OK && trust.n_recipients > 0;
  trust_done(&trust);
  diags_done(&ignored);
  return can;
}

/* -- Recovery --------------------------------------------------------------------------------- */

/* Nothing where the laptop is enrolled with nobody. */
static void make_recovery(const struct app *app, const uint8_t id[ID_BYTES],
                          const uint8_t key[KEY_BYTES], struct str *out) {
  struct trust trust = {0};
  struct diags ignored = {0};
  if (trust_read(app->folder, &trust, &ignored) == RC_OK && trust.n_recipients > 0)
    recovery_seal(id, key, (const uint8_t(*)[KEY_BYTES])trust.recipients, trust.n_recipients, out);
  trust_done(&trust);
  diags_done(&ignored);
}

/* -- The passphrase --------------------------------------------------------------------------- */

enum rc sealing_check(const char *passphrase, struct diags *diags) {
  size_t len = strlen(passphrase);
  bool digits = strspn(passphrase, "0123456789") == len;
  if (len >= SEALING_LETTERS || (digits && len >= SEALING_DIGITS))
    return RC_OK;
  return refuse("sealing.short", _("take 8 letters or more, or at least 6 digits"),
                _("that passphrase is too short"), diags);
}

static enum rc check_nickname(const char *nickname, struct diags *diags) {
  size_t len = strlen(nickname);
  if (len && len < PROFILE_NICKNAME && nickname[strspn(nickname, " ")])
    return RC_OK;
  return refuse("sealing.nickname", _("take a short one that you know again"),
                _("a nickname is needed: your name is sealed too"), diags);
}

static struct sealing sealing_of(const uint8_t id[ID_BYTES], const char *nickname,
                                 const char *passphrase, const struct str *recovery) {
  struct sealing sealing = {.nickname = nickname,
                            .passphrase = passphrase,
                            .len = strlen(passphrase),
                            .recovery = recovery};
  memcpy(sealing.subject, id, ID_BYTES);
  return sealing;
}

enum rc sealing_set(struct app *app, const char *nickname, const char *passphrase,
                    struct diags *diags) {
  struct str recovery = {0};
  uint8_t key[KEY_BYTES];
  cage_keep_secret();
  enum rc rc = sealing_check(passphrase, diags);
  if (rc == RC_OK)
    rc = check_nickname(nickname, diags);
  if (rc != RC_OK)
    return rc;
  seal_random(key, sizeof key);
  make_recovery(app, app->person.id, key, &recovery);
  const struct sealing sealing = sealing_of(app->person.id, nickname, passphrase, &recovery);
  rc = store_seal(app->store, &sealing, key, diags);
  seal_wipe(key, sizeof key);
  str_done(&recovery);
  app->has_progress = app->projected = false;
  return rc == RC_OK ? care_replace_backups(app->store, app->folder, diags) : rc;
}

static enum rc unlock(struct app *app, const uint8_t id[ID_BYTES], const char *passphrase,
                      struct diags *diags) {
  struct moment now;
  cage_keep_secret();
  clock_read(&now);
  return store_unlock(app->store, id, passphrase, strlen(passphrase), &now, diags);
}

enum rc sealing_renew(struct app *app, const uint8_t id[ID_BYTES], const char *passphrase,
                      struct diags *diags) {
  struct str recovery = {0};
  struct profile profile = {0};
  uint8_t key[KEY_BYTES];
  enum rc rc = sealing_check(passphrase, diags);
  if (rc != RC_OK)
    return rc;
  if (store_profile_key(app->store, id, key))
    make_recovery(app, id, key, &recovery);
  find(app, id, &profile);
  const struct sealing sealing = sealing_of(id, profile.nickname, passphrase, &recovery);
  rc = store_reseal(app->store, &sealing, diags);
  seal_wipe(key, sizeof key);
  str_done(&recovery);
  return rc;
}

enum rc sealing_change(struct app *app, const char *was, const char *passphrase,
                       struct diags *diags) {
  enum rc rc = sealing_check(passphrase, diags);
  if (rc == RC_OK)
    rc = unlock(app, app->person.id, was, diags);
  return rc == RC_OK ? sealing_renew(app, app->person.id, passphrase, diags) : rc;
}

enum rc sealing_end(struct app *app, const char *was, struct diags *diags) {
  enum rc rc = unlock(app, app->person.id, was, diags);
  return rc == RC_OK ? store_unseal(app->store, app->person.id, diags) : rc;
}

/* Of the card that the laptop has now; what cannot be kept, the next time may. */
static void renew_recovery(struct app *app, const uint8_t id[ID_BYTES]) {
  struct str recovery = {0};
  struct diags ignored = {0};
  uint8_t key[KEY_BYTES];
  if (store_profile_key(app->store, id, key))
    make_recovery(app, id, key, &recovery);
  if (recovery.len)
    store_profile_recover(app->store, id, &recovery, &ignored);
  seal_wipe(key, sizeof key);
  str_done(&recovery);
  diags_done(&ignored);
}

enum rc sealing_open(struct app *app, const uint8_t id[ID_BYTES], const char *passphrase,
                     struct diags *diags) {
  enum rc rc = unlock(app, id, passphrase, diags);
  if (rc == RC_OK)
    renew_recovery(app, id);
  return rc == RC_OK ? app_sign_in(app, id, diags) : rc;
}

void sealing_leave(struct app *app) {
  store_lock(app->store);
  app->signed_in = app->has_progress = app->projected = false;
}
