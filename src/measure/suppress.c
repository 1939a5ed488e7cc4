/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/suppress.h"

#include "base/vec.h"
#include "measure/span.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

uint32_t suppress_cell(struct suppress *tables, uint32_t people) {
  VEC_PUSH(&tables->heads, people);
  return (uint32_t)tables->heads.n - 1;
}

void suppress_total(struct suppress *tables, uint32_t cell) {
  assert(cell < tables->heads.n);
  VEC_PUSH(&tables->sums, (struct suppress_sum){cell, tables->parts.n});
}

void suppress_part(struct suppress *tables, uint32_t cell) {
  assert(cell < tables->heads.n && tables->sums.n);
  VEC_PUSH(&tables->parts, cell);
}

size_t suppress_parts(const struct suppress *tables, size_t sum) {
  size_t end = sum + 1 < tables->sums.n ? tables->sums.list[sum + 1].from : tables->parts.n;
  return end - tables->sums.list[sum].from;
}

void suppress_done(struct suppress *tables) {
  free(tables->heads.list);
  free(tables->parts.list);
  free(tables->sums.list);
  free(tables->flags.list);
  *tables = (struct suppress){0};
}

static const uint32_t *parts_of(const struct suppress *tables, size_t sum) {
  return tables->parts.list + tables->sums.list[sum].from;
}

static bool hidden(const struct suppress *tables, uint32_t cell) {
  return tables->flags.list[cell] != SUPPRESS_SHOWN;
}

static bool adds_up(const struct suppress *tables, size_t sum) {
  uint64_t people = 0;
  for (size_t i = 0; i < suppress_parts(tables, sum); i++)
    people += tables->heads.list[parts_of(tables, sum)[i]];
  return people == tables->heads.list[tables->sums.list[sum].total];
}

static bool all_add_up(const struct suppress *tables) {
  for (size_t i = 0; i < tables->sums.n; i++)
    if (!adds_up(tables, i))
      return false;
  return true;
}

/* -- The equations -------------------------------------------------------------------------- */

/* Cells with people, as columns: those that hang together side by side, of them the hidden ones
 * first, then by size, so that a circuit is closed with as few people as can be. */
struct columns {
  struct column {
    uint32_t cell, group, people; /* group: the least cell that it hangs together with */
    bool hidden;
  } * list;
  uint32_t n;
  uint32_t *of; /* each cell's; SPAN_NONE: it has no people */
};

static uint32_t group_of(uint32_t *group, uint32_t cell) {
  while (group[cell] != cell)
    cell = group[cell] = group[group[cell]];
  return cell;
}

static void join(uint32_t *group, uint32_t a, uint32_t b) {
  a = group_of(group, a);
  b = group_of(group, b);
  group[a > b ? a : b] = a < b ? a : b;
}

static uint32_t *group_cells(const struct suppress *tables) {
  uint32_t *group = mem_array(tables->heads.n, sizeof *group);
  for (uint32_t i = 0; i < tables->heads.n; i++)
    group[i] = i;
  for (size_t i = 0; i < tables->sums.n; i++)
    for (size_t k = 0; k < suppress_parts(tables, i); k++)
      join(group, tables->sums.list[i].total, parts_of(tables, i)[k]);
  return group;
}

static int by_preference(const void *a, const void *b) {
  const struct column *x = a, *y = b;
  if (x->group != y->group)
    return x->group < y->group ? -1 : 1;
  if (x->hidden != y->hidden)
    return x->hidden ? -1 : 1;
  if (x->people != y->people)
    return x->people < y->people ? -1 : 1;
  return (x->cell > y->cell) - (x->cell < y->cell);
}

static void columns_init(struct columns *columns, const struct suppress *tables) {
  uint32_t *group = group_cells(tables);
  *columns = (struct columns){mem_array(tables->heads.n, sizeof *columns->list), 0,
                              mem_array(tables->heads.n, sizeof *columns->of)};
  for (uint32_t i = 0; i < tables->heads.n; i++) {
    uint32_t people = tables->heads.list[i];
    columns->of[i] = SPAN_NONE;
    if (people)
      columns->list[columns->n++] =
          (struct column){i, group_of(group, i), people, hidden(tables, i)};
  }
  qsort(columns->list, columns->n, sizeof *columns->list, by_preference);
  for (uint32_t i = 0; i < columns->n; i++)
    columns->of[columns->list[i].cell] = i;
  free(group);
}

static int by_column(const void *a, const void *b) {
  const struct span_entry *x = a, *y = b;
  return (x->column > y->column) - (x->column < y->column);
}

