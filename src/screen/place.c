/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of the coordinator's map: all that the report has of it, and, for who may see them, its
 * people. The argument: "GROUP:COMPETENCY", numbers of the map. */
#include "screen/screen.h"

#include "base/text.h"

#include <stdio.h>

static bool place_of(const struct ui *ui, struct map_place *place) {
  return sscanf(ui_arg(ui), "%u:%u", &place->group, &place->competency) == 2;
}

static void add_facts(struct ui *ui, struct page *page, const struct map_cell *cell) {
  enum { COLUMNS = 2 };
  const char *const columns[COLUMNS] = {_("What"), _("How many")};
  struct grid_cell *cells = arena_array(&ui->arena, cell->n_facts * COLUMNS, sizeof *cells);
  for (size_t i = 0; i < cell->n_facts; i++) {
    cells[i * COLUMNS].text = cell->facts[i][0];
    cells[i * COLUMNS + 1].text = cell->facts[i][1];
  }
  page_add_heading(page, _("All numbers, kinds of evidence side by side"));
  page_add_grid(page, NULL, columns, COLUMNS, cells, cell->n_facts * COLUMNS);
}

static void add_people(struct ui *ui, struct page *page, struct map_place place) {
  const struct map_person *people;
  size_t n = map_people(ui->map, &ui->arena, place, &people);
  struct outline_row *rows = arena_array(&ui->arena, n + 1, sizeof *rows);
  for (size_t i = 0; i < n; i++)
    rows[i] = (struct outline_row){
        .text = people[i].text.text,
        .word = people[i].text.word,
        .tone = people[i].text.tone,
        .note = people[i].text.note,
        .action = arena_printf(&ui->arena, "person:%zu:%u", people[i].member, place.competency)};
  if (!map_names_people(ui->map)) {
    page_add_plain(page, _("Who they are is for trainers: mafunzo map --audience trainer."));
    return;
  }
  page_add_heading(page, _("Person by person"));
  page_add_notice(page, TONE_WARN,
                  _("Confidential: names people. Nobody is to be punished for "
                    "what stands here."));
  if (n)
    page_add_outline(page, "people", rows, n);
  else
    page_add_plain(page, _("Nobody of the roster is among them."));
}

static void add_summary(struct ui *ui, struct page *page, const struct map_cell *cell) {
  if (cell->lacking)
    page_add_notice(
        page, TONE_PLAIN,
        arena_printf(&ui->arena, _("Below what is asked: %s; %s."), cell->lacking, cell->sure));
  if (cell->sum)
    page_add_plain(page, cell->sum);
  if (cell->hidden)
    page_add_notice(page, TONE_WARN,
                    _("Where it says \"not shown\" so few people are meant that they would be told "
                      "of one by one, here or by subtracting what is shown elsewhere."));
}

static void place_page(struct ui *ui, struct page *page) {
  struct map_place place;
  struct map_cell cell;
  bool known = place_of(ui, &place) && map_cell(ui->map, &ui->arena, place, &cell);
  page_init(page, &ui->arena, arena_printf(&ui->arena, "place %s", ui_arg(ui)),
            known ? cell.topic : _("Training needs"));
  ui_add_notice(ui, page);
  if (known) {
    page_add_heading(page, cell.group);
    add_summary(ui, page, &cell);
    add_people(ui, page, place);
    add_facts(ui, page, &cell);
  }
  page_add_action(page, "back", "esc", _("Back"), _("Back to the map"), false);
}

static void place_act(struct ui *ui, const struct input *input) {
  const char *person = ui_after(input, "person");
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (person)
    ui_push(ui, &screen_evidence, person);
}

const struct screen screen_place = {
    .name = "place", .alone = true, .page = place_page, .act = place_act};
