/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An exam: the questions of one of two forms, in any order, changed and flagged at will; nothing is
 * told before it is handed in or its time is up.
 *
 * Whoever is interrupted finds everything again, so every accepted input is recorded at once: an
 * answer as VERB_ANSWERED (attempt 1 always: the latest before the end is the answer), all else as
 * VERB_NOTED. What was shown is therefore known from the record: the first question from
 * EXAM_BEGIN, then each that an EXAM_GO names or an answer leads to. Session time is the exam's
 * time, and a tick a minute is recorded, so that no more than a minute is ever given back.
 *
 * The time stands still while the exam is not on screen: where power fails it must. So that nobody
 * uses this unseen, each return is recorded (EXAM_BACK), and the result says how many there were
 * and how long one was away; before one begins, that is said. */
#ifndef SESSION_EXAM_H
#define SESSION_EXAM_H

#include "session/quiz.h"

/* Recorded in events: numbers are never reused. */
enum exam_input {
  EXAM_ANSWER = 1, /* decides; response, and certainty where it is asked; goes on to the next */
  EXAM_GO = 2,     /* target: the name of the question */
  EXAM_FLAG = 3,   /* the present question, to be looked at again; target: its name */
  EXAM_UNFLAG = 4,
  EXAM_LIST = 5,    /* to the overview */
  EXAM_SUBMIT = 6,  /* from there: asks whether one is sure */
  EXAM_CONFIRM = 7, /* completes the exam */
  EXAM_CLOCK = 8,   /* time has gone by */
  EXAM_BEGIN = 9,   /* the clock starts */
  EXAM_BACK = 10,   /* after a pause or a failure; target: how many milliseconds it was long */
};

/* -- Forms (exam_form.c). The pool are the items that are not for practice alone. Those of one
 * competency and level are a cell; in the order of a hash of their paths they go to form A and B in
 * turn, as many to the one as to the other (of an odd number the last is in neither). Each form
 * asks the same number of questions of each cell: by largest remainder, ties in the order of
 * competency and level. So two forms share no item, whatever the seeds, and have one blueprint. --
 */

/* How many questions a form has: quiz->exam.draw, or fewer if the pool gives no more; at most
 * PLAN_SLOTS. 0: there is no exam. */
size_t exam_questions(const struct quiz *quiz);
/* Draws them with plan->seed from plan->form; fills plan->n, plan->slots and index. */
void exam_draw(const struct quiz *quiz, struct plan *plan, uint16_t index[PLAN_SLOTS]);
/* Milliseconds that an exam of so many minutes (struct exam) may take with this percentage of its
 * time; 0: as long as it takes. */
int64_t exam_limit(unsigned minutes, unsigned time_percent);

/* Over all questions of the form but the withdrawn and the faulty; one without an answer scores 0.
 */
struct quiz_tally exam_tally(const struct quiz_state *exam, unsigned pass);

/* -- Pages -- */
const struct item *exam_item(const struct session *session, const struct module *module, size_t at);
/* The nearest question before (by = -1) or after (1) that can be asked; exam->n if there is none.
 */
size_t exam_neighbour(const struct quiz_state *exam, size_t at, int by);
void exam_page(const struct session *session, const struct module *module, struct page *page);
void exam_results_page(const struct session *session, const struct module *module,
                       struct page *page);
bool exam_look(const struct session *session, const struct module *module, unsigned nth,
               struct page *page);
char *exam_where(const struct session *session, const struct module *module, struct arena *arena);

#endif
