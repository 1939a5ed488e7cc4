/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names to look up: sorted once, so that a hostile file with a hundred thousand costs no more than
 * its size. Borrowed texts and nodes; the list is on the heap. {0} is an empty one. */
#ifndef COURSE_NAMES_H
#define COURSE_NAMES_H

#include "base/node.h"

struct name {
  const char *text;
  const struct node *node; /* where it was given */
  size_t index;            /* in the order of adding */
};

struct names {
  struct name *list;
  size_t n, cap;
  bool partial; /* more may have been meant: an unknown one is not reported */
};

void names_done(struct names *names);
void names_add(struct names *names, const char *text, const struct node *node);
void names_add_keys(struct names *names,
                    const struct node *map); /* and its partial; NULL is fine */
void names_sort(struct names *names);

/* Index in the order of adding, or -1. After names_sort. */
long names_find(const struct names *names, const char *text);

/* As names_find for a scalar; reports it as unknown with "Did you mean". what: N_("objective"). */
long names_refer(struct reading *r, const struct names *names, const struct node *node,
                 const char *code, const char *what);

/* Reports every second use of a name as "id.duplicate". After names_sort. */
void names_report_duplicates(struct reading *r, const struct names *names);

/* "Did you mean ...?" in the arena, or NULL; none is looked for where it would cost too much. */
const char *names_hint(struct reading *r, const struct names *names, const char *word);

#endif
