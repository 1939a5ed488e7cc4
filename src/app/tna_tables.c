/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/stand.h"
#include "app/tna_inner.h"
#include "base/vec.h"

enum { FIRST_ROWS = 10, LEVEL_MINUTES = 60 };

#define INTERVAL (HAS_POINT | HAS_INTERVAL)
#define PEOPLE_OF (HAS_POINT | HAS_INTERVAL | HAS_OF)
#define POST_COLUMN                                                                                \
  { .key = "post", .label = N_("Post") }
#define GROUP_COLUMN                                                                               \
  { .key = "group", .label = N_("Who") }
#define TOPIC_COLUMN                                                                               \
  { .key = "topic", .label = N_("Topic") }
#define LEVEL_COLUMN                                                                               \
  { .key = "level", .label = N_("Level required"), .kind = COLUMN_WHOLE }
#define LACKING_COLUMN                                                                             \
  { .key = "lacking", .label = N_("Officers below it"), .kind = COLUMN_WHOLE, .parts = PEOPLE_OF }
#define HOURS_COLUMN                                                                               \
  { .key = "hours", .label = N_("Hours"), .kind = COLUMN_DECIMAL, .digits = 1 }
#define BAND_COLUMN tna_band_column

const struct table *tna_table_assessed(const struct tna *tna) {
  static const struct column columns[] = {
      {.key = "agency", .label = N_("Agency")},
      {.key = "assessed",
       .label = N_("Officers assessed"),
       .kind = COLUMN_WHOLE,
       .parts = HAS_POINT | HAS_OF},
      {.key = "share", .label = N_("Share"), .kind = COLUMN_SHARE},
  };
  const struct needs *needs = tna->needs;
  size_t from = needs->parts[NEEDS_AGENCY], to = needs->parts[NEEDS_AGENCY + 1];
  struct sheet *table = sheet_new(tna->arena, "assessed", _("Assessed of eligible, by agency"),
                                  columns, COUNT(columns), needs->n_groups + 1);
  for (size_t g = from; g < to + (to > from + 1); g++) {
    const struct needs_group *group = g < to ? &needs->groups[g] : needs_all(needs);
    struct cell *row = sheet_add(table);
    row[0] = cell_text(tna_group(tna, group));
    row[1] = cell_count(group->assessed, NO_NUMBER, NO_NUMBER, group->eligible);
    if (group->eligible)
      row[2] = cell_share((double)group->assessed / group->eligible);
  }
  return &table->table;
}

static struct cell hours(const struct tna *tna, size_t competency) {
  unsigned minutes = taught_minutes(tna->taught, competency);
  return minutes ? cell_decimal((double)minutes / LEVEL_MINUTES, 1) : (struct cell){0};
}

const struct table *tna_table_first(const struct tna *tna) {
  const struct column columns[] = {TOPIC_COLUMN,   LEVEL_COLUMN, POST_COLUMN,
                                   LACKING_COLUMN, BAND_COLUMN,  HOURS_COLUMN};
  struct sheet *table =
      sheet_new(tna->arena, "first", _("What to train first"), columns, COUNT(columns), FIRST_ROWS);
  for (size_t i = 0; i < tna->posts.n && i < FIRST_ROWS; i++) {
    const struct tna_line *line = &tna->posts.list[i];
    struct cell *row = sheet_add(table);
    row[0] = cell_text(tna_topic(tna, line->competency));
    row[1] = cell_number(line_cell(line)->required);
    row[2] = cell_text(tna_post(tna, line->group));
    row[3] = tna_people_lacking(line);
    row[4] = tna_told(line, cell_number(line_cell(line)->band));
    row[5] = hours(tna, line->competency);
  }
  return &table->table;
}

enum needs_kind tna_heat_kind(const struct tna *tna) {
  return tna->wanted->by == REPORT_BY_UNIT     ? NEEDS_UNIT
         : tna->wanted->by == REPORT_BY_AGENCY ? NEEDS_AGENCY
                                               : NEEDS_POSITION;
}

