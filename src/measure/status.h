/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where somebody stands in a competency, against what a post requires: the one plain rule that
 * reports, maps and the diagnostic share.
 *
 * Five levels a logit apart are told exactly only about half the time after 20 questions, so that
 * no bare level is ever told: only how likely the required one is reached. P >= .80 meets it,
 * P <= .20 is a gap, between them it is unclear and takes more questions. Before that stands the
 * question whether there is enough to say anything: below 5 answers, or with an SD above .75 of the
 * prior's, one would mostly report the prior.
 *
 * What answers may certify. Levels 3 and 4 are about doing: level 3 is met only where a drill or an
 * observed practical is among the evidence, level 4 only where a practical is; with less one knows
 * it, and has not yet shown it. Typed answers alone are no evidence: a slow typist is not
 * ignorant. */
#ifndef MEASURE_STATUS_H
#define MEASURE_STATUS_H

#include "measure/ability.h"

#include <stdbool.h>

enum status {
  STATUS_INSUFFICIENT,    /* too little to say anything */
  STATUS_UNCLEAR,         /* enough, but it may be so or so */
  STATUS_GAP,             /* the level is not reached */
  STATUS_KNOWS_NOT_SHOWN, /* the answers meet it, but it takes more than answers */
  STATUS_MEETS,
  STATUSES
};

/* What the answers behind an estimate are: bits. */
enum basis {
  BASIS_PICKED = 1,   /* questions whose answer is chosen, ordered, paired, pointed at */
  BASIS_TYPED = 2,    /* questions whose answer is typed */
  BASIS_DRILL = 4,    /* decisions in a drill */
  BASIS_OBSERVED = 8, /* a practical, marked by an assessor */
};

#define STATUS_MEETS_FROM .80
#define STATUS_GAP_TO .20
#define STATUS_SD_MOST .75 /* of the prior's */
enum { STATUS_ANSWERS_LEAST = 5 };

/* required 0: nothing is asked, which anybody meets. */
enum status status_of(const struct ability_estimate *estimate, unsigned required, unsigned basis);
/* So many answers, and so sure, that something can be said at all. */
bool status_enough(const struct ability_estimate *estimate);

#endif
