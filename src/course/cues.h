/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate for content: what gives an answer away to somebody who knows nothing, what was asked
 * before, and what is too hard to read.
 *
 * A bank gathers modules one by one and keeps of them no more than it needs; its verdicts are
 * warnings, each at the line of the question or lesson. Players that know nothing but one rule
 * ("the longest") take every question, marked by its kind, beside a player who guesses in the same
 * way: ties are drawn PLAYS times, so that a rule that tells nothing is at chance.
 *
 * Pure. Words are judged in English alone; the rest in every language. */
#ifndef COURSE_CUES_H
#define COURSE_CUES_H

#include "assess/kind.h"
#include "base/vec.h"

enum cue_rule {
  CUE_FIRST, /* the first as authored, which paper and a careless export show */
  CUE_LAST,
  CUE_LONGEST,
  CUE_SHORTEST,
  CUE_SHARED, /* most words in common with the question, in a pairing with the part */
  CUE_UNSHARED,
  CUE_QUALIFIED, /* "usually" and no "always"; of a claim: true if it is so worded */
  CUE_ARGUED,    /* an option that gives a reason; far below chance, never to take one pays */
};
enum { CUE_RULES = CUE_ARGUED + 1 };
const char *cue_rule_name(enum cue_rule rule); /* "longest" */

enum {
  CUE_ENOUGH = 30,    /* questions; fewer prove nothing and are not judged */
  CUE_BANK = 50000,   /* millionths from chance that a rule may be off over the whole bank */
  CUE_KIND = 100000,  /* and over one kind */
  CUE_LONG = 15,      /* letters that the key has more than any other, and half as many again */
  ALIKE_RUN = 5,      /* words */
  ALIKE_SHARE = 50,   /* percent of the runs of the shorter question */
  EASE_LEAST = 50000, /* thousandths, see words_ease */
  LESSON_LEAST = 400, /* words */
  LESSON_MOST = 1300,
  OBJECTIVE_ITEMS = 2,
};

struct cue_tally {
  size_t n;              /* questions that the rule can play */
  int64_t score, chance; /* sums of millionths: by the rule, and by a guess of the same form */
};
int64_t cue_tally_off(const struct cue_tally *tally); /* from chance, millionths of a question */

struct bank_item {
  char *path;      /* "course/module/item" */
  struct place at; /* its file is the bank's */
  uint64_t stem;   /* hash of the words, digits masked; 0: too few words to compare */
  size_t runs;     /* how many different ones it has */
};
struct bank_run {
  uint64_t hash;
  size_t item;
};
struct bank_lesson {
  char *path;
  size_t words;
  int32_t ease; /* thousandths; LESSON_UNREAD where the language is not English */
};
enum { LESSON_UNREAD = INT32_MIN };

struct bank { /* {0} is an empty one */
  struct arena arena;
  struct diags *diags;                                  /* where the verdicts go; the caller's */
  struct cue_tally all[CUE_RULES], (*kinds)[CUE_RULES]; /* by item_kinds */
  struct {
    struct bank_item *list;
    size_t n, cap;
  } items;
  struct {
    struct bank_run *list;
    size_t n, cap;
  } runs;
  struct {
    struct bank_lesson *list;
    size_t n, cap;
  } lessons;
};

/* Adds a module read from that file and says what is wrong within it: cue.longest, cue.qualified,
 * cue.grammar, cue.all-of-above, cue.shared, lesson.hard, lesson.length, objective.thin; and as a
 * note cue.argued. */
void bank_add(struct bank *bank, const struct module *module, const char *file);
/* What is wrong over all of it: item.alike, stem.repeated, and cue.strategy, at the place that is
 * given. */
void bank_judge(struct bank *bank, const char *where);
void bank_done(struct bank *bank);

#endif
