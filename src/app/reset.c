/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reset.h"

#include "app/inner.h"
#include "app/mrz.h"
#include "app/walk.h"
#include "base/cage.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "exchange/recovery.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char purpose[] = "mafunzo reset 1";

struct asked { /* reset.key, as it lies there */
  uint8_t person[ID_BYTES], secret[KEY_BYTES];
};

static enum rc refuse(enum rc rc, const char *file, const char *code, const char *hint,
                      const char *message, struct diags *diags) {
  diag_error(diags, (struct place){.file = file}, 1, code, hint, "%s", message);
  return rc;
}

static char *asked_path(const struct app *app, struct str *path) {
  str_printf(path, "%s/reset.key", app->folder);
  return path->at;
}

/* -- On the laptop ------------------------------------------------------------------------------
 */

static enum rc find(struct app *app, const char *nickname, struct profile *found,
                    struct diags *diags) {
  if (!sealing_named(app, nickname, found))
    return refuse(RC_MISSING, NULL, "reset.nobody", _("say it as the list of people shows it"),
                  _("nobody, or more than one, is sealed here under that nickname"), diags);
  if (!found->recoverable)
    return refuse(RC_MISSING, NULL, "reset.unrecoverable",
                  _("only the passphrase itself opens that record"),
                  _("it was sealed before this laptop was enrolled"), diags);
  return RC_OK;
}

static enum rc keep_asked(struct app *app, const struct asked *asked, struct diags *diags) {
  struct str path = {0};
  enum rc rc = file_write_whole(asked_path(app, &path), asked, sizeof *asked, diags);
  str_done(&path);
  return rc;
}

static enum rc ask_for(struct app *app, const struct profile *profile, struct str *out,
                       uint8_t public_key[KEY_BYTES], struct diags *diags) {
  struct asked asked;
  struct str recovery = {0};
  enum rc rc = store_profile_recovery(app->store, profile->subject, &recovery, diags);
  if (rc != RC_OK)
    return rc;
  cage_keep_secret();
  memcpy(asked.person, profile->subject, ID_BYTES);
  seal_exchange_keypair(public_key, asked.secret);
  rc = keep_asked(app, &asked, diags);
  seal_wipe(&asked, sizeof asked);
  str_add(out, purpose, sizeof purpose);
  pack_bytes(out, profile->subject, ID_BYTES);
  pack_bytes(out, public_key, KEY_BYTES);
  pack_text(out, profile->nickname);
  pack_u32(out, (uint32_t)recovery.len);
  pack_bytes(out, recovery.at, recovery.len);
  str_done(&recovery);
  return rc;
}

enum rc reset_ask(struct app *app, const char *nickname, struct str *out,
                  uint8_t public_key[KEY_BYTES], struct diags *diags) {
  struct profile profile;
  enum rc rc = find(app, nickname, &profile, diags);
  return rc == RC_OK ? ask_for(app, &profile, out, public_key, diags) : rc;
}

static enum rc read_asked(struct app *app, struct asked *asked, struct diags *diags) {
  struct str path = {0}, bytes = {0};
  struct diags ignored = {0};
  bool there = mrz_load(asked_path(app, &path), sizeof *asked, &bytes, &ignored) == RC_OK &&
               bytes.len == sizeof *asked;
  if (there)
    memcpy(asked, bytes.at, sizeof *asked);
  if (bytes.at)
    seal_wipe(bytes.at, bytes.cap);
  str_done(&bytes);
  str_done(&path);
  diags_done(&ignored);
  return there ? RC_OK
               : refuse(RC_MISSING, NULL, "reset.none",
                        _("ask first: mafunzo passphrase request NICKNAME --out FILE"),
                        _("nothing was asked for on this laptop"), diags);
}

/* RC_MISSING, in silence: it is no answer to that. */
static enum rc open_answer(struct app *app, const struct asked *asked, const struct str *answer,
                           struct diags *diags) {
  struct sealed_key key;
  bool opened = recovery_open(str_text(answer), answer->len,
                              (const uint8_t(*)[KEY_BYTES]) & asked->secret, 1, &key) &&
                memcmp(key.subject, asked->person, ID_BYTES) == 0;
  enum rc rc = opened ? store_unlock_key(app->store, asked->person, key.key, diags) : RC_MISSING;
  seal_wipe(&key, sizeof key);
  return rc;
}

enum rc reset_take(struct app *app, const char *shown, const struct str *answer,
                   uint8_t person[ID_BYTES], struct diags *diags) {
  struct asked asked;
  cage_keep_secret();
  enum rc rc = read_asked(app, &asked, diags);
  if (rc != RC_OK)
    return rc;
  memcpy(person, asked.person, ID_BYTES);
  rc = open_answer(app, &asked, answer, diags);
  if (rc == RC_MISSING)
    rc = refuse(RC_DATA, shown, "reset.answer",
                _("ask once more, and take the answer to that request"),
                _("this is not the answer to what was asked last"), diags);
  seal_wipe(&asked, sizeof asked);
  return rc;
}

enum rc reset_finish(struct app *app, const uint8_t person[ID_BYTES], const char *passphrase,
                     struct diags *diags) {
  struct str path = {0};
  enum rc rc = sealing_renew(app, person, passphrase, diags);
  if (rc == RC_OK)
    unlink(asked_path(app, &path));
  str_done(&path);
  return rc;
}

