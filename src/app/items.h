/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Item analysis: which questions are good, from the records or from a matrix of marks.
 *
 *     store --items_from_store--> struct items --items_table--> table
 *     CSV   --items_from_marks--^              --cli/items_text--> people
 *
 * A test is one module in one mode: practice, with hints and second tries, and exams are not mixed.
 * Its people count once each, by their first finished run; an item by its first answer in such a
 * run. An item is one key: what has another key is another item, however it is called. */
#ifndef APP_ITEMS_H
#define APP_ITEMS_H

#include "app/app.h"
#include "exchange/table.h"
#include "measure/items.h"

struct items_option {
  const char *text; /* safe to show; NULL: nothing was picked */
  bool right;
  struct option_numbers numbers;
  unsigned flags;
};

enum {
  ITEMS_ANNULLED = 1 << 4, /* by a ruling: it counts in no total and has no weight */
  ITEMS_EXPOSED = 1 << 5,  /* of an exam: shown to more people than is said to be safe */
  ITEMS_MET = 1 << 6       /* of an exam: met outside exams too */
};

/* From how many people on an exam's question is told as worn: above this. No study gives a number
 * for pools like these; it is ten classes of twenty, after which a question should be taken for
 * known. What testing by computer limits instead is the share of people who see one item, often to
 * a fifth (J. B. Sympson and R. D. Hetter, 1985), which a pool of one module cannot keep. */
enum { ITEMS_SAFE = 200 };

enum items_state {
  ITEM_HERE,    /* in the courses with this key */
  ITEM_CHANGED, /* in them, and its key is another now */
  ITEM_GONE,    /* not in them, or they cannot be read */
  ITEM_FOREIGN, /* of a matrix */
};

struct items_item {
  const char *name;
  char key[9];      /* the beginning of its key's hash; "" in a matrix */
  const char *file; /* where it stands now; NULL: nowhere */
  unsigned line;
  enum items_state state;
  double most; /* marks */
  struct item_numbers numbers;
  unsigned flags; /* of enum item_flag and the above; of an annulled one ITEMS_ANNULLED alone */
  bool has_intended, has_effective;
  double intended, effective;                 /* weights, percent */
  uint32_t shown, shown_exams, shown_outside; /* to how many people; 0 in a matrix */
  const char *exams_since, *outside_since;    /* "2026-11-26", projected; NULL: never */
  const struct items_option *options;
  size_t n_options; /* 0: no choice, or not ITEM_HERE; last, if anybody picked nothing, that */
};

struct items_test {
  const char *name;   /* the module's path; in a matrix its file */
  enum run_mode mode; /* MODE_NONE: a matrix */
  uint32_t questions; /* that each was asked; 0: not everybody as many */
  bool drawn;         /* not everybody the same ones */
  double most;        /* marks; 1 where totals are shares, since not everybody was asked as many */
  struct test_numbers numbers;
  struct items_item *list;
  size_t n, cap;
};

struct items {
  struct arena arena;
  struct items_test *list;
  size_t n, cap;
};

/* RC_MISSING: nothing is recorded there. Courses that cannot be read are a warning,
 * "items.courses": then places and options lack; so is, for each, "items.exam-only": a question
 * with "use: exam" was shown outside exams. safe: see ITEMS_SAFE. */
enum rc items_from_store(const struct app_paths *paths, uint32_t safe, struct items *items,
                         struct diags *diags);
/* path NULL: stdin. RC_MISSING, or RC_DATA with all that is wrong with it. */
enum rc items_from_marks(const char *path, struct items *items, struct diags *diags);
void items_done(struct items *items);

/* One row for each test, item and option, in this order; the columns are those of the manual. In
 * the arena of items. */
const struct table *items_table(struct items *items);

/* A flag's stable name; NULL after the last. */
const char *items_item_flag(unsigned nth);
const char *items_option_flag(unsigned nth);
const char *items_mode(enum run_mode mode); /* "practice", "exam", "marks" */

#endif
