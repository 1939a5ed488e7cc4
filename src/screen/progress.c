/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Progress by competency: what was shown so far, beside what the post asks for. */
#include "screen/screen.h"

#include "app/readiness.h"
#include "app/report.h"
#include "app/review.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* What it is forecast for: the day that reviews are planned towards, or else today. */
static int32_t forecast_day(const struct ui *ui) {
  int32_t until = ui->app->settings.until, today = review_today();
  return until > today ? until : today;
}

static const char *percent(struct ui *ui, int32_t forecast) {
  return forecast == FORECAST_NONE
             ? ""
             : arena_printf(&ui->arena, _("%d %%"), (int)(forecast / (SCORE_ONE / 100)));
}

static const char *forecast_of(struct ui *ui, const struct readiness *readiness,
                               const char *competency) {
  for (size_t i = 0; i < readiness->n_rows; i++)
    if (strcmp(readiness->rows[i].competency, competency) == 0)
      return percent(ui, readiness->rows[i].forecast);
  return "";
}

static void add_forecast(struct ui *ui, struct page *page, const struct readiness *readiness) {
  int32_t day = forecast_day(ui);
  const char *words = review_day_words(day, &ui->arena);
  int32_t post = readiness->n_posts ? readiness->posts[0].forecast : FORECAST_NONE;
  if (post != FORECAST_NONE)
    page_add_notice(
        page, TONE_PLAIN,
        arena_printf(&ui->arena, _("Forecast for your post on %s: %s."), words, percent(ui, post)));
  page_add_plain(page,
                 arena_printf(&ui->arena,
                              _("Forecast: how many of the questions that the courses ask, up to "
                                "the level of your post, you would still answer on %s if nothing "
                                "was asked before; those you never met count as not known. It is "
                                "no measurement."),
                              words));
}

static void add_rows(struct ui *ui, struct page *page, const struct report_row *rows, size_t n,
                     const struct readiness *readiness) {
  enum { COLUMNS = 4 };
  const char *const columns[COLUMNS] = {_("Right"), _("Asked"), _("Forecast"), _("Competency")};
  struct grid_cell *cells = arena_array(&ui->arena, n * COLUMNS, sizeof *cells);
  for (size_t i = 0; i < n; i++) {
    struct grid_cell *row = &cells[i * COLUMNS];
    row[0].text = rows[i].items
                      ? arena_printf(&ui->arena, _("%u of %u"), rows[i].right, rows[i].items)
                      : _("none yet");
    row[1].text =
        rows[i].required < 0 ? "" : arena_printf(&ui->arena, _("level %d"), rows[i].required);
    row[2].text = forecast_of(ui, readiness, rows[i].competency);
    row[3].text = rows[i].name[0] ? rows[i].name : rows[i].competency;
  }
  page_add_grid(page, NULL, columns, COLUMNS, cells, n * COLUMNS);
}

/* Where something was ruled both are told: as it counts stands above. */
static void add_marked(struct ui *ui, struct page *page, const struct report_row *rows, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (rows[i].items != rows[i].items_marked || rows[i].right != rows[i].right_marked)
      page_add_plain(page,
                     arena_printf(&ui->arena,
                                  _("%s: contested answers were decided on. As marked it was %u of "
                                    "%u right; above is how it counts."),
                                  rows[i].name[0] ? rows[i].name : rows[i].competency,
                                  rows[i].right_marked, rows[i].items_marked));
}

static void progress_page(struct ui *ui, struct page *page) {
  struct report_row *rows = NULL;
  struct diags diags = {0};
  size_t n = 0;
  page_init(page, &ui->arena, "progress", _("Progress by competency"));
  page->status = arena_strdup(&ui->arena, ui->app->person.name);
  struct readiness readiness = {0};
  enum rc rc = app_competency(ui->app, &ui->arena, &rows, &n, &diags);
  if (rc == RC_OK && n)
    rc = readiness_forecast(ui->app, &ui->app->person, 1, forecast_day(ui), &ui->arena, &readiness,
                            &diags);
  if (rc != RC_OK)
    ui_say_diags(ui, &diags);
  ui_add_notice(ui, page);
  diags_done(&diags);
  if (n) {
    add_rows(ui, page, rows, n, &readiness);
    add_marked(ui, page, rows, n);
  } else if (rc == RC_OK)
    page_add_plain(page, _("Nothing yet. Answer some questions, or say which post is yours."));
  if (n)
    page_add_plain(page, _("Right: how many of the questions you answered were right; each counts "
                           "once, by your latest first answer without a hint. A few questions say "
                           "little: the more, the surer. Asked: the level, 1 to 4, that your post "
                           "asks for."));
  if (n)
    add_forecast(ui, page, &readiness);
  page_add_action(page, "rate", "r", _("Rate yourself"),
                  _("Say how good you are, and see it beside what is measured"), false);
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

static void progress_act(struct ui *ui, const struct input *input) {
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (ui_is(input, "rate"))
    ui_push(ui, &screen_rate, "");
}

const struct screen screen_progress = {
    .name = "progress", .page = progress_page, .act = progress_act};
