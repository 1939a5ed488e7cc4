/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codes of a sitting: "start" as the argument opens one, "close" closes it. And what is said in
 * the place of results for as long as one is open. */
#include "screen/screen.h"

#include "app/sitting.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TYPED = 40, SEAT_DIGITS = 3 };

static bool closes(const struct ui *ui) { return strcmp(ui_arg(ui), "close") == 0; }

static void add_seat(struct ui *ui, struct page *page) {
  struct joined joined;
  struct diags untold = {0};
  joined_read(ui->app->folder, &joined, &untold);
  const char *seat = joined.seat ? arena_printf(&ui->arena, "%u", joined.seat) : "";
  page_add_entry(page, "seat", _("The number of your seat"), seat, SEAT_DIGITS, NULL);
  joined_done(&joined);
  diags_done(&untold);
}

static void start_page(struct ui *ui, struct page *page) {
  page_init(page, &ui->arena, "sitting:start", _("Start the test"));
  ui_add_notice(ui, page);
  page_add_plain(page, _("Your trainer reads a code aloud. It opens the test on this laptop. "
                         "Nothing of the test is told before the trainer closes it with another "
                         "code."));
  page_add_entry(page, "code", _("The code"), "", TYPED, NULL);
  add_seat(ui, page);
  page_add_action(page, "send", "enter", _("Start"), _("Open the test with this code"), true);
}

static void close_page(struct ui *ui, struct page *page) {
  page_init(page, &ui->arena, "sitting:close", _("Close the test"));
  ui_add_notice(ui, page);
  page_add_plain(page, _("Your trainer reads a code aloud when everybody has handed in. Then "
                         "results and reasons are told."));
  page_add_entry(page, "code", _("The code"), "", TYPED, NULL);
  page_add_action(page, "send", "enter", _("Close"), _("Close the test with this code"), true);
}

static void sitting_page(struct ui *ui, struct page *page) {
  if (closes(ui))
    close_page(ui, page);
  else
    start_page(ui, page);
  page_add_action(page, "back", "esc", _("Back"), _("Back to the course"), false);
}

static const char *typed(const struct input *input, const char *block) {
  const struct response *value = input_value(input, block);
  return value ? value->text : "";
}

/* "": it stays as it is. */
static bool read_seat(const char *text, unsigned *seat) {
  char *end;
  unsigned long n = strtoul(text, &end, 10);
  *seat = (unsigned)n;
  return !*text || (*text >= '0' && *text <= '9' && !*end && n >= 1 && n <= SEATS);
}

static void send(struct ui *ui, const struct input *input) {
  const char *path = NULL;
  struct diags diags = {0};
  unsigned seat;
  bool close = closes(ui);
  if (!read_seat(typed(input, "seat"), &seat)) {
    ui_say(ui, TONE_BAD, _("A seat is a number, 1 to %d."), SEATS);
    return;
  }
  enum rc rc = close ? sitting_close(ui->app, typed(input, "code"), &path, &diags)
                     : sitting_start(ui->app, typed(input, "code"), seat, &path, &diags);
  if (rc == RC_OK) {
    ui_pop(ui);
    ui_say(ui, TONE_GOOD,
           close ? _("Closed: %s. Its results can be seen.") : _("Open: %s. You can begin."),
           ui_path_title(ui, path));
  } else
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

static void sitting_act(struct ui *ui, const struct input *input) {
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (ui_is(input, "send"))
    send(ui, input);
}

const struct screen screen_sitting = {
    .name = "sitting", .alone = true, .page = sitting_page, .act = sitting_act};

/* -- While one is open ------------------------------------------------------------------------ */

void sitting_hush_page(struct ui *ui, struct page *page) {
  page_init(page, &ui->arena, "hushed", _("Not yet"));
  page_add_notice(page, TONE_PLAIN,
                  _("A test is open on this laptop. Nothing is told before your trainer closes it "
                    "with a code."));
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

bool sitting_hush_run(struct ui *ui, const struct run *run, struct page *page) {
  struct joined joined;
  struct diags untold = {0};
  if (!run->session.over || run->session.kind != RUN_EXAM)
    return false;
  enum rc rc = joined_read(ui->app->folder, &joined, &untold);
  bool hushed =
      sitting_of(&joined, run_path(run)) == SITTING_OPEN || (rc != RC_OK && rc != RC_MISSING);
  joined_done(&joined);
  diags_done(&untold);
  if (!hushed)
    return false;
  page_init(page, &ui->arena, "exam:handed-in", run->module->title);
  page->status = _("Handed in");
  page_add_notice(page, TONE_GOOD, _("Handed in. All your answers are saved."));
  page_add_plain(page, _("What it came to is told when your trainer closes the test with a code."));
  page_add_action(page, "leave", "esc", _("Back"), _("Back to the course"), false);
  return true;
}

bool sitting_row(const struct joined *joined, const char *exam_path, bool there,
                 struct outline_row *row) {
  enum sitting_stage stage = sitting_of(joined, exam_path);
  bool start = stage == SITTING_SEALED || (stage == SITTING_OPEN && !there);
  if (!start && stage != SITTING_OPEN)
    return false;
  *row = (struct outline_row){.depth = 1,
                              .text = start ? _("Test: sealed") : _("Close the test"),
                              .word = start ? _("its code opens it") : _("with its closing code"),
                              .action = start ? "sitting:start" : "sitting:close"};
  return true;
}
