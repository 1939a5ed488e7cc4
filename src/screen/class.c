/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose class it is about. The argument is the station's path; "30", "90": a check at work; or
 * "rate": a supervisor's ratings. */
#include "screen/screen.h"

#include "app/class.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static bool is_check(const struct ui *ui) {
  return strcmp(ui_arg(ui), "30") == 0 || strcmp(ui_arg(ui), "90") == 0;
}

static bool is_rating(const struct ui *ui) { return strcmp(ui_arg(ui), "rate") == 0; }

static const char *title_of(const struct ui *ui) {
  if (is_rating(ui))
    return _("Rate as a supervisor");
  return is_check(ui) ? _("Check at work") : _("Practical station");
}

static const char *people_word(struct ui *ui, size_t n) {
  return arena_printf(&ui->arena, ngettext("%zu person", "%zu people", n), n);
}

/* Each cohort; everybody, where that is not the same. */
static void add_classes(struct ui *ui, struct page *page) {
  struct class_name *list = NULL;
  struct diags diags = {0};
  size_t n = 0, all = 0, used = 0;
  if (class_names(ui->app, &ui->arena, &list, &n, &diags) != RC_OK)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
  struct outline_row *rows = arena_array(&ui->arena, n + 1, sizeof *rows);
  for (size_t i = 0; i < n; all += list[i++].n)
    if (*list[i].cohort)
      rows[used++] =
          (struct outline_row){.text = list[i].cohort,
                               .word = people_word(ui, list[i].n),
                               .action = arena_printf(&ui->arena, "of:%s", list[i].cohort)};
  rows[used++] = (struct outline_row){
      .text = _("Everybody on this laptop"), .word = people_word(ui, all), .action = "all"};
  page_add_outline(page, "classes", rows, used);
}

static void class_page(struct ui *ui, struct page *page) {
  page_init(page, &ui->arena, "class", title_of(ui));
  ui_add_notice(ui, page);
  if (!is_check(ui) && !is_rating(ui)) {
    page_add_plain(page, _("Two assessors who watch the same performance mark it each for himself, "
                           "and give the same occasion. For another try give another one."));
    page_add_entry(page, "occasion", _("Occasion"), keyin_today(&ui->arena), KEYIN_WORD - 1, NULL);
  }
  page_add_heading(page, _("Which class?"));
  add_classes(ui, page);
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

static void open_station(struct ui *ui, const char *cohort, const struct input *input) {
  const struct response *word = input_value(input, "occasion");
  const char *text = word && *word->text ? word->text : keyin_today(&ui->arena);
  struct diags diags = {0};
  keyin_free(ui->keyin);
  if (keyin_open(ui->app, ui_arg(ui), cohort, text, &ui->keyin, &diags) == RC_OK)
    ui_push(ui, &screen_keyin, "");
  else
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

static void open_class(struct ui *ui, const char *cohort, const struct input *input) {
  const char *what = arena_printf(&ui->arena, "%c%s", cohort ? ':' : '*', cohort ? cohort : "");
  if (is_rating(ui))
    ui_push(ui, &screen_supervise, what);
  else if (is_check(ui))
    ui_push(ui, &screen_checklist, arena_printf(&ui->arena, "%s%s", ui_arg(ui), what));
  else
    open_station(ui, cohort, input);
}

static void class_act(struct ui *ui, const struct input *input) {
  const char *cohort = ui_after(input, "of");
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (cohort || ui_is(input, "all"))
    open_class(ui, cohort, input);
}

const struct screen screen_class = {.name = "class", .page = class_page, .act = class_act};
