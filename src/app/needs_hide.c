/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/needs.h"

#include "base/vec.h"
#include "measure/suppress.h"

#include <string.h>

/* What is a sum of what. */
static const struct {
  enum needs_kind part, total;
} sums[] = {
    {NEEDS_POST, NEEDS_UNIT},
    {NEEDS_POST, NEEDS_AGENCY_POSITION},
    {NEEDS_UNIT, NEEDS_AGENCY},
    {NEEDS_AGENCY_POSITION, NEEDS_AGENCY},
    {NEEDS_AGENCY_POSITION, NEEDS_POSITION},
    {NEEDS_AGENCY, NEEDS_ALL},
    {NEEDS_POSITION, NEEDS_ALL},
};

/* Is it a part of the total, its kind being one of those that are? */
static bool is_part(const struct needs_group *part, const struct needs_group *total) {
  return (!total->agency || strcmp(part->agency, total->agency) == 0) &&
         (!total->unit || strcmp(part->unit, total->unit) == 0) &&
         (!total->position || strcmp(part->position, total->position) == 0);
}

void needs_tables(const struct needs *needs, size_t competency, enum needs_fact fact,
                  struct suppress *tables) {
  const struct needs_group *groups = needs->groups;
  for (size_t g = 0; g < needs->n_groups; g++)
    suppress_cell(tables, groups[g].cells[competency].people[fact]);
  for (size_t s = 0; s < COUNT(sums); s++)
    for (uint32_t t = needs->parts[sums[s].total]; t < needs->parts[sums[s].total + 1]; t++) {
      if (groups[t].cells[competency].people[fact] == 0)
        continue; /* of nobody: its parts are too */
      suppress_total(tables, t);
      for (uint32_t p = needs->parts[sums[s].part]; p < needs->parts[sums[s].part + 1]; p++)
        if (groups[p].cells[competency].people[fact] && is_part(&groups[p], &groups[t]))
          suppress_part(tables, p);
    }
}

static bool is_hidden(const struct needs *needs, uint32_t group, size_t competency) {
  const struct needs_cell *cell = &needs->groups[group].cells[competency];
  return cell->people[FACT_MEASURED] && cell->hidden[FACT_MEASURED];
}

/* Weighted otherwise, the same shortfalls are one more equation each (see needs.h). */
static void hide_priorities(struct needs *needs, size_t competency) {
  for (size_t g = 0; g < needs->n_groups; g++) {
    struct needs_group *group = &needs->groups[g];
    struct needs_cell *cell = &group->cells[competency];
    cell->priority_hidden = cell->hidden[FACT_MEASURED];
    for (uint32_t p = needs->parts[NEEDS_POST]; group->mixed && p < needs->parts[NEEDS_POST + 1];
         p++)
      cell->priority_hidden |= is_hidden(needs, p, competency) && is_part(&needs->groups[p], group);
  }
}

static void hide_fact(struct needs *needs, size_t competency, enum needs_fact fact, bool with) {
  struct suppress tables = {0};
  needs_tables(needs, competency, fact, &tables);
  needs->nothing_shown |= !suppress_decide(&tables);
  for (size_t g = 0; g < needs->n_groups; g++) {
    uint8_t flag = tables.flags.list[g];
    needs->groups[g].cells[competency].hidden[fact] =
        flag == SUPPRESS_SMALL || (with && flag == SUPPRESS_WITH);
  }
  suppress_done(&tables);
}

void needs_hide(struct needs *needs, bool with) {
  for (size_t c = 0; c < needs->framework->n_competencies; c++)
    for (enum needs_fact fact = 0; fact < FACTS; fact++)
      hide_fact(needs, c, fact, with);
  for (size_t c = 0; c < needs->framework->n_competencies; c++)
    hide_priorities(needs, c);
}
