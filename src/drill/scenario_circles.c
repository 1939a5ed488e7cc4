/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Circles among worlds, by Tarjan's algorithm; the worlds under way are kept on a list of their own
 * since a scenario may be deeper than the stack. */
#include "drill/explore.h"

#include "base/mem.h"

#include <stdlib.h>

struct finding { /* circles, under way */
  const struct explored *explored;
  struct circles circles;
  uint32_t *number, *low;  /* in the order of arrival, from 1; the least that can be come back to */
  uint32_t *path, *cursor; /* worlds from the first to the one at hand; their next edges */
  uint32_t *open;          /* those of no circle yet */
  size_t n_path, n_open, n_done;
  uint32_t arrived;
};

static void arrive(struct finding *f, uint32_t at) {
  f->number[at] = f->low[at] = ++f->arrived;
  f->cursor[f->n_path] = 0;
  f->path[f->n_path++] = at;
  f->open[f->n_open++] = at;
  f->circles.of[at] = NOWHERE;
}

static void lower(struct finding *f, uint32_t at, uint32_t to) {
  if (to < f->low[at])
    f->low[at] = to;
}

static void close_circle(struct finding *f, uint32_t at) {
  uint32_t world;
  f->circles.first[f->circles.n] = (uint32_t)f->n_done;
  do {
    world = f->open[--f->n_open];
    f->circles.of[world] = (uint32_t)f->circles.n;
    f->circles.order[f->n_done++] = world;
  } while (world != at);
  f->circles.n++;
}

static void leave(struct finding *f, uint32_t at) {
  if (f->low[at] == f->number[at])
    close_circle(f, at);
  f->n_path--;
  if (f->n_path)
    lower(f, f->path[f->n_path - 1], f->low[at]);
}

static void walk_on(struct finding *f) {
  uint32_t at = f->path[f->n_path - 1];
  const uint32_t *edge = edges_begin(f->explored, at) + f->cursor[f->n_path - 1];
  if (edge == edges_end(f->explored, at)) {
    leave(f, at);
    return;
  }
  f->cursor[f->n_path - 1]++;
  uint32_t to = edge_to(*edge);
  if (!f->number[to])
    arrive(f, to);
  else if (f->circles.of[to] == NOWHERE)
    lower(f, at, f->number[to]);
}

struct circles circles_find(const struct explored *explored) {
  size_t n = explored->n;
  struct finding f = {.explored = explored};
  f.circles.order = mem_array(n, sizeof *f.circles.order);
  f.circles.of = mem_array(n, sizeof *f.circles.of);
  f.circles.first = mem_array(n + 1, sizeof *f.circles.first);
  f.number = mem_array(n, sizeof *f.number);
  f.low = mem_array(n, sizeof *f.low);
  f.path = mem_array(n, sizeof *f.path);
  f.cursor = mem_array(n, sizeof *f.cursor);
  f.open = mem_array(n, sizeof *f.open);
  for (arrive(&f, 0); f.n_path;) /* every world is reached from the first */
    walk_on(&f);
  f.circles.first[f.circles.n] = (uint32_t)f.n_done;
  free(f.number);
  free(f.low);
  free(f.path);
  free(f.cursor);
  free(f.open);
  return f.circles;
}

void circles_done(struct circles *circles) {
  free(circles->order);
  free(circles->of);
  free(circles->first);
  *circles = (struct circles){0};
}
