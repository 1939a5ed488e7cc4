/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find: everything that can be done from here, by a word of its name. */
#include "screen/screen.h"

#include "app/shelf.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { CHOICES_MOST = 60 };

struct finder {
  struct ui *ui;
  const char *word; /* folded */
  struct outline_row rows[CHOICES_MOST];
  size_t n;
};

/* Every word typed is in the text, somewhere. */
static bool fits(struct finder *finder, const char *text) {
  struct arena *arena = &finder->ui->arena;
  const char *folded = text_fold(arena, text);
  char *words = arena_strdup(arena, finder->word), *rest = NULL;
  for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
    if (!strstr(folded, word))
      return false;
  return true;
}

static bool offered(const struct finder *finder, const char *text) {
  for (size_t i = 0; i < finder->n; i++)
    if (strcmp(finder->rows[i].text, text) == 0)
      return true;
  return false;
}

/* What is called the same is offered once. */
static void offer(struct finder *finder, const char *text, const char *note, const char *action) {
  if (offered(finder, text))
    return;
  const char *both = arena_printf(&finder->ui->arena, "%s %s", text, note ? note : "");
  if (finder->n < CHOICES_MOST && fits(finder, both))
    finder->rows[finder->n++] = (struct outline_row){.text = text, .note = note, .action = action};
}

/* What the screen beneath offers by its keys and rows; what needs an answer is given there. */
static void offer_here(struct finder *finder) {
  struct arena *arena = &finder->ui->arena;
  struct page here;
  ui_beneath(finder->ui, &here);
  for (size_t i = 0; i < here.n_actions; i++)
    if (!here.actions[i].needs_answer)
      offer(finder, here.actions[i].label, here.actions[i].help,
            arena_printf(arena, "here:%s", here.actions[i].id));
  for (size_t i = 0; i < here.n_blocks; i++)
    for (size_t k = 0; here.blocks[i].kind == BLOCK_OUTLINE && k < here.blocks[i].n; k++) {
      const struct outline_row *row = &here.blocks[i].outline[k];
      if (row->action && strlen(row->action) + 6 < INPUT_ACTION)
        offer(finder, row->text, row->note, arena_printf(arena, "here:%s", row->action));
    }
}

static const struct {
  const char *id, *text;
  const struct screen *screen;
} places[] = {
    {"search", N_("Search"), &screen_search},
    {"review", N_("Review"), &screen_review},
    {"stand", N_("Find out where I stand"), &screen_stand},
    {"progress", N_("Progress by competency"), &screen_progress},
    {"results", N_("Results"), &screen_results},
    {"hand-in", N_("Hand in"), &screen_hand_in},
    {"settings", N_("Settings"), &screen_settings},
    {"keys", N_("Practise the keys"), &screen_keys},
};

enum { PLACES = sizeof places / sizeof *places };

static void offer_places(struct finder *finder) {
  const struct shelf *shelf = app_shelf(finder->ui->app);
  struct arena *arena = &finder->ui->arena;
  for (size_t i = 0; i < PLACES; i++)
    offer(finder, _(places[i].text), NULL, arena_printf(arena, "place:%s", places[i].id));
  for (size_t i = 0; i < shelf->n_courses; i++) {
    const struct shelf_course *course = &shelf->courses[i];
    if (!course->fault)
      offer(finder, course->title, _("Course"), arena_printf(arena, "course:%s", course->id));
  }
  offer(finder, _("Home"), _("Leave what is on the screen; it can be gone on with"), "home");
}

static void find_page(struct ui *ui, struct page *page) {
  struct finder finder = {.ui = ui, .word = text_fold(&ui->arena, ui_arg(ui))};
  offer_here(&finder);
  offer_places(&finder);
  page_init(page, &ui->arena, "find", _("What do you want to do?"));
  page_add_entry(page, "word", _("A word of it"), ui_arg(ui), UI_ARG - 1, NULL)->eager = true;
  if (finder.n)
    page_add_outline(page, "found", finder.rows, finder.n);
  else
    page_add_notice(page, TONE_PLAIN, _("Nothing here is called so."));
  page_add_action(page, "go", "enter", _("Do it"), _("Do the first of the list"), false);
  page_add_action(page, "back", "esc", _("Back"), _("Back without doing anything"), false);
}

static void go_home(struct ui *ui) {
  while (ui->n > 1 && ui->frames[ui->n - 1].screen != &screen_home)
    ui_pop(ui);
}

/* Only rows that find_page offered come back as actions. */
static void perform(struct ui *ui, const char *action) {
  struct input input = {0};
  snprintf(input.action, sizeof input.action, "%s", action);
  const char *here = ui_after(&input, "here"), *place = ui_after(&input, "place");
  const char *course = ui_after(&input, "course");
  if (here) {
    struct input done = {0};
    snprintf(done.action, sizeof done.action, "%s", here);
    ui_pop_and(ui, &done);
  } else if (course) {
    go_home(ui);
    ui_push(ui, &screen_course, course);
  } else if (ui_is(&input, "home")) {
    go_home(ui);
  }
  for (size_t i = 0; place && i < PLACES; i++)
    if (strcmp(places[i].id, place) == 0)
      ui_replace(ui, places[i].screen, "");
}

static void find_act(struct ui *ui, const struct input *input) {
  const struct response *word = input_value(input, "word");
  if (word)
    ui_replace(ui, &screen_find, word->text);
  if (ui_is(input, "back")) {
    ui_pop(ui);
  } else if (ui_is(input, "go")) {
    struct page page = {.arena = &ui->arena};
    find_page(ui, &page);
    for (size_t i = 0; i < page.n_blocks; i++)
      if (page.blocks[i].kind == BLOCK_OUTLINE) {
        perform(ui, page.blocks[i].outline[0].action);
        return;
      }
  } else if (!ui_is(input, INPUT_TYPED)) {
    perform(ui, input->action);
  }
}

const struct screen screen_find = {
    .name = "find", .alone = true, .page = find_page, .act = find_act};
