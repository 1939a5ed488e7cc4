/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an assessor's marks of a station come to, as an event that says it.
 *
 * A step that was done brings its points; one that was not done or not seen brings none. Score:
 * points of all that the station has, at most CRITICAL_CAP (drill/score.h) where a critical step
 * was seen not done. Passed: the station's share of the points and every critical step seen done.
 * Per competency only steps that were seen count: who stood in the way of the assessor's eyes has
 * shown nothing, and failed nothing. Beyond SCORES_MAX competencies a station's others are left
 * out. */
#ifndef APP_JUDGE_H
#define APP_JUDGE_H

#include "model/event.h"
#include "model/station.h"

/* verdicts: one of enum step_verdict for each step, in the station's order. marks has room for as
 * many, and must live as long as the happening: its specimen and evidence are the caller's. */
void judge_station(const struct station *station, const uint8_t *verdicts, struct step_mark *marks,
                   struct happening *out);

/* The number of a specimen as events have it: the digits at its label's end ("P-03" is 3); 0: there
 * are none, or they are no number that an event can hold. */
uint16_t judge_specimen(const char *label);

#endif