static void fill_heat(const struct tna *tna, const struct tna_line *line, struct cell *row) {
  const struct needs_cell *cell = line_cell(line);
  double n = cell->assessed ? cell->assessed : 1;
  row[0] = cell_text(tna_group(tna, line->group));
  row[1] = cell_text(tna_topic(tna, line->competency));
  if (!cell->required)
    return;
  struct cell share = cell_share(cell->meeting.expected / n);
  share.part[PART_LOW] = cell_share(cell->meeting.low / n).part[PART_POINT];
  share.part[PART_HIGH] = cell_share(cell->meeting.high / n).part[PART_POINT];
  row[2] = tna_told(line, share);
  row[3] = cell_number(cell->required);
  row[4] = tna_told(line, cell_number(cell->band));
}

const struct table *tna_table_heat(const struct tna *tna, size_t *across) {
  static const char title[] = N_("Share that meets what their posts require, nine times in ten "
                                 "within the range; beside it the highest level required");
  const struct column columns[] = {
      GROUP_COLUMN,
      {.key = "topic", .label = N_("Topic")},
      {.key = "meeting", .label = N_("Meet it"), .kind = COLUMN_SHARE, .parts = INTERVAL},
      {.key = "required", .label = N_("Level required"), .kind = COLUMN_WHOLE},
      BAND_COLUMN};
  const struct needs *needs = tna->needs;
  enum needs_kind kind = tna_heat_kind(tna);
  size_t from = needs->parts[kind], to = needs->parts[kind + 1];
  *across = tna->framework->n_competencies;
  if (from >= to || !*across)
    return NULL;
  struct sheet *table =
      sheet_new(tna->arena, "heat", _(title), columns, COUNT(columns), (to - from) * *across);
  for (size_t g = from; g < to; g++)
    for (size_t c = 0; c < *across; c++)
      fill_heat(tna, &(struct tna_line){&needs->groups[g], c}, sheet_add(table));
  return &table->table;
}

const struct table *tna_table_priorities(const struct tna *tna) {
  const struct column columns[] = {
      {.key = "rank", .label = N_("Rank"), .kind = COLUMN_WHOLE},
      GROUP_COLUMN,
      TOPIC_COLUMN,
      LEVEL_COLUMN,
      {.key = "weight", .label = N_("Task weight"), .kind = COLUMN_DECIMAL, .digits = 2},
      {.key = "shortfall", .label = N_("Levels missing"), .kind = COLUMN_DECIMAL, .digits = 3},
      {.key = "priority", .label = N_("Priority"), .kind = COLUMN_DECIMAL, .digits = 3},
      BAND_COLUMN,
      LACKING_COLUMN,
      tna_advice_column,
  };
  struct sheet *table =
      sheet_new(tna->arena, "priorities",
                _("Task weight times levels missing is priority; high from 1, medium from "
                  "one half. What can be critical is never below medium while fewer than "
                  "four in five meet it. Where agencies specify a post differently, these "
                  "are means over its officers."),
                columns, COUNT(columns), tna->lines.n);
  for (size_t i = 0; i < tna->lines.n; i++) {
    const struct tna_line *line = &tna->lines.list[i];
    const struct needs_cell *cell = line_cell(line);
    struct cell *row = sheet_add(table);
    if (line_is_told(line))
      row[0] = cell_number((int64_t)i + 1);
    row[1] = cell_text(tna_group(tna, line->group));
    row[2] = cell_text(tna_topic(tna, line->competency));
    row[3] = cell_number(cell->required);
    row[4] = tna_weight_of(line);
    row[5] = tna_told(line, cell_decimal(cell->shortfall, 3));
    row[6] = tna_priority(line);
    row[7] = tna_told(line, cell_number(cell->band));
    row[8] = tna_people_lacking(line);
    row[9] = cell_number(cell->advice);
  }
  return &table->table;
}

static const char *modules_of(const struct tna *tna, size_t competency) {
  struct str text = {0};
  for (size_t i = 0; i < tna->taught->n; i++) {
    const struct taught_module *module = &tna->taught->list[i];
    if (module->competency == competency)
      str_printf(&text, "%s%s (%s)", text.len ? "; " : "", module->title, module->path);
  }
  const char *kept = text.len ? tna_safe(tna, str_text(&text)) : NULL;
  str_done(&text);
  return kept;
}

