/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Progress by competency: what was shown so far, beside what the post asks for. */
#include "screen/screen.h"

#include "app/report.h"
#include "base/text.h"

#include <stdlib.h>

static const char *said(struct arena *arena, const struct report_row *row) {
  const char *shown =
      row->items ? arena_printf(arena, _("%u of %u"), row->right, row->items) : _("none yet");
  return row->required < 0 ? shown
                           : arena_printf(arena, _("%s, asks %d"), shown, row->required);
}

static void add_rows(struct ui *ui, struct page *page, const struct report_row *rows, size_t n) {
  struct bar *bars = arena_array(&ui->arena, n, sizeof *bars);
  for (size_t i = 0; i < n; i++) {
    bars[i].label = rows[i].name[0] ? rows[i].name : rows[i].competency;
    bars[i].share =
        rows[i].items ? (int32_t)((int64_t)rows[i].right * SCORE_ONE / rows[i].items) : -1;
    bars[i].word = said(&ui->arena, &rows[i]);
  }
  page_add_bars(page, bars, n);
}

static void progress_page(struct ui *ui, struct page *page) {
  struct report_row *rows = NULL;
  struct diags diags = {0};
  size_t n = 0;
  page_init(page, &ui->arena, "progress", _("Progress by competency"));
  page->status = arena_strdup(&ui->arena, ui->app->person.name);
  enum rc rc = app_competency(ui->app, &ui->arena, &rows, &n, &diags);
  if (rc != RC_OK)
    ui_say_diags(ui, &diags);
  ui_add_notice(ui, page);
  diags_done(&diags);
  if (n)
    add_rows(ui, page, rows, n);
  else if (rc == RC_OK)
    page_add_plain(page, _("Nothing yet. Answer some questions, or say which post is yours."));
  if (n)
    page_add_plain(page, _("\"2 of 3, asks 4\": of three questions two were right, and your post asks "
                           "for level 4 of 4. Each question counts once, by your latest first "
                           "answer to it without a hint. A few questions say little: the more, the "
                           "surer."));
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

static void progress_act(struct ui *ui, const struct input *input) {
  if (ui_is(input, "back"))
    ui_pop(ui);
}

const struct screen screen_progress = {
    .name = "progress", .page = progress_page, .act = progress_act};
