/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/map.h"

#include "app/basis.h"
#include "app/tna_inner.h"
#include "base/mem.h"
#include "exchange/say.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* -- Its making ------------------------------------------------------------------------------- */

static void set_day(struct map *map, const char *as_of, int64_t until) {
  snprintf(map->as_of, sizeof map->as_of, "%s", as_of ? as_of : "");
  map->wanted.as_of = map->as_of[0] ? map->as_of : NULL;
  map->until = until;
  map->stage = MAP_TO_READ;
}

enum rc map_open(struct app *app, const struct tna_wanted *wanted, struct map **map,
                 struct diags *diags) {
  int64_t until;
  *map = NULL;
  enum rc rc = basis_until(wanted->as_of, &until, diags);
  if (rc == RC_OK)
    rc = basis_framework(app, diags);
  if (rc != RC_OK)
    return rc;
  *map = mem_alloc(sizeof **map);
  **map = (struct map){.app = app, .wanted = *wanted};
  set_day(*map, wanted->as_of, until);
  return RC_OK;
}

void map_free(struct map *map) {
  if (map)
    needs_done(&map->needs);
  free(map);
}

/* Named for whoever looks at it, which grouping does not change: a map is always of groups. */
static enum rc measure(struct map *map, struct diags *diags) {
  const struct agency_asked asked = {.by = REPORT_BY_UNIT,
                                     .audience = map->wanted.audience,
                                     .own = map->wanted.agency,
                                     .as_of = map->wanted.as_of};
  const struct agencies *agencies = NULL;
  needs_done(&map->needs);
  enum rc rc =
      needs_measure(map->app->store, app_framework(map->app), map->until, &map->needs, diags);
  if (rc == RC_OK)
    rc = agencies_read(map->app, &asked, map->until, &map->needs.arena, &agencies, diags);
  if (rc == RC_OK)
    needs_show(&map->needs, agencies);
  return rc;
}

enum rc map_work(struct map *map, struct diags *diags) {
  enum rc rc = RC_OK;
  enum map_stage next = MAP_DONE;
  if (map->stage == MAP_TO_READ) {
    rc = store_project(map->app->store, NULL, diags);
    next = MAP_TO_MEASURE;
  } else if (map->stage == MAP_TO_MEASURE) {
    rc = measure(map, diags);
  }
  if (rc == RC_OK)
    map->stage = next;
  return rc;
}

enum rc map_set_day(struct map *map, const char *as_of, struct diags *diags) {
  int64_t until;
  const char *day = as_of[0] ? as_of : NULL;
  enum rc rc = basis_until(day, &until, diags);
  if (rc == RC_OK)
    set_day(map, day, until);
  return rc;
}

bool map_names_people(const struct map *map) { return map->wanted.audience < REPORT_FOR_AGENCY; }

/* -- Words ------------------------------------------------------------------------------------ */

struct saying {
  struct tna tna;
  struct paper_words words;
};

static struct saying saying_begin(const struct map *map, struct arena *arena) {
  struct saying s = {
      .tna = {arena, &map->needs, map->needs.framework, NULL, &map->wanted, {0}, {0}}};
  paper_words_fill(&s.words);
  return s;
}

/* As the report's text says it; what is hidden in full. */
static const char *say(const struct saying *s, const struct column *column,
                       const struct cell *cell) {
  struct str out = {0};
  if (cell->state == CELL_HIDDEN)
    return _("not shown: too few people");
  const struct status_word *status = column_status(column, cell);
  if (status)
    return _(status->word);
  say_cell(&out, &s->words, column, cell);
  const char *said = arena_strdup(s->tna.arena, str_text(&out));
  str_done(&out);
  return said;
}

static const char *say_range(const struct saying *s, const struct column *column,
                             const struct cell *cell) {
  struct cell range = *cell;
  range.part[PART_POINT] = NO_NUMBER;
  return say(s, column, &range);
}

static const char *say_point(const struct saying *s, const struct column *column,
                             const struct cell *cell) {
  struct cell point = cell_number(cell->part[PART_POINT]);
  return say(s, column, &point);
}

/* "0.85 task weight x 0.817 levels missing = priority 0.694"; of posts added up there is no one
 * weight. */
static const char *arithmetic(const struct saying *s, const struct tna_line *line) {
  const struct column two = {.kind = COLUMN_DECIMAL, .digits = 2};
  const struct column three = {.kind = COLUMN_DECIMAL, .digits = 3};
  const struct cell weight = tna_weight_of(line), priority = tna_priority(line);
  const struct cell shortfall = tna_told(line, cell_decimal(line_cell(line)->shortfall, 3));
  const char *missing = say(s, &three, &shortfall), *sum = say(s, &three, &priority);
  if (line->group->mixed)
    return arena_printf(s->tna.arena,
                        _("priority %s: levels missing, %s on average, each times its task weight"),
                        sum, missing);
  return arena_printf(s->tna.arena, _("task weight %s x levels missing %s = priority %s"),
                      say(s, &two, &weight), missing, sum);
}

