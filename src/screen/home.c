/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Home: go on where you were, or choose a course. */
#include "screen/screen.h"

#include "app/curriculum.h"
#include "app/review.h"
#include "app/sealing.h"
#include "app/shelf.h"
#include "base/text.h"

#include <string.h>

static void add_continue(struct ui *ui, struct page *page) {
  uint8_t session[ID_BYTES];
  const char *where = NULL;
  char hex[2 * ID_BYTES + 1];
  if (!app_continue(ui->app, session, &ui->arena, &where))
    return;
  seal_hex(session, ID_BYTES, hex);
  const struct outline_row row = {
      .text = arena_printf(&ui->arena, _("Continue: %s"), where),
      .action = arena_printf(&ui->arena, "session:%s", hex),
  };
  page_add_outline(page, "continue", &row, 1);
}

/* Only what can be done now; what is due another day is told by the review's own screen. Where it
 * is not known without reading what was recorded, the first frame does not wait for it. */
static void add_review(struct ui *ui, struct page *page) {
  struct schedule_count count;
  if (!review_count(ui->app, &count)) {
    page->wake = 0;
    return;
  }
  const struct outline_row row = {
      .text = _("Review"),
      .word = arena_printf(&ui->arena, _("%zu due"), count.today),
      .action = "review-now",
  };
  if (count.today)
    page_add_outline(page, "review", &row, 1);
}

static void add_curriculum(struct ui *ui, struct page *page) {
  if (!curriculum_known(ui->app))
    return;
  const struct outline_row row = {
      .text = arena_printf(&ui->arena, _("Learning path: %s"),
                           app_post_title(ui->app, ui->app->person.position)),
      .action = "curriculum",
  };
  page_add_outline(page, "curriculum", &row, 1);
}

static struct outline_row course_row(struct ui *ui, const struct shelf_course *course) {
  struct outline_row row = {.text = course->title};
  if (course->fault) {
    row.word = _("cannot be opened");
    row.tone = TONE_BAD;
    row.note = course->fault;
  } else {
    row.note = course->summary;
    row.action = arena_printf(&ui->arena, "course:%s", course->id);
  }
  return row;
}

/* What is about the person and not about a course. */
static const struct {
  const char *id, *text, *note;
  const struct screen *screen;
} self[] = {
    {"review", N_("Review"), N_("Before you forget it"), &screen_review},
    {"stand", N_("Find out where I stand"), N_("Competency by competency of your post"),
     &screen_stand},
    {"progress", N_("Progress by competency"), NULL, &screen_progress},
    {"results", N_("Results"), NULL, &screen_results},
    {"settings", N_("Settings"), N_("Language, colours, time in tests"), &screen_settings},
    {"keys", N_("Practise the keys"), N_("Two minutes; nothing is recorded"), &screen_keys},
};

enum { SELF = sizeof self / sizeof *self };

static void add_self(struct page *page) {
  struct outline_row rows[SELF] = {0};
  for (size_t i = 0; i < SELF; i++)
    rows[i] = (struct outline_row){.text = _(self[i].text),
                                   .note = self[i].note ? _(self[i].note) : NULL,
                                   .action = self[i].id};
  page_add_heading(page, _("You"));
  page_add_outline(page, "self", rows, SELF);
}

static void home_page(struct ui *ui, struct page *page) {
  const struct shelf *shelf = app_shelf(ui->app);
  struct outline_row *rows = arena_array(&ui->arena, shelf->n_courses + 1, sizeof *rows);
  page_init(page, &ui->arena, "home", _("Mafunzo"));
  page->status = arena_strdup(&ui->arena, ui->app->person.name);
  ui_add_notice(ui, page);
  add_continue(ui, page);
  add_review(ui, page);
  add_curriculum(ui, page);
  if (!shelf->framework)
    page_add_notice(
        page, TONE_WARN,
        _("The competency framework cannot be read, so posts cannot be chosen. Ask your "
          "trainer: mafunzo check, with the folder of courses, says what is wrong."));
  page_add_heading(page, _("Courses"));
  for (size_t i = 0; i < shelf->n_courses; i++)
    rows[i] = course_row(ui, &shelf->courses[i]);
  if (shelf->n_courses)
    page_add_outline(page, "courses", rows, shelf->n_courses);
  else
    page_add_plain(page, _("No course is installed. Ask your trainer for a course folder, and "
                           "start Mafunzo with --courses and the folder that holds it."));
  add_self(page);
  page_add_action(page, "results", "r", _("Results"), _("What you have done so far"), false);
  page_add_action(page, "assess", "a", _("Assess"),
                  _("Mark others at a practical station, or check them at work"), false);
  page_add_action(page, "hand-in", "h", _("Hand in"),
                  _("Take what is recorded on this laptop to the coordinator, on a stick"), false);
  page_add_action(page, "people", "esc", _("People"), _("Someone else, or leave"), false);
}

static void home_act(struct ui *ui, const struct input *input) {
  const char *course = ui_after(input, "course"), *session = ui_after(input, "session");
  if (ui_is(input, "people")) {
    if (sealing_is_set(ui->app)) /* whoever comes next has to open it anew */
      sealing_leave(ui->app);
    ui_pop(ui);
  }
  if (course)
    ui_push(ui, &screen_course, course);
  else if (session)
    run_screen_resume(ui, session);
  else if (ui_is(input, "review-now"))
    run_screen_open(ui, RUN_REVIEW, REVIEW_PATH);
  else if (ui_is(input, "curriculum"))
    ui_push(ui, &screen_curriculum, "");
  else if (ui_is(input, "assess"))
    ui_push(ui, &screen_assess, "");
  else if (ui_is(input, "hand-in"))
    ui_push(ui, &screen_hand_in, "");
  else if (ui_is(input, "tick"))
    review_refresh(ui->app);
  for (size_t i = 0; i < SELF; i++)
    if (ui_is(input, self[i].id))
      ui_push(ui, self[i].screen, "");
}

const struct screen screen_home = {.name = "home", .page = home_page, .act = home_act};
