/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns of words and the sentence they are held against. Private to drill/interview_listen*.c.
 */
#ifndef DRILL_INTERVIEW_WORDS_H
#define DRILL_INTERVIEW_WORDS_H

#include "drill/interview_listen.h"

enum {
  WORDS_MOST = 64, /* of a sentence; what is behind is not heard */
  WORD_BYTES = 31,
  REVISION = 16,      /* hexadecimal digits */
  ELEMENTS_MOST = 16, /* of a pattern */
  GAPS_MOST = 3,      /* of a pattern; ... counts as two */
  RULES_MOST = 40,    /* intents, topics or types */
  SAME_GAP = 4,       /* words that * passes over at most */
  NOWHERE = -1,
};

enum element_kind { E_WORD, E_MAYBE, E_GAP, E_FAR, E_BEGIN, E_END, E_ASKED };

struct element {
  enum element_kind kind;
  const char **words; /* of E_WORD and E_MAYBE: either of them, as their base; "stem~" as "stem" */
  const bool *stem;
  size_t n;
};

struct pattern {
  const struct element *elements;
  size_t n;
  int weight; /* words in it that must be there, or what it says itself: =3, =-2 */
  unsigned gaps;
};

struct rule { /* a key, and the patterns that mean it */
  const char *key;
  const struct pattern *patterns;
  size_t n;
};

struct rules {
  struct rule list[RULES_MOST];
  size_t n;
};

struct about { /* an intent that has a topic, and which it may be */
  const char *intent;
  const struct node *topics; /* a list; NULL: any */
};

struct spelling {
  const char *from;
  const char *const *to;
  size_t n;
};

struct ending { /* of a word, and what stands for it in the base: visit-s, stud-ies: stud-y */
  const char *from, *to;
};

struct form { /* went: go; training, which is no form of train: itself */
  const char *word, *base;
};
int word_form_compare(const void *left, const void *right); /* by word: their order in a listener */

struct wordlist { /* each once, in the order in which they came */
  const char **list;
  size_t n, cap;
  uint16_t *slots; /* 2 * cap of them: by hash, a word's place in the list and one; 0: free */
};

struct listener {
  char revision[REVISION + 1];
  const char *puzzled;
  struct about about[RULES_MOST];
  size_t n_about;
  struct rules intents, told, types, asked, topics; /* asked: of a move that is put as a question */
  const struct spelling *spellings;
  size_t n_spellings;
  const struct ending *endings;
  size_t n_endings;
  const struct form *forms;
  size_t n_forms;
  struct wordlist vocabulary, stems; /* of the patterns */
  struct wordlist plain;             /* words that are no slips of those */
};

struct sentence {
  char words[WORDS_MOST][WORD_BYTES + 1]; /* folded; "?" and "." are words of their own */
  const char *base[WORDS_MOST];           /* of each, for what is held against patterns */
  size_t n;
};

/* The first word of the first place where it is found, or NOWHERE. */
int pattern_find(const struct pattern *pattern, const struct sentence *sentence);

enum { WORDS_KNOWN_MOST = 30000 };

/* The word as it stands in the list, put there if it was not; NULL if there is no room. */
const char *words_put(struct arena *arena, struct wordlist *words, const char *word, size_t n);
/* The word as it stands in the list, or NULL. */
const char *words_get(const struct wordlist *words, const char *word);

/* A word that is none of the language's own, but by a slip of the fingers: put right. */
void sentence_spell(const struct listener *listener, struct sentence *sentence);
/* Sets the base of every word. */
void sentence_reduce(const struct listener *listener, struct sentence *sentence);

/* Visits, visited, visiting: visit, if that is a word the listener knows. What is none of another's
 * forms is its own base. */
const char *word_base(const struct listener *listener, const char *word);

bool word_near(const char *word, const char *meant);

#endif