static struct map_place place_of(const struct map *map, const struct tna_line *line) {
  return (struct map_place){(uint32_t)(line->group - map->needs.groups),
                            (uint32_t)line->competency};
}

/* -- Heat map --------------------------------------------------------------------------------- */

enum { HEAT_SHARE = 2, HEAT_LEVEL = 3, HEAT_BAND = 4 }; /* columns of tna_table_heat */

static struct map_text heat_text(const struct saying *s, const struct table *table,
                                 const struct cell *row, const struct needs_cell *cell) {
  struct arena *arena = s->tna.arena;
  const struct column *share = &table->columns[HEAT_SHARE];
  if (!cell->required)
    return (struct map_text){0};
  const char *level = arena_printf(arena, _("level %u asked"), cell->required);
  if (row[HEAT_SHARE].state == CELL_HIDDEN)
    return (struct map_text){SAY_HIDDEN, _("few"),
                             arena_printf(arena, _("not shown: too few people; %s"), level),
                             TONE_PLAIN};
  if (row[HEAT_SHARE].state == CELL_ABSENT)
    return (struct map_text){"?", NULL, arena_printf(arena, _("nobody was assessed; %s"), level),
                             TONE_PLAIN};
  const struct status_word *band = column_status(&table->columns[HEAT_BAND], &row[HEAT_BAND]);
  return (struct map_text){say_point(s, share, &row[HEAT_SHARE]), band->word,
                           arena_printf(arena, _("meet it: %s, %s; %s"),
                                        say_range(s, share, &row[HEAT_SHARE]), tna_sure(cell),
                                        level),
                           band->tone};
}

/* Those that any group of the heat map requires. */
static size_t list_topics(const struct saying *s, enum needs_kind kind, size_t *topics) {
  const struct needs *needs = s->tna.needs;
  size_t n = 0;
  for (size_t c = 0; c < needs->framework->n_competencies; c++) {
    bool any = false;
    for (size_t g = needs->parts[kind]; g < needs->parts[kind + 1]; g++)
      any |= needs->groups[g].cells[c].required > 0;
    if (any)
      topics[n++] = c;
  }
  return n;
}

/* The unit first: what differs is not to be cut away. */
static const char *row_name(const struct saying *s, const struct needs_group *group) {
  if (group->kind != NEEDS_UNIT || !group->unit[0] || !group->agency[0])
    return tna_group(&s->tna, group);
  return arena_printf(s->tna.arena, "%s (%s)", tna_safe(&s->tna, group->unit),
                      tna_safe(&s->tna, group->agency));
}

static void fill_row(const struct saying *s, const struct table *table, size_t nth,
                     const size_t *topics, struct map_heat *heat) {
  const struct needs *needs = s->tna.needs;
  size_t group = needs->parts[tna_heat_kind(&s->tna)] + nth;
  heat->groups[nth] = row_name(s, &needs->groups[group]);
  for (size_t i = 0; i < heat->n_topics; i++) {
    size_t at = nth * needs->framework->n_competencies + topics[i];
    size_t to = nth * heat->n_topics + i;
    heat->places[to] = (struct map_place){(uint32_t)group, (uint32_t)topics[i]};
    heat->cells[to] = heat_text(s, table, table->cells + at * table->n_columns,
                                &needs->groups[group].cells[topics[i]]);
  }
}

void map_heat(const struct map *map, struct arena *arena, struct map_heat *heat) {
  struct saying s = saying_begin(map, arena);
  size_t across,
      *topics = arena_array(arena, map->needs.framework->n_competencies + 1, sizeof *topics);
  const struct table *table = tna_table_heat(&s.tna, &across);
  *heat = (struct map_heat){0};
  if (!table)
    return;
  heat->n_groups = table->n_rows / across;
  heat->n_topics = list_topics(&s, tna_heat_kind(&s.tna), topics);
  size_t all = heat->n_groups * heat->n_topics + 1;
  heat->groups = arena_array(arena, heat->n_groups + 1, sizeof *heat->groups);
  heat->topics = arena_array(arena, heat->n_topics + 1, sizeof *heat->topics);
  heat->places = arena_array(arena, all, sizeof *heat->places);
  heat->cells = arena_array(arena, all, sizeof *heat->cells);
  for (size_t i = 0; i < heat->n_topics; i++)
    heat->topics[i] = tna_topic(&s.tna, topics[i]);
  for (size_t g = 0; g < heat->n_groups; g++)
    fill_row(&s, table, g, topics, heat);
}

/* -- Priorities ------------------------------------------------------------------------------- */

static struct map_text priority_text(const struct saying *s, const struct tna_line *line,
                                     size_t rank) {
  const struct needs_cell *cell = line_cell(line);
  const struct cell band = cell_number(cell->band), advice = cell_number(cell->advice);
  const struct status_word *urgency = column_status(&tna_band_column, &band);
  struct arena *arena = s->tna.arena;
  const char *note = arena_printf(arena, _("%s; below level %u: %s, %s"), arithmetic(s, line),
                                  cell->required, tna_headcount(&s->tna, cell), tna_sure(cell));
  if (line->group->at >= 0)
    note = arena_printf(arena, _("%s; what to do: %s"), note, say(s, &tna_advice_column, &advice));
  note = arena_printf(arena, _("rank %zu; %s"), rank, note);
  return (struct map_text){arena_printf(arena, _("%s: %s"), tna_topic(&s->tna, line->competency),
                                        tna_group(&s->tna, line->group)),
                           _(urgency->word), note, urgency->tone};
}

