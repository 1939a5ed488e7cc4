/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Review: what is due, when the next is, and what it is planned towards. The argument "until" is
 * the form that asks for a day; "": the overview. */
#include "screen/screen.h"

#include "app/review.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { DAYS_AHEAD = 7 };

static void add_state(const struct review *review, struct page *page) {
  const struct schedule_count *count = &review->count;
  unsigned n = (unsigned)count->today;
  if (!count->met)
    page_add_plain(page, _("Nothing yet. What you answer in practice and tests comes back here "
                           "before you forget it."));
  else if (n)
    page_add_plain(page, arena_printf(page->arena,
                                      ngettext("%u question is about to be forgotten.",
                                               "%u questions are about to be forgotten.", n),
                                      n));
  else if (count->next == SCHEDULE_NEVER)
    page_add_plain(page, _("Nothing is due."));
  else
    page_add_plain(page, arena_printf(page->arena, _("Nothing is due. The next is on %s."),
                                      review_day_words(count->next, page->arena)));
}

static void add_plan(const struct review *review, struct page *page) {
  unsigned n = (unsigned)review->count.a_day;
  if (review->until <= review->today)
    return;
  const char *day = review_day_words(review->until, page->arena);
  if (n)
    page_add_plain(page, arena_printf(page->arena,
                                      ngettext("%u a day until %s, so that you remember then what "
                                               "you have met.",
                                               "%u a day until %s, so that you remember then what "
                                               "you have met.",
                                               n),
                                      n, day));
  else
    page_add_plain(
        page, arena_printf(page->arena, _("What you have met should still be there on %s."), day));
}

static void add_rows(struct ui *ui, const struct review *review, struct page *page) {
  struct outline_row rows[3] = {0};
  size_t n = 0;
  bool planned = review->until > review->today;
  if (review->count.today)
    rows[n++] = (struct outline_row){
        .text = _("Review now"),
        .word = arena_printf(&ui->arena, _("%zu due"), review->count.today),
        .note = review->count.today > PLAN_SLOTS
                    ? arena_printf(&ui->arena, _("%d at a sitting"), PLAN_SLOTS)
                    : NULL,
        .action = "start"};
  rows[n++] = (struct outline_row){.text = _("Plan towards a day"),
                                   .word = planned ? review_day_words(review->until, &ui->arena)
                                                   : _("no day"),
                                   .note = _("A deployment, a test: what is needed then"),
                                   .action = "until"};
  if (planned)
    rows[n++] = (struct outline_row){.text = _("Plan towards no day"), .action = "stop"};
  page_add_outline(page, "review", rows, n);
}

/* What comes in the next days, if all of today is done. */
static void add_days(const struct review *review, struct page *page) {
  struct bar bars[DAYS_AHEAD] = {0};
  size_t counts[DAYS_AHEAD] = {0}, most = 0;
  for (size_t i = 0; i < review->n; i++) {
    int64_t ahead = (int64_t)review->list[i].dated.due - review->today - 1;
    if (ahead >= 0 && ahead < DAYS_AHEAD && ++counts[ahead] > most)
      most = counts[ahead];
  }
  if (!most)
    return;
  page_add_heading(page, _("What falls due"));
  for (int i = 0; i < DAYS_AHEAD; i++)
    bars[i] = (struct bar){.label = review_day_words(review->today + 1 + i, page->arena),
                           .share = (int32_t)((uint64_t)1000000 * counts[i] / most),
                           .word = arena_printf(page->arena, "%zu", counts[i])};
  page_add_bars(page, bars, DAYS_AHEAD);
}

static void overview(struct ui *ui, struct page *page) {
  struct review review;
  struct diags diags = {0};
  page_init(page, &ui->arena, "review", _("Review"));
  page->status = arena_strdup(&ui->arena, ui->app->person.name);
  if (review_read(ui->app, &ui->arena, &review, &diags) != RC_OK)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
  ui_add_notice(ui, page);
  add_state(&review, page);
  add_plan(&review, page);
  add_rows(ui, &review, page);
  add_days(&review, page);
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

static bool asks_day(const struct ui *ui) { return strcmp(ui_arg(ui), "until") == 0; }

static void form(struct ui *ui, struct page *page) {
  enum { MOST = 10 };
  page_init(page, &ui->arena, "review:until", _("Plan towards a day"));
  ui_add_notice(ui, page);
  page_add_plain(page, _("Your reviews are spread over the days until then, so that what you have "
                         "met is remembered on that day."));
  page_add_entry(page, "day", _("Which day (year-month-day, such as 2027-03-12)"), "", MOST, NULL);
  page_add_action(page, "plan", "enter", _("Plan"), _("Plan towards this day"), true);
  page_add_action(page, "back", "esc", _("Back"), _("Back without a change"), false);
}

static void review_page(struct ui *ui, struct page *page) {
  if (asks_day(ui))
    form(ui, page);
  else
    overview(ui, page);
}

static void prefer(struct ui *ui, int32_t until) {
  struct settings next = ui->app->settings;
  struct diags diags = {0};
  next.until = until;
  if (app_prefer(ui->app, &next, &diags) != RC_OK)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

static void plan(struct ui *ui, const struct input *input) {
  const struct response *value = input_value(input, "day");
  struct diags diags = {0};
  int32_t day;
  if (review_read_date(value ? value->text : "", &day, &diags)) {
    prefer(ui, day);
    ui_replace(ui, &screen_review, "");
  } else {
    ui_say_diags(ui, &diags);
  }
  diags_done(&diags);
}

static void review_act(struct ui *ui, const struct input *input) {
  if (ui_is(input, "back") && asks_day(ui))
    ui_replace(ui, &screen_review, "");
  else if (ui_is(input, "back"))
    ui_pop(ui);
  else if (ui_is(input, "start"))
    run_screen_open(ui, RUN_REVIEW, REVIEW_PATH);
  else if (ui_is(input, "until"))
    ui_replace(ui, &screen_review, "until");
  else if (ui_is(input, "stop"))
    prefer(ui, 0);
  else if (ui_is(input, "plan"))
    plan(ui, input);
}

const struct screen screen_review = {
    .name = "review", .tells = true, .page = review_page, .act = review_act};
