/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A module's practical stations: what is done by hand, and the steps that an assessor marks. */
#include "course/build.h"

#include "base/text.h"
#include "model/event.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { POINTS_MAX = 100 };

static const char *const station_keys[] = {"id",        "title",  "minutes", "task", "specimens",
                                           "objective", "source", "pass",    "steps"};
static const char *const step_keys[] = {"id", "text", "competency", "points", "critical"};

/* -- Steps --------------------------------------------------------------------------------- */

static void step_build(struct building *b, const struct node *map, struct names *ids,
                       struct station_step *step) {
  struct reading *r = b->r;
  const struct node *id = node_get(map, "id");
  read_keys(r, map, step_keys, COUNT(step_keys));
  step->id = read_id(r, map, "id");
  names_add(ids, step->id, id ? id : map);
  step->text = read_text(r, map, "text");
  step->competency = build_competency(b, map);
  step->points = (unsigned)read_whole(r, map, "points", 1, POINTS_MAX, 1);
  /* Empty is no way to say that a step is not critical: its author may think that it is. */
  step->critical = node_get(map, "critical") ? read_text(r, map, "critical") : NULL;
}

/* How many are read: a record has room for STEPS_MAX. */
static size_t steps_room(struct reading *r, const struct node *list) {
  if (!list->n && !list->partial)
    node_error(r, list, "practical.steps", _("Say what the assessor has to see, step by step."),
               _("the station has no steps"));
  if (list->n <= STEPS_MAX)
    return list->n;
  node_error(r, list, "practical.steps", _("Make two stations of it."),
             _("%zu steps; at most %d are possible"), list->n, STEPS_MAX);
  return STEPS_MAX;
}

static void steps_build(struct building *b, const struct node *list, struct station *station) {
  struct names ids = {0};
  size_t room = steps_room(b->r, list);
  struct station_step *steps = arena_array(b->r->arena, room, sizeof *steps);
  for (size_t i = 0; i < room; i++)
    if (list->items[i]->kind == NODE_MAP)
      step_build(b, list->items[i], &ids, &steps[station->n_steps++]);
    else
      node_error(b->r, list->items[i], "type.map", _("Begin with - id: and go on with text:."),
                 _("a step is a map of keys"));
  station->steps = steps;
  names_sort(&ids);
  names_report_duplicates(b->r, &ids);
  names_done(&ids);
}

/* -- Stations ------------------------------------------------------------------------------ */

static unsigned read_pass(struct reading *r, const struct node *map) {
  return *read_text(r, map, "pass") ? (unsigned)read_whole(r, map, "pass", 0, 100, 0) : 0;
}

static void station_build(struct building *b, const struct node *map, struct station *station) {
  struct reading *r = b->r;
  read_keys(r, map, station_keys, COUNT(station_keys));
  station->id = build_id(b, map);
  station->path = build_path(b, station->id);
  station->title = build_title(r, map, "title");
  station->minutes = (unsigned)read_whole(r, map, "minutes", 1, MINUTES_MAX, 0);
  station->task = read_text(r, map, "task");
  build_markup_check(r, map, "task");
  station->specimens = build_words(r, map, "specimens", false, &station->n_specimens);
  build_tests(b, map);
  station->source = build_source(b, map, "practical.no-source");
  station->pass = read_pass(r, map);
  const struct node *steps = read_list(r, map, "steps", true);
  if (steps)
    steps_build(b, steps, station);
}

void practical_build(struct building *b, const struct node *list) {
  size_t n = build_at_most(b->r, list, STATIONS_MAX, "practical.many");
  struct station *stations = arena_array(b->r->arena, n, sizeof *stations);
  for (size_t i = 0; i < n; i++)
    if (list->items[i]->kind == NODE_MAP)
      station_build(b, list->items[i], &stations[b->module->n_stations++]);
    else
      node_error(b->r, list->items[i], "type.map", _("Begin with - id: and go on with title:."),
                 _("a station is a map of keys"));
  b->module->stations = stations;
}
