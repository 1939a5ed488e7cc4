/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sat which exam on which laptop, what each question was picked in it, and how many people a
 * question was put before: for a trainer's and a coordinator's machine, where it was collected.
 *
 * All of it is a function of the set of events, as store/evidence.h has it: joined people have one
 * id, rulings hold, times are projected, who was erased is not there. What a run put before
 * somebody is its plan, recorded as it began, and of an adaptive run each draw. Each call walks
 * over all plans once; nothing of it stays. */
#ifndef STORE_SITTINGS_H
#define STORE_SITTINGS_H

#include "store/evidence.h"

enum sitting_state { SITTING_OPEN, SITTING_FINISHED, SITTING_CLOSED };

struct sitting { /* an exam that somebody began */
  uint8_t person[ID_BYTES], session[ID_BYTES], chain[KEY_BYTES];
  char path[200]; /* "course/module/exam" */
  enum exam_form form;
  uint32_t questions, answered; /* answered: of those, by the answers that are here */
  enum sitting_state state;     /* closed: the course changed meanwhile */
  int64_t began, last;
};
/* Those begun within the scope, by person, path and when they began. */
enum rc store_sittings(struct store *store, const struct evidence_scope *scope,
                       void (*each)(void *ctx, const struct sitting *sitting), void *ctx,
                       struct diags *diags);

struct arrival { /* somebody did something on a laptop */
  uint8_t person[ID_BYTES], chain[KEY_BYTES];
  int64_t last;
};
/* By person, chain. */
enum rc store_arrivals(struct store *store, const struct evidence_scope *scope,
                       void (*each)(void *ctx, const struct arrival *arrival), void *ctx,
                       struct diags *diags);

struct exam_choice { /* what somebody picked in his first finished sitting of an exam */
  uint8_t person[ID_BYTES], session[ID_BYTES], chain[KEY_BYTES], key_rev[HASH_BYTES];
  char path[200]; /* of the question */
  enum exam_form form;
  int32_t score;  /* millionths, as ruled */
  int64_t picked; /* store_picked, never 0: what was written is not told */
};
/* Of one exam, begun within the scope; by question, key, person. */
enum rc store_exam_choices(struct store *store, const char *exam,
                           const struct evidence_scope *scope,
                           void (*each)(void *ctx, const struct exam_choice *choice), void *ctx,
                           struct diags *diags);

struct exposure { /* how many people a question was put before, by one key */
  char path[200];
  uint8_t key_rev[HASH_BYTES];
  uint32_t people, in_exams, outside; /* outside: practice, review, diagnostics. Who met it in both
                                         is one of people */
  int64_t exams_since, outside_since; /* INT64_MAX: never */
};
/* By path, key. The pointer is valid during the call. */
enum rc store_exposure(struct store *store,
                       void (*each)(void *ctx, const struct exposure *exposure), void *ctx,
                       struct diags *diags);

#endif
