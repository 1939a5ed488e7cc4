/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A module as its author sees it while he writes: every lesson, question and drill can be opened
 * and tried, nothing is drawn and nothing recorded. The module may be exchanged for a newer one at
 * any time; what was open stays open, and a drill stands where it stood. */
#ifndef SESSION_PREVIEW_H
#define SESSION_PREVIEW_H

#include "session/session.h"

enum { PREVIEW_STEPS = 200 };

struct preview {
  const struct module *module; /* the caller's; NULL while there is none that can be read */
  const char *trouble;         /* what is wrong with the file now, for people; NULL: nothing */
  char open[200];              /* path of what is open; "" the outline */
  bool told;                   /* the question was answered */
  struct response response;
  struct session drill;
  struct session_input steps[PREVIEW_STEPS]; /* of the drill that is open */
  size_t n_steps;
};

/* page->arena is set. */
void preview_page(const struct preview *preview, struct page *page);
/* False: left. */
bool preview_act(struct preview *preview, const struct input *input);
/* module replaces the one there was; what was open and is no longer there is closed. */
void preview_exchange(struct preview *preview, const struct module *module);

/* The number of a drill's row in the outline, from 1. */
size_t preview_row_of_drill(const struct module *module, size_t drill);

/* A question as it is asked in class: the options on a page of their own, then how many hands went
 * up for each, then what is right and why. */
enum present_stage { PRESENT_ASK, PRESENT_COUNT, PRESENT_TELL };

struct present {
  const struct module *module; /* the caller's */
  size_t at;                   /* in the pool; questions kept for exams are passed over */
  enum present_stage stage;
  bool counted;
  bool unclear;                   /* a count was no number: it is asked for again */
  uint32_t hands[RESPONSE_PICKS]; /* per part */
};

/* False: no question can be shown to a class. */
bool present_begin(struct present *present, const struct module *module);
void present_page(const struct present *present, struct page *page);
bool present_act(struct present *present, const struct input *input); /* false: left */

#endif
