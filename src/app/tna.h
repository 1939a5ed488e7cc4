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
#include "app/taught.h"
#include "exchange/paper.h"

enum tna_by { TNA_BY_AUDIENCE, TNA_BY_PERSON, TNA_BY_UNIT, TNA_BY_AGENCY, TNA_BY_POSITION };
enum tna_audience { TNA_ANYBODY, TNA_OFFICER, TNA_TRAINER, TNA_AGENCY, TNA_MINISTRY };

extern const char *const tna_by_names[];       /* as the command line has them; NULL after the */
extern const char *const tna_audience_names[]; /* last, and [0] is "" */

struct tna_wanted {
  enum tna_by by;
  enum tna_audience audience;
  const char *as_of;        /* "2026-11-26"; NULL: all that is recorded */
  const uint8_t *pseudonym; /* key of KEY_BYTES: codes for names; NULL: names */
};

/* Fills in what was left to the audience. RC_USAGE "report.people": names were asked for a reader
 * who gets none. */
enum rc tna_settle(struct tna_wanted *wanted, struct diags *diags);

/* In the arena. needs and taught must live as long. */
const struct paper *tna_paper(struct arena *arena, const struct needs *needs,
                              const struct taught *taught, const struct tna_wanted *wanted);

/* The table that a format of one table gets. */
#define TNA_TABLE "needs"

#endif
