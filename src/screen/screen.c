/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screen/screen.h"

#include "app/gather.h"
#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static struct frame *ui_top(struct ui *ui) { return &ui->frames[ui->n - 1]; }

static void frame_set(struct frame *frame, const struct screen *screen, const char *arg) {
  frame->screen = screen;
  snprintf(frame->arg, sizeof frame->arg, "%s", arg ? arg : "");
}

static void ui_drop_run(struct ui *ui) {
  run_free(ui->run);
  ui->run = NULL;
}

static void ui_drop_past(struct ui *ui) {
  run_free(ui->past);
  ui->past = NULL;
}

static void ui_drop_sheets(struct ui *ui) {
  keyin_free(ui->keyin);
  checklist_free(ui->checklist);
  ui->keyin = NULL;
  ui->checklist = NULL;
}

void ui_push(struct ui *ui, const struct screen *screen, const char *arg) {
  if (ui->n == UI_DEPTH) /* going round in circles: forget the oldest but the first */
    memmove(&ui->frames[1], &ui->frames[2], (--ui->n - 1) * sizeof *ui->frames);
  frame_set(&ui->frames[ui->n++], screen, arg);
}

void ui_pop(struct ui *ui) {
  if (ui_top(ui)->screen == &screen_run)
    ui_drop_run(ui);
  if (ui_top(ui)->screen == &screen_past)
    ui_drop_past(ui);
  if (ui_top(ui)->screen == &screen_keyin || ui_top(ui)->screen == &screen_checklist)
    ui_drop_sheets(ui);
  if (--ui->n == 0)
    ui->over = true;
}

void ui_replace(struct ui *ui, const struct screen *screen, const char *arg) {
  frame_set(ui_top(ui), screen, arg);
}

const char *ui_arg(const struct ui *ui) { return ui->frames[ui->n - 1].arg; }

void ui_say(struct ui *ui, enum tone tone, const char *format, ...) {
  va_list args;
  va_start(args, format);
  vsnprintf(ui->notice, sizeof ui->notice, format, args);
  va_end(args);
  ui->notice_tone = tone;
}

void ui_say_diags(struct ui *ui, const struct diags *diags) {
  if (!diags->n)
    return;
  const struct diag *first = &diags->list[0];
  if (first->hint)
    ui_say(ui, TONE_BAD, _("Not possible: %s (%s)."), first->message, first->hint);
  else
    ui_say(ui, TONE_BAD, _("Not possible: %s."), first->message);
}

/* The person's list is the floor: the program ends by leaving it. Who is alone here is not asked
 * who he is. */
void ui_init(struct ui *ui, struct app *app) {
  *ui = (struct ui){.app = app};
  ui_push(ui, &screen_people, "");
  if (app_sign_in_alone(app))
    ui_push(ui, &screen_home, "");
}

void ui_done(struct ui *ui) {
  ui_drop_run(ui);
  ui_drop_past(ui);
  ui_drop_sheets(ui);
  map_free(ui->map);
  arena_done(&ui->arena);
}

/* What can be done from every screen. */
static const struct {
  const char *id, *key, *label, *help;
  const struct screen *screen;
} everywhere[] = {
    {"ui.search", "/", N_("Search"), N_("Search lessons, terms and questions you have met"),
     &screen_search},
    {"ui.find", "ctrl-p", N_("Find"), N_("Find anything that can be done"), &screen_find},
};

enum { EVERYWHERE = sizeof everywhere / sizeof *everywhere };

static bool runs(const struct ui *ui, enum run_kind kind) {
  return ui->run && !ui->run->session.over && ui->run->session.kind == kind;
}

bool ui_asks(const struct ui *ui) {
  return runs(ui, RUN_QUIZ) || runs(ui, RUN_EXAM) || runs(ui, RUN_REVIEW) ||
         runs(ui, RUN_DIAGNOSTIC);
}

/* A test is taken without help; whoever needs to look elsewhere pauses it. */
static bool has_everywhere(const struct ui *ui) {
  return !ui->frames[ui->n - 1].screen->alone && ui->app->signed_in && !runs(ui, RUN_EXAM) &&
         !runs(ui, RUN_DIAGNOSTIC);
}

