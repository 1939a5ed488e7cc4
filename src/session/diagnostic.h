/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A diagnostic: where somebody stands in one competency, against the level that a post requires.
 *
 * The questions are drawn one by one (measure/adaptive.h), each from what the answers before say,
 * until that is clear, or after 20. Nothing is told before the end, and then only what is to be
 * done, not what was right: what the questions are worth would be gone. There is no time limit, no
 * hint, no second try and no way back.
 *
 * It runs over a gathered module: all questions of the competency, whose path ends in the
 * competency's id and the level required ("Diagnostic/DOC-EXAM/3": capital, as no course's is). Its
 * first draw stands in the plan, each further one is recorded as it is made (VERB_DRAWN), with the
 * answer that led to it. What was drawn is what is asked, whatever today's program would draw. */
#ifndef SESSION_DIAGNOSTIC_H
#define SESSION_DIAGNOSTIC_H

#include "measure/adaptive.h"
#include "measure/status.h"
#include "session/session.h"

#define DIAGNOSTIC_PATH "Diagnostic/"

/* Recorded in events: numbers are never reused. */
enum diagnostic_input {
  DIAGNOSTIC_ANSWER = 1, /* decides; response; draws the next question */
  DIAGNOSTIC_NEXT = 2,   /* where the question was withdrawn: draws another */
};

/* "Diagnostic/DOC-EXAM/3": 3; 0 if it is no such path. competency: NULL, or room for its id. */
unsigned diagnostic_required(const char *path, char competency[24]);

/* The items of a quiz that one form may ask, in a fixed order: level by level, in the order of a
 * hash of their paths, they go to form A and B in turn, and so on through all levels: two forms
 * share no item, and differ by one at most, in all as in each level. Those for exams alone are in
 * neither; FORM_NONE has them all. index: in the quiz. out has room for quiz->n_items; gives how
 * many there are. */
size_t diagnostic_pool(const struct quiz *quiz, enum exam_form form, struct adaptive_item *out);

struct diagnostic_result {
  enum status status;
  struct ability_estimate estimate;
};

/* What the answers so far come to. */
struct diagnostic_result diagnostic_result(const struct session *session, unsigned required);

/* What the status asks for, in a word or two, and in a sentence. */
const char *diagnostic_word(enum status status);
const char *diagnostic_advice(enum status status);
enum tone diagnostic_tone(enum status status);

void diagnostic_page(const struct session *session, const struct module *module, struct page *page);
char *diagnostic_where(const struct session *session, const struct module *module,
                       struct arena *arena);
/* The item now asked; NULL if it is gone, or it is over. */
const struct item *diagnostic_item(const struct session *session, const struct module *module);

#endif
