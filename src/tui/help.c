/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/help.h"

#include "base/text.h"
#include "tui/layout.h"

#include <string.h>

static const char *key_word(struct arena *arena, const char *key) {
  char buffer[16];
  return arena_strdup(arena, layout_key_name(key, buffer));
}

static void add_actions(struct page *help, const struct page *page, const struct view *view) {
  struct outline_row *rows = arena_array(help->arena, page->n_actions + 1, sizeof *rows);
  const struct block *block = view_focused(view, page);
  bool enter = block && block->kind == BLOCK_OUTLINE;
  size_t n = 0;
  if (enter)
    rows[n++] = (struct outline_row){.text = _("Choose"),
                                     .word = key_word(help->arena, "enter"),
                                     .note = _("Take the row under the cursor."),
                                     .action = HELP_ENTER};
  for (size_t i = 0; i < page->n_actions; i++) {
    const struct action *action = &page->actions[i];
    bool is_enter = strcmp(action->key, "enter") == 0;
    if (!layout_offered(page, view, action) || (enter && is_enter))
      continue;
    rows[n++] = (struct outline_row){.text = action->label,
                                     .word = key_word(help->arena, action->key),
                                     .note = action->help,
                                     .action = is_enter ? HELP_ENTER : action->id};
  }
  if (n)
    page_add_outline(help, "tui.actions", rows, n);
}

static void add_moves(struct page *help) {
  const struct grid_cell cells[] = {
      {.text = _("Up Down")},    {.text = _("to the next row or line")},
      {.text = _("PgUp PgDn")},  {.text = _("a screen up or down")},
      {.text = _("Home End")},   {.text = _("to the beginning or the end")},
      {.text = _("1 to 9")},     {.text = _("to the answer or row with that number")},
      {.text = _("Space or 0")}, {.text = _("mark the row under the cursor")},
      {.text = _("Tab")},        {.text = _("to the next part that takes an answer")},
      {.text = _("Left Right")}, {.text = _("push a picture that is too wide")},
      {.text = _("F1")},         {.text = _("this help, also while you type")},
      {.text = _("Ctrl-C")},     {.text = _("leave; all you confirmed is kept")},
  };
  const char *const columns[] = {_("Key"), _("What it does")};
  page_add_heading(help, _("Keys that always work"));
  page_add_grid(help, NULL, columns, 2, cells, sizeof cells / sizeof *cells);
}

void help_page(struct page *help, struct arena *arena, const struct page *page,
               const struct view *view) {
  page_init(help, arena, "tui.help", _("Help: the keys of this page"));
  add_actions(help, page, view);
  add_moves(help);
  page_add_action(help, HELP_ENTER, "enter", _("Run"), _("Do what the row says."), false);
  page_add_action(help, HELP_CLOSE, "esc", _("Close"), _("Back to the page."), false);
}
