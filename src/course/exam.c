/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exam of a module: who fails it takes another form, with other questions of the same blueprint
 * (as many of each competency and level). So the pool must have two forms without a common
 * question: of a cell with n questions each form may ask n/2. */
#include "course/build.h"

#include "base/text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char *const exam_keys[] = {"draw", "minutes"};

void exam_pool_add(struct building *b, const struct item *item, bool known) {
  struct exam_pool *pool = &b->exam_pool;
  pool->unsure |= !known;
  if (item->use != USE_PRACTICE)
    pool->cells[pool->n++] = (struct exam_cell){item->competency, item->level};
}

static int compare_cells(const void *left, const void *right) {
  const struct exam_cell *a = left, *b = right;
  int order = strcmp(a->competency, b->competency);
  return order ? order : (a->level > b->level) - (a->level < b->level);
}

/* How many questions each of the two forms can have. */
static size_t form_size(struct exam_pool *pool) {
  size_t most = 0, from = 0;
  if (pool->n)
    qsort(pool->cells, pool->n, sizeof *pool->cells, compare_cells);
  for (size_t i = 1; i <= pool->n; i++)
    if (i == pool->n || compare_cells(&pool->cells[i], &pool->cells[from]) != 0) {
      most += (i - from) / 2;
      from = i;
    }
  return most;
}

static void read_exam_draw(struct building *b, const struct node *map, bool whole) {
  struct reading *r = b->r;
  const struct node *node = node_get(map, "draw");
  size_t errors = r->diags->errors;
  if (!*read_text(r, map, "draw"))
    return;
  long draw = read_whole(r, map, "draw", LONG_MIN, LONG_MAX, 0);
  if (r->diags->errors > errors)
    return;
  size_t most = form_size(&b->exam_pool);
  if (draw < 1 || draw > DRAW_MAX)
    node_error(r, node, "quiz.exam", NULL, _("draw is 1 to %d"), DRAW_MAX);
  else if (whole && !b->exam_pool.unsure && (size_t)draw > most)
    node_error(r, node, "quiz.exam",
               _("Lower draw, or add questions by twos of one competency and level."),
               _("draws %ld, and two forms without a common question have %zu each"), draw, most);
  else
    b->module->quiz.exam.draw = (unsigned)draw;
}

void exam_build(struct building *b, const struct node *quiz, const struct node *questions) {
  const struct node *map = read_map(b->r, quiz, "exam", false);
  if (!map)
    return;
  read_keys(b->r, map, exam_keys, sizeof exam_keys / sizeof *exam_keys);
  b->module->quiz.exam.minutes = (unsigned)read_whole(b->r, map, "minutes", 1, MINUTES_MAX, 0);
  read_exam_draw(b, map, questions && !questions->partial);
}
