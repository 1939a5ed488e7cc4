/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/census.h"

#include "assess/kind.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

size_t census_kinds(void) { return n_item_kinds < CENSUS_KINDS ? n_item_kinds : CENSUS_KINDS; }
const char *census_kind_key(size_t kind) { return item_kinds[kind]->key; }

/* Where the id stands, or is to stand. */
static size_t position_of(const struct census *census, const char *id) {
  size_t from = 0, to = census->n_competencies;
  while (from < to) {
    size_t middle = from + (to - from) / 2;
    if (strcmp(census->competencies[middle].id, id) < 0)
      from = middle + 1;
    else
      to = middle;
  }
  return from;
}

const struct census_competency *census_of(const struct census *census, const char *id) {
  static const struct census_competency none = {0};
  size_t at = position_of(census, id);
  bool known = at < census->n_competencies && strcmp(census->competencies[at].id, id) == 0;
  return known ? &census->competencies[at] : &none;
}

bool census_thin(const struct census_competency *row) {
  bool thin = row->items < CENSUS_ENOUGH;
  for (size_t level = 1; level < CENSUS_LEVELS; level++)
    thin = thin || row->level[level] < CENSUS_ENOUGH_LEVEL;
  return thin;
}

/* The row of the id; a new one keeps that very text, or a copy in the arena. */
static struct census_competency *row_of(struct census *census, struct arena *arena,
                                        const char *id) {
  size_t at = position_of(census, id), n = census->n_competencies;
  if (at < n && strcmp(census->competencies[at].id, id) == 0)
    return &census->competencies[at];
  if (n == census->cap_competencies) {
    struct census_competency *more = mem_array(2 * n + 8, sizeof *more);
    if (n)
      memcpy(more, census->competencies, n * sizeof *more);
    free(census->competencies);
    census->competencies = more;
    census->cap_competencies = 2 * n + 8;
  }
  struct census_competency *row = &census->competencies[at];
  memmove(row + 1, row, (n - at) * sizeof *row);
  *row = (struct census_competency){.id = arena ? arena_strdup(arena, id) : id};
  census->n_competencies++;
  return row;
}

static size_t count_words(const char *text) {
  static const char blanks[] = " \t\n\r";
  size_t words = 0;
  for (text += strspn(text, blanks); *text; text += strspn(text, blanks)) {
    text += strcspn(text, blanks);
    words++;
  }
  return words;
}

static void add_item(struct census *census, struct arena *arena, const struct item *item) {
  struct census_competency *row = row_of(census, arena, item->competency);
  size_t level = item->level < CENSUS_LEVELS ? item->level : 0;
  census->items++;
  census->kind[item->kind < CENSUS_KINDS ? item->kind : 0]++;
  census->level[level]++;
  census->use[item->use]++;
  row->items++;
  row->level[level]++;
}

void census_add(struct census *census, struct arena *arena, const struct module *module) {
  census->modules++;
  census->lessons += module->n_lessons;
  for (size_t i = 0; i < module->n_lessons; i++) {
    census->words += count_words(module->lessons[i].text);
    census->lesson_minutes += module->lessons[i].minutes;
  }
  for (size_t i = 0; i < module->quiz.n_items; i++)
    add_item(census, arena, &module->quiz.items[i]);
  census->drills += module->n_drills;
  for (size_t i = 0; i < module->n_drills; i++) {
    census->scenes += module->drills[i].n_scenes;
    census->drill_minutes += module->drills[i].minutes;
  }
}

static void add_all(size_t *sum, const size_t *other, size_t n) {
  for (size_t i = 0; i < n; i++)
    sum[i] += other[i];
}

void census_join(struct census *census, const struct census *other) {
  census->modules += other->modules;
  census->lessons += other->lessons;
  census->words += other->words;
  census->lesson_minutes += other->lesson_minutes;
  census->drill_minutes += other->drill_minutes;
  census->items += other->items;
  census->drills += other->drills;
  census->scenes += other->scenes;
  add_all(census->kind, other->kind, CENSUS_KINDS);
  add_all(census->level, other->level, CENSUS_LEVELS);
  add_all(census->use, other->use, CENSUS_USES);
  for (size_t i = 0; i < other->n_competencies; i++) {
    const struct census_competency *from = &other->competencies[i];
    struct census_competency *row = row_of(census, NULL, from->id);
    row->items += from->items;
    add_all(row->level, from->level, CENSUS_LEVELS);
  }
}

void census_done(struct census *census) {
  free(census->competencies);
  *census = (struct census){0};
}
