/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line means on a page: drafts of its live blocks, asked one after the other (of gaps each
 * for itself), and actions called by number, key, id or label.
 *
 * After the last field the first action that needs an answer is taken, and where none does, that
 * of the key "enter" after an only field: so a page with one question is answered by one line.
 * Where an entry or a gap is asked for, the line is its text; there an action is called with a
 * colon or a slash before it, and a text that begins with one has it twice. An empty line keeps
 * what stands in the field, or is the key "enter". Blanks at the ends of a line do not count, but
 * in what is secret: the screen and the commands keep them there, and whoever set a passphrase in
 * one place must be able to give it in every other. */
#ifndef LINEAR_ANSWER_H
#define LINEAR_ANSWER_H

#include "base/arena.h"
#include "model/page.h"

struct answer {
  size_t n, current; /* fields, and the one that is asked for; n: none any more */
  size_t gap;        /* which of its gaps */
  struct input_field fields[INPUT_FIELDS];
};

enum answer_event {
  ANSWER_ACT,   /* input is to be sent */
  ANSWER_NEXT,  /* kept; say may tell what this field still wants, else the next is asked for */
  ANSWER_HELP,  /* "?" */
  ANSWER_WRONG, /* nothing changed; say tells what is expected */
};

/* A page arrived. same: it is the page of before, and fields that were there keep their drafts. */
void answer_arrive(struct answer *answer, const struct page *page, bool same);

/* say lies in the arena and is NULL where there is nothing to say. */
enum answer_event answer_line(struct answer *answer, const struct page *page, const char *line,
                              struct arena *arena, struct input *input, const char **say);

/* An input of that action with the drafts. */
void answer_fill(const struct answer *answer, const char *action, struct input *input);

/* The block that is asked for, or NULL. */
const struct block *answer_block(const struct answer *answer, const struct page *page);

/* Is the next line a text: of an entry or a gap? */
bool answer_typed(const struct answer *answer, const struct page *page);

#endif