size_t map_priorities(const struct map *map, struct arena *arena, const struct map_line **lines,
                      size_t *rest) {
  struct saying s = saying_begin(map, arena);
  struct tna_lines all = tna_lines(&s.tna, tna_line_kind(map->wanted.by));
  struct map_line *list = arena_array(arena, all.n + 1, sizeof *list);
  size_t n = 0;
  for (; n < all.n && line_is_told(&all.list[n]); n++)
    list[n] =
        (struct map_line){place_of(map, &all.list[n]), priority_text(&s, &all.list[n], n + 1)};
  *lines = list;
  *rest = all.n - n;
  return n;
}

/* -- One place -------------------------------------------------------------------------------- */

static bool line_at(const struct map *map, struct map_place place, struct tna_line *line) {
  const struct needs *needs = &map->needs;
  if (place.group >= needs->n_groups || place.competency >= needs->framework->n_competencies)
    return false;
  *line = (struct tna_line){&needs->groups[place.group], place.competency};
  return line_cell(line)->required > 0;
}

bool map_cell(const struct map *map, struct arena *arena, struct map_place place,
              struct map_cell *cell) {
  struct saying s = saying_begin(map, arena);
  struct tna_line line;
  struct cell row[TNA_NEEDS] = {0};
  if (!line_at(map, place, &line))
    return false;
  *cell = (struct map_cell){.group = tna_group(&s.tna, line.group),
                            .topic = tna_topic(&s.tna, line.competency)};
  tna_needs_fill(&s.tna, &line, row);
  cell->facts = arena_array(arena, TNA_NEEDS, sizeof *cell->facts);
  for (size_t i = TNA_NEEDS_FROM; i < TNA_NEEDS; i++) {
    const struct column *column = tna_needs_column(i);
    if (row[i].state == CELL_ABSENT)
      continue;
    cell->hidden |= row[i].state == CELL_HIDDEN;
    cell->facts[cell->n_facts][0] = _(column_label(column));
    cell->facts[cell->n_facts++][1] = say(&s, column, &row[i]);
  }
  if (line_is_told(&line)) {
    cell->lacking = tna_headcount(&s.tna, line_cell(&line));
    cell->sure = tna_sure(line_cell(&line));
    cell->sum = arithmetic(&s, &line);
  }
  return true;
}

/* -- People ----------------------------------------------------------------------------------- */

/* "chance of meeting it: 85%; own rating: 3": only what is known. */
static const char *person_note(const struct saying *s, const struct cell *row) {
  const char *note = NULL;
  for (size_t i = TNA_PERSON_FROM + 1; i < TNA_PERSON; i++) {
    const struct column *column = tna_person_column(i);
    if (i == TNA_PERSON_TO_DO || row[i].state != CELL_KNOWN)
      continue;
    const char *one =
        arena_printf(s->tna.arena, "%s: %s", _(column_label(column)), say(s, column, &row[i]));
    note = note ? arena_printf(s->tna.arena, "%s; %s", note, one) : one;
  }
  return note;
}

static struct map_text person_text(const struct saying *s, const struct needs_member *member,
                                   size_t competency) {
  struct cell row[TNA_PERSON] = {0};
  tna_person_fill(&s->tna, member, competency, row);
  const struct status_word *to_do =
      column_status(tna_person_column(TNA_PERSON_TO_DO), &row[TNA_PERSON_TO_DO]);
  return (struct map_text){tna_code(&s->tna, member->shown), _(to_do->word), person_note(s, row),
                           to_do->tone};
}

size_t map_people(const struct map *map, struct arena *arena, struct map_place place,
                  const struct map_person **people) {
  struct saying s = saying_begin(map, arena);
  const struct needs *needs = &map->needs;
  struct tna_line line;
  size_t n = 0;
  *people = NULL;
  if (!map_names_people(map) || !line_at(map, place, &line))
    return 0;
  struct map_person *list = arena_array(arena, needs->n_members + 1, sizeof *list);
  for (size_t m = 0; m < needs->n_members; m++) {
    const struct needs_member *member = &needs->members[m];
    if (member->groups[line.group->kind] != place.group ||
        !member->marks[place.competency].required)
      continue;
    list[n++] = (struct map_person){m, person_text(&s, member, place.competency)};
  }
  *people = list;
  return n;
}

const struct person *map_person(const struct map *map, size_t member) {
  bool told = map_names_people(map) && member < map->needs.n_members;
  return told ? map->needs.members[member].person : NULL;
}

const struct person *map_person_shown(const struct map *map, size_t member) {
  return map_person(map, member) ? map->needs.members[member].shown : NULL;
}
