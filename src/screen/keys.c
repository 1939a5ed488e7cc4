/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Practising the keys, for who never typed: one small thing after the other, nothing recorded. The
 * screen's argument is the number of the step. */
#include "screen/screen.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PRACTICE_BLOCK "practice"

/* A step says what to do, shows something to do it with, and knows when it was done. */
struct step {
  const char *title, *task; /* N_() */
  void (*blocks)(struct page *page);
  bool (*done)(const struct input *input);
};

static void add_stops(struct page *page) {
  static const char *const stops[] = {N_("The bus stop"), N_("The border post"), N_("The ferry")};
  struct outline_row rows[3] = {0};
  for (size_t i = 0; i < 3; i++)
    rows[i] = (struct outline_row){.text = _(stops[i]), .action = i == 1 ? "there" : "elsewhere"};
  page_add_outline(page, PRACTICE_BLOCK, rows, 3);
}

static bool is_there(const struct input *input) { return ui_is(input, "there"); }

static void add_choices(struct page *page, bool many) {
  static const char *const texts[] = {N_("A passport"), N_("A bicycle"), N_("An identity card")};
  struct choice rows[3] = {0};
  for (size_t i = 0; i < 3; i++)
    rows[i] = (struct choice){.value = (uint8_t)i, .text = _(texts[i])};
  page_add_choices(page, PRACTICE_BLOCK, rows, 3, many, true);
}

static void add_one(struct page *page) { add_choices(page, false); }
static void add_many(struct page *page) { add_choices(page, true); }

static const struct response *given(const struct input *input) {
  return ui_is(input, "answer") ? input_value(input, PRACTICE_BLOCK) : NULL;
}

static bool is_bicycle(const struct input *input) {
  const struct response *response = given(input);
  return response && response->n == 1 && response->pick[0] == 1;
}

static bool are_papers(const struct input *input) {
  const struct response *response = given(input);
  return response && response->n == 2 && !memchr(response->pick, 1, 2);
}

static void add_entry(struct page *page) {
  page_add_entry(page, PRACTICE_BLOCK, _("Type here"), "", 40, NULL);
}

static bool is_typed(const struct input *input) {
  const struct response *response = given(input);
  struct arena arena = {0};
  bool typed = response && strcmp(text_fold(&arena, response->text), "utopia 7") == 0;
  arena_done(&arena);
  return typed;
}

static void add_lines(struct page *page) {
  static const char *const lines[] = {N_("Compare the faces"), N_("Decide"), N_("Greet")};
  struct choice rows[3] = {0};
  for (size_t i = 0; i < 3; i++)
    rows[i] = (struct choice){.value = (uint8_t)i, .text = _(lines[i])};
  page_add_order(page, PRACTICE_BLOCK, rows, 3, true);
}

static bool is_ordered(const struct input *input) {
  const struct response *response = given(input);
  return response && response->n == 3 && response->pick[0] == 2 && response->pick[1] == 0;
}

static void add_long(struct page *page) {
  for (unsigned i = 12; i > 0; i--)
    page_add_plain(page,
                   arena_printf(page->arena, ngettext("%u line to go.", "%u lines to go.", i), i));
}

static bool is_read(const struct input *input) { return ui_is(input, "read"); }

static const struct step steps[] = {
    {N_("Moving"),
     N_("Go down to \"The border post\" with the arrow key that points down, or type its number. "
        "Then press Enter, the large key at the right."),
     add_stops, is_there},
    {N_("Choosing one"), N_("Which of these is no paper? Go there with the arrows, then Enter."),
     add_one, is_bicycle},
    {N_("Choosing several"),
     N_("Mark the two papers: the space bar marks the line you are on, a digit marks its line. "
        "Then Enter."),
     add_many, are_papers},
    {N_("Typing"),
     N_("Type the word Utopia, a blank and the digit 7. Capital or small letters are "
        "the same. Backspace deletes. Then Enter."),
     add_entry, is_typed},
    {N_("Putting in order"),
     N_("First one greets, then one compares the faces. Go to a line and type the number of the "
        "place where it belongs; then Enter."),
     add_lines, is_ordered},
    {N_("Reading on"),
     N_("This page is longer than the screen. Enter, the space bar or Page Down "
        "reads on; at the end Enter goes on."),
     add_long, is_read},
};

enum { STEPS = sizeof steps / sizeof *steps };

static size_t step_now(const struct ui *ui) { return strtoul(ui_arg(ui), NULL, 10); }

static void keys_page(struct ui *ui, struct page *page) {
  size_t at = step_now(ui);
  page_init(page, &ui->arena, arena_printf(&ui->arena, "keys:%zu", at), _("Practise the keys"));
  ui_add_notice(ui, page);
  page_add_action(page, "back", "esc", _("Leave"), _("Leave the practice"), false);
  if (at >= STEPS) {
    page_add_plain(page, _("That was all: arrows, digits and Enter do everything, and ? tells what "
                           "else can be done on a screen."));
    page_add_action(page, "back", "enter", _("Done"), _("Back to where you were"), false);
    return;
  }
  page->status = arena_printf(&ui->arena, _("%zu of %d"), at + 1, (int)STEPS);
  page_add_heading(page, _(steps[at].title));
  page_add_plain(page, _(steps[at].task));
  steps[at].blocks(page);
  if (steps[at].done == is_read)
    page_add_action(page, "read", "enter", _("Next"), _("Go on"), false);
  else if (steps[at].done != is_there)
    page_add_action(page, "answer", "enter", _("Answer"), _("See whether it is right"), true);
  page_add_action(page, "skip", "n", _("Skip"), _("Leave this step out"), false);
}

static void keys_act(struct ui *ui, const struct input *input) {
  size_t at = step_now(ui);
  if (ui_is(input, "back")) {
    ui_pop(ui);
    return;
  }
  bool done = at < STEPS && steps[at].done(input);
  if (!done && !ui_is(input, "skip")) {
    if (!ui_is(input, "tick"))
      ui_say(ui, TONE_WARN, "%s", _("Not quite: please read the line below once more."));
    return;
  }
  char next[16];
  snprintf(next, sizeof next, "%zu", at + 1);
  ui_replace(ui, &screen_keys, next);
  if (done)
    ui_say(ui, TONE_GOOD, "%s", _("Well done."));
}

const struct screen screen_keys = {
    .name = "keys", .alone = true, .page = keys_page, .act = keys_act};
