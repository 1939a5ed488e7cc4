/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/trust.h"

#include "app/card_read.h"
#include "app/keys_inner.h"
#include "app/mrz.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/vec.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TRUSTED KEYS_FOLDER "/trusted.card"
#define CLASS KEYS_FOLDER "/class.card"

static const uint8_t nobody[KEY_BYTES];

void trust_done(struct trust *trust) {
  card_done(&trust->card);
  *trust = (struct trust){0};
}

void trust_offer_done(struct trust_offer *offer) {
  card_done(&offer->card);
  str_done(&offer->bytes);
}

static enum rc fault(const char *path, enum rc rc, struct diags *diags) {
  struct place at = {.file = path};
  if (rc == RC_NEWER)
    diag_error(diags, at, 1, "card.newer", _("install the newer Mafunzo"),
               _("this was written by a newer Mafunzo"));
  else
    diag_error(
        diags, at, 1, "card.damaged",
        _("ask the coordinator for the card once more; mafunzo enrol --anew CARD takes it in "
          "the place of a damaged one"),
        _("this is no card, or it is not as the coordinator signed it"));
  return rc;
}

/* A coordinator's: without an escrow key it is none. */
static enum rc judge(const char *path, const struct card *card, enum rc rc, struct diags *diags) {
  if (rc == RC_OK &&
      (memcmp(card->escrow, nobody, KEY_BYTES) == 0 || card->trainers.n > AGE_RECIPIENTS - 2))
    rc = RC_DATA;
  return rc == RC_OK ? rc : fault(path, rc, diags);
}

static enum rc load(const char *path, struct card *card, struct str *bytes, struct diags *diags) {
  *card = (struct card){0};
  enum rc rc = mrz_load(path, CARD_BYTES, bytes, diags);
  return rc == RC_OK
             ? judge(path, card, card_read(str_text(bytes), bytes->len, CARD, card, NULL), diags)
             : rc;
}

/* What somebody brings. */
static enum rc load_caged(const char *path, struct card *card, struct str *bytes,
                          struct diags *diags) {
  size_t before = diags->errors;
  *card = (struct card){0};
  enum rc rc = mrz_load(path, CARD_BYTES, bytes, diags);
  if (rc == RC_OK)
    rc = card_read_caged(path, bytes, card, diags);
  return diags->errors == before ? judge(path, card, rc, diags) : rc;
}

/* One that lies in the folder of the store; RC_MISSING, in silence: there is none. */
static enum rc load_own(const char *store, const char *name, struct card *card,
                        struct diags *diags) {
  struct arena arena = {0};
  struct str bytes = {0};
  const char *path = arena_printf(&arena, "%s/%s", store, name);
  *card = (struct card){0};
  enum rc rc =
      access(path, F_OK) != 0 && errno == ENOENT ? RC_MISSING : load(path, card, &bytes, diags);
  str_done(&bytes);
  arena_done(&arena);
  return rc;
}

/* -- Who counts ------------------------------------------------------------------------------- */

static size_t drop_revoked(struct card_trainer *list, size_t n, const struct card *by) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++)
    if (!card_revokes(by, list[i].signer))
      list[kept++] = list[i];
  return kept;
}

static bool same_signer(const struct card *a, const struct card *b) {
  return memcmp(a->signer, b->signer, KEY_BYTES) == 0;
}

/* The trainers of an older card are put in the place of the newer one's. */
static enum rc read_class(const char *store, struct card *card, struct diags *diags) {
  struct card class_card;
  enum rc rc = load_own(store, CLASS, &class_card, diags);
  if (rc == RC_OK && same_signer(card, &class_card)) {
    void *list = card->trainers.list;
    card->trainers.list = class_card.trainers.list;
    card->trainers.n = class_card.trainers.n;
    card->trainers.cap = class_card.trainers.cap;
    class_card.trainers.list = list;
  }
  card_done(&class_card);
  return rc == RC_MISSING ? RC_OK : rc;
}

static void add_recipient(struct trust *trust, const uint8_t key[KEY_BYTES]) {
  memcpy(trust->recipients[trust->n_recipients++], key, KEY_BYTES);
}

enum rc trust_read(const char *store, struct trust *trust, struct diags *diags) {
  *trust = (struct trust){0};
  struct card *card = &trust->card;
  enum rc rc = load_own(store, TRUSTED, card, diags);
  if (rc == RC_MISSING)
    diag_error(diags, (struct place){.file = store}, 1, "enrol.none",
               _("take in the coordinator's card: mafunzo enrol CARD"),
               _("this laptop is enrolled with no coordinator"));
  if (rc == RC_OK)
    rc = read_class(store, card, diags);
  if (rc != RC_OK)
    return rc;
  card->trainers.n = drop_revoked(card->trainers.list, card->trainers.n, card);
  add_recipient(trust, card->recipient);
  add_recipient(trust, card->escrow);
  for (size_t i = 0; i < card->trainers.n; i++)
    add_recipient(trust, card->trainers.list[i].recipient);
  return RC_OK;
}

bool trust_knows(const struct trust *trust, const uint8_t signer[KEY_BYTES]) {
  if (card_revokes(&trust->card, signer))
    return false;
  for (size_t i = 0; i < trust->card.trainers.n; i++)
    if (memcmp(trust->card.trainers.list[i].signer, signer, KEY_BYTES) == 0)
      return true;
  return memcmp(trust->card.signer, signer, KEY_BYTES) == 0;
}

static bool names(const struct card *card, const uint8_t signer[KEY_BYTES]) {
  for (size_t i = 0; i < card->trainers.n; i++)
    if (memcmp(card->trainers.list[i].signer, signer, KEY_BYTES) == 0)
      return !card_revokes(card, signer);
  return false;
}

