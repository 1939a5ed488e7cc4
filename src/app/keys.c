/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/card_read.h"
#include "app/keys_inner.h"

#include "base/cage.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/minisign.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void new_pair(struct key_secret *secret, uint8_t signer[KEY_BYTES],
                     uint8_t recipient[KEY_BYTES]) {
  seal_keypair(signer, secret->sign);
  seal_exchange_keypair(recipient, secret->open);
}

/* The list moves, and its old place is wiped. */
static struct key_secret *grow(struct keys *keys) {
  size_t n = keys->secrets.n, size = n * sizeof *keys->secrets.list;
  struct key_secret *list = mem_array(n + 1, sizeof *list);
  if (n) {
    memcpy(list, keys->secrets.list, size);
    seal_wipe(keys->secrets.list, size);
    free(keys->secrets.list);
  }
  keys->secrets.list = list;
  keys->secrets.n = n + 1;
  return &list[n];
}

/* -- New ones --------------------------------------------------------------------------------- */

static enum rc refuse(const char *code, const char *hint, const char *message,
                      struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, code, hint, "%s", message);
  return RC_USAGE;
}

enum rc keys_free(const char *store, const char *name, struct diags *diags) {
  struct arena arena = {0};
  struct stat there;
  bool exists = lstat(arena_printf(&arena, "%s/" KEYS_FILE, store), &there) == 0;
  arena_done(&arena);
  if (exists)
    return refuse("keys.exists", _("mafunzo keys rotate replaces them, and keeps the old ones"),
                  _("there are keys on this machine already"), diags);
  if (!card_name_fits(name))
    return refuse("keys.name", _("give the office or the person, in up to 95 bytes of plain text"),
                  _("this cannot be kept as a name"), diags);
  return RC_OK;
}

/* The key that wraps, of a new passphrase. */
static enum rc wrap_by(struct keys *keys, const char *passphrase, struct diags *diags) {
  if (strlen(passphrase) < KEYS_PASSPHRASE)
    return refuse("keys.short", _("take four words that nobody would put together"),
                  _("the passphrase needs 12 letters at least"), diags);
  keys->passes = KEYS_PASSES;
  keys->kib = KEYS_KIB;
  seal_random(keys->salt, SALT_BYTES);
  if (seal_stretch(passphrase, strlen(passphrase), keys->salt, keys->passes, keys->kib,
                   keys->wrapping))
    return RC_OK;
  refuse("keys.memory", _("close other programs, then try again"),
         _("there is not enough memory to make a key of the passphrase"), diags);
  return RC_IO;
}

enum rc keys_init(const char *store, enum key_role role, const char *name, const char *passphrase,
                  struct keys *keys, uint8_t escrow[KEY_BYTES], struct diags *diags) {
  *keys = (struct keys){.role = role, .card.serial = 1};
  cage_keep_secret();
  enum rc rc = keys_free(store, name, diags);
  if (rc == RC_OK)
    rc = wrap_by(keys, passphrase, diags);
  if (rc == RC_OK)
    rc = keys_make_folder(store, diags);
  if (rc != RC_OK)
    return rc;
  strcpy(keys->card.name, name);
  new_pair(grow(keys), keys->card.signer, keys->card.recipient);
  if (role == KEYS_COORDINATOR)
    seal_exchange_keypair(keys->card.escrow, escrow);
  return keys_save(store, keys, diags);
}

enum rc keys_repass(const char *store, struct keys *keys, const char *passphrase,
                    struct diags *diags) {
  enum rc rc = wrap_by(keys, passphrase, diags);
  return rc == RC_OK ? keys_save(store, keys, diags) : rc;
}

enum rc keys_rotate(const char *store, struct keys *keys, uint8_t *escrow, struct diags *diags) {
  uint8_t signer[KEY_BYTES];
  if (keys->secrets.n >= KEYS_PAIRS)
    return refuse("keys.many", _("begin anew in another folder: mafunzo --store FOLDER keys init"),
                  _("these keys were replaced as often as can be"), diags);
  struct key_secret *fresh = grow(keys), *old = fresh - 1;
  new_pair(fresh, signer, keys->card.recipient);
  card_succeed(&keys->card, old->sign, signer);
  if (escrow)
    seal_exchange_keypair(keys->card.escrow, escrow);
  keys->card.serial++;
  return keys_save(store, keys, diags);
}

/* -- Trainers, and who is trusted no longer ---------------------------------------------------- */

static bool is_meant(const char *name, const uint8_t signer[KEY_BYTES], const char *whom) {
  return strcmp(name, whom) == 0 || card_fingerprint_is(signer, whom);
}

/* How many trainers and agencies are meant, and the last of them. */
static size_t find_signed(const struct card *card, const char *whom, uint8_t signer[KEY_BYTES]) {
  size_t found = 0;
  for (size_t i = 0; i < card->trainers.n + card->agencies.n; i++) {
    bool trainer = i < card->trainers.n;
    size_t at = trainer ? i : i - card->trainers.n;
    const char *name = trainer ? card->trainers.list[at].name : card->agencies.list[at].name;
    const uint8_t *one = trainer ? card->trainers.list[at].signer : card->agencies.list[at].signer;
    if (is_meant(name, one, whom)) {
      memcpy(signer, one, KEY_BYTES);
      found++;
    }
  }
  return found;
}

