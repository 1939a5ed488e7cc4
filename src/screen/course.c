/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A course: its modules as an outline, with what was done of each. */
#include "screen/screen.h"

#include "app/outline.h"
#include "base/text.h"
#include "session/exam.h"

#include <string.h>

struct outline { /* rows gathered in the page's arena */
  struct ui *ui;
  struct joined joined;
  const char *const *begun; /* paths of the runs that are open */
  size_t n_begun;
  struct outline_row *rows;
  size_t n;
  size_t next; /* the row to take next: where the cursor begins; 0 when all is done */
  bool passed; /* the row of the run that was on screen last has been gathered */
};

static bool is_begun(const struct outline *outline, const char *path) {
  size_t i = 0;
  while (i < outline->n_begun && strcmp(outline->begun[i], path) != 0)
    i++;
  return i < outline->n_begun;
}

static void say_done(struct outline *outline, struct outline_row *row,
                     const struct progress *progress, bool scored) {
  row->tone = !scored || progress->passed ? TONE_GOOD : TONE_WARN;
  if (!scored)
    row->word = _("done");
  else
    row->word = arena_printf(&outline->ui->arena,
                             progress->passed ? _("passed, best %d %%") : _("not yet, best %d %%"),
                             (int)(progress->best / (SCORE_ONE / 100)));
}

static void say_state(struct outline *outline, struct outline_row *row, const char *path,
                      bool scored) {
  const struct progress *progress = app_progress(outline->ui->app, path);
  bool begun = is_begun(outline, path);
  if (progress && sitting_of(&outline->joined, path) == SITTING_OPEN)
    row->word = _("handed in");
  else if (progress)
    say_done(outline, row, progress, scored);
  if (begun)
    row->word =
        progress ? arena_printf(&outline->ui->arena, _("%s; begun again"), row->word) : _("begun");
}

/* Next is what was on screen last if it was paused; else the first thing not yet done after it, or
 * in all. */
static void find_next(struct outline *outline, const char *path) {
  const char *last = outline->ui->last_path;
  if (!last[0])
    outline->passed = true;
  bool done = app_progress(outline->ui->app, path) != NULL;
  if (strcmp(path, last) == 0)
    outline->passed = true;
  bool paused = strcmp(path, last) == 0 && is_begun(outline, path);
  if (outline->passed && !outline->next && (!done || paused))
    outline->next = outline->n;
}

static void add_row(struct outline *outline, const char *verb, const char *path, bool scored,
                    const char *text) {
  find_next(outline, path);
  struct outline_row *row = &outline->rows[outline->n++];
  *row = (struct outline_row){.depth = 1, .text = text};
  row->action = arena_printf(&outline->ui->arena, "%s:%s", verb, path);
  say_state(outline, row, path, scored);
}

static void add_sitting(struct outline *outline, const struct outlined *module) {
  bool there = module->exam_questions > 0;
  if (sitting_row(&outline->joined, module->exam_path, there, &outline->rows[outline->n]))
    outline->n++;
}

/* With the time that this person has for it. */
static void add_exam_itself(struct outline *outline, const struct outlined *module) {
  struct arena *arena = &outline->ui->arena;
  unsigned n = module->exam_questions;
  int64_t limit = exam_limit(module->exam_minutes, app_time_percent(outline->ui->app));
  if (!n)
    return;
  const char *text = arena_printf(arena, ngettext("Test: %u question", "Test: %u questions", n), n);
  if (limit)
    text = arena_printf(arena, _("%s, %u min"), text, (unsigned)((limit + 59999) / 60000));
  add_row(outline, "exam", module->exam_path, true, text);
}

static void add_exam(struct outline *outline, const struct outlined *module) {
  add_exam_itself(outline, module);
  add_sitting(outline, module);
}

static void add_module(struct outline *outline, const struct outlined *module) {
  struct arena *arena = &outline->ui->arena;
  outline->rows[outline->n++] = (struct outline_row){.text = module->title};
  for (size_t i = 0; i < module->n_lessons; i++)
    add_row(outline, "lesson", module->lessons[i].path, false,
            arena_printf(arena, _("Lesson: %s (%u min)"), module->lessons[i].title,
                         module->lessons[i].minutes));
  if (module->draw)
    add_row(outline, "quiz", module->path, true,
            arena_printf(arena,
                         ngettext("Practice: %u question", "Practice: %u questions", module->draw),
                         module->draw));
  add_exam(outline, module);
  for (size_t i = 0; i < module->n_drills; i++)
    add_row(outline, "drill", module->drills[i].path, true,
            arena_printf(arena, _("Drill: %s (%u min)"), module->drills[i].title,
                         module->drills[i].minutes));
}

static void add_broken(struct outline *outline, const struct outlined *module) {
  outline->rows[outline->n++] = (struct outline_row){.text = module->title,
                                                     .word = _("cannot be opened"),
                                                     .tone = TONE_BAD,
                                                     .note = module->fault};
}

static void add_modules(struct ui *ui, const struct course *course, struct outline *outline) {
  size_t n, room = 0;
  const struct outlined *modules = app_outline(ui->app, &ui->arena, course, &n);
  for (size_t i = 0; i < n; i++)
    room +=
        modules[i].n_lessons + modules[i].n_drills + 4; /* the title, practice, test, its sitting */
  outline->rows = arena_array(&ui->arena, room, sizeof *outline->rows);
  for (size_t i = 0; i < n; i++)
    if (modules[i].fault)
      add_broken(outline, &modules[i]);
    else
      add_module(outline, &modules[i]);
}

static void course_page(struct ui *ui, struct page *page) {
  const struct course *course = app_course(ui->app, ui_arg(ui));
  page_init(page, &ui->arena, ui_arg(ui), course ? course->title : ui_arg(ui));
  ui_add_notice(ui, page);
  page_add_action(page, "back", "esc", _("Back"), _("Back to the courses"), false);
  if (!course)
    return;
  struct outline outline = {.ui = ui};
  struct diags untold = {0}; /* what is damaged is told by whoever needs it */
  joined_read(ui->app->folder, &outline.joined, &untold);
  diags_done(&untold);
  outline.n_begun = app_begun(ui->app, &ui->arena, &outline.begun);
  page_add_plain(page, course->summary);
  add_modules(ui, course, &outline);
  if (outline.next && !outline.rows[outline.next].word)
    outline.rows[outline.next].word = _("next");
  page_add_outline(page, "outline", outline.rows, outline.n)->at = outline.next;
  joined_done(&outline.joined);
}

static void course_act(struct ui *ui, const struct input *input) {
  static const struct {
    const char *verb;
    enum run_kind kind;
  } runs[] = {{"lesson", RUN_LESSON}, {"quiz", RUN_QUIZ}, {"drill", RUN_DRILL}, {"exam", RUN_EXAM}};
  const char *sitting = ui_after(input, "sitting");
  if (ui_is(input, "back")) {
    ui_pop(ui);
    return;
  }
  if (sitting)
    ui_push(ui, &screen_sitting, sitting);
  for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
    const char *path = ui_after(input, runs[i].verb);
    if (path)
      run_screen_open(ui, runs[i].kind, path);
  }
}

const struct screen screen_course = {.name = "course", .page = course_page, .act = course_act};
