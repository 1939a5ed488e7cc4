/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an assessor or supervisor wants to say: of a practical station, or of people at work. */
#include "screen/screen.h"

#include "base/text.h"

static void add_checks(struct page *page) {
  const struct outline_row rows[] = {
      {.text = _("At work, 30 days after the training"), .action = "class:30"},
      {.text = _("At work, 90 days after the training"), .action = "class:90"},
      {.text = _("Rate as a supervisor"),
       .note = _("What somebody can do at work, by the levels of each competency"),
       .action = "class:rate"},
  };
  page_add_heading(page, _("Check at work, as a supervisor"));
  page_add_outline(page, "checks", rows, sizeof rows / sizeof *rows);
}

static void add_stations(struct ui *ui, struct page *page) {
  const struct keyin_station *list;
  size_t n = keyin_stations(ui->app, &ui->arena, &list);
  struct outline_row *rows = arena_array(&ui->arena, n, sizeof *rows);
  for (size_t i = 0; i < n; i++)
    rows[i] = (struct outline_row){
        .text = list[i].station->title,
        .note = arena_printf(&ui->arena, "%s: %s", list[i].course->title, list[i].module->title),
        .action = arena_printf(&ui->arena, "class:%s", list[i].station->path)};
  page_add_heading(page, _("Practical stations, as an assessor"));
  if (n)
    page_add_outline(page, "stations", rows, n);
  else
    page_add_plain(page, _("No course that is installed has a practical station."));
}

static void assess_page(struct ui *ui, struct page *page) {
  page_init(page, &ui->arena, "assess", _("Assess others"));
  page->status = arena_strdup(&ui->arena, ui->app->person.name);
  ui_add_notice(ui, page);
  add_stations(ui, page);
  add_checks(page);
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

static void assess_act(struct ui *ui, const struct input *input) {
  const char *what = ui_after(input, "class");
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (what)
    ui_push(ui, &screen_class, what);
}

const struct screen screen_assess = {.name = "assess", .page = assess_page, .act = assess_act};
