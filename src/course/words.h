/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as words, for comparing questions and for how hard a lesson is to read. */
#ifndef COURSE_WORDS_H
#define COURSE_WORDS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct word_list { /* folded, without signs; in an arena */
  const char **list;
  size_t n;
};
struct word_list words_of(struct arena *arena, const char *text);

bool word_tells(const char *word); /* four letters or more, and none of the words of any sentence */
bool words_alike(const char *a, const char *b); /* "examine", "examining": the same six letters */
/* How many different telling words of a are in b. */
size_t words_shared(const struct word_list *a, const struct word_list *b);
/* Words that leave a door open ("usually") less those that close it ("always"). */
int words_qualified(const struct word_list *words);
size_t words_absolute(const struct word_list *words); /* of the latter */
/* They give a reason or an aim ("because", "so that", "to avoid"). "since 2019" is a time. */
bool words_argue(const struct word_list *words);

uint64_t words_hash(const struct word_list *words, size_t from, size_t n); /* digits masked */

/* Flesch's reading ease in thousandths: 206.835 - 1.015 words/sentence - 84.6 syllables/word
 * (Flesch, A new readability yardstick, Journal of Applied Psychology 32, 1948). Syllables are
 * groups of vowels, without a silent e at the end. 60 to 70 is plain English; 100,000 for a text
 * without words. A heading, a line of a list and a paragraph end a sentence. */
int32_t words_ease(const char *markdown, size_t *n_words);

#endif
