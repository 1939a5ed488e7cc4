/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results: what one person has completed, course by course; each can be read again as it ended. The
 * argument is a path whose runs are listed one by one; "": all. */
#include "screen/screen.h"

#include "app/gather.h"
#include "base/text.h"

#include <string.h>

static const char *kind_word(enum run_kind kind) {
  switch (kind) {
  case RUN_LESSON:
    return _("Lesson");
  case RUN_QUIZ:
    return _("Practice");
  case RUN_DRILL:
    return _("Drill");
  case RUN_EXAM:
    return _("Test");
  case RUN_REVIEW:
  case RUN_DIAGNOSTIC:
  case RUN_KINDS:
    break;
  }
  return "";
}

/* Over questions of many modules nothing is passed. */
static const char *score_word(struct arena *arena, const char *path, bool passed, int32_t score) {
  if (gather_title(path))
    return arena_printf(arena, _("%d %%"), (int)(score / (SCORE_ONE / 100)));
  return arena_printf(arena, passed ? _("passed, %d %%") : _("not yet, %d %%"),
                      (int)(score / (SCORE_ONE / 100)));
}

/* What was done once is opened; of what was done more often one chooses. While a question is asked
 * none tells how others were answered. */
static const char *action_of(struct ui *ui, const struct progress *progress) {
  struct arena *arena = &ui->arena;
  if (ui_asks(ui))
    return NULL;
  if (progress->kind == RUN_LESSON)
    return arena_printf(arena, "read:%s", progress->path);
  return arena_printf(arena, "runs:%s", progress->path);
}

static const char *note_of(struct arena *arena, const struct progress *progress) {
  unsigned n = progress->times;
  if (n < 2)
    return NULL;
  return progress->kind == RUN_LESSON
             ? arena_printf(arena, ngettext("%u time", "%u times", n), n)
             : arena_printf(arena, ngettext("the best of %u", "the best of %u", n), n);
}

static void add_paths(struct ui *ui, struct page *page) {
  const struct progress *all;
  size_t n = app_progress_all(ui->app, &all);
  struct outline_row *rows = arena_array(&ui->arena, n, sizeof *rows);
  size_t shown = 0;
  for (size_t i = 0; i < n; i++) {
    const struct progress *progress = &all[i];
    bool lesson = progress->kind == RUN_LESSON;
    if (progress->kind == RUN_DIAGNOSTIC) /* is no score: it has a screen of its own */
      continue;
    rows[shown++] = (struct outline_row){
        .text = gather_title(progress->path)
                    ? gather_title(progress->path)
                    : arena_printf(&ui->arena, "%s: %s", kind_word(progress->kind),
                                   ui_path_title(ui, progress->path)),
        .word = lesson ? _("done")
                       : score_word(&ui->arena, progress->path, progress->passed, progress->best),
        .tone = progress->passed || lesson ? TONE_GOOD : TONE_WARN,
        .note = note_of(&ui->arena, progress),
        .action = action_of(ui, progress)};
  }
  if (!shown) {
    page_add_plain(page, _("Nothing completed yet."));
    return;
  }
  page_add_heading(page, _("Completed so far"));
  page_add_outline(page, "completed", rows, shown);
}

static const char *run_action(struct arena *arena, const struct finished_run *run) {
  char hex[2 * ID_BYTES + 1];
  seal_hex(run->session, ID_BYTES, hex);
  return arena_printf(arena, "run:%s", hex);
}

static void add_runs(struct ui *ui, struct page *page) {
  const struct finished_run *runs;
  size_t n = app_finished(ui->app, &ui->arena, ui_arg(ui), &runs);
  struct outline_row *rows = arena_array(&ui->arena, n, sizeof *rows);
  for (size_t i = 0; i < n; i++)
    rows[i] = (struct outline_row){
        .text = ui_day(&ui->arena, runs[i].time),
        .word = score_word(&ui->arena, ui_arg(ui), runs[i].passed, runs[i].score),
        .tone = runs[i].passed ? TONE_GOOD : TONE_WARN,
        .note = runs[i].ruled ? _("as marked; it counts otherwise since, see there") : NULL,
        .action = run_action(&ui->arena, &runs[i])};
  page_add_heading(page, ui_path_title(ui, ui_arg(ui)));
  page_add_outline(page, "runs", rows, n);
}

static void results_page(struct ui *ui, struct page *page) {
  bool one = ui_arg(ui)[0];
  page_init(page, &ui->arena, one ? ui_arg(ui) : "results", _("Results"));
  page->status = arena_strdup(&ui->arena, ui->app->person.name);
  ui_add_notice(ui, page);
  if (one)
    add_runs(ui, page);
  else
    add_paths(ui, page);
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

static void open_runs(struct ui *ui, const char *path) {
  const struct finished_run *runs;
  struct arena scratch = {0};
  size_t n = app_finished(ui->app, &scratch, path, &runs);
  if (n == 1)
    past_screen_open(ui, run_action(&scratch, &runs[0]) + strlen("run:"));
  else if (n)
    ui_push(ui, &screen_results, path);
  arena_done(&scratch);
}

static void results_act(struct ui *ui, const struct input *input) {
  const char *path = ui_after(input, "runs"), *lesson = ui_after(input, "read");
  const char *run = ui_after(input, "run");
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (path)
    open_runs(ui, path);
  else if (lesson)
    ui_push(ui, &screen_read, lesson);
  else if (run)
    past_screen_open(ui, run);
}

const struct screen screen_results = {
    .name = "results", .tells = true, .page = results_page, .act = results_act};
