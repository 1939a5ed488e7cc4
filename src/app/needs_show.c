/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/needs.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct numbered {
  struct needs_group group;
  uint32_t was;
};

static int compare_names(const char *a, const char *b) { return a && b ? strcmp(a, b) : 0; }

/* Of one kind: what one lacks, all do. */
static int by_names(const void *left, const void *right) {
  const struct numbered *a = left, *b = right;
  int order = compare_names(a->group.agency, b->group.agency);
  if (order == 0)
    order = compare_names(a->group.unit, b->group.unit);
  if (order == 0)
    order = compare_names(a->group.position, b->group.position);
  return order ? order : (a->was > b->was) - (a->was < b->was);
}

/* now: by the old number of each group its new one. */
static void order_kind(struct needs *needs, uint32_t from, uint32_t to, uint32_t *now) {
  struct numbered *list = mem_array(to - from + 1, sizeof *list);
  for (uint32_t g = from; g < to; g++)
    list[g - from] = (struct numbered){needs->groups[g], g};
  qsort(list, to - from, sizeof *list, by_names);
  for (uint32_t g = from; g < to; g++) {
    needs->groups[g] = list[g - from].group;
    now[list[g - from].was] = g;
  }
  free(list);
}

static void name_groups(struct needs *needs, const struct agencies *agencies) {
  for (size_t g = 0; g < needs->n_groups; g++) {
    struct needs_group *group = &needs->groups[g];
    const char *agency = agency_name(agencies, group->agency);
    group->unit = agency_unit(agencies, group->agency, group->unit);
    group->agency = agency;
  }
}

void needs_show(struct needs *needs, const struct agencies *agencies) {
  if (!agencies)
    return;
  uint32_t *now = mem_array(needs->n_groups + 1, sizeof *now);
  name_groups(needs, agencies);
  for (enum needs_kind kind = 0; kind < NEEDS_KINDS; kind++)
    if (needs->parts[kind + 1] > needs->parts[kind])
      order_kind(needs, needs->parts[kind], needs->parts[kind + 1], now);
  for (size_t m = 0; m < needs->n_members; m++) {
    struct needs_member *member = &needs->members[m];
    member->shown = agency_person(agencies, member->person, &needs->arena);
    for (enum needs_kind kind = 0; kind < NEEDS_KINDS; kind++)
      member->groups[kind] = now[member->groups[kind]];
  }
  needs->note = agency_note(agencies);
  needs->framework = agency_framework(agencies, needs->framework);
  free(now);
}
