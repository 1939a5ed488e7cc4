/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside app only: where items stand in the courses, and what both sources share. */
#ifndef APP_ITEMS_INNER_H
#define APP_ITEMS_INNER_H

#include "app/items.h"

enum { MILLIONTHS = SCORE_ONE };

struct item_finder { /* one module is kept at a time: items are asked for module by module */
  const char *courses;
  struct catalogue catalogue;
  bool read; /* the catalogue, or it was tried */
  struct module *module;
  char path[200]; /* of the module, found or not */
};

/* NULL if there is none. It lives until another module's is asked for. */
const struct item *finder_item(struct item_finder *finder, const char *module, const char *path,
                               struct diags *diags);
void finder_done(struct item_finder *finder);

/* items_exposed.c, once all else is known: to how many people each was shown. */
enum rc items_expose(struct items *items, struct store *store, struct item_finder *finder,
                     uint32_t most, struct diags *diags);

/* Once the items are measured: weights, alpha. */
void items_finish_fixed(struct items_test *test);

#endif