static enum rc find(const struct keys *keys, const char *whom, uint8_t signer[KEY_BYTES],
                    struct diags *diags) {
  uint8_t id[MINISIGN_ID];
  if (minisign_public_read(whom, signer, id) || seal_unhex(whom, signer, KEY_BYTES))
    return RC_OK;
  size_t found = find_signed(&keys->card, whom, signer);
  if (found == 0)
    return refuse("keys.nobody", _("mafunzo keys show lists who was signed"),
                  _("there is no trainer or agency of that name or fingerprint"), diags);
  if (found > 1)
    return refuse("keys.several", _("give the fingerprint: mafunzo keys show tells it"),
                  _("more than one key was signed under that name"), diags);
  return RC_OK;
}

enum rc keys_revoke(const char *store, struct keys *keys, const char *whom, struct diags *diags) {
  uint8_t signer[KEY_BYTES];
  enum rc rc = find(keys, whom, signer, diags);
  if (rc != RC_OK || card_revokes(&keys->card, signer))
    return rc;
  card_revoke(&keys->card, signer);
  keys->card.serial++;
  return keys_save(store, keys, diags);
}

static bool is_signed(const struct card *card, const struct card *request, bool agency) {
  for (size_t i = 0; !agency && i < card->trainers.n; i++)
    if (memcmp(card->trainers.list[i].signer, request->signer, KEY_BYTES) == 0)
      return true;
  for (size_t i = 0; agency && i < card->agencies.n; i++)
    if (memcmp(card->agencies.list[i].signer, request->signer, KEY_BYTES) == 0)
      return true;
  return false;
}

static void add_trainer(struct card *card, const struct card *request) {
  struct card_trainer trainer = {0};
  strcpy(trainer.name, request->name);
  memcpy(trainer.signer, request->signer, KEY_BYTES);
  memcpy(trainer.recipient, request->recipient, KEY_BYTES);
  VEC_PUSH(&card->trainers, trainer);
}

/* Every card tells of it, so that a card with it knows more than one without. */
static void add_agency(struct card *card, const struct card *request) {
  struct card_agency agency = {0};
  strcpy(agency.name, request->name);
  memcpy(agency.signer, request->signer, KEY_BYTES);
  VEC_PUSH(&card->agencies, agency);
  card->serial++;
}

enum rc keys_sign(const char *store, struct keys *keys, const struct card *request, bool agency,
                  struct diags *diags) {
  if (card_revokes(&keys->card, request->signer)) {
    refuse("keys.revoked", _("let new keys be made there: mafunzo keys rotate"),
           _("this key was revoked, which cannot be taken back"), diags);
    return RC_DATA;
  }
  if (is_signed(&keys->card, request, agency))
    return RC_OK;
  (agency ? add_agency : add_trainer)(&keys->card, request);
  return keys_save(store, keys, diags);
}

enum rc keys_count_release(const char *store, struct keys *keys, struct diags *diags) {
  keys->released++;
  return keys_save(store, keys, diags);
}

enum rc keys_read_request(const char *shown, const struct str *bytes, struct card *request,
                          bool *agency, struct diags *diags) {
  size_t before = diags->errors;
  enum rc rc = request_read_caged(shown, bytes, request, agency, diags);
  struct place at = {.file = shown};
  if (diags->errors > before)
    return rc;
  if (rc == RC_NEWER)
    diag_error(diags, at, 1, "card.newer", _("install the newer Mafunzo"),
               _("this was written by a newer Mafunzo"));
  else if (rc != RC_OK)
    diag_error(diags, at, 1, "card.damaged",
               _("on the trainer's or the agency's machine: mafunzo keys request --out FILE"),
               _("this is no trainer's or agency's request, or it is not as it was signed"));
  return rc;
}

/* -- What is given out ------------------------------------------------------------------------ */

static const uint8_t *newest(const struct keys *keys) {
  return keys->secrets.list[keys->secrets.n - 1].sign;
}

void keys_card(const struct keys *keys, const struct card_trainer *trainer, struct str *out) {
  struct card card = keys->card; /* all lists are borrowed */
  struct card_trainer one;
  card.trainers.n = 0;
  if (trainer) {
    one = *trainer;
    card.trainers.list = &one;
    card.trainers.n = 1;
  }
  card_write(&card, CARD, newest(keys), out);
}

void keys_request(const struct keys *keys, struct str *out) {
  struct card request = {.serial = keys->card.serial};
  strcpy(request.name, keys->card.name);
  memcpy(request.signer, keys->card.signer, KEY_BYTES);
  memcpy(request.recipient, keys->card.recipient, KEY_BYTES);
  card_write(&request, keys->role == KEYS_AGENCY ? CARD_AGENCY_REQUEST : CARD_REQUEST, newest(keys),
             out);
}
