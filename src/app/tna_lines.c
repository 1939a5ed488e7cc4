/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tna_inner.h"
#include "measure/headcount.h"

#include <stdlib.h>

bool line_is_told(const struct tna_line *line) {
  const struct needs_cell *cell = line_cell(line);
  return cell->assessed && !cell->hidden[FACT_MEASURED];
}

/* The ranking orders by ids; a group's is its place in the canonical list. */
static struct tna_need need_of(const struct tna *tna, const struct tna_line *line) {
  const struct needs_cell *cell = line_cell(line);
  return (struct tna_need){
      .unit = arena_printf(tna->arena, "%08zu", (size_t)(line->group - tna->needs->groups)),
      .position = line->group->position,
      .competency = tna->framework->competencies[line->competency].id,
      .priority = cell->priority,
      .lacking = cell->lacking.expected,
      .band = cell->band};
}

static struct tna_line line_of(const struct tna *tna, const struct tna_need *need) {
  return (struct tna_line){&tna->needs->groups[strtoul(need->unit, NULL, 10)],
                           (size_t)framework_competency(tna->framework, need->competency)};
}

struct tna_lines tna_lines(const struct tna *tna, enum needs_kind kind) {
  const struct needs *needs = tna->needs;
  size_t from = needs->parts[kind], to = needs->parts[kind + 1];
  size_t all = (to > from ? to - from : 0) * tna->framework->n_competencies, told = 0, rest = 0;
  struct tna_need *ranked = arena_array(tna->arena, all + 1, sizeof *ranked);
  struct tna_line *others = arena_array(tna->arena, all + 1, sizeof *others);
  struct tna_lines lines = {arena_array(tna->arena, all + 1, sizeof *lines.list), 0};
  for (size_t g = from; g < to; g++)
    for (size_t c = 0; c < tna->framework->n_competencies; c++) {
      const struct tna_line line = {&needs->groups[g], c};
      if (line_cell(&line)->required == 0)
        continue;
      if (line_is_told(&line))
        ranked[told++] = need_of(tna, &line);
      else
        others[rest++] = line;
    }
  tna_rank(ranked, told);
  for (size_t i = 0; i < told; i++)
    lines.list[lines.n++] = line_of(tna, &ranked[i]);
  for (size_t i = 0; i < rest; i++)
    lines.list[lines.n++] = others[i];
  return lines;
}

struct cell tna_told(const struct tna_line *line, struct cell cell) {
  const struct needs_cell *about = line_cell(line);
  if (!about->assessed)
    return (struct cell){.state = CELL_ABSENT};
  return about->hidden[FACT_MEASURED] ? cell_hidden() : cell;
}

struct cell tna_people_lacking(const struct tna_line *line) {
  const struct needs_cell *about = line_cell(line);
  struct headcount said = headcount_say(about->lacking.expected, about->lacking.low,
                                        about->lacking.high, about->eligible);
  return tna_told(line, cell_count(said.about, said.low, said.high, said.of));
}

struct cell tna_weight_of(const struct tna_line *line) {
  struct cell weight = cell_decimal(line_cell(line)->weight, 2);
  return line->group->mixed ? tna_told(line, weight) : weight;
}

struct cell tna_priority(const struct tna_line *line) {
  const struct needs_cell *about = line_cell(line);
  bool hidden = about->assessed && about->priority_hidden;
  return hidden ? cell_hidden() : tna_told(line, cell_decimal(about->priority, 3));
}
