/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "How sure are you?": asked beside a question, and what came of it told at the end.
 *
 * A full score is right, all else wrong: partly right and certain is still sure of something that
 * is not so. Faulty questions and answers without a certainty are left out. */
#ifndef SESSION_CERTAINTY_H
#define SESSION_CERTAINTY_H

#include "session/session.h"

#define CERTAINTY_BLOCK "certainty"

/* A second block of choices; stated: what was said before, 0 if nothing. */
void certainty_ask(struct page *page, uint8_t stated);
const char *certainty_word(uint8_t certainty); /* "certain" */

struct certainty_tally {
  unsigned n, right; /* answers that say how sure one was */
  int marks;
  unsigned by_step[CERTAINTIES + 1][2]; /* wrong and right at each step; 0 is unused */
};

struct certainty_tally certainty_tally(const struct quiz_state *quiz);

/* Marks, bonus, the table, and what was sure and wrong with what to read again; nothing if nobody
 * said how sure he was. */
void certainty_results(const struct quiz_state *quiz, const struct module *module,
                       struct page *page);

#endif
