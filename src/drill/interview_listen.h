/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a typed sentence means: who it is for (intent), what it is about (topic), how it is asked
 * (type). The patterns are data, a file for each language; this only matches them.
 *
 * A pattern is a row of words: `tell me *`. `a|b` is either, `word~` whatever begins so, `*` up to
 * four words, `...` any number and ends of sentences, `^` the beginning and `$` the end of the
 * sentence, `?` its question mark. Words of five letters and more may have a slip of the fingers.
 *
 * A pattern weighs as much as it has words, or what stands behind them: `job =3`, and against it
 * `back =-2`. An intent or a type is the first whose patterns that are found weigh more than
 * nothing; the topic is that whose weigh most. Of several things that are said at once the first
 * half counts three times.
 *
 * A word stands for all its forms: `visit` in a pattern takes visits and visited too, as the
 * `endings` and `forms` of the file tell it, for who writes a language that was learnt late
 * confuses them (what do you visited). */
#ifndef DRILL_INTERVIEW_LISTEN_H
#define DRILL_INTERVIEW_LISTEN_H

#include "base/arena.h"
#include "base/node.h"

#include <stdbool.h>

struct listener;

struct heard {
  bool understood;
  const char *intent, *topic, *type; /* words of the language file; "none" */
};

/* From the root of a language file; NULL if it is of no use (said). In the reading's arena. */
const struct listener *listener_build(struct reading *r, const struct node *root);

/* topics: the n that are at hand, which come before others; words[i]: more words, blank between,
 * that mean topics[i]. */
struct heard listener_hear(const struct listener *listener, const char *text,
                           const char *const *topics, const char *const *words, size_t n);

/* What is said to the person who was not understood. */
const char *listener_puzzled(const struct listener *listener);

/* Changes with the file, in hexadecimal digits. */
const char *listener_revision(const struct listener *listener);

#endif