static void add_everywhere(const struct ui *ui, struct page *page) {
  if (!has_everywhere(ui))
    return;
  for (size_t i = 0; i < EVERYWHERE; i++)
    page_add_action(page, everywhere[i].id, everywhere[i].key, _(everywhere[i].label),
                    _(everywhere[i].help), false)
        ->everywhere = true;
}

static bool is_hushed(struct ui *ui) {
  return ui_top(ui)->screen->tells && sitting_hushed(ui->app->folder);
}

static void make_page(struct ui *ui, struct page *page) {
  *page = (struct page){.arena = &ui->arena};
  if (is_hushed(ui))
    sitting_hush_page(ui, page);
  else
    ui_top(ui)->screen->page(ui, page);
}

static const struct page *ui_page(void *ctx) {
  struct ui *ui = ctx;
  arena_done(&ui->arena);
  make_page(ui, &ui->page);
  add_everywhere(ui, &ui->page);
  return &ui->page;
}

void ui_beneath(struct ui *ui, struct page *page) {
  assert(ui->n > 1);
  ui->n--;
  make_page(ui, page);
  ui->n++;
}

static bool act_everywhere(struct ui *ui, const struct input *input) {
  if (!has_everywhere(ui))
    return false;
  for (size_t i = 0; i < EVERYWHERE; i++)
    if (ui_is(input, everywhere[i].id)) {
      ui_push(ui, everywhere[i].screen, "");
      return true;
    }
  return false;
}

static bool ui_act(void *ctx, const struct input *input) {
  struct ui *ui = ctx;
  ui->notice[0] = '\0';
  if (act_everywhere(ui, input))
    return !ui->over;
  if (is_hushed(ui)) /* whatever else it is, it is not offered */
    ui_pop(ui);
  else
    ui_top(ui)->screen->act(ui, input);
  return !ui->over;
}

void ui_pop_and(struct ui *ui, const struct input *input) {
  ui_pop(ui);
  ui_act(ui, input);
}

static const struct look *ui_look(void *ctx) {
  struct ui *ui = ctx;
  const struct settings *settings = &ui->app->settings;
  ui->look = (struct look){
      .theme = settings->theme, .mouse = !settings->no_mouse, .motion = !settings->still};
  return &ui->look;
}

struct program ui_program(struct ui *ui) {
  return (struct program){.ctx = ui, .page = ui_page, .act = ui_act, .look = ui_look};
}

void ui_add_notice(const struct ui *ui, struct page *page) {
  if (ui->notice[0])
    page_add_notice(page, ui->notice_tone, ui->notice);
}

bool ui_is(const struct input *input, const char *action) {
  return strcmp(input->action, action) == 0;
}

const char *ui_after(const struct input *input, const char *prefix) {
  size_t len = strlen(prefix);
  bool fits = strncmp(input->action, prefix, len) == 0 && input->action[len] == ':';
  return fits ? input->action + len + 1 : NULL;
}

const char *ui_path_title(struct ui *ui, const char *path) {
  struct diags diags = {0};
  if (gather_title(path))
    return gather_title(path);
  const struct module *module = app_module_at(ui->app, path, &diags);
  const char *title = path;
  diags_done(&diags);
  if (!module)
    return title;
  if (strcmp(path, module->path) == 0 || strcmp(path, module->exam_path) == 0)
    title = module->title;
  for (size_t i = 0; i < module->n_lessons; i++)
    if (strcmp(path, module->lessons[i].path) == 0)
      title = module->lessons[i].title;
  for (size_t i = 0; i < module->n_drills; i++)
    if (strcmp(path, module->drills[i].path) == 0)
      title = module->drills[i].title;
  for (size_t i = 0; i < module->n_stations; i++)
    if (strcmp(path, module->stations[i].path) == 0)
      title = module->stations[i].title;
  return title;
}

const char *ui_day(struct arena *arena, int64_t milliseconds) {
  time_t seconds = (time_t)(milliseconds / 1000);
  struct tm day;
  char text[32] = "";
  if (gmtime_r(&seconds, &day))
    strftime(text, sizeof text, "%Y-%m-%d", &day);
  return arena_strdup(arena, text);
}
