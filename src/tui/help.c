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
  bool enter = block && block_opens(block);
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

static void add_moves(struct page *help, bool mouse) {
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
      {.text = _("Mouse")},      {.text = _("click what you mean; with Shift, text is selected")},
  };
  size_t n = sizeof cells / sizeof *cells - (mouse ? 0 : 2);
  const char *const columns[] = {_("Key"), _("What it does")};
  page_add_heading(help, _("Keys that always work"));
  page_add_grid(help, NULL, columns, 2, cells, n);
}

/* Key and meaning in turn; NULL ends. */
static const char *const order_moves[] = {N_("Space or Right"),
                                          N_("take the line up; again: put it down"),
                                          N_("Up Down"),
                                          N_("carry the line that is taken"),
                                          N_("1 to 9"),
                                          N_("put the line at that place"),
                                          N_("Esc"),
                                          N_("put a line that is taken back"),
                                          N_("< >"),
                                          N_("push a picture that is too wide"),
                                          NULL};
static const char *const pairs_moves[] = {N_("1 to 9"),
                                          N_("give the line that number, and go on"),
                                          N_("Left Right"),
                                          N_("give it the number before or after"),
                                          N_("0 or Delete"),
                                          N_("take its number away"),
                                          N_("Enter"),
                                          N_("answer; first to a line that is empty"),
                                          N_("< >"),
                                          N_("push a picture that is too wide"),
                                          NULL};
static const char *const gaps_moves[] = {N_("Enter or Tab"),
                                         N_("to the next gap; Enter in the last one answers"),
                                         N_("Up Down"),
                                         N_("to the gap before or after"),
                                         N_("Ctrl-U"),
                                         N_("empty the gap"),
                                         NULL};
static const char *const fields_moves[] = {N_("Arrows"),
                                           N_("to another field"),
                                           N_("Space or 0"),
                                           N_("mark the field, or take the mark away"),
                                           N_("1 to 9"),
                                           N_("mark the field with that number"),
                                           N_("< >"),
                                           N_("push a picture that is too wide"),
                                           NULL};

static const char *const marks_moves[] = {N_("Letters, digits"),
                                          N_("give that mark, and go on to the next cell"),
                                          N_("Arrows"),
                                          N_("to another cell"),
                                          N_("Enter"),
                                          N_("to the next cell without a mark"),
                                          N_("Delete or -"),
                                          N_("take the mark away"),
                                          NULL};

static const char *const grid_moves[] = {N_("Arrows"), N_("to another cell of the table"),
                                         N_("Enter"), N_("open the cell under the cursor"), NULL};

static const char *const *own_moves(enum block_kind kind) {
  switch (kind) {
  case BLOCK_ORDER:
    return order_moves;
  case BLOCK_PAIRS:
    return pairs_moves;
  case BLOCK_GAPS:
    return gaps_moves;
  case BLOCK_FIELDS:
    return fields_moves;
  case BLOCK_MARKS:
    return marks_moves;
  case BLOCK_GRID:
    return grid_moves;
  default:
    return NULL;
  }
}

static void add_own_moves(struct page *help, const struct block *block) {
  const char *const *texts = block ? own_moves(block->kind) : NULL;
  struct grid_cell cells[16] = {0};
  size_t n = 0;
  for (; texts && texts[n]; n++)
    cells[n].text = _(texts[n]);
  if (n == 0)
    return;
  const char *const columns[] = {_("Key"), _("What it does")};
  page_add_heading(help, block->kind == BLOCK_GRID ? _("Keys of this table")
                                                   : _("Keys of this question"));
  page_add_grid(help, NULL, columns, 2, cells, n);
}

void help_page(struct page *help, struct arena *arena, const struct page *page,
               const struct view *view, bool mouse) {
  page_init(help, arena, "tui.help", _("Help: the keys of this page"));
  add_actions(help, page, view);
  add_own_moves(help, view_focused(view, page));
  add_moves(help, mouse);
  page_add_action(help, HELP_ENTER, "enter", _("Run"), _("Do what the row says."), false);
  page_add_action(help, HELP_CLOSE, "esc", _("Close"), _("Back to the page."), false);
}
