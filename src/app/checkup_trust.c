/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkup.h"
#include "app/keys.h"
#include "app/trust.h"

#include "base/text.h"

static void add_enrolled(struct checkup *checkup, const struct trust *trust) {
  char fingerprint[FINGERPRINT_TEXT];
  card_fingerprint(trust->card.signer, fingerprint);
  checkup_add(checkup, VERDICT_OK, RC_OK, "enrol.with", NULL,
              _("this laptop is enrolled with %s (%s), card %u"), trust->card.name, fingerprint,
              (unsigned)trust->card.serial);
  for (size_t i = 0; i < trust->card.trainers.n; i++)
    checkup_add(checkup, VERDICT_OK, RC_OK, "enrol.trainer", NULL,
                _("results can be read by the trainer too: %s"), trust->card.trainers.list[i].name);
}

/* office: the coordinator's own machine hands in to nobody. */
static void add_trust(struct checkup *checkup, const char *store, bool office) {
  struct trust trust;
  struct diags diags = {0};
  enum rc rc = trust_read(store, &trust, &diags);
  if (rc == RC_OK)
    add_enrolled(checkup, &trust);
  else if (rc != RC_MISSING)
    checkup_add_diags(checkup, rc, &diags);
  else if (!office && diags.n)
    checkup_add(checkup, VERDICT_NOTE, RC_OK, "enrol.none", diags.list[0].hint, "%s",
                diags.list[0].message);
  trust_done(&trust);
  diags_done(&diags);
}

/* True: they are the coordinator's. */
static bool add_keys(struct checkup *checkup, const char *store) {
  struct keys keys;
  struct diags diags = {0};
  enum rc rc = keys_look(store, &keys, &diags);
  bool office = rc == RC_OK && keys.role == KEYS_COORDINATOR;
  if (rc == RC_OK)
    checkup_add(checkup, VERDICT_OK, RC_OK, "keys.here",
                _("keep a copy of the folder keys elsewhere too: no backup holds it"),
                keys.role == KEYS_COORDINATOR ? _("the keys of the coordinator are here: %s")
                : keys.role == KEYS_AGENCY    ? _("the keys of an agency are here: %s")
                                              : _("the keys of a trainer are here: %s"),
                keys.card.name);
  else if (rc != RC_MISSING)
    checkup_add_diags(checkup, rc, &diags);
  keys_done(&keys);
  diags_done(&diags);
  return office;
}

bool checkup_trust(struct checkup *checkup, const char *store) {
  bool office = add_keys(checkup, store);
  add_trust(checkup, store, office);
  return office;
}
