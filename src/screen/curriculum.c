/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learning path of one's post: first where one stands, then module by module. */
#include "screen/screen.h"

#include "app/curriculum.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char *hours(struct arena *arena, unsigned minutes) {
  unsigned halves = (minutes + 15) / 30;
  return arena_printf(arena, halves % 2 ? "%u.5" : "%u", halves / 2);
}

static struct outline_row stand_row(struct ui *ui, const struct curriculum_way *way) {
  unsigned n = way->diagnostics;
  return (struct outline_row){
      .text = _("Find out where I stand"),
      .note = arena_printf(&ui->arena,
                           ngettext("First: it says what you need not take (%u competency)",
                                    "First: it says what you need not take (%u competencies)", n),
                           n),
      .action = "stand"};
}

static struct outline_row absent_row(const struct curriculum_step *step) {
  return (struct outline_row){.text = step->path,
                              .word = step->course ? _("cannot be opened") : _("not installed"),
                              .tone = TONE_WARN};
}

/* Of the rows that the course's page has for a module. */
static const char *first_part(const struct outlined *module) {
  return module->n_lessons  ? module->lessons[0].path
         : module->draw     ? module->path
         : module->n_drills ? module->drills[0].path
                            : module->exam_path;
}

static struct outline_row step_row(struct ui *ui, const struct curriculum_step *step) {
  struct arena *arena = &ui->arena;
  if (!step->module)
    return absent_row(step);
  struct outline_row row = {
      .text = step->module->title,
      .note = arena_printf(arena, _("%s (%u min)"), step->course->title, step->minutes),
      .action = arena_printf(arena, "module:%s", first_part(step->module))};
  if (step->parts && step->done == step->parts) {
    row.word = _("done");
    row.tone = TONE_GOOD;
  } else if (step->done) {
    row.word = arena_printf(arena, _("%zu of %zu"), step->done, step->parts);
  }
  return row;
}

/* The cursor begins at the first module that is not done; before anything is, at the diagnostic. */
static void add_steps(struct ui *ui, struct page *page, const struct curriculum_way *way) {
  struct outline_row *rows = arena_array(&ui->arena, way->n + 1, sizeof *rows);
  size_t next = 0;
  bool begun = false;
  rows[0] = stand_row(ui, way);
  for (size_t i = 0; i < way->n; i++) {
    const struct curriculum_step *step = &way->steps[i];
    rows[i + 1] = step_row(ui, step);
    begun = begun || step->done;
    if (!next && step->module && step->done < step->parts)
      next = i + 1;
  }
  if (next && !rows[next].word)
    rows[next].word = _("next");
  page_add_outline(page, "path", rows, way->n + 1)->at = begun ? next : 0;
}

static void curriculum_page(struct ui *ui, struct page *page) {
  struct curriculum_way way;
  struct diags diags = {0};
  page_init(page, &ui->arena, "curriculum", _("Learning path"));
  page->status = arena_strdup(&ui->arena, ui->app->person.name);
  enum rc rc = curriculum_read(ui->app, &ui->arena, &way, &diags);
  if (rc == RC_DATA)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
  ui_add_notice(ui, page);
  page_add_heading(page, way.post);
  if (way.n) {
    page_add_plain(page, arena_printf(&ui->arena,
                                      _("The modules for your post, in the order that helps "
                                        "most: about %s h in all. What you do in a course "
                                        "counts here too."),
                                      hours(&ui->arena, way.minutes)));
    add_steps(ui, page, &way);
  } else {
    page_add_plain(page, _("No learning path is laid down for this post."));
  }
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

/* The course's page, with the cursor on what is next from there on. */
static void open_module(struct ui *ui, const char *part) {
  const char *course = arena_strndup(&ui->arena, part, strcspn(part, "/"));
  snprintf(ui->last_path, sizeof ui->last_path, "%s", part);
  ui_push(ui, &screen_course, course);
}

static void curriculum_act(struct ui *ui, const struct input *input) {
  const char *part = ui_after(input, "module");
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (ui_is(input, "stand"))
    ui_push(ui, &screen_stand, "");
  else if (part)
    open_module(ui, part);
}

const struct screen screen_curriculum = {
    .name = "curriculum", .tells = true, .page = curriculum_page, .act = curriculum_act};
