/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/inner.h"
#include "app/reporting.h"
#include "app/tna.h"

#include "base/text.h"

#include <string.h>

/* The key of the codes is this store's: made once, then the same in each report. */
static enum rc read_pseudonym(struct store *store, uint8_t key[KEY_BYTES], struct diags *diags) {
  static const char name[] = "pseudonyms";
  struct str kept = {0};
  store_memo(store, name, &kept);
  if (kept.len != KEY_BYTES) {
    seal_random(key, KEY_BYTES);
    str_clear(&kept);
    str_add(&kept, key, KEY_BYTES);
    store_memo_keep(store, name, &kept);
    str_clear(&kept);
    store_memo(store, name, &kept);
  }
  bool there = kept.len == KEY_BYTES;
  if (there)
    memcpy(key, kept.at, KEY_BYTES);
  else
    diag_error(diags, (struct place){0}, 1, "report.pseudonyms", NULL,
               _("the key of the codes cannot be kept, so that codes would change each time"));
  str_done(&kept);
  return there ? RC_OK : RC_IO;
}

static const struct paper *paper_of(const struct reporting *r, const struct needs *needs,
                                    const uint8_t *pseudonym) {
  const struct tna_wanted wanted = {r->wanted->by, r->wanted->audience, r->wanted->as_of,
                                    pseudonym};
  struct taught taught;
  taught_read(r->app->courses, r->framework, &taught);
  const struct paper *paper = tna_paper(r->arena, needs, &taught, &wanted);
  taught_done(&taught);
  return paper;
}

enum rc report_make_tna(const struct reporting *r, const struct paper **paper,
                        struct diags *diags) {
  struct needs needs = {0};
  uint8_t key[KEY_BYTES];
  bool coded = r->wanted->pseudonymous;
  enum rc rc = coded ? read_pseudonym(r->app->store, key, diags) : RC_OK;
  if (rc == RC_OK)
    rc = needs_measure(r->app->store, r->framework, r->until, &needs, diags);
  if (rc == RC_OK)
    *paper = paper_of(r, &needs, coded ? key : NULL);
  needs_done(&needs);
  return rc;
}
