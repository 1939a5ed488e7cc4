/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/paper.h"

#include <assert.h>
#include <string.h>

/* In an arena nothing is freed: twice the room is taken, and what was there is copied. */
static void *grow(struct arena *arena, void *list, size_t n, size_t *cap, size_t size) {
  if (n < *cap)
    return list;
  *cap = *cap ? *cap * 2 : 8;
  void *wider = arena_array(arena, *cap, size);
  if (n)
    memcpy(wider, list, n * size);
  return wider;
}

struct paper *paper_new(struct arena *arena, const struct paper_head *head) {
  struct paper *paper = arena_alloc(arena, sizeof *paper);
  paper->head = *head;
  paper->arena = arena;
  paper_words_fill(&paper->words);
  if (!head->language)
    paper->head.language = paper->words.language;
  return paper;
}

void paper_section(struct paper *paper, const char *heading) {
  paper->list = grow(paper->arena, paper->list, paper->n, &paper->cap, sizeof *paper->list);
  paper->list[paper->n++] = (struct paper_section){.heading = heading};
}

void paper_new_page(struct paper *paper) {
  assert(paper->n);
  paper->list[paper->n - 1].new_page = true;
}

static void add(struct paper *paper, struct paper_block block) {
  if (!paper->n)
    paper_section(paper, NULL);
  assert(!block.table || !paper_find_table(paper, block.table->id)); /* ids name sheets, files */
  struct paper_section *section = &paper->list[paper->n - 1];
  section->list =
      grow(paper->arena, section->list, section->n, &section->cap, sizeof *section->list);
  section->list[section->n++] = block;
}

void paper_text(struct paper *paper, const char *text) {
  add(paper, (struct paper_block){.kind = PAPER_TEXT, .text = text});
}

void paper_finding(struct paper *paper, const char *text) {
  add(paper, (struct paper_block){.kind = PAPER_FINDING, .text = text});
}

static bool stands_as(enum paper_kind kind, const struct table *table) {
  const struct column *c = table->columns;
  size_t n = table->n_columns;
  switch (kind) {
  case PAPER_TABLE:
    return true;
  case PAPER_BARS:
    return n >= 2 && c[0].kind == COLUMN_TEXT && !column_is_text(&c[1]) &&
           (n == 2 || c[2].kind == COLUMN_STATUS);
  case PAPER_SLOPES:
    return n >= 3 && c[0].kind == COLUMN_TEXT && !column_is_text(&c[1]) && c[1].kind == c[2].kind &&
           column_digits(&c[1]) == column_digits(&c[2]);
  case PAPER_HEAT:
    return n == 5 && c[0].kind == COLUMN_TEXT && c[1].kind == COLUMN_TEXT &&
           !column_is_text(&c[2]) && !column_is_text(&c[3]) && c[4].kind == COLUMN_STATUS;
  case PAPER_TEXT:
  case PAPER_FINDING:
    break;
  }
  return false;
}

void paper_table(struct paper *paper, enum paper_kind kind, const struct table *table) {
  assert(stands_as(kind, table) && kind != PAPER_HEAT);
  add(paper, (struct paper_block){.kind = kind, .table = table});
}

void paper_heat(struct paper *paper, const struct table *table, size_t across) {
  assert(stands_as(PAPER_HEAT, table) && table->cells && across && table->n_rows % across == 0);
  add(paper, (struct paper_block){.kind = PAPER_HEAT, .table = table, .across = across});
}

struct paper *paper_of_table(struct arena *arena, const struct paper_head *head,
                             const struct table *table) {
  struct paper *paper = paper_new(arena, head);
  paper_table(paper, PAPER_TABLE, table);
  return paper;
}

const struct paper_block *paper_nth_table(const struct paper *paper, size_t nth) {
  for (size_t s = 0; s < paper->n; s++)
    for (size_t b = 0; b < paper->list[s].n; b++)
      if (paper->list[s].list[b].table && nth-- == 0)
        return &paper->list[s].list[b];
  return NULL;
}

const struct table *paper_find_table(const struct paper *paper, const char *id) {
  const struct paper_block *block;
  for (size_t i = 0; (block = paper_nth_table(paper, i)); i++)
    if (strcmp(block->table->id, id) == 0)
      return block->table;
  return NULL;
}

bool paper_is_rtl(const struct paper *paper) {
  static const char *const codes[] = {"ar", "fa", "he", "ur"};
  const char *language = paper->head.language;
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (strncmp(language, codes[i], 2) == 0 && (!language[2] || strchr("-_", language[2])))
      return true;
  return false;
}
