/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/inner.h"
#include "app/pseudonym.h"
#include "app/reporting.h"
#include "app/tna.h"

static const struct paper *paper_of(const struct reporting *r, const struct needs *needs,
                                    const uint8_t *pseudonym) {
  const struct tna_wanted wanted = {r->wanted->by, r->wanted->audience, r->wanted->agency,
                                    r->wanted->as_of, pseudonym};
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
  enum rc rc = coded ? pseudonym_key(r->app->store, key, diags) : RC_OK;
  if (rc == RC_OK)
    rc = needs_measure(r->app->store, r->framework, r->until, &needs, diags);
  if (rc == RC_OK) {
    needs_show(&needs, r->agencies);
    *paper = paper_of(r, &needs, coded ? key : NULL);
  }
  needs_done(&needs);
  return rc;
}