const struct table *tna_table_plan(const struct tna *tna) {
  const struct column columns[] = {
      TOPIC_COLUMN,   LEVEL_COLUMN,
      POST_COLUMN,    BAND_COLUMN,
      LACKING_COLUMN, tna_advice_column,
      HOURS_COLUMN,   {.key = "modules", .label = N_("Modules installed here")}};
  struct sheet *table = sheet_new(tna->arena, "plan", NULL, columns, COUNT(columns), tna->posts.n);
  for (size_t i = 0; i < tna->posts.n; i++) {
    const struct tna_line *line = &tna->posts.list[i];
    const struct needs_cell *cell = line_cell(line);
    if (line_is_told(line) && cell->band == TNA_LOW)
      continue;
    struct cell *row = sheet_add(table);
    const char *modules = modules_of(tna, line->competency);
    row[0] = cell_text(tna_topic(tna, line->competency));
    row[1] = cell_number(cell->required);
    row[2] = cell_text(tna_post(tna, line->group));
    row[3] = tna_told(line, cell_number(cell->band));
    row[4] = tna_people_lacking(line);
    row[5] = cell_number(cell->advice);
    row[6] = hours(tna, line->competency);
    if (modules)
      row[7] = cell_text(modules);
  }
  return &table->table;
}

/* -- Learning paths -------------------------------------------------------------------------- */

static const struct curriculum *path_of(const struct tna *tna, const struct needs_group *post) {
  return post->position ? curricula_of(&tna->taught->curricula, post->position) : NULL;
}

static void add_diagnostic(const struct tna *tna, struct sheet *table,
                           const struct needs_group *post) {
  struct cell *row = sheet_add(table);
  unsigned minutes = 0;
  for (size_t i = 0; post->at >= 0 && i < tna->framework->n_competencies; i++)
    minutes += tna->framework->positions[post->at].requirements[i].level ? STAND_MINUTES : 0;
  row[0] = cell_text(tna_post(tna, post));
  row[1] = cell_number(1);
  row[2] = cell_text(_("Find out where I stand"));
  if (minutes)
    row[3] = cell_decimal((double)minutes / LEVEL_MINUTES, 1);
}

static void add_path(const struct tna *tna, struct sheet *table, const struct needs_group *post) {
  const struct curriculum *path = path_of(tna, post);
  if (!path)
    return;
  add_diagnostic(tna, table, post);
  for (size_t i = 0; i < path->n; i++) {
    const struct taught_hours *module = taught_module(tna->taught, path->modules[i]);
    struct cell *row = sheet_add(table);
    row[0] = cell_text(tna_post(tna, post));
    row[1] = cell_number((int64_t)i + 2);
    row[2] = cell_text(module ? arena_printf(tna->arena, "%s (%s)", tna_safe(tna, module->title),
                                             tna_safe(tna, module->path))
                              : tna_safe(tna, path->modules[i]));
    if (module)
      row[3] = cell_decimal((double)module->minutes / LEVEL_MINUTES, 1);
  }
}

const struct table *tna_table_paths(const struct tna *tna) {
  static const struct column columns[] = {
      POST_COLUMN,
      {.key = "step", .label = N_("Step"), .kind = COLUMN_WHOLE},
      {.key = "module", .label = N_("Module")},
      HOURS_COLUMN};
  const struct needs *needs = tna->needs;
  size_t from = needs->parts[NEEDS_POSITION], to = needs->parts[NEEDS_POSITION + 1], room = 0;
  for (size_t g = from; g < to; g++) {
    const struct curriculum *path = path_of(tna, &needs->groups[g]);
    room += path ? path->n + 1 : 0;
  }
  if (!room)
    return NULL;
  struct sheet *table =
      sheet_new(tna->arena, "paths", _("Learning paths"), columns, COUNT(columns), room);
  for (size_t g = from; g < to; g++)
    add_path(tna, table, &needs->groups[g]);
  return &table->table;
}

const struct table *tna_table_courses(const struct tna *tna) {
  static const struct column columns[] = {{.key = "course", .label = N_("Course")},
                                          {.key = "title", .label = N_("Title")},
                                          {.key = "version", .label = N_("Version")}};
  struct sheet *table = sheet_new(tna->arena, "courses", _("Courses installed here"), columns,
                                  COUNT(columns), tna->taught->n_courses);
  for (size_t i = 0; i < tna->taught->n_courses; i++) {
    struct cell *row = sheet_add(table);
    row[0] = cell_text(tna_safe(tna, tna->taught->courses[i].id));
    row[1] = cell_text(tna_safe(tna, tna->taught->courses[i].title));
    row[2] = cell_text(tna_safe(tna, tna->taught->courses[i].version));
  }
  return &table->table;
}
