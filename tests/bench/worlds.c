/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The least that it costs to visit every situation of the drill that scenes.sh prints: breadth
 * first, with a set of numbers, and nothing asked of what is found.
 *
 *   bench_worlds MOST */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { SCENES = 200, STATES = 6, ASKING = 198, GOOD = 198, BAD = 199 };

static uint64_t *found, *table;
static size_t n, cap = 64, mask = 255;

static void insert(uint64_t key) {
  size_t at = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 20) & mask;
  while (table[at] && table[at] != key + 1)
    at = (at + 1) & mask;
  table[at] = key + 1;
}

static int is_new(uint64_t key) {
  size_t at = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 20) & mask;
  while (table[at] && table[at] != key + 1)
    at = (at + 1) & mask;
  return table[at] == 0;
}

static void visit(uint64_t key) {
  if (!is_new(key))
    return;
  insert(key);
  found[n++] = key;
  if (n < cap)
    return;
  cap *= 2;
  mask = mask * 2 + 1;
  free(table);
  found = realloc(found, cap * sizeof *found);
  table = calloc(mask + 1, sizeof *table);
  if (!found || !table)
    exit(71);
  for (size_t i = 0; i < n; i++)
    insert(found[i]);
}

int main(int argc, char **argv) {
  uint64_t most = argc == 2 ? strtoull(argv[1], NULL, 10) : 0;
  found = calloc(cap, sizeof *found);
  table = calloc(mask + 1, sizeof *table);
  if (most < 1 || most > 7 || !found || !table)
    return 2;
  visit(0); /* the scene in eight bits, then four for each state */
  for (size_t at = 0; at < n; at++) {
    uint64_t key = found[at], scene = key & 255, rest = key - scene;
    unsigned shift = 8 + 4 * (unsigned)(scene % STATES);
    if (scene >= ASKING)
      continue;
    if ((key >> shift & 15) < most)
      visit((rest + (UINT64_C(1) << shift)) | (scene + 1) % ASKING);
    visit(rest | (scene + 5) % ASKING);
    visit(rest | (scene % 3 ? BAD : GOOD));
  }
  printf("%zu\n", n);
  return 0;
}
