/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two forms of one exam: disjoint, and of one blueprint. */
#include "session/exam.h"

#include "base/mem.h"
#include "session/draw.h"

#include <stdlib.h>
#include <string.h>

struct candidate {
  const struct item *item;
  uint64_t order; /* hash of its path: the same wherever it stands in the file */
  uint16_t index;
};

struct cell {
  size_t first, n; /* of the candidates; n: items in each form */
  size_t draw;     /* how many of them are asked */
  size_t rest;     /* of its share, over the total */
};

struct pool {
  struct candidate *list; /* cell by cell, in the canonical order */
  size_t n;
  struct cell *cells;
  size_t n_cells;
  size_t each; /* items in each form */
};

static int by_cell(const struct candidate *a, const struct candidate *b) {
  int order = strcmp(a->item->competency, b->item->competency);
  return order ? order : (a->item->level > b->item->level) - (a->item->level < b->item->level);
}

static int by_place(const void *left, const void *right) {
  const struct candidate *a = left, *b = right;
  int order = by_cell(a, b);
  if (order == 0)
    order = (a->order > b->order) - (a->order < b->order);
  return order ? order : strcmp(a->item->path, b->item->path);
}

static void find_cells(struct pool *pool) {
  for (size_t i = 0, first = 0; i < pool->n; i++)
    if (i + 1 == pool->n || by_cell(&pool->list[i], &pool->list[i + 1]) != 0) {
      size_t n = (i + 1 - first) / 2;
      pool->cells[pool->n_cells++] = (struct cell){.first = first, .n = n};
      pool->each += n;
      first = i + 1;
    }
}

static struct pool pool_of(const struct quiz *quiz) {
  size_t most = quiz->n_items < UINT16_MAX ? quiz->n_items : UINT16_MAX;
  struct pool pool = {.list = mem_array(most + 1, sizeof *pool.list),
                      .cells = mem_array(most + 1, sizeof *pool.cells)};
  for (size_t i = 0; i < most; i++)
    if (quiz->items[i].use != USE_PRACTICE)
      pool.list[pool.n++] =
          (struct candidate){&quiz->items[i], seal_name(quiz->items[i].path), (uint16_t)i};
  qsort(pool.list, pool.n, sizeof *pool.list, by_place);
  find_cells(&pool);
  return pool;
}

static void pool_done(struct pool *pool) {
  free(pool->list);
  free(pool->cells);
}

static size_t questions_of(const struct quiz *quiz, const struct pool *pool) {
  size_t n = quiz->exam.draw < PLAN_SLOTS ? quiz->exam.draw : PLAN_SLOTS;
  return n < pool->each ? n : pool->each;
}

size_t exam_questions(const struct quiz *quiz) {
  struct pool pool = pool_of(quiz);
  size_t n = questions_of(quiz, &pool);
  pool_done(&pool);
  return n;
}

/* Largest remainder. A cell never gets more than it has, since n is at most what all have. */
static void allot(struct pool *pool, size_t n) {
  size_t left = n;
  for (size_t i = 0; i < pool->n_cells; i++) {
    struct cell *cell = &pool->cells[i];
    cell->draw = n * cell->n / pool->each;
    cell->rest = n * cell->n % pool->each;
    left -= cell->draw;
  }
  for (; left; left--) {
    struct cell *largest = &pool->cells[0];
    for (size_t i = 1; i < pool->n_cells; i++)
      if (pool->cells[i].rest > largest->rest)
        largest = &pool->cells[i];
    largest->draw++;
    largest->rest = 0;
  }
}

/* Some of the form's items of one cell: every second of its candidates. */
static size_t draw_cell(struct rng *rng, const struct pool *pool, const struct cell *cell,
                        size_t parity, uint16_t *index, size_t n) {
  uint16_t *own = mem_array(cell->n + 1, sizeof *own);
  for (size_t i = 0; i < cell->n; i++)
    own[i] = pool->list[cell->first + 2 * i + parity].index;
  draw_shuffle(rng, own, cell->n);
  memcpy(index + n, own, cell->draw * sizeof *own);
  free(own);
  return n + cell->draw;
}

void exam_draw(const struct quiz *quiz, struct plan *plan, uint16_t index[PLAN_SLOTS]) {
  struct pool pool = pool_of(quiz);
  size_t most = questions_of(quiz, &pool), n = 0;
  struct rng rng;
  rng_seed(&rng, plan->seed);
  if (most)
    allot(&pool, most);
  for (size_t i = 0; i < pool.n_cells; i++)
    n = draw_cell(&rng, &pool, &pool.cells[i], plan->form == FORM_B, index, n);
  pool_done(&pool);
  draw_shuffle(&rng, index, n);
  draw_deal(&rng, quiz, index, n, plan);
}

int64_t exam_limit(unsigned minutes, unsigned time_percent) {
  return (int64_t)minutes * time_percent * 600; /* 60,000 ms a minute, in hundredths */
}
