/* SPDX-License-Identifier: GPL-3.0-or-later */
/* To how many people items were shown (store/sittings.h), which findings that gives, and which item
 * that is kept for exams was shown outside them. */
#include "app/items_inner.h"

#include "base/text.h"
#include "base/vec.h"
#include "document/date.h"
#include "measure/retention.h"
#include "store/sittings.h"

#include <stdlib.h>
#include <string.h>

struct exposures {
  struct exposure *list; /* by path, key */
  size_t n, cap;
};

static void take(void *ctx, const struct exposure *exposure) {
  struct exposures *all = ctx;
  VEC_PUSH(all, *exposure);
}

static const char *day_of(int64_t time, struct arena *arena) {
  if (time == INT64_MAX)
    return NULL;
  struct date date = date_from_number(retention_day(time));
  return arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

static const struct exposure *find(const struct exposures *all, const struct items_test *test,
                                   const struct items_item *item) {
  size_t len = strlen(test->name);
  for (size_t i = 0; i < all->n; i++) {
    const struct exposure *one = &all->list[i];
    char key[sizeof item->key];
    seal_hex(one->key_rev, sizeof key / 2, key);
    if (strncmp(one->path, test->name, len) == 0 && one->path[len] == '/' &&
        strcmp(one->path + len + 1, item->name) == 0 && strcmp(key, item->key) == 0)
      return one;
  }
  return NULL;
}

static unsigned flags_of(const struct items_item *item, const struct items_test *test,
                         uint32_t most) {
  unsigned flags = 0;
  if (test->mode != MODE_EXAM || item->flags == ITEMS_ANNULLED)
    return 0;
  if (item->shown > most)
    flags |= ITEMS_EXPOSED;
  if (item->shown_outside)
    flags |= ITEMS_MET;
  return flags;
}

static void fill(struct items *items, const struct exposures *all, uint32_t most) {
  for (size_t i = 0; i < items->n; i++)
    for (size_t k = 0; k < items->list[i].n; k++) {
      struct items_item *item = &items->list[i].list[k];
      const struct exposure *found = find(all, &items->list[i], item);
      if (!found)
        continue;
      item->shown = found->people;
      item->shown_exams = found->in_exams;
      item->shown_outside = found->outside;
      item->exams_since = day_of(found->exams_since, &items->arena);
      item->outside_since = day_of(found->outside_since, &items->arena);
      item->flags |= flags_of(item, &items->list[i], most);
    }
}

/* One that was kept for exams only later was shown by right: that cannot be told from here. */
static void tell_leak(const struct exposure *exposure, const struct item *item,
                      struct diags *diags) {
  struct arena arena = {0};
  diag_warn(diags, item->at, 1, "items.exam-only",
            _("take it out of the exam, or give it another key; it is right only if it was not "
              "\"use: exam\" then"),
            ngettext("this question is kept for exams, and %u person met it outside them, first on "
                     "%s",
                     "this question is kept for exams, and %u people met it outside them, first on "
                     "%s",
                     exposure->outside),
            (unsigned)exposure->outside, day_of(exposure->outside_since, &arena));
  arena_done(&arena);
}

static void find_leaks(const struct exposures *all, struct item_finder *finder,
                       struct diags *diags) {
  for (size_t i = 0; i < all->n; i++) {
    const struct exposure *one = &all->list[i];
    const char *slash = strrchr(one->path, '/');
    char module[sizeof one->path] = "";
    if (!one->outside || !slash)
      continue;
    memcpy(module, one->path, (size_t)(slash - one->path));
    const struct item *item = finder_item(finder, module, one->path, diags);
    if (item && item->use == USE_EXAM && memcmp(item->key_rev, one->key_rev, HASH_BYTES) == 0)
      tell_leak(one, item, diags);
  }
}

enum rc items_expose(struct items *items, struct store *store, struct item_finder *finder,
                     uint32_t most, struct diags *diags) {
  struct exposures all = {0};
  enum rc rc = store_exposure(store, take, &all, diags);
  if (rc == RC_OK) {
    fill(items, &all, most);
    find_leaks(&all, finder, diags);
  }
  free(all.list);
  return rc;
}
