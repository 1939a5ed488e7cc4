/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shift from its map: numbers. Shares become counts, so that a shift of a size is always alike.
 */
#include "drill/checkpoint.h"

#include "base/text.h"

/* One of them comes even if the share is less: a shift without any tells nothing about it. */
static unsigned at_least_one(struct reading *r, const struct node *map, const char *key,
                             unsigned fallback, unsigned of) {
  unsigned n = stock_share((unsigned)read_whole(r, map, key, 1, 60, fallback), of);
  return n ? n : 1;
}

static unsigned some(struct reading *r, const struct node *map, const char *key, unsigned fallback,
                     unsigned of) {
  return stock_share((unsigned)read_whole(r, map, key, 0, 100, fallback), of);
}

static unsigned mark(struct reading *r, const struct node *map, const char *key,
                     unsigned fallback) {
  return (unsigned)read_whole(r, map, key, 1, 100, fallback);
}

/* Half of them at least are to be admitted: else whoever stops everybody would do well. */
static void read_people(struct reading *r, const struct node *map, struct checkpoint *out) {
  unsigned n = (unsigned)read_whole(r, map, "travellers", TRAVELLERS_MIN, TRAVELLERS_MAX, 12);
  out->travellers = n;
  out->fakes = at_least_one(r, map, "fakes", 15, n);
  out->listed = at_least_one(r, map, "listed", 10, n);
  out->protection = at_least_one(r, map, "protection", 10, n);
  unsigned others = out->fakes + out->listed + out->protection;
  if (others * 2 > n)
    node_error(r, map, "checkpoint.shares", _("Lower fakes, listed or protection."),
               _("of %u travellers %u are to be stopped or protected: more than half"), n, others);
  others = others < n ? n - others : 0;
  out->alarms = some(r, map, "alarms", 25, others);
  out->alike = some(r, map, "alike", 25, n);
  out->alike = out->alike < n - out->listed ? out->alike : n - out->listed;
  out->manual = some(r, map, "manual", 25, n);
  out->slips = some(r, map, "slips", 40, n - out->manual);
}

static void read_rules(struct reading *r, const struct node *map, struct checkpoint *out) {
  static const char *const tell[] = {"each", "end"};
  out->seconds = out->travellers * (unsigned)read_whole(r, map, "seconds", 40, 900, 0);
  out->seeded = node_get(map, "seed") != NULL;
  out->seed = (uint64_t)read_whole(r, map, "seed", 1, 1000000, 1);
  out->tell_each = read_word(r, map, "tell", tell, 2, 0) == 0;
  out->errors = (unsigned)read_whole(r, map, "errors", 0, 50, 4);
  out->lists = mark(r, map, "lists", 75);
  out->hits = mark(r, map, "hits", 75);
  out->admit = mark(r, map, "admit", 75);
  out->protect = mark(r, map, "protect", 75);
}

bool checkpoint_build(struct reading *r, const struct node *map,
                      const struct drill_material *material, struct drill *drill) {
  struct checkpoint *checkpoint = arena_alloc(r->arena, sizeof *checkpoint);
  size_t errors = r->diags->errors;
  const struct framework *framework = material->framework;
  checkpoint->competency = stock_competency(r, map, "competency", framework);
  checkpoint->inspecting = stock_competency(r, map, "inspecting", framework);
  checkpoint->deciding = stock_competency(r, map, "deciding", framework);
  checkpoint->protecting = stock_competency(r, map, "protecting", framework);
  read_people(r, map, checkpoint);
  read_rules(r, map, checkpoint);
  drill->body = checkpoint;
  drill->n_scenes = checkpoint->travellers;
  return stock_read(r, map, material, checkpoint->fakes, checkpoint->alarms, &checkpoint->stock) &&
         r->diags->errors == errors;
}
