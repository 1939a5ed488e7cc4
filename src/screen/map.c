/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The coordinator's map of training needs, the floor of its program: the heat map, or the argument
 * "list" and what comes first. It names nobody; what is beneath a number may. */
#include "screen/screen.h"

#include "base/text.h"

#include <string.h>

static bool is_list(const struct ui *ui) { return strcmp(ui_arg(ui), "list") == 0; }

static const char *open_action(struct arena *arena, struct map_place place) {
  return arena_printf(arena, "place:%u:%u", place.group, place.competency);
}

static void work_page(struct ui *ui, struct page *page) {
  bool read = ui->map->stage != MAP_TO_READ;
  page_init(page, &ui->arena, read ? "map-measure" : "map-read", _("Training needs"));
  page_add_plain(page, read ? _("Step 2 of 2: what was read is being measured.")
                            : _("Step 1 of 2: what was recorded is being read. With hundreds of "
                                "officers that takes some seconds."));
  ui_add_notice(ui, page);
  if (!ui->notice[0]) /* else it failed, and once more would fail again */
    page->wake = 0;
  page_add_action(page, "leave", "esc", _("Leave"), _("Leave the map; nothing was changed"), false);
}

/* -- Heat map --------------------------------------------------------------------------------- */

static void fill_row(struct ui *ui, const struct map_heat *heat, size_t row,
                     struct grid_cell *cells) {
  cells[0].text = heat->groups[row];
  for (size_t i = 0; i < heat->n_topics; i++) {
    const struct map_text *text = &heat->cells[row * heat->n_topics + i];
    if (!text->text)
      continue;
    cells[i + 1] = (struct grid_cell){
        .text = text->text,
        .tone = text->tone,
        .word = text->word,
        .note = text->note,
        .action = open_action(&ui->arena, heat->places[row * heat->n_topics + i])};
  }
}

static void add_heat(struct ui *ui, struct page *page) {
  struct map_heat heat;
  map_heat(ui->map, &ui->arena, &heat);
  size_t across = heat.n_topics + 1;
  const char **columns = arena_array(&ui->arena, across, sizeof *columns);
  struct grid_cell *cells = arena_array(&ui->arena, heat.n_groups * across + 1, sizeof *cells);
  columns[0] = _("Who");
  for (size_t i = 0; i < heat.n_topics; i++)
    columns[i + 1] = heat.topics[i];
  for (size_t g = 0; g < heat.n_groups; g++)
    fill_row(ui, &heat, g, &cells[g * across]);
  page_add_grid(page, _("The share that meets what posts ask for, then how urgent training is"),
                columns, across, cells, heat.n_groups * across);
  page_add_plain(page, _("[c]: not shown, since so few people would be told of one by one. ?: "
                         "nobody was assessed. Empty: no post asks for it. Enter on a cell tells "
                         "more."));
}

/* -- Priorities ------------------------------------------------------------------------------- */

static void add_rest(struct ui *ui, struct page *page, size_t rest) {
  unsigned n = (unsigned)rest;
  if (n)
    page_add_plain(
        page, arena_printf(&ui->arena,
                           ngettext("Of %u group and competency nothing can be told: too few "
                                    "people, or nobody assessed.",
                                    "Of %u groups and competencies nothing can be told: too few "
                                    "people, or nobody assessed.",
                                    n),
                           n));
}

static void add_list(struct ui *ui, struct page *page) {
  const struct map_line *lines;
  size_t rest, n = map_priorities(ui->map, &ui->arena, &lines, &rest);
  struct outline_row *rows = arena_array(&ui->arena, n + 1, sizeof *rows);
  for (size_t i = 0; i < n; i++)
    rows[i] = (struct outline_row){.text = lines[i].text.text,
                                   .word = lines[i].text.word,
                                   .tone = lines[i].text.tone,
                                   .note = lines[i].text.note,
                                   .action = open_action(&ui->arena, lines[i].place)};
  if (n)
    page_add_outline(page, "priorities", rows, n);
  else
    page_add_plain(page, _("Nothing can be ranked yet."));
  add_rest(ui, page, rest);
}

/* -- The page --------------------------------------------------------------------------------- */

/* What groups are by: in turn. */
static const struct {
  enum report_by by;
  const char *word;
} groupings[] = {
    {REPORT_BY_UNIT, N_("by unit")},
    {REPORT_BY_AGENCY, N_("by agency")},
    {REPORT_BY_POSITION, N_("by post")},
};

enum { GROUPINGS = sizeof groupings / sizeof *groupings };

static size_t grouping_of(const struct map *map) {
  size_t at = 0;
  while (at + 1 < GROUPINGS && groupings[at].by != map->wanted.by)
    at++;
  return at;
}

static void add_actions(struct ui *ui, struct page *page) {
  if (is_list(ui))
    page_add_action(page, "heat", "p", _("Heat map"), _("Who by competency, as a table"), false);
  else
    page_add_action(page, "list", "p", _("Priorities"), _("What comes first, and why"), false);
  page_add_action(page, "by", "b", _("Group"), _("By unit, by agency or by post"), false);
  page_add_action(page, "day", "d", _("Day"), _("As it was known on another day"), false);
  page_add_action(page, "leave", "esc", _("Leave"), _("Leave the map; nothing was changed"), false);
}

static void map_page(struct ui *ui, struct page *page) {
  if (ui->map->stage != MAP_DONE) {
    work_page(ui, page);
    return;
  }
  size_t by = grouping_of(ui->map);
  /* Each grouping is a page of its own: another table has other cells. */
  const char *name = arena_printf(&ui->arena, "map-%s-%zu", is_list(ui) ? "list" : "heat", by);
  page_init(page, &ui->arena, name, is_list(ui) ? _("Priorities") : _("Heat map"));
  page->status = ui->map->as_of[0] ? arena_printf(&ui->arena, _("%s, as of %s"),
                                                  _(groupings[by].word), ui->map->as_of)
                                   : _(groupings[by].word);
  ui_add_notice(ui, page);
  if (!ui->map->needs.n_members)
    page_add_notice(page, TONE_WARN,
                    _("Nobody is known here. Import a roster, or collect results first."));
  else if (is_list(ui))
    add_list(ui, page);
  else
    add_heat(ui, page);
  add_actions(ui, page);
}

static void work(struct ui *ui) {
  struct diags diags = {0};
  if (map_work(ui->map, &diags) != RC_OK)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

static void map_act(struct ui *ui, const struct input *input) {
  const char *place = ui_after(input, "place");
  if (ui_is(input, "tick"))
    work(ui);
  else if (ui_is(input, "leave"))
    ui_pop(ui);
  else if (ui_is(input, "list") || ui_is(input, "heat"))
    ui_replace(ui, &screen_map, input->action);
  else if (ui_is(input, "by"))
    ui->map->wanted.by = groupings[(grouping_of(ui->map) + 1) % GROUPINGS].by;
  else if (ui_is(input, "day"))
    ui_push(ui, &screen_day, "");
  else if (place)
    ui_push(ui, &screen_place, place);
}

void map_screen_open(struct ui *ui, struct app *app, struct map *map) {
  *ui = (struct ui){.app = app, .map = map};
  ui_push(ui, &screen_map, "heat");
}

const struct screen screen_map = {.name = "map", .alone = true, .page = map_page, .act = map_act};
