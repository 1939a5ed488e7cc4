/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results: what one person has completed, course by course. */
#include "screen/screen.h"

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
  case RUN_KINDS:
    break;
  }
  return "";
}

static const char *result_word(struct arena *arena, const struct progress *progress) {
  if (progress->kind == RUN_LESSON)
    return _("done");
  return arena_printf(arena, progress->passed ? _("passed, %d %%") : _("not yet, %d %%"),
                      (int)(progress->best / (SCORE_ONE / 100)));
}

/* The title of what a path names; the path itself if the course is no longer there. */
static const char *path_title(struct ui *ui, const struct progress *progress) {
  struct diags diags = {0};
  const struct module *module = app_module_at(ui->app, progress->path, &diags);
  const char *title = progress->path;
  diags_done(&diags);
  if (!module)
    return title;
  if (strcmp(progress->path, module->path) == 0 || strcmp(progress->path, module->exam_path) == 0)
    title = module->title;
  for (size_t i = 0; i < module->n_lessons; i++)
    if (strcmp(progress->path, module->lessons[i].path) == 0)
      title = module->lessons[i].title;
  for (size_t i = 0; i < module->n_drills; i++)
    if (strcmp(progress->path, module->drills[i].path) == 0)
      title = module->drills[i].title;
  return title;
}

static void results_page(struct ui *ui, struct page *page) {
  enum { COLUMNS = 4 };
  const char *const columns[COLUMNS] = {_("Kind"), _("Title"), _("Best result"), _("Times")};
  const struct progress *all;
  size_t n = app_progress_all(ui->app, &all);
  struct grid_cell *cells = arena_array(&ui->arena, n * COLUMNS, sizeof *cells);
  page_init(page, &ui->arena, "results", _("Results"));
  page->status = arena_strdup(&ui->arena, ui->app->person.name);
  for (size_t i = 0; i < n; i++) {
    const struct progress *progress = &all[i];
    struct grid_cell *row = &cells[i * COLUMNS];
    row[0].text = kind_word(progress->kind);
    row[1].text = path_title(ui, progress);
    row[2].text = result_word(&ui->arena, progress);
    row[2].tone = progress->passed || progress->kind == RUN_LESSON ? TONE_GOOD : TONE_WARN;
    row[3].text = arena_printf(&ui->arena, "%u", progress->times);
    row[3].right = true;
  }
  if (n)
    page_add_grid(page, _("Completed so far"), columns, COLUMNS, cells, n * COLUMNS);
  else
    page_add_plain(page, _("Nothing completed yet."));
  page_add_action(page, "back", "esc", _("Back"), _("Back to the courses"), false);
}

static void results_act(struct ui *ui, const struct input *input) {
  if (ui_is(input, "back"))
    ui_pop(ui);
}

const struct screen screen_results = {.name = "results", .page = results_page, .act = results_act};
