/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where I stand: the competencies of the post, what each diagnostic came to, and what to train. The
 * argument is the path of one that is done and looked at; "": all. */
#include "screen/screen.h"

#include "app/stand.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static unsigned minutes_of(const struct ui *ui) { return (unsigned)strtoul(ui->minutes, NULL, 10); }

static void read_all(struct ui *ui, unsigned minutes, struct stands *stands) {
  struct diags diags = {0};
  if (stand_read(ui->app, &ui->arena, minutes, stands, &diags) != RC_OK)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

/* -- All of them ----------------------------------------------------------------------------- */

static struct outline_row stand_row(struct ui *ui, const struct stand *stand) {
  struct arena *arena = &ui->arena;
  struct outline_row row = {.text = stand->name,
                            .note = arena_printf(arena, _("Asked: level %u"), stand->required)};
  row.action =
      arena_printf(arena, "%s:%s", stand->done && !stand->begun ? "look" : "ask", stand->path);
  if (stand->begun)
    row.word = _("begun");
  else if (stand->done) {
    row.word = diagnostic_word(stand->result.status);
    row.tone = diagnostic_tone(stand->result.status);
  } else if (!stand->items) {
    row.word = _("no questions here");
    row.action = NULL;
  }
  return row;
}

/* The cursor begins at what comes next. */
static void add_stands(struct ui *ui, struct page *page, const struct stands *stands) {
  struct outline_row *rows = arena_array(&ui->arena, stands->n, sizeof *rows);
  size_t next = stands->n;
  for (size_t i = 0; i < stands->n; i++) {
    const struct stand *stand = &stands->list[i];
    rows[i] = stand_row(ui, stand);
    bool open = stand->begun || (!stand->done && stand->items);
    if (open && next == stands->n) {
      next = i;
      rows[i].word = stand->begun ? _("begun") : _("next");
    }
  }
  page_add_outline(page, "stands", rows, stands->n)->at = next < stands->n ? next : 0;
}

static void add_modules(struct ui *ui, struct page *page, const struct stands *stands) {
  struct outline_row *rows = arena_array(&ui->arena, stands->n_modules, sizeof *rows);
  for (size_t i = 0; i < stands->n_modules; i++) {
    const struct stand_module *it = &stands->modules[i];
    rows[i] = (struct outline_row){
        .text = arena_printf(&ui->arena, "%s: %s", it->course->title, it->module->title),
        .note = arena_printf(&ui->arena, _("%s (%u min)"), it->names, it->minutes),
        .action = arena_printf(&ui->arena, "course:%s", it->course->id)};
  }
  page_add_heading(page, _("What to train, in this order"));
  page_add_outline(page, "modules", rows, stands->n_modules);
}

static void add_words(struct ui *ui, struct page *page, const struct stands *stands) {
  unsigned minutes = minutes_of(ui), n = (unsigned)stands->n;
  page_add_plain(page, _("Of each competency you are asked 5 to 20 questions, until it is clear "
                         "whether you reach what your post asks for. What was right is not told. "
                         "Pause when you like: it goes on from there."));
  if (minutes)
    page_add_plain(page, arena_printf(&ui->arena,
                                      ngettext("In %u minutes: %u competency. Others of your unit "
                                               "take the rest.",
                                               "In %u minutes: %u competencies. Others of your "
                                               "unit take the rest.",
                                               n),
                                      minutes, n));
}

static void all_page(struct ui *ui, struct page *page) {
  struct stands stands;
  page_init(page, &ui->arena, "stand", _("Where I stand"));
  page->status = arena_strdup(&ui->arena, ui->app->person.name);
  read_all(ui, minutes_of(ui), &stands);
  ui_add_notice(ui, page);
  if (stands.n) {
    add_words(ui, page, &stands);
    add_stands(ui, page, &stands);
  } else {
    page_add_plain(page, _("First say which post is yours: it decides what is asked. Add yourself "
                           "with a post on the first screen, or ask your trainer."));
  }
  if (stands.n_modules)
    add_modules(ui, page, &stands);
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

/* -- One that is done ------------------------------------------------------------------------ */

static const struct stand *find(const struct stands *stands, const char *path) {
  for (size_t i = 0; i < stands->n; i++)
    if (strcmp(stands->list[i].path, path) == 0)
      return &stands->list[i];
  return NULL;
}

static void one_page(struct ui *ui, struct page *page) {
  struct stands stands;
  read_all(ui, 0, &stands);
  const struct stand *stand = find(&stands, ui_arg(ui));
  page_init(page, &ui->arena, ui_arg(ui), stand ? stand->name : _("Where I stand"));
  ui_add_notice(ui, page);
  if (stand && stand->done) {
    enum status status = stand->result.status;
    page_add_heading(page, arena_printf(&ui->arena, _("Asked: level %u"), stand->required));
    page_add_notice(page, diagnostic_tone(status), diagnostic_word(status));
    page_add_plain(page, diagnostic_advice(status));
    page_add_action(page, "again", "r", _("Once more"), _("Answer other questions of this"), false);
  }
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

/* -- Acting ---------------------------------------------------------------------------------- */

static void stand_page(struct ui *ui, struct page *page) {
  if (ui_arg(ui)[0])
    one_page(ui, page);
  else
    all_page(ui, page);
}

static void ask_again(struct ui *ui) {
  const char *path = arena_strdup(&ui->arena, ui_arg(ui));
  ui_pop(ui);
  run_screen_open(ui, RUN_DIAGNOSTIC, path);
}

static void stand_act(struct ui *ui, const struct input *input) {
  const char *ask = ui_after(input, "ask"), *look = ui_after(input, "look");
  const char *course = ui_after(input, "course");
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (ui_is(input, "again"))
    ask_again(ui);
  else if (ask)
    run_screen_open(ui, RUN_DIAGNOSTIC, ask);
  else if (look)
    ui_push(ui, &screen_stand, look);
  else if (course)
    ui_push(ui, &screen_course, course);
}

const struct screen screen_stand = {
    .name = "stand", .tells = true, .page = stand_page, .act = stand_act};
