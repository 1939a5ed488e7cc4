/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/diagnostic.h"

#include "assess/kind.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct candidate {
  const struct item *item;
  uint64_t order; /* hash of its path: the same wherever it stands in the file */
  uint16_t index;
};

static int by_place(const void *left, const void *right) {
  const struct candidate *a = left, *b = right;
  if (a->item->level != b->item->level)
    return a->item->level < b->item->level ? -1 : 1;
  if (a->order != b->order)
    return a->order < b->order ? -1 : 1;
  return strcmp(a->item->path, b->item->path);
}

static size_t gather(const struct quiz *quiz, struct candidate *out) {
  size_t most = quiz->n_items < UINT16_MAX ? quiz->n_items : UINT16_MAX, n = 0;
  for (size_t i = 0; i < most; i++)
    if (quiz->items[i].use != USE_EXAM)
      out[n++] = (struct candidate){&quiz->items[i], seal_name(quiz->items[i].path), (uint16_t)i};
  qsort(out, n, sizeof *out, by_place);
  return n;
}

size_t diagnostic_pool(const struct quiz *quiz, enum exam_form form, struct adaptive_item *out) {
  struct candidate *all = mem_array(quiz->n_items + 1, sizeof *all);
  size_t most = gather(quiz, all), n = 0;
  for (size_t i = 0; i < most; i++) {
    const struct item *item = all[i].item;
    if (form == FORM_NONE || form == (i % 2 ? FORM_B : FORM_A))
      out[n++] = (struct adaptive_item){
          .item = {ability_difficulty(item->level), item_kind_of(item)->guess(item)},
          .level = (uint8_t)item->level,
          .index = all[i].index};
  }
  free(all);
  return n;
}
