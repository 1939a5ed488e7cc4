/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cohort that does not exist: officers of five invented agencies take the courses' real tests,
 * practices and scenarios, so that a whole report can be seen without anybody having been measured.
 *
 * The model. In each competency an officer's ability (logits, as in measure/ability.h) is
 *   theta = d(required) + HEADROOM + unit + competency + general + special
 * d(r) = r - 2.5: where the required level of the post begins; what unit and competency add stands
 * in cohort_people.c, and is the story that the report is to find: Keth Crossing is the worst post,
 * in DOC-EXAM and DOC-FRAUD; COMM-CHK is met everywhere; in PROT-REF people rate themselves far
 * above what they can; Night Launch has three officers, who must not be recognized. general and
 * special are N(0, .5^2) and N(0, .45^2), of the person and of person and competency. A question
 * is as hard as its author says, off by N(0, .4^2), the same for all. It is answered right by
 *   P = c + (1 - slips - c) / (1 + exp(-(theta - b))),   slips = .02
 * and of a scenario's choices the best next one is taken by the same, c = .25, b of level 3.
 * Who took the courses (each third) is .8 abler in the second test. Ratings: a level, from the true
 * one, .7 (PROT-REF: 1.8) too high by oneself and .4 by the supervisor, SD .6.
 *
 * Everything is recorded as if it had happened: the engine plays each session, in the order of
 * time, over the four months before the date. All is in one chain: it is one laptop that they
 * share. From one seed and date come the same people, codes, sessions, answers and times; salts and
 * the chain's key are random as ever, so that the events' hashes differ, and nothing in a report.
 */
#ifndef APP_COHORT_H
#define APP_COHORT_H

#include "base/diag.h"

#include <stdbool.h>
#include <stdint.h>

enum { COHORT_LEAST = 10, COHORT_MOST = 5000, COHORT_SMALL = 3 };

struct cohort_how {
  const char *courses, *store; /* folders */
  uint32_t people;             /* COHORT_LEAST to COHORT_MOST */
  uint64_t seed;
  int64_t until; /* milliseconds since 1970: nothing is later; 0: now */
};

struct cohort_done {
  uint32_t people, units, sessions, answers, decisions, ratings, sheets;
};

/* The beginning of that day ("2027-03-14", UTC). False: there is no such day after 1970. */
bool cohort_read_date(const char *text, int64_t *until);

/* "cohort.store-used": the store has events already; nothing is written. "cohort.no-course": there
 * is nothing to take for any of the posts. What was written before another failure stays. */
enum rc cohort_play(const struct cohort_how *how, struct cohort_done *done, struct diags *diags);

#endif
