/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lesson, a glossary or a question that was met, only to be read: nothing is recorded. The
 * screen's argument is its path; of a glossary, after a tab, the term to begin with. */
#include "screen/screen.h"

#include "base/text.h"

#include <string.h>

static void read_page(struct ui *ui, struct page *page) {
  struct diags diags = {0};
  const char *tab = strchrnul(ui_arg(ui), '\t'), *term = *tab ? tab + 1 : NULL;
  const char *path = arena_strndup(&ui->arena, ui_arg(ui), (size_t)(tab - ui_arg(ui)));
  const struct module *module = app_module_at(ui->app, path, &diags);
  page->arena = &ui->arena;
  if (!module || !session_look_up(module, path, term, page)) {
    page_init(page, &ui->arena, "read", _("Search"));
    page_add_notice(page, TONE_WARN, _("This is no longer part of the course."));
  }
  diags_done(&diags);
  page_add_action(page, "back", "esc", _("Back"), _("Back to what was found"), false);
  page_add_action(page, "done", "enter", _("Back"), _("Back to what was found"), false);
}

static void read_act(struct ui *ui, const struct input *input) {
  if (ui_is(input, "back") || ui_is(input, "done"))
    ui_pop(ui);
}

const struct screen screen_read = {
    .name = "read", .alone = true, .page = read_page, .act = read_act};
