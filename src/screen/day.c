/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As of which day the map is: asked for, and measured anew. */
#include "screen/screen.h"

#include "base/text.h"
#include "model/response.h"

static void day_page(struct ui *ui, struct page *page) {
  page_init(page, &ui->arena, "day", _("As of which day?"));
  ui_add_notice(ui, page);
  page_add_plain(page, _("The map shows what was known at the end of that day, by Greenwich. "
                         "Nothing typed: all that is recorded."));
  page_add_entry(page, "day", _("Day, such as 2026-11-26"), ui->map->as_of, 10, NULL);
  page_add_action(page, "take", "enter", _("Measure"), _("Measure anew, as of that day"), false);
  page_add_action(page, "back", "esc", _("Back"), _("Back without a change"), false);
}

static void take(struct ui *ui, const struct input *input) {
  const struct response *day = input_value(input, "day");
  struct diags diags = {0};
  if (map_set_day(ui->map, day ? day->text : "", &diags) == RC_OK)
    ui_pop(ui);
  else
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

static void day_act(struct ui *ui, const struct input *input) {
  if (ui_is(input, "take"))
    take(ui, input);
  else if (ui_is(input, "back"))
    ui_pop(ui);
}

const struct screen screen_day = {.name = "day", .alone = true, .page = day_page, .act = day_act};
