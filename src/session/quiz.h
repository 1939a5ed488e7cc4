/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A practice quiz. Each question is asked once; after a first wrong answer the reason for it is
 * told and it may be tried again, or the answer shown. Only first attempts count. */
#ifndef SESSION_QUIZ_H
#define SESSION_QUIZ_H

#include "assess/kind.h"
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
  size_t n;      /* questions that count */
  int64_t sum;   /* of their scores */
  int32_t score; /* mean, rounded down */
  bool passed;   /* exactly: sum >= pass percent of n */
  size_t n_scores;
  struct competency_score scores[SCORES_MAX]; /* weight: how many questions */
};

/* Over the questions that were answered and are not faulty. */
struct quiz_tally quiz_tally(const struct quiz_state *quiz, unsigned pass);
/* Is one asked how sure one is? With the first answer: after having been told, who is not. */
bool quiz_asks_certainty(const struct quiz_state *quiz);
/* The item now asked or told about; NULL when there is none left. */
const struct item *quiz_item(const struct session *session, const struct module *module);
/* "3 of 10" without those that were withdrawn. */
void quiz_position(const struct quiz_state *quiz, size_t slot, unsigned *at, unsigned *of);

/* The parts of a practice's row in session/kinds.c that other rows take as they are (review). */
bool quiz_step(struct session *session, const struct module *module,
               const struct session_input *input, struct happening *happened, size_t *n);
bool quiz_resume(const struct module *module, const struct happening *started,
                 struct session *session);
bool quiz_align(struct session *session, const struct happening *recorded);
void quiz_outcome(struct session *session, const struct happening *recorded);
bool quiz_return(const struct session *session, struct session_input *input);
bool quiz_read(const struct session *session, const struct module *module,
               const struct input *input, struct session_input *out);
/* The slot asked next, of those from `from` on (a review asks in an order of its own); n: none. */
size_t quiz_following(const struct session *session, size_t from);

/* What pages of practice and exam share. response: what was answered, or NULL. */
void quiz_add_question(const struct item *item, const struct module *module,
                       const struct quiz_slot *slot, enum show show,
                       const struct response *response, struct page *page);
/* For the second try: quiz_again.c. */
void quiz_ask_again(const struct item *item, const struct module *module,
                    const struct quiz_slot *slot, struct page *page);
void quiz_add_withdrawn(const struct session *session, struct page *page);
void quiz_add_score(const struct quiz_tally *tally, const struct module *module, struct page *page);
/* What was not right the first time, each with what to read again. */
void quiz_add_missed(const struct quiz_state *quiz, const struct module *module, struct page *page);
/* Right, partly right, wrong, faulty. */
void quiz_add_verdict(const struct quiz_slot *slot, struct page *page);
void quiz_add_hint(const struct item *item, const struct quiz_slot *slot, struct page *page);
/* Answer, and the hint if there is one. */
void quiz_ask_actions(const struct item *item, const struct quiz_slot *slot, struct page *page);
void quiz_add_competencies(const struct quiz_tally *tally, const struct module *module,
                           struct page *page);
/* Everything that could still be asked was withdrawn: the page that says so. */
void quiz_nothing_left(const struct session *session, const struct module *module,
                       struct page *page);
void quiz_add_uncounted(const struct session *session, struct page *page);
/* "Read again: ..." the first lesson that teaches what the question asks; NULL if there is none. */
const char *quiz_read_again(const struct module *module, const struct quiz_slot *slot,
                            struct arena *arena);
/* The question as one line of an outline. */
const char *quiz_words(const struct module *module, const struct quiz_slot *slot,
                       struct arena *arena);

void quiz_page(const struct session *session, const struct module *module, struct page *page);
void quiz_results_page(const struct session *session, const struct module *module,
                       struct page *page);
char *quiz_where(const struct session *session, const struct module *module, struct arena *arena);

#endif