enum rc trust_card_naming(const char *store, const uint8_t signer[KEY_BYTES], struct str *out,
                          struct diags *diags) {
  static const char *const files[] = {TRUSTED, CLASS};
  struct diags untold = {0};
  bool found = false;
  for (size_t i = 0; !found && i < sizeof files / sizeof *files; i++) {
    struct card card;
    struct arena arena = {0};
    struct str bytes = {0};
    found = load(arena_printf(&arena, "%s/%s", store, files[i]), &card, &bytes, &untold) == RC_OK &&
            names(&card, signer);
    if (found)
      str_add(out, bytes.at, bytes.len);
    card_done(&card);
    str_done(&bytes);
    arena_done(&arena);
  }
  diags_done(&untold);
  if (!found)
    diag_error(diags, (struct place){.file = store}, 1, "stick.card",
               _("let the coordinator sign your keys (mafunzo keys request, keys sign), then take "
                 "in the card that comes back: mafunzo enrol CARD"),
               _("no card on this machine names the keys that are on it"));
  return found ? RC_OK : RC_MISSING;
}

/* -- Taking a card in ------------------------------------------------------------------------- */

static enum rc refuse(const char *path, const char *code, const char *hint, const char *message,
                      struct diags *diags) {
  diag_error(diags, (struct place){.file = path}, 1, code, hint, "%s", message);
  return RC_DATA;
}

static enum rc weigh_older(const char *path, const struct card *held, struct trust_offer *offer,
                           struct diags *diags) {
  struct card *card = &offer->card;
  size_t had = card->trainers.n;
  card->trainers.n = drop_revoked(card->trainers.list, card->trainers.n, held);
  offer->step = TRUST_CLASS;
  if (had && card->trainers.n == 0)
    return refuse(path, "card.revoked", _("ask the coordinator"),
                  _("the coordinator has revoked this trainer's keys"), diags);
  if (card->trainers.n == 0)
    return refuse(path, "card.older", _("ask the coordinator for a card of today"),
                  _("this card is older than the one that the laptop holds"), diags);
  return RC_OK;
}

static bool same_bytes(const char *store, const char *name, const struct str *bytes) {
  struct arena arena = {0};
  struct diags ignored = {0};
  struct str held = {0};
  const char *path = arena_printf(&arena, "%s/%s", store, name);
  bool same = access(path, F_OK) == 0 && mrz_load(path, CARD_BYTES, &held, &ignored) == RC_OK &&
              held.len == bytes->len && memcmp(str_text(&held), str_text(bytes), held.len) == 0;
  str_done(&held);
  diags_done(&ignored);
  arena_done(&arena);
  return same;
}

static enum rc weigh(const char *store, const char *path, const struct card *held,
                     struct trust_offer *offer, struct diags *diags) {
  const struct card *card = &offer->card;
  if (!card_follows(card, held->signer))
    return refuse(path, "card.other",
                  _("if the coordinator's keys are lost and new ones made, compare the fingerprint "
                    "with the coordinator: mafunzo enrol --anew CARD"),
                  _("this card is of another coordinator than the one that the laptop knows"),
                  diags);
  if (!same_signer(card, held)) {
    offer->step = TRUST_ROTATED;
    return card->serial > held->serial
               ? RC_OK
               : refuse(path, "card.older", _("ask the coordinator for a card of today"),
                        _("this card is older than the one that the laptop holds"), diags);
  }
  if (card->serial < held->serial)
    return weigh_older(path, held, offer, diags);
  struct arena arena = {0};
  bool beside = access(arena_printf(&arena, "%s/" CLASS, store), F_OK) == 0;
  offer->step = !beside && same_bytes(store, TRUSTED, &offer->bytes) ? TRUST_SAME : TRUST_NEWER;
  arena_done(&arena);
  return RC_OK;
}

static enum rc check_trainers(const char *path, const struct card *card, struct diags *diags) {
  for (size_t i = 0; i < card->trainers.n; i++)
    if (card_revokes(card, card->trainers.list[i].signer))
      return refuse(path, "card.revoked", _("ask the coordinator"),
                    _("the coordinator has revoked this trainer's keys"), diags);
  return RC_OK;
}

enum rc trust_weigh(const char *store, const char *path, bool anew, struct trust_offer *offer,
                    struct diags *diags) {
  struct card held = {0};
  *offer = (struct trust_offer){.step = TRUST_FIRST};
  enum rc rc = load_caged(path, &offer->card, &offer->bytes, diags);
  if (rc == RC_OK)
    rc = check_trainers(path, &offer->card, diags);
  if (rc != RC_OK || anew)
    return rc;
  enum rc before = load_own(store, TRUSTED, &held, diags);
  rc = before == RC_MISSING ? RC_OK
       : before == RC_OK    ? weigh(store, path, &held, offer, diags)
                            : before;
  card_done(&held);
  return rc;
}

enum rc trust_take(const char *store, const struct trust_offer *offer, struct diags *diags) {
  struct arena arena = {0};
  const char *class_path = arena_printf(&arena, "%s/" CLASS, store);
  const char *path =
      offer->step == TRUST_CLASS ? class_path : arena_printf(&arena, "%s/" TRUSTED, store);
  enum rc rc = offer->step == TRUST_SAME ? RC_OK : keys_make_folder(store, diags);
  if (rc == RC_OK && offer->step != TRUST_SAME)
    rc = file_write_whole(path, offer->bytes.at, offer->bytes.len, diags);
  if (rc == RC_OK && offer->step != TRUST_SAME && offer->step != TRUST_CLASS)
    unlink(class_path); /* the newer one says who its trainers are */
  arena_done(&arena);
  return rc;
}
