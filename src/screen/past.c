/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A finished run as it ended, to be read: nothing is recorded or begun. It has a place of its own
 * in the ui, since a run may be on the screen beneath. The argument is the number of the question
 * that is looked at; "" otherwise. */
#include "screen/screen.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

void past_screen_open(struct ui *ui, const char *hex) {
  struct diags diags = {0};
  struct run *run = NULL;
  uint8_t id[ID_BYTES];
  if (seal_unhex(hex, id, ID_BYTES) && run_look_back(ui->app, id, &run, &diags) == RC_OK) {
    run_free(ui->past);
    ui->past = run;
    ui_push(ui, &screen_past, "");
  } else
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

/* From here one does not go back to the course, and nothing is done again. */
static void only_read(struct page *page) {
  size_t n = 0;
  for (size_t i = 0; i < page->n_actions; i++) {
    struct action action = page->actions[i];
    if (strcmp(action.id, "again") == 0)
      continue;
    if (strcmp(action.id, "leave") == 0)
      action.help = _("Back to where you were");
    page->actions[n++] = action;
  }
  page->n_actions = n;
}

static void past_page(struct ui *ui, struct page *page) {
  const struct run *run = ui->past;
  unsigned nth = (unsigned)strtoul(ui_arg(ui), NULL, 10);
  page->arena = &ui->arena;
  if (nth && session_look(&run->session, run->module, nth, page)) {
    contest_add(ui, run, nth, page);
    return;
  }
  session_page(&run->session, run->module, page);
  contest_add_result(ui, run, page);
  only_read(page);
}

static void past_act(struct ui *ui, const struct input *input) {
  const char *nth = ui_after(input, "look");
  if (ui_is(input, "leave"))
    ui_pop(ui);
  else if (contest_open(ui, input))
    return;
  else if (nth || ui_is(input, "results"))
    ui_replace(ui, &screen_past, nth ? nth : "");
}

const struct screen screen_past = {
    .name = "past", .tells = true, .alone = true, .page = past_page, .act = past_act};
