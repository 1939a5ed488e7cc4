/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence: what counts when people are measured, as of a time.
 *
 * All of it is a function of the set of events. Who was stated to be the same person has one id,
 * the smallest; what was ruled on a contest holds: an annulled question or mark counts no more, a
 * corrected one counts as corrected. Times are projected; where somebody said on which day it was
 * seen (a test on paper is typed in weeks later), noon of that day (UTC) if that is earlier. A
 * scope's end is not part of it. The readers stream: memory does not grow with the number of
 * answers. */
#ifndef STORE_EVIDENCE_H
#define STORE_EVIDENCE_H

#include "store/store.h"

enum {
  DECISION_LEVEL = 3,      /* what a drill's decision tells: "does it unaided" from below */
  DECISION_GUESS = 250000, /* one of four ways on, millionths */
};

struct evidence_scope {
  const uint8_t *person; /* NULL: everybody. Of those who are joined, the smallest id; then nobody
                            else's events are read */
  int64_t from, until;   /* milliseconds since 1970 */
  bool as_marked;        /* answers and marks as if nothing had been ruled */
};

/* Whose evidence somebody's is: his own id, or the smallest of those who are joined with him. */
enum rc store_same(struct store *store, const uint8_t id[ID_BYTES], int64_t until,
                   uint8_t out[ID_BYTES], struct diags *diags);

struct response_seen { /* one answer, decision or mark that counts */
  uint8_t person[ID_BYTES];
  char competency[24], path[200];
  uint8_t key_rev[HASH_BYTES];
  enum run_mode mode;
  enum evidence evidence; /* EVIDENCE_PAPER, or EVIDENCE_NONE: given here */
  bool decision;          /* of a drill: depends on others of its run, see methods.md */
  uint8_t level, shape;
  int32_t guess, score; /* millionths; a right answer with a hint is none */
  int32_t marked;       /* as it was before any ruling */
  int64_t time;
};
/* By person, competency and canonical order. The pointer is valid during the call. */
enum rc store_evidence(struct store *store, const struct evidence_scope *scope,
                       void (*each)(void *ctx, const struct response_seen *seen), void *ctx,
                       struct diags *diags);

/* How many questions of a competency were asked, and how many answered right: the one count of all
 * screens and reports. One row per person and competency with any evidence; questions are what was
 * asked here, each once, as it counts above (outside review, by the latest first attempt): an
 * exercise and a mark on paper are none. Right is full score, unaided. By person, competency. On
 * the heap: free(). */
struct competency_row {
  uint8_t person[ID_BYTES];
  char competency[24];
  uint32_t items, right;
  uint32_t items_marked, right_marked; /* as if nothing had been ruled */
  int64_t last;                        /* projected time of the newest evidence */
};
/* person as a scope has it; before a time. */
enum rc store_competency(struct store *store, const uint8_t *person, int64_t until,
                         struct competency_row **rows, size_t *n, struct diags *diags);

struct rated { /* the latest of that rater, kind and competency */
  uint8_t person[ID_BYTES], rater[ID_BYTES];
  enum evidence evidence;
  char competency[24];
  uint8_t level; /* 0..4 */
  enum cause cause;
  int64_t time;
};
/* By person, competency, kind, rater. On the heap: free(). */
enum rc store_ratings(struct store *store, const struct evidence_scope *scope, struct rated **list,
                      size_t *n, struct diags *diags);

struct observation { /* of a station or checklist, by one assessor on one occasion */
  uint8_t person[ID_BYTES], assessor[ID_BYTES], occasion[ID_BYTES], hash[HASH_BYTES];
  char path[200];
  enum evidence evidence;
  uint16_t specimen;
  int32_t score;
  bool passed, critical;
  int64_t time;
  size_t n_scores, n_steps;
  struct competency_score scores[SCORES_MAX];
  struct step_mark steps[STEPS_MAX]; /* by name */
};
/* By person, path, occasion, assessor. The pointer is valid during the call. */
enum rc store_observations(struct store *store, const struct evidence_scope *scope,
                           void (*each)(void *ctx, const struct observation *seen), void *ctx,
                           struct diags *diags);

/* Everybody as last stated before a time, one row for those who are joined; by id. On the heap:
 * free(). */
enum rc store_people_as_of(struct store *store, int64_t until, struct person **people, size_t *n,
                           struct diags *diags);

struct posts { /* how many officers a unit should have */
  char agency[PERSON_TEXT], unit[PERSON_TEXT], position[PERSON_TEXT];
  uint32_t n;
};
enum rc store_posts(struct store *store, int64_t until, struct posts **list, size_t *n,
                    struct diags *diags);

struct calibrated { /* as found last before a time, see measure/calibrate.h; millionths of a logit
                     */
  char path[200];   /* "": what was found of the competency as a whole */
  uint8_t key_rev[HASH_BYTES];
  char competency[24];
  struct difficulty values;
};
/* By path, key and competency, bytewise. On the heap: free(). */
enum rc store_calibrations(struct store *store, int64_t until, struct calibrated **list, size_t *n,
                           struct diags *diags);

#endif
