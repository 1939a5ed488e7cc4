/* SPDX-License-Identifier: GPL-3.0-or-later */
/* u32 how many items, u32 how many people, then of each item its name, its column (u32) and its
 * highest mark (u64), then the marks, person by person (u64 each). */
#include "exchange/marks.h"

#include "base/mem.h"
#include "base/text.h"

#include <string.h>

enum { ITEM_LEAST = 2 + 4 + 8, CELL = 8 }; /* bytes */

void marks_flatten(const struct marks *marks, struct str *out) {
  size_t n = marks->n_items * marks->n_people;
  pack_u32(out, (uint32_t)marks->n_items);
  pack_u32(out, (uint32_t)marks->n_people);
  for (size_t i = 0; i < marks->n_items; i++) {
    pack_text(out, marks->items[i]);
    pack_u32(out, marks->columns[i]);
    pack_u64(out, (uint64_t)marks->most[i]);
  }
  for (size_t i = 0; i < n; i++)
    pack_u64(out, (uint64_t)marks->cells[i]);
}

static bool take_item(struct unpack *in, struct marks *marks, size_t nth) {
  size_t len;
  const char *name = unpack_text(in, &len);
  marks->columns[nth] = unpack_u32(in);
  marks->most[nth] = (int64_t)unpack_u64(in);
  if (in->bad || len == 0 || memchr(name, '\0', len) || text_unsafe_at(name, len, false) != len ||
      marks->most[nth] <= 0)
    return false;
  marks->items[nth] = arena_strndup(&marks->arena, name, len);
  return true;
}

static bool take_cells(struct unpack *in, struct marks *marks) {
  size_t n = marks->n_items * marks->n_people;
  marks->cells = mem_array(n, sizeof *marks->cells);
  for (size_t i = 0; i < n; i++) {
    marks->cells[i] = (int64_t)unpack_u64(in);
    if (in->bad || marks->cells[i] < 0 || marks->cells[i] > marks->most[i % marks->n_items])
      return false;
  }
  return unpack_done(in);
}

bool marks_unflatten(struct unpack *in, struct marks *marks) {
  *marks = (struct marks){0};
  size_t items = unpack_u32(in), people = unpack_u32(in), left = (size_t)(in->end - in->at);
  if (in->bad || (items == 0) != (people == 0) || items > left / ITEM_LEAST ||
      (items && people > left / CELL / items))
    return false;
  if (items == 0)
    return unpack_done(in);
  marks->n_items = items;
  marks->n_people = people;
  marks->items = arena_array(&marks->arena, items, sizeof *marks->items);
  marks->columns = arena_array(&marks->arena, items, sizeof *marks->columns);
  marks->most = arena_array(&marks->arena, items, sizeof *marks->most);
  for (size_t i = 0; i < items; i++)
    if (!take_item(in, marks, i))
      return false;
  return take_cells(in, marks);
}
