/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A practice quiz. Each question is asked once; after a first wrong answer the reason for it is
 * told and it may be tried again, or the answer shown. Only first attempts count. */
#ifndef SESSION_QUIZ_H
#define SESSION_QUIZ_H

#include "session/session.h"

/* Recorded in events: numbers are never reused. */
enum quiz_input {
  QUIZ_ANSWER = 1, /* decides; response */
  QUIZ_HINT = 2,   /* target: the name of the question it belongs to */
  QUIZ_RETRY = 3,
  QUIZ_KEY = 4,  /* instead of a retry: show what is right */
  QUIZ_NEXT = 5, /* at the last question this completes the quiz */
};

struct quiz_tally {
  size_t n;      /* questions that count: answered and not faulty */
  int64_t sum;   /* of their scores */
  int32_t score; /* mean, rounded down */
  bool passed;   /* exactly: sum >= pass percent of n */
  size_t n_scores;
  struct competency_score scores[SCORES_MAX]; /* weight: how many questions */
};

struct quiz_tally quiz_tally(const struct quiz_state *quiz, unsigned pass);
/* The item now asked or told about; NULL when there is none left. */
const struct item *quiz_item(const struct session *session, const struct module *module);
/* "3 of 10" without those that were withdrawn. */
void quiz_position(const struct quiz_state *quiz, unsigned *at, unsigned *of);

void quiz_page(const struct session *session, const struct module *module, struct page *page);
void quiz_results_page(const struct session *session, const struct module *module,
                       struct page *page);
char *quiz_where(const struct session *session, const struct module *module, struct arena *arena);

#endif
