/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search over lessons, glossaries and the questions that a person has met in practice.
 *
 * The courses are read and folded once, at the first search; exam questions are never in it. */
#ifndef APP_SEARCH_H
#define APP_SEARCH_H

#include "app/app.h"

enum finding_kind { FOUND_TERM, FOUND_LESSON, FOUND_ITEM };

struct finding {
  enum finding_kind kind;
  const char *title; /* the term, the lesson's title, the question in one line */
  const char *text;  /* what the term means; the passage that was found */
  const char *where; /* the module's title */
  const char *path;  /* of the lesson or item; of a term its module's */
};

/* Findings of all words of the query, whatever their case and accents: terms, then lessons, then
 * questions, each in the order of the courses; those with a word in their title first. At most
 * most. An empty query gives the whole glossary. items: questions too. In the arena. */
size_t app_search(struct app *app, const char *query, bool items, size_t most, struct arena *arena,
                  const struct finding **findings);

#endif
