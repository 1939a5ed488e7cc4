/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/rollup.h"

#include "base/vec.h"
#include "measure/suppress.h"

#include <stdlib.h>
#include <string.h>

struct key {
  const char *agency, *unit, *position; /* "" where the kind does not ask */
  size_t person;
};

static const struct {
  bool agency, unit, position;
} asks[ROLLUP_KINDS] = {
    [ROLLUP_POST] = {true, true, true},
    [ROLLUP_UNIT] = {true, true, false},
    [ROLLUP_AGENCY_POSITION] = {true, false, true},
    [ROLLUP_AGENCY] = {true, false, false},
    [ROLLUP_POSITION] = {false, false, true},
    [ROLLUP_ALL] = {false, false, false},
};

/* What is a sum of what. */
static const struct {
  enum rollup_kind part, total;
} sums[] = {
    {ROLLUP_POST, ROLLUP_UNIT},    {ROLLUP_POST, ROLLUP_AGENCY_POSITION},
    {ROLLUP_UNIT, ROLLUP_AGENCY},  {ROLLUP_AGENCY_POSITION, ROLLUP_AGENCY},
    {ROLLUP_AGENCY, ROLLUP_ALL},   {ROLLUP_AGENCY_POSITION, ROLLUP_POSITION},
    {ROLLUP_POSITION, ROLLUP_ALL},
};

static int compare(const struct key *a, const struct key *b) {
  int order = strcmp(a->agency, b->agency);
  order = order ? order : strcmp(a->unit, b->unit);
  return order ? order : strcmp(a->position, b->position);
}

static int by_key(const void *a, const void *b) {
  const struct key *x = a, *y = b;
  int order = compare(x, y);
  return order ? order : (x->person > y->person) - (x->person < y->person);
}

static void add_kind(struct rollup *rollup, enum rollup_kind kind, const struct person *people,
                     size_t n, struct key *keys) {
  for (size_t i = 0; i < n; i++)
    keys[i] = (struct key){asks[kind].agency ? people[i].agency : "",
                           asks[kind].unit ? people[i].unit : "",
                           asks[kind].position ? people[i].position : "", i};
  qsort(keys, n, sizeof *keys, by_key);
  for (size_t i = 0; i < n; i++) {
    if (i == 0 || compare(&keys[i], &keys[i - 1]) != 0)
      rollup->list[rollup->n++] =
          (struct rollup_group){.kind = kind,
                                .agency = asks[kind].agency ? keys[i].agency : NULL,
                                .unit = asks[kind].unit ? keys[i].unit : NULL,
                                .position = asks[kind].position ? keys[i].position : NULL,
                                .first = keys[i].person};
    rollup->list[rollup->n - 1].people++;
    rollup->of[keys[i].person][kind] = (uint32_t)(rollup->n - 1);
  }
}

void rollup_make(const struct person *people, size_t n, struct arena *arena,
                 struct rollup *rollup) {
  struct key *keys = mem_array(n + 1, sizeof *keys);
  *rollup = (struct rollup){
      .list = arena_array(arena, n * ROLLUP_KINDS + 1, sizeof *rollup->list),
      .of = arena_array(arena, n + 1, sizeof *rollup->of),
  };
  for (enum rollup_kind kind = 0; n && kind < ROLLUP_KINDS; kind++) {
    rollup->from[kind] = rollup->n;
    add_kind(rollup, kind, people, n, keys);
    rollup->from[kind + 1] = rollup->n;
  }
  free(keys);
}

static void add_sum(const struct rollup *rollup, const uint32_t *known, struct suppress *tables,
                    enum rollup_kind part, enum rollup_kind total) {
  for (size_t t = rollup->from[total]; t < rollup->from[total + 1]; t++) {
    if (known[t] == 0) /* of nobody: its parts are too */
      continue;
    suppress_total(tables, (uint32_t)t);
    for (size_t p = rollup->from[part]; p < rollup->from[part + 1]; p++)
      if (known[p] && rollup->of[rollup->list[p].first][total] == t)
        suppress_part(tables, (uint32_t)p);
  }
}

void rollup_hide(const struct rollup *rollup, const uint32_t *known, bool *hidden) {
  struct suppress tables = {0};
  for (size_t i = 0; i < rollup->n; i++)
    suppress_cell(&tables, known[i]);
  for (size_t i = 0; i < COUNT(sums); i++)
    add_sum(rollup, known, &tables, sums[i].part, sums[i].total);
  suppress_decide(&tables); /* totals are counted here, so that they are the sums of their parts */
  for (size_t i = 0; i < rollup->n; i++)
    hidden[i] = tables.flags.list[i] != SUPPRESS_SHOWN;
  suppress_done(&tables);
}