/* The parts less the total are nothing. */
static void add_equation(const struct suppress *tables, const struct columns *columns, size_t sum,
                         struct span *span) {
  struct span_row row = {0};
  uint32_t total = columns->of[tables->sums.list[sum].total];
  if (total == SPAN_NONE)
    return;
  VEC_PUSH(&row, (struct span_entry){total, SPAN_PRIME - 1});
  for (size_t i = 0; i < suppress_parts(tables, sum); i++) {
    uint32_t part = columns->of[parts_of(tables, sum)[i]];
    if (part != SPAN_NONE)
      VEC_PUSH(&row, (struct span_entry){part, 1});
  }
  qsort(row.list, row.n, sizeof *row.list, by_column);
  span_add(span, &row);
}

/* -- Hiding more ---------------------------------------------------------------------------- */

static bool hide(struct suppress *tables, uint32_t cell) {
  if (hidden(tables, cell))
    return false;
  tables->flags.list[cell] = SUPPRESS_WITH;
  return true;
}

/* Hides what else is on the circuit; what was hidden and is on it is safe now. */
static void close_circuit(struct suppress *tables, const struct columns *columns,
                          const struct span *span, uint32_t from, uint32_t last, bool *safe) {
  bool *on = mem_array((size_t)last - from + 1, sizeof *on);
  span_circuit(span, last, from, on);
  for (uint32_t i = from; i <= last; i++)
    if (on[i - from]) {
      hide(tables, columns->list[i].cell);
      safe[i] = true;
    }
  free(on);
}

/* Every hidden cell outside the basis is on a circuit of hidden ones: only of the basis some are
 * not. True if anything more was hidden. */
static bool close_circuits(struct suppress *tables, const struct columns *columns,
                           const struct span *span) {
  bool *safe = mem_array(columns->n ? columns->n : 1, sizeof *safe), more = false;
  for (uint32_t i = 0, from = 0; i < columns->n; i++) {
    if (columns->list[i].group != columns->list[from].group)
      from = i;
    if (!columns->list[i].hidden || safe[i] || span->rows[i].n == 0)
      continue;
    uint32_t last = span_circuit_with(span, i);
    assert(last != SPAN_NONE); /* all cells with people are on one: their numbers of people */
    if (columns->list[last].hidden)
      continue;
    close_circuit(tables, columns, span, from, last, safe);
    more = true;
  }
  free(safe);
  return more;
}

static bool protect_cells(struct suppress *tables) {
  struct columns columns;
  struct span span;
  columns_init(&columns, tables);
  span_init(&span, columns.n);
  for (size_t i = 0; i < tables->sums.n; i++)
    add_equation(tables, &columns, i, &span);
  bool more = close_circuits(tables, &columns, &span);
  span_done(&span);
  free(columns.list);
  free(columns.of);
  return more;
}

/* If what is hidden of a shown total is too few together: hides the smallest part that is shown.
 * There is one, since the total is large enough to be shown. */
static bool protect_rest(struct suppress *tables, size_t sum) {
  const uint32_t *parts = parts_of(tables, sum), *heads = tables->heads.list, *least = NULL;
  uint64_t rest = 0;
  if (hidden(tables, tables->sums.list[sum].total))
    return false;
  for (size_t i = 0; i < suppress_parts(tables, sum); i++)
    if (hidden(tables, parts[i]))
      rest += heads[parts[i]];
    else if (heads[parts[i]] && (!least || heads[parts[i]] < heads[*least]))
      least = &parts[i];
  return rest && rest < SUPPRESS_LEAST && least && hide(tables, *least);
}

static bool protect_rests(struct suppress *tables) {
  bool more = false;
  for (size_t i = 0; i < tables->sums.n; i++)
    more |= protect_rest(tables, i);
  return more;
}

static bool any_hidden(const struct suppress *tables) {
  return tables->flags.n && memchr(tables->flags.list, SUPPRESS_SMALL, tables->flags.n);
}

bool suppress_decide(struct suppress *tables) {
  bool sound = all_add_up(tables);
  tables->flags.n = 0;
  for (size_t i = 0; i < tables->heads.n; i++) {
    uint32_t people = tables->heads.list[i];
    bool small = people && (people < SUPPRESS_LEAST || !sound);
    VEC_PUSH(&tables->flags, small ? SUPPRESS_SMALL : SUPPRESS_SHOWN);
  }
  if (sound && any_hidden(tables))
    do
      protect_cells(tables);
    while (protect_rests(tables));
  return sound;
}
