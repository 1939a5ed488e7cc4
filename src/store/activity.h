/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people did, run by run: for reports on progress, on change and on a day. All of it is a
 * function of the set of events, as store/evidence.h has it: joined people have one id, rulings
 * hold, times are projected. */
#ifndef STORE_ACTIVITY_H
#define STORE_ACTIVITY_H

#include "store/evidence.h"

enum activity_what { ACTIVITY_BEGUN, ACTIVITY_FINISHED, ACTIVITY_ANSWERED };

struct activity { /* all of one kind that one person did at one path */
  uint8_t person[ID_BYTES];
  char path[200]; /* of the lesson, module, exam or drill; of ACTIVITY_ANSWERED the item's */
  enum activity_what what;
  uint32_t times;
  int32_t best;          /* millionths; only of what was finished */
  bool passed, critical; /* at least once: passed; with a critical error */
  int64_t last, active; /* time of the last; milliseconds of answering, an hour an answer at most */
};
/* By person, path, what. The pointer is valid during the call. */
enum rc store_activity(struct store *store, const struct evidence_scope *scope,
                       void (*each)(void *ctx, const struct activity *activity), void *ctx,
                       struct diags *diags);

struct occasion { /* an answer of a measurement occasion: a finished exam or diagnostic */
  uint8_t person[ID_BYTES], session[ID_BYTES];
  char competency[24];
  uint8_t level;
  int32_t guess, score; /* millionths; a right answer with a hint is none */
  int64_t time;         /* when the occasion ended */
};
/* First attempts (of one question the latest, as an exam lets answers be changed), by person,
 * competency, the occasion's end and then the answers' canonical order. */
enum rc store_occasions(struct store *store, const struct evidence_scope *scope,
                        void (*each)(void *ctx, const struct occasion *answer), void *ctx,
                        struct diags *diags);

struct asked { /* somebody's first answer, within the scope, to one key of a question */
  uint8_t person[ID_BYTES], key_rev[HASH_BYTES];
  char path[200], competency[24];
  bool exam;     /* in a finished exam; false: practice and review */
  int32_t score; /* millionths; a right answer with a hint is none */
  uint8_t certainty, shape;
  int64_t picked; /* store_picked of what was picked */
};
/* By path, key, exam, person: answers to different keys never stand in one row of these. */
enum rc store_asked(struct store *store, const struct evidence_scope *scope,
                    void (*each)(void *ctx, const struct asked *answer), void *ctx,
                    struct diags *diags);

/* Exams that somebody began within the scope and had not finished at its end: "course/module/exam",
 * bytewise. In the arena. */
enum rc store_open_exams(struct store *store, const struct evidence_scope *scope,
                         struct arena *arena, const char *const **paths, size_t *n,
                         struct diags *diags);

/* Which answer was given, as a number: two picked the same exactly if they are equal. Of choices
 * and fields (unordered) the order says nothing. 0: nothing was picked. */
int64_t store_picked(const uint64_t *names, size_t n, bool unordered);

#endif
