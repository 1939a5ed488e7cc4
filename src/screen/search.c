/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search: lessons, terms and questions met. While a question is being asked, questions are not. */
#include "screen/screen.h"

#include "app/search.h"
#include "base/text.h"

#include <string.h>

enum { FINDINGS_MOST = 40, EXCERPT_CELLS = 150 };

static const char *kind_word(enum finding_kind kind) {
  switch (kind) {
  case FOUND_TERM:
    return _("Term");
  case FOUND_LESSON:
    return _("Lesson");
  case FOUND_ITEM:
    return _("Question");
  }
  return "";
}

static const char *shorten(struct arena *arena, const char *text) {
  size_t len = strlen(text), fit = text_fit(text, len, EXCERPT_CELLS);
  return fit == len ? text : arena_printf(arena, "%.*s...", (int)fit, text);
}

/* A term is told whole; what else is found opens. */
static struct outline_row row_of(struct arena *arena, const struct finding *finding) {
  bool term = finding->kind == FOUND_TERM;
  struct outline_row row = {.text = finding->title, .word = kind_word(finding->kind)};
  const char *text = term ? finding->text : shorten(arena, finding->text);
  row.note = finding->kind == FOUND_ITEM ? finding->where
                                         : arena_printf(arena, "%s (%s)", text, finding->where);
  row.action = term ? arena_printf(arena, "term:%s\t%.60s", finding->path, finding->title)
                    : arena_printf(arena, "read:%s", finding->path);
  return row;
}

static void search_page(struct ui *ui, struct page *page) {
  const char *query = ui_arg(ui);
  const struct finding *found;
  page_init(page, &ui->arena, "search", _("Search"));
  ui_add_notice(ui, page);
  struct block *entry = page_add_entry(page, "query", _("Search for"), query, UI_ARG - 1, NULL);
  entry->eager = true;
  size_t n = app_search(ui->app, query, !ui_asks(ui), FINDINGS_MOST, &ui->arena, &found);
  struct outline_row *rows = arena_array(&ui->arena, n, sizeof *rows);
  for (size_t i = 0; i < n; i++)
    rows[i] = row_of(&ui->arena, &found[i]);
  if (!n)
    page_add_notice(page, TONE_PLAIN, _("Nothing was found. Try fewer or shorter words."));
  else
    page_add_heading(page, query[0] ? _("Found") : _("All terms"));
  if (n)
    page_add_outline(page, "found", rows, n);
  if (n == FINDINGS_MOST)
    page_add_notice(page, TONE_PLAIN, _("There is more: one more word narrows it down."));
  page_add_action(page, "go", "enter", _("Search"), _("Search for what you have typed"), false);
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

static void search_act(struct ui *ui, const struct input *input) {
  const char *path = ui_after(input, "read"), *module = ui_after(input, "term");
  const struct response *query = input_value(input, "query");
  if (ui_is(input, "back")) {
    ui_pop(ui);
    return;
  }
  if (query)
    ui_replace(ui, &screen_search, query->text);
  if (path || module)
    ui_push(ui, &screen_read, path ? path : module);
}

const struct screen screen_search = {
    .name = "search", .tells = true, .alone = true, .page = search_page, .act = search_act};
