/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An inspection from its map: numbers; drill/stock.c reads which documents may be drawn. */
#include "drill/inspection.h"

#include "base/text.h"

static void read_numbers(struct reading *r, const struct node *map, struct inspection *out) {
  static const char *const tell[] = {"each", "end"};
  unsigned fakes = (unsigned)read_whole(r, map, "fakes", 1, 90, 15);
  unsigned alarms = (unsigned)read_whole(r, map, "alarms", 0, 100, 20);
  out->bearers = (unsigned)read_whole(r, map, "bearers", BEARERS_MIN, BEARERS_MAX, 20);
  out->seconds = out->bearers * (unsigned)read_whole(r, map, "seconds", 20, 900, 0);
  out->hits = (unsigned)read_whole(r, map, "hits", 1, 100, 75);
  out->admit = (unsigned)read_whole(r, map, "admit", 1, 100, 75);
  out->tell_each = read_word(r, map, "tell", tell, 2, 0) == 0;
  out->fakes = stock_share(fakes, out->bearers);
  out->fakes += out->fakes == 0; /* a queue without any tells nothing about its officer */
  out->alarms = stock_share(alarms, out->bearers - out->fakes);
}

bool inspection_build(struct reading *r, const struct node *map,
                      const struct drill_material *material, struct drill *drill) {
  struct inspection *inspection = arena_alloc(r->arena, sizeof *inspection);
  size_t errors = r->diags->errors;
  inspection->competency = stock_competency(r, map, "competency", material->framework);
  read_numbers(r, map, inspection);
  drill->body = inspection;
  drill->n_scenes = inspection->bearers;
  return stock_read(r, map, material, inspection->fakes, inspection->alarms, &inspection->stock) &&
         r->diags->errors == errors;
}
