/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Training Needs Analysis as a report to be read. Page one is for somebody who never heard of
 * statistics; how it was computed is the annex.
 *
 *   section                 officer  trainer  agency  ministry
 *   findings (page one)        -        x        x        x
 *   heat map                   -        x        x        x
 *   priorities                 -        x        x        x
 *   what to do, by task        -        x        x        x
 *   training plan              -        x        x        x
 *   not a training problem     -        x        x        x
 *   baseline                   -        -        x        x
 *   person by person           x        x        -        -
 *   annex                      x        x        x        x
 *
 * Groups are by unit for trainers and agencies, by agency for a ministry; --by says otherwise. What
 * names people is marked confidential, and an agency's or a ministry's report never does. */
#ifndef APP_TNA_H
#define APP_TNA_H

#include "app/needs.h"
#include "app/report.h"
#include "app/taught.h"
#include "exchange/paper.h"

struct tna_wanted {
  enum report_by by; /* settled, as the audience */
  enum report_audience audience;
  const char *agency;       /* that it is for; NULL: of none in particular */
  const char *as_of;        /* "2026-11-26"; NULL: all that is recorded */
  const uint8_t *pseudonym; /* key of KEY_BYTES: codes for names; NULL: names */
};

/* In the arena; needs and taught are copied from. */
const struct paper *tna_paper(struct arena *arena, const struct needs *needs,
                              const struct taught *taught, const struct tna_wanted *wanted);

#define TNA_TABLE "needs" /* what a format of one table gets */

#endif
