/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The coordinator's map: the training needs of groups on screen, and what is beneath each number.
 *
 * It is the report on training needs (tna.h) looked at cell by cell: numbers and words come from
 * the report's own tables, and so does the one decision on what must not be shown. Everything is
 * measured once, when the map is opened or its day is changed; looking around reads nothing anew
 * but the evidence of a single person.
 *
 * A place is a group and a competency. For agencies and ministries no person is named: there
 * map_people is empty and map_person knows nobody. */
#ifndef APP_MAP_H
#define APP_MAP_H

#include "app/tna.h"

struct map_place {
  uint32_t group, competency; /* places in the needs' lists */
};

struct map {
  struct app *app;
  struct tna_wanted wanted; /* as_of: in the map */
  char as_of[16];           /* "": all that is recorded */
  int64_t until;
  struct needs needs;
  enum map_stage { MAP_TO_READ, MAP_TO_MEASURE, MAP_DONE } stage;
};

/* Settles the day and the framework; nothing is read yet. RC_USAGE "report.date", RC_MISSING
 * "report.framework". *map is NULL on failure; map_free it. audience: trainer, agency, ministry;
 * by: unit, agency, position. */
enum rc map_open(struct app *app, const struct tna_wanted *wanted, struct map **map,
                 struct diags *diags);
void map_free(struct map *map);
/* The next stage of the work, each at most some seconds; nothing when it is done. */
enum rc map_work(struct map *map, struct diags *diags);
/* Another day: to be read and measured anew. On failure the map stays as it was. */
enum rc map_set_day(struct map *map, const char *as_of, struct diags *diags);
bool map_names_people(const struct map *map);

/* -- To be shown: in the arena, translated, safe. The map is done. ------------------------------
 */

struct map_text {
  const char *text, *word, *note; /* word and note may be NULL */
  enum tone tone;
};

struct map_heat {
  const char **topics; /* those that some post requires */
  const char **groups; /* names of the rows */
  size_t n_topics, n_groups;
  struct map_place *places; /* of the cells, row by row */
  struct map_text *cells;   /* text NULL: not required there */
};
void map_heat(const struct map *map, struct arena *arena, struct map_heat *heat);

struct map_line {
  struct map_place place;
  struct map_text text; /* what and who; urgency; rank and arithmetic */
};
/* Ranked as in the report; gives how many. *rest: of how many places nothing can be told. */
size_t map_priorities(const struct map *map, struct arena *arena, const struct map_line **lines,
                      size_t *rest);

struct map_cell {
  const char *group, *topic;
  const char *lacking, *sure, *sum; /* headcount; how sure; the arithmetic. NULL: not told */
  const char *(*facts)[2];          /* label and value, as in the report's table of all numbers */
  size_t n_facts;
  bool hidden; /* something is */
};
/* False: there is no such place, or nobody's post requires it there. */
bool map_cell(const struct map *map, struct arena *arena, struct map_place place,
              struct map_cell *cell);

struct map_person {
  size_t member; /* in the needs' list */
  struct map_text text;
};
size_t map_people(const struct map *map, struct arena *arena, struct map_place place,
                  const struct map_person **people);
/* NULL: none of that number, or this reader is told of nobody. */
const struct person *map_person(const struct map *map, size_t member);
/* The same as this reader is told of: name, agency and unit may be codes and letters. */
const struct person *map_person_shown(const struct map *map, size_t member);

#endif
