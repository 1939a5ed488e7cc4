/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a drill is worth, as all kinds of it count: methods.md, "Drill". Points are whole numbers
 * until they are shown. */
#ifndef DRILL_SCORE_H
#define DRILL_SCORE_H

#include "model/event.h"
#include "model/item.h"

enum { CRITICAL_CAP = 490000 }; /* of the score, after a critical error */

/* Millionths, to the nearest; whole > 0. */
int32_t score_share(int64_t part, int64_t whole);

/* What was gained of what was at stake (> 0), which is its weight. */
void score_put(struct competency_score *score, const char *competency, int64_t gained,
               int64_t stake);

#endif