/* -- The next thing to do with a stick -----------------------------------------------------------
 */

static bool open_any(struct app *app, const struct asked *asked, const char *folder) {
  struct arena arena = {0};
  struct walk walk = {.arena = &arena, .suffix = RESET_ANSWER};
  bool opened = false;
  walk_folder(&walk, folder);
  for (size_t i = 0; !opened && i < walk.n; i++) {
    struct str bytes = {0};
    struct diags untold = {0};
    opened = mrz_load(walk.list[i], RESET_BYTES, &bytes, &untold) == RC_OK &&
             open_answer(app, asked, &bytes, &untold) == RC_OK;
    str_done(&bytes);
    diags_done(&untold);
  }
  free(walk.list);
  arena_done(&arena);
  return opened;
}

static enum rc write_request(struct app *app, const struct profile *profile, const char *path,
                             struct reset_step *step, struct diags *diags) {
  struct str out = {0};
  enum rc rc = ask_for(app, profile, &out, step->public, diags);
  if (rc == RC_OK)
    rc = file_write_whole(path, out.at, out.len, diags);
  str_done(&out);
  step->what = RESET_ASKED;
  return rc;
}

/* What was asked stays asked, so that an answer that is on its way fits still. */
static enum rc go_on(struct app *app, const struct profile *profile, const char *folder,
                     struct reset_step *step, struct diags *diags) {
  struct asked asked;
  struct diags untold = {0};
  struct str path = {0};
  str_printf(&path, "%s/%s", folder, step->request);
  bool pending = read_asked(app, &asked, &untold) == RC_OK &&
                 memcmp(asked.person, profile->subject, ID_BYTES) == 0;
  enum rc rc = RC_OK;
  if (pending)
    seal_exchange_public(asked.secret, step->public);
  if (pending && open_any(app, &asked, folder))
    step->what = RESET_OPENED;
  else if (pending && access(path.at, F_OK) == 0)
    step->what = RESET_WAITS;
  else
    rc = write_request(app, profile, path.at, step, diags);
  seal_wipe(&asked, sizeof asked);
  diags_done(&untold);
  str_done(&path);
  return rc;
}

enum rc reset_stick(struct app *app, const uint8_t person[ID_BYTES], const char *folder,
                    struct reset_step *step, struct diags *diags) {
  struct profile profile = {0};
  char hex[2 * ID_BYTES + 1];
  *step = (struct reset_step){0};
  cage_keep_secret();
  if (!sealing_locked(app, person, &profile) || !profile.recoverable)
    return refuse(RC_MISSING, NULL, "reset.unrecoverable",
                  _("only the passphrase itself opens that record"),
                  _("it was sealed before this laptop was enrolled"), diags);
  seal_hex(person, ID_BYTES, hex);
  snprintf(step->request, sizeof step->request, "%.8s" RESET_REQUEST, hex);
  return go_on(app, &profile, folder, step, diags);
}

/* -- At the desk --------------------------------------------------------------------------------
 */

static bool unpack_request(const struct str *bytes, struct reset_request *request) {
  struct unpack in = {(const uint8_t *)bytes->at, (const uint8_t *)bytes->at + bytes->len, false};
  char begins[sizeof purpose];
  size_t len;
  unpack_bytes(&in, begins, sizeof begins);
  unpack_bytes(&in, request->person, ID_BYTES);
  unpack_bytes(&in, request->public, KEY_BYTES);
  const char *nickname = unpack_text(&in, &len);
  if (in.bad || len >= PROFILE_NICKNAME || memcmp(begins, purpose, sizeof purpose) != 0)
    return false;
  memcpy(request->nickname, nickname, len);
  len = unpack_u32(&in);
  if (in.bad || len != (size_t)(in.end - in.at))
    return false;
  str_add(&request->recovery, in.at, len);
  return true;
}

enum rc reset_read(const char *shown, const struct str *bytes, struct reset_request *request,
                   struct diags *diags) {
  *request = (struct reset_request){0};
  return unpack_request(bytes, request)
             ? RC_OK
             : refuse(RC_DATA, shown, "reset.damaged", _("write it anew on the laptop"),
                      _("this is no request for a forgotten passphrase"), diags);
}

/* The newest pair first: laptops seal for that. */
static bool open_recovery(const struct keys *keys, const struct reset_request *request,
                          struct sealed_key *key) {
  bool opened = false;
  for (size_t i = keys->secrets.n; !opened && i-- > 0;)
    opened = recovery_open(request->recovery.at, request->recovery.len,
                           (const uint8_t(*)[KEY_BYTES]) & keys->secrets.list[i].open, 1, key);
  return opened && memcmp(key->subject, request->person, ID_BYTES) == 0;
}

enum rc reset_answer(const char *shown, const struct keys *keys,
                     const struct reset_request *request, struct str *out, struct diags *diags) {
  struct sealed_key key;
  bool opened = open_recovery(keys, request, &key);
  if (opened)
    recovery_seal(key.subject, key.key, (const uint8_t(*)[KEY_BYTES]) & request->public, 1, out);
  seal_wipe(&key, sizeof key);
  return out->len ? RC_OK
                  : refuse(RC_MISSING, shown, "reset.other",
                           _("take it to the coordinator or trainer whose card that laptop has"),
                           _("these keys do not open that person's record"), diags);
}
