/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contests and rulings: what somebody holds to be wrong, and what a second person decided.
 *
 * A *matter* is a question by its key (every answer to it), or one event: an answer, a mark on
 * paper or what an assessor saw. The latest ruling on a contested matter holds, in canonical order,
 * if who ruled contested nothing of it and is not the one it is about. Nothing is written over:
 * readers of answers see them through sql/rulings/tables.sql, as marked and as they count since. A
 * ruling nobody asked for, or about what is not there, stays an event and changes nothing. */
#ifndef STORE_RULINGS_H
#define STORE_RULINGS_H

#include "store/evidence.h"

enum { RULING_NONE = -1 };

enum given_what { GIVEN_ANSWER, GIVEN_MARK, GIVEN_OBSERVED };

struct contest {
  uint8_t id[HASH_BYTES];    /* of the first contest's event */
  uint8_t about[HASH_BYTES]; /* the event; zero: the question */
  char path[200];
  uint8_t key_rev[HASH_BYTES]; /* of the question; of what was marked by hand zero */
  uint8_t by[ID_BYTES];        /* who contested first, when, and why */
  int64_t time;
  const char *words;
  uint32_t contests;          /* how often it was contested */
  uint8_t subject[ID_BYTES];  /* whose answer or mark; of a question nobody's */
  enum given_what what;       /* such an event is */
  int32_t marked;             /* its score, millionths */
  uint32_t affected, changed; /* people: who have a score by it; whose score is another since */
  int ruling;                 /* of enum ruling, RULING_NONE: open. All below only if it is not */
  int32_t score;              /* what a corrected event counts as */
  uint8_t ruled_by[ID_BYTES];
  int64_t ruled;
  const char *ruled_words;
};
/* By time of the first contest, with what was ruled before a time. subject: what concerns that
 * person's answers and all questions, with nobody else's answers counted; NULL: everything. In the
 * arena. */
enum rc store_contests(struct store *store, const uint8_t *subject, int64_t until,
                       struct arena *arena, struct contest **list, size_t *n, struct diags *diags);

/* Whether there is any contest that can concern the person: told at once, whatever else is
 * recorded. Contests and rulings are recorded outside of sessions, those of a question of nobody.
 */
enum rc store_any_contest(struct store *store, const uint8_t subject[ID_BYTES], bool *any,
                          struct diags *diags);

/* Whether a person, under whichever id, contested that matter, or it is about what is that
 * person's: then somebody else has to rule. */
enum rc store_contest_own(struct store *store, const struct contest *contest,
                          const uint8_t person[ID_BYTES], bool *own, struct diags *diags);

struct rescored { /* an answer or mark that counts otherwise than it was marked */
  uint8_t hash[HASH_BYTES], subject[ID_BYTES], session[ID_BYTES], key_rev[HASH_BYTES];
  char path[200];
  int32_t marked, score; /* millionths; a hint is not looked at */
  bool annulled;         /* it counts no more */
  bool latest;           /* it is the one of its run that counted: the (latest) first attempt */
  uint8_t ruling[HASH_BYTES], by[ID_BYTES]; /* the ruling's event, who ruled, and when */
  int64_t time;
};
/* As ruled before a time, by event. subject, session: only those, NULL: all. On the heap: free().
 */
enum rc store_rescored(struct store *store, const uint8_t *subject, const uint8_t *session,
                       int64_t until, struct rescored **list, size_t *n, struct diags *diags);

struct ruled_run {                                                /* one that was completed */
  uint8_t person[ID_BYTES], subject[ID_BYTES], session[ID_BYTES]; /* joined people are one person */
  char path[200];
  int32_t score; /* millionths, as marked, like passed */
  bool passed;
  bool touched; /* a ruling may have changed it */
};
/* All runs of a person at a path of which one is touched, by person, path, time. On the heap:
 * free(). */
enum rc store_ruled_runs(struct store *store, const struct evidence_scope *scope,
                         struct ruled_run **list, size_t *n, struct diags *diags);

struct given { /* what somebody was given a score for */
  uint8_t hash[HASH_BYTES], subject[ID_BYTES], key_rev[HASH_BYTES];
  enum given_what what;
  uint8_t shape;
  int32_t score;
};
/* The latest at that path, of the person in the scope or of anybody. RC_MISSING: there is none; of
 * that nothing is said. */
enum rc store_given(struct store *store, const struct evidence_scope *scope, const char *path,
                    struct given *given, struct diags *diags);

#endif
