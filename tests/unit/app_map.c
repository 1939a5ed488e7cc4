/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The coordinator's map says what the report says, and what lies beneath is of whom it says. */
#include "app/map.h"
#include "app/shown.h"
#include "app/tna_inner.h"

#include "base/vec.h"
#include "screen/screen.h"
#include "store_fixture.h"

static const struct competency competencies[] = {
    {.id = "ABC", .name = "Alphabet", .critical = "harm"}, {.id = "DEF", .name = "Definitions"}};
static const struct requirement officer_asks[] = {{3, 5, 4, 3}, {1, 1, 1, 1}};
static const struct position positions[] = {
    {.id = "OFF", .title = "Officer", .requirements = officer_asks}};
static struct framework framework = {.title = "Framework",
                                     .version = "1",
                                     .competencies = competencies,
                                     .n_competencies = 2,
                                     .positions = positions,
                                     .n_positions = 1};

static char folder[64];
static struct app app;
static struct map *map;
static struct arena arena;
static struct diags diags;
static int64_t second;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  app = (struct app){.store = store_must_open(folder)};
  app.lazy.has_framework = true;
  app.lazy.framework = &framework;
  app.lazy.has_catalogue = true;
}

static void teardown(void) {
  map_free(map);
  map = NULL;
  store_close(app.store);
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(app_map, .init = setup, .fini = teardown);

static void say(uint8_t person, const struct happening *h, size_t n) {
  second++;
  scene_must_append(app.store, (struct scene){person, person, 1, 1000 * second, 1000 * second}, h,
                    n);
}

static void officer(uint8_t id, const char *unit) {
  struct happening h = stated("Amina");
  snprintf(h.person.name, sizeof h.person.name, "Officer %u", id);
  strcpy(h.person.agency, "A");
  strcpy(h.person.unit, unit);
  strcpy(h.person.position, "OFF");
  say(id, &h, 1);
}

static void answers(uint8_t id, int32_t score) {
  struct happening list[12];
  static char paths[12][16];
  for (unsigned i = 0; i < COUNT(list); i++) {
    snprintf(paths[i], sizeof paths[i], "c/m/%u-%u", id, i);
    list[i] = answered(paths[i], "ABC", score);
    list[i].level = 3;
    list[i].shape = SHAPE_CHOICE;
    list[i].guess = 250000;
  }
  say(id, list, COUNT(list));
}

/* A unit of ten, one of eight and one of three, which is too few. */
static void people(void) {
  for (uint8_t i = 1; i <= 21; i++) {
    officer(i, i <= 10 ? "North" : i <= 18 ? "Port" : "South");
    answers(i, i % 3 ? SCORE_ONE : 0);
  }
}

static void open_map(enum report_audience audience, enum report_by by) {
  const struct tna_wanted wanted = {.audience = audience, .by = by};
  map_free(map);
  cr_assert_eq(map_open(&app, &wanted, &map, &diags), RC_OK);
  while (map->stage != MAP_DONE)
    cr_assert_eq(map_work(map, &diags), RC_OK);
}

static const struct map_text *heat_cell(struct map_heat *heat, const char *group, size_t topic,
                                        struct map_place *place) {
  map_heat(map, &arena, heat);
  for (size_t g = 0; g < heat->n_groups; g++)
    if (strcmp(heat->groups[g], group) == 0) {
      *place = heat->places[g * heat->n_topics + topic];
      return &heat->cells[g * heat->n_topics + topic];
    }
  cr_assert_fail("no such group");
  return NULL;
}

/* The point of the report's table, in whole per cent. */
static int report_percent(size_t group, size_t competency) {
  const struct tna_wanted wanted = {.audience = REPORT_FOR_AGENCY, .by = map->wanted.by};
  const struct tna tna = {&arena, &map->needs, &framework, NULL, &wanted, {0}, {0}};
  size_t across;
  const struct table *table = tna_table_heat(&tna, &across);
  size_t row = (group - map->needs.parts[tna_heat_kind(&tna)]) * across + competency;
  return (int)((table->cells[row * table->n_columns + 2].part[PART_POINT] + 50) / 100);
}

Test(app_map, cells_are_the_reports_numbers) {
  struct map_heat heat;
  struct map_place place;
  people();
  open_map(REPORT_FOR_AGENCY, REPORT_BY_UNIT);
  const char *const units[] = {"North (A)", "Port (A)"};
  for (size_t i = 0; i < COUNT(units); i++) {
    const struct map_text *cell = heat_cell(&heat, units[i], 0, &place);
    cr_expect_eq(atoi(cell->text), report_percent(place.group, place.competency), "%s", cell->text);
    cr_expect_not_null(cell->word);
    cr_expect_not_null(cell->note);
  }
}

Test(app_map, small_group_is_nowhere_told) {
  struct map_heat heat;
  struct map_place place;
  struct map_cell cell;
  const struct map_line *lines;
  size_t rest;
  people();
  open_map(REPORT_FOR_AGENCY, REPORT_BY_UNIT);
  cr_assert(map->needs.groups[heat_cell(&heat, "South (A)", 0, &place)->text ? place.group : 0]
                .cells[0]
                .hidden[FACT_MEASURED]);
  cr_expect_str_eq(heat_cell(&heat, "South (A)", 0, &place)->text, "[c]");
  cr_assert(map_cell(map, &arena, place, &cell));
  cr_expect(cell.hidden);
  cr_expect_null(cell.lacking);
  cr_expect_null(cell.sum);
  cr_expect_eq(map_people(map, &arena, place, &(const struct map_person *){NULL}), 0);
  size_t n = map_priorities(map, &arena, &lines, &rest);
  for (size_t i = 0; i < n; i++)
    cr_expect(!map->needs.groups[lines[i].place.group]
                   .cells[lines[i].place.competency]
                   .hidden[FACT_MEASURED]);
  cr_expect_gt(rest, 0);
}

Test(app_map, who_is_asked_for_is_told_to_trainers_alone) {
  struct map_heat heat;
  struct map_place place;
  const struct map_person *list;
  people();
  open_map(REPORT_FOR_MINISTRY, REPORT_BY_UNIT);
  map_heat(map, &arena, &heat);
  place = heat.places[0];
  for (size_t g = 0; g < heat.n_groups; g++)
    cr_expect(strncmp(heat.groups[g], "A-", 2) == 0 && strstr(heat.groups[g], " (Agency A)"), "%s",
              heat.groups[g]);
  cr_expect_eq(map_people(map, &arena, place, &list), 0);
  cr_expect_null(map_person(map, 0));
  open_map(REPORT_FOR_TRAINER, REPORT_BY_UNIT);
  heat_cell(&heat, "North (A)", 0, &place);
  cr_assert_eq(map_people(map, &arena, place, &list), 10);
  for (size_t i = 0; i < 10; i++)
    cr_expect_str_eq(map_person(map, list[i].member)->unit, "North");
}

Test(app_map, place_that_is_none_is_refused) {
  struct map_cell cell;
  people();
  open_map(REPORT_FOR_AGENCY, REPORT_BY_UNIT);
  cr_expect_not(map_cell(map, &arena, (struct map_place){9999, 0}, &cell));
  cr_expect_not(map_cell(map, &arena, (struct map_place){0, 9999}, &cell));
}

Test(app_map, another_day_is_measured_anew) {
  people();
  open_map(REPORT_FOR_AGENCY, REPORT_BY_UNIT);
  cr_expect_eq(needs_all(&map->needs)->assessed, 21);
  cr_expect_eq(map_set_day(map, "1970-02-30", &diags), RC_USAGE);
  cr_expect_eq(map->stage, MAP_DONE, "it stays as it was");
  cr_assert_eq(map_set_day(map, "1969-12-31", &diags), RC_OK);
  while (map->stage != MAP_DONE)
    cr_assert_eq(map_work(map, &diags), RC_OK);
  cr_expect_eq(needs_all(&map->needs)->assessed, 0);
}

Test(app_map, evidence_is_of_one_person) {
  const struct shown_piece *list;
  const struct measured *rows;
  size_t n;
  people();
  struct happening rated = {.verb = VERB_RATED, .evidence = EVIDENCE_SELF, .level = 2};
  strcpy(rated.competency, "ABC");
  say(2, &rated, 1);
  struct person who = {.name = "Officer 2", .position = "OFF"};
  who.id[0] = 2;
  cr_assert_eq(shown_pieces(app.store, "ABC", &who, INT64_MAX, &arena, &list, &n, &diags), RC_OK);
  cr_expect_eq(n, 13);
  for (size_t i = 0; i < n; i++)
    cr_expect(list[i].kind == SHOWN_SELF || strncmp(list[i].path, "c/m/2-", 6) == 0, "%s",
              list[i].path);
  cr_assert_eq(shown_read(app.store, &framework, &who, INT64_MAX, &arena, &rows, &n, &diags),
               RC_OK);
  cr_assert_eq(n, 2);
  cr_expect_eq(rows[0].estimate.n, 12);
  cr_expect_eq(rows[0].status, STATUS_KNOWS_NOT_SHOWN);
  cr_expect_eq(rows[0].self, 2);
  cr_expect_eq(rows[1].estimate.n, 0);
}

Test(app_map, own_evidence_takes_in_who_is_the_same) {
  const struct shown_piece *list;
  size_t n;
  people();
  struct happening same = {.verb = VERB_JOINED};
  same.other[0] = 5;
  say(7, &same, 1);
  struct person who = {.position = "OFF"};
  who.id[0] = 7;
  cr_assert_eq(shown_pieces(app.store, "ABC", &who, INT64_MAX, &arena, &list, &n, &diags), RC_OK);
  cr_expect_eq(n, 24);
}

/* -- On screen -------------------------------------------------------------------------------- */

static struct ui ui;

static const struct page *act(const char *action) {
  struct program program = ui_program(&ui);
  struct input input = {0};
  snprintf(input.action, sizeof input.action, "%s", action);
  if (*action)
    program.act(program.ctx, &input);
  return program.page(program.ctx);
}

static const struct block *block_of(const struct page *page, enum block_kind kind) {
  for (size_t i = 0; i < page->n_blocks; i++)
    if (page->blocks[i].kind == kind)
      return &page->blocks[i];
  return NULL;
}

static bool page_says(const struct page *page, const char *text) {
  for (size_t i = 0; i < page->n_blocks; i++)
    for (size_t k = 0; page->blocks[i].kind == BLOCK_OUTLINE && k < page->blocks[i].n; k++)
      if (strstr(page->blocks[i].outline[k].text, text))
        return true;
  return false;
}

Test(app_map, screens_lead_from_a_cell_to_the_evidence_of_one) {
  const struct tna_wanted wanted = {.audience = REPORT_FOR_TRAINER, .by = REPORT_BY_UNIT};
  people();
  cr_assert_eq(map_open(&app, &wanted, &map, &diags), RC_OK);
  map_screen_open(&ui, &app, map);
  map = NULL;
  cr_expect_eq(act("")->wake, 0);
  cr_expect_eq(act("tick")->wake, 0);
  const struct block *grid = block_of(act("tick"), BLOCK_GRID);
  cr_assert(grid && grid->live);
  cr_expect_eq(grid->n_columns, 3);
  cr_expect_str_eq(grid->cells[2 * 3 + 1].text, "[c]", "three are too few");
  char action[INPUT_ACTION];
  snprintf(action, sizeof action, "%s", grid->cells[1].action);
  const struct block *list = block_of(act(action), BLOCK_OUTLINE);
  cr_assert_not_null(list);
  cr_assert_eq(list->n, 10);
  cr_expect_str_eq(list->outline[1].text, "Officer 2");
  snprintf(action, sizeof action, "%s", list->outline[1].action);
  const struct page *page = act(action);
  cr_expect(page_says(page, "c/m/2-"));
  cr_expect_not(page_says(page, "c/m/1-"), "of nobody else");
  ui_done(&ui);
}

Test(app_map, list_is_ranked_as_the_report) {
  people();
  open_map(REPORT_FOR_AGENCY, REPORT_BY_UNIT);
  const struct tna tna = {&arena, &map->needs, &framework, NULL, &map->wanted, {0}, {0}};
  const struct tna_lines ranked = tna_lines(&tna, tna_line_kind(REPORT_BY_UNIT));
  const struct map_line *lines;
  size_t rest, n = map_priorities(map, &arena, &lines, &rest);
  cr_assert_eq(n + rest, ranked.n);
  for (size_t i = 0; i < n; i++) {
    const struct needs_group *group = &map->needs.groups[lines[i].place.group];
    cr_expect_eq(group, ranked.list[i].group);
    cr_expect_eq(lines[i].place.competency, ranked.list[i].competency);
  }
}
