/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The person's own map of competencies: what the post asks for, what was measured and how sure that
 * is; ratings and practicals beside it, never averaged; and a forecast. Enter on one tells what it
 * rests on. */
#include "screen/screen.h"

#include "app/readiness.h"
#include "app/report.h"
#include "app/review.h"
#include "app/shown.h"
#include "base/text.h"
#include "session/diagnostic.h"

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

/* -- Competencies ----------------------------------------------------------------------------- */

static const char *joined(struct ui *ui, const char *text, const char *more) {
  return text ? arena_printf(&ui->arena, "%s; %s", text, more) : more;
}

static const char *seen_word(const struct observed *seen) {
  return seen->critical ? _("critical error") : seen->passed ? _("passed") : _("not passed");
}

/* "level 3 asked; 8 of 10 right; own rating: 2; forecast: 64 %": only what there is. */
static const char *row_note(struct ui *ui, const struct measured *row,
                            const struct report_row *answers, const char *forecast) {
  struct arena *arena = &ui->arena;
  const struct observed *seen[] = {&row->practical, &row->after_30, &row->after_90};
  const char *const kinds[] = {_("practical"), _("at work after 30 days"),
                               _("at work after 90 days")};
  const char *note = row->required > 0 ? arena_printf(arena, _("level %d asked"), row->required)
                                       : _("not asked of your post");
  if (row->status == STATUS_KNOWS_NOT_SHOWN)
    note = joined(ui, note, _("knows, not yet shown"));
  if (row->required > 0 && row->status != STATUS_INSUFFICIENT)
    note = joined(ui, note,
                  arena_printf(arena, _("reached with a chance of %u in 100"),
                               (unsigned)(row->estimate.at_least[row->required] * 100 + .5)));
  if (answers && answers->items)
    note =
        joined(ui, note, arena_printf(arena, _("%u of %u right"), answers->right, answers->items));
  if (row->self != RATED_NOT)
    note = joined(ui, note, arena_printf(arena, _("own rating: %d"), row->self));
  if (row->supervisor != RATED_NOT)
    note = joined(ui, note, arena_printf(arena, _("supervisor's rating: %d"), row->supervisor));
  for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
    if (seen[i]->n)
      note = joined(ui, note, arena_printf(arena, _("%s: %s"), kinds[i], seen_word(seen[i])));
  return forecast[0] ? joined(ui, note, arena_printf(arena, _("forecast: %s"), forecast)) : note;
}

static const char *row_word(const struct measured *row) {
  if (row->required <= 0)
    return NULL;
  return row->estimate.n ? diagnostic_word(row->status) : _("nothing yet");
}

static const struct report_row *answers_of(const struct report_row *rows, size_t n,
                                           const char *competency) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(rows[i].competency, competency) == 0)
      return &rows[i];
  return NULL;
}

/* While a question is asked nothing tells how others were answered. */
static struct outline_row outline_row_of(struct ui *ui, const struct measured *row,
                                         const struct report_row *answers,
                                         const struct readiness *readiness) {
  const struct competency *about = &app_framework(ui->app)->competencies[row->competency];
  struct outline_row out = {
      .text = about->name,
      .word = row_word(row),
      .note = row_note(ui, row, answers, forecast_of(ui, readiness, about->id)),
      .action = ui_asks(ui) ? NULL : arena_printf(&ui->arena, "evidence:%s", about->id)};
  if (row->required > 0 && row->estimate.n)
    out.tone = diagnostic_tone(row->status);
  return out;
}

struct mine {
  const struct measured *rows;
  const struct report_row *answers;
  size_t n, n_answers;
  struct readiness readiness;
};

static void add_rows(struct ui *ui, struct page *page, const struct mine *mine) {
  struct outline_row *rows = arena_array(&ui->arena, mine->n, sizeof *rows);
  for (size_t i = 0; i < mine->n; i++) {
    const char *id = app_framework(ui->app)->competencies[mine->rows[i].competency].id;
    rows[i] = outline_row_of(ui, &mine->rows[i], answers_of(mine->answers, mine->n_answers, id),
                             &mine->readiness);
  }
  page_add_outline(page, "competencies", rows, mine->n);
}

static enum rc read_mine(struct ui *ui, struct mine *mine, struct diags *diags) {
  struct app *app = ui->app;
  struct report_row *answers = NULL;
  *mine = (struct mine){0};
  if (!app_framework(app))
    return RC_OK;
  enum rc rc = app_competency(app, &ui->arena, &answers, &mine->n_answers, diags);
  mine->answers = answers;
  if (rc == RC_OK)
    rc = shown_read(app->store, app_framework(app), &app->person, INT64_MAX, &ui->arena,
                    &mine->rows, &mine->n, diags);
  if (rc == RC_OK && mine->n)
    rc = readiness_forecast(app, &app->person, 1, forecast_day(ui), &ui->arena, &mine->readiness,
                            diags);
  return rc;
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
  struct diags diags = {0};
  struct mine mine;
  page_init(page, &ui->arena, "progress", _("Progress by competency"));
  page->status = arena_strdup(&ui->arena, ui->app->person.name);
  enum rc rc = read_mine(ui, &mine, &diags);
  if (rc != RC_OK)
    ui_say_diags(ui, &diags);
  ui_add_notice(ui, page);
  diags_done(&diags);
  if (mine.n) {
    add_rows(ui, page, &mine);
    add_marked(ui, page, mine.answers, mine.n_answers);
  } else if (rc == RC_OK)
    page_add_plain(page, _("Nothing yet. Answer some questions, or say which post is yours."));
  if (mine.n) {
    page_add_plain(page, _("Right: how many of the questions you answered were right; each counts "
                           "once, by your latest first answer without a hint; reviews are left "
                           "out. A few questions say "
                           "little: the more, the surer. Asked: the level, 1 to 4, that your post "
                           "asks for."));
    add_forecast(ui, page, &mine.readiness);
  }
  page_add_action(page, "rate", "r", _("Rate yourself"),
                  _("Say how good you are, and see it beside what is measured"), false);
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

static void progress_act(struct ui *ui, const struct input *input) {
  const char *competency = ui_after(input, "evidence");
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (ui_is(input, "rate"))
    ui_push(ui, &screen_rate, "");
  else if (competency)
    ui_push(ui, &screen_evidence, competency);
}

const struct screen screen_progress = {
    .name = "progress", .tells = true, .page = progress_page, .act = progress_act};
