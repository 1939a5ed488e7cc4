/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of several parts, typed on a line: lines put in order, lines given a target, gaps,
 * fields. Pure. */
#ifndef LINEAR_PARTS_H
#define LINEAR_PARTS_H

#include "base/arena.h"
#include "base/str.h"
#include "model/page.h"

enum parts_event {
  PARTS_DONE,  /* value is whole */
  PARTS_KEPT,  /* value took it; say tells what is still empty */
  PARTS_WRONG, /* nothing changed: what parts_expected tells was not done */
};

/* order: every number once; pairs: a number for each line, 0 for none; fields: those marked. Other
 * kinds: wrong. */
enum parts_event parts_numbers(const struct block *block, const size_t *numbers, size_t n,
                               struct response *value);

/* "1=2 3=1": of these lines alone. False: line has not that form. */
bool parts_is_given(const char *line);
enum parts_event parts_give(const struct block *block, const char *line, struct response *value,
                            struct arena *arena, const char **say);

/* What a page begins with, and whether an earlier value still is one of this block. */
void parts_first(const struct block *block, struct response *value);
bool parts_still_good(const struct block *block, const struct response *value);

/* One line: what is to be typed. NULL for a kind that has no parts. */
const char *parts_expected(const struct block *block, struct arena *arena);
const char *parts_help(enum block_kind kind); /* the same for "?", at length */

/* "Gap 2 of 3: lines of ... characters each" */
void parts_ask_gap(const struct block *block, size_t gap, struct str *out);

#endif
