/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A forgotten passphrase: a request goes to the trainer's desk on a stick, the answer comes back on
 * it, and a new passphrase is set. The argument is the person's id; "told" for what came of choosing
 * a stick, a page of its own: on a small screen it would scroll away above the sticks; "new:" and
 * the id once the answer has opened the record, by turns with "new2:" as it is tried, so that what
 * was typed in vain is gone. */
#include "screen/screen.h"

#include "app/mounts.h"
#include "app/reset.h"
#include "base/text.h"
#include "screen/sticks.h"

#include <stdio.h>
#include <string.h>

static const char *const opened[] = {"new:", "new2:"};

static const char *id_behind(const char *arg, size_t turn) {
  size_t len = strlen(opened[turn]);
  return strncmp(arg, opened[turn], len) == 0 ? arg + len : NULL;
}

/* The id, if the record was opened; turn may be NULL. */
static const char *is_opened(const struct ui *ui, size_t *turn) {
  const char *id = NULL;
  for (size_t i = 0; !id && i < 2; i++) {
    id = id_behind(ui_arg(ui), i);
    if (turn)
      *turn = i;
  }
  return id;
}

static bool is_told(const struct ui *ui) { return strcmp(ui_arg(ui), "told") == 0; }

static bool whose(const struct ui *ui, uint8_t id[ID_BYTES]) {
  const char *behind = is_opened(ui, NULL);
  return seal_unhex(behind ? behind : ui_arg(ui), id, ID_BYTES);
}

static void open_new(struct ui *ui, const uint8_t id[ID_BYTES], size_t turn) {
  char hex[2 * ID_BYTES + 1], arg[sizeof hex + 8];
  seal_hex(id, ID_BYTES, hex);
  snprintf(arg, sizeof arg, "%s%s", opened[turn], hex);
  ui_replace(ui, &screen_forgotten, arg);
}

/* -- Where to, and where from ------------------------------------------------------------------ */

static void where_page(struct ui *ui, struct page *page) {
  struct mount *sticks;
  size_t n = mounts_read(&ui->arena, &sticks);
  n = mounts_keep_sticks(sticks, n);
  page_add_plain(page,
                 _("Nothing is lost. Choose a stick: a request is written there. Your trainer "
                   "or coordinator answers it at the desk. Choose the stick here again, and "
                   "set a new passphrase."));
  page_add_heading(page, _("Which stick?"));
  sticks_add(page, sticks, n);
  page_add_action(page, "go", "enter", _("Go on"), _("Write the request, or take the answer in"),
                  true);
}

/* -- The new one ------------------------------------------------------------------------------- */

static void fresh_page(struct page *page) {
  page_add_plain(page, _("At least 8 letters, or 6 digits. Six digits keep out a colleague; only a "
                         "long one keeps out somebody who takes the disk away."));
  page_add_entry(page, "new", _("New passphrase (it is not shown)"), "", RESPONSE_TEXT - 1, NULL)
      ->secret = true;
  page_add_entry(page, "again", _("The same once more"), "", RESPONSE_TEXT - 1, NULL)->secret =
      true;
  page_add_action(page, "set", "enter", _("Set it"), _("Set the new passphrase"), true);
}

static void told_page(struct ui *ui, struct page *page) {
  page_init(page, &ui->arena, "forgotten told", _("Passphrase forgotten"));
  ui_add_notice(ui, page);
  page_add_action(page, "on", "enter", _("Go on"), _("Back to the sticks"), false);
  page_add_action(page, "back", "esc", _("Back"), _("Back to the sticks"), false);
}

static void forgotten_page(struct ui *ui, struct page *page) {
  if (is_told(ui)) {
    told_page(ui, page);
    return;
  }
  size_t turn;
  const char *id = is_opened(ui, &turn);
  page_init(page, &ui->arena,
            id ? arena_printf(&ui->arena, "forgotten %s", opened[turn]) : "forgotten",
            _("Passphrase forgotten"));
  ui_add_notice(ui, page);
  if (id)
    fresh_page(page);
  else
    where_page(ui, page);
  page_add_action(page, "back", "esc", _("Back"), _("Back without a change"), false);
}

/* -- What is done ------------------------------------------------------------------------------ */

static void say(struct ui *ui, const struct reset_step *step) {
  char fingerprint[FINGERPRINT_TEXT];
  card_fingerprint(step->public, fingerprint);
  if (step->what == RESET_ASKED)
    ui_say(ui, TONE_GOOD,
           _("The request is on the stick: %s. Take it to your trainer, and read this aloud there: "
             "%s"),
           step->request, fingerprint);
  else
    ui_say(ui, TONE_WARN,
           _("The request %s is there, and no answer to it yet. What is read aloud is: %s"),
           step->request, fingerprint);
}

static void go_on(struct ui *ui, const uint8_t id[ID_BYTES], const char *folder,
                  struct diags *diags) {
  struct reset_step step;
  enum rc rc = reset_stick(ui->app, id, folder, &step, diags);
  if (rc == RC_OK && step.what == RESET_OPENED) {
    open_new(ui, id, 0);
    ui_say(ui, TONE_GOOD, "%s", _("The answer was taken in. Now set a new passphrase."));
    return;
  }
  if (rc == RC_OK)
    say(ui, &step);
  else
    ui_say_diags(ui, diags);
  ui_push(ui, &screen_forgotten, "told");
}

static const char *typed(const struct input *input, const char *name) {
  const struct response *value = input_value(input, name);
  return value ? value->text : "";
}

static void set(struct ui *ui, const uint8_t id[ID_BYTES], const struct input *input,
                struct diags *diags) {
  const char *fresh = typed(input, "new");
  if (strcmp(fresh, typed(input, "again")) != 0)
    diag_error(diags, (struct place){0}, 1, "passphrase.differs", _("type it again"),
               _("that was not the same twice"));
  else if (reset_finish(ui->app, id, fresh, diags) == RC_OK &&
           app_sign_in(ui->app, id, diags) == RC_OK) {
    ui_pop(ui); /* to where the forgotten one was asked for */
    ui_replace(ui, &screen_home, "");
    ui_say(ui, TONE_GOOD, "%s", _("The new passphrase is set."));
    return;
  }
  size_t turn = 0;
  is_opened(ui, &turn);
  open_new(ui, id, 1 - turn);
  ui_say_diags(ui, diags);
}

static void forgotten_act(struct ui *ui, const struct input *input) {
  const char *folder = sticks_chosen(input, "go");
  uint8_t id[ID_BYTES];
  struct diags diags = {0};
  if (ui_is(input, "back") || ui_is(input, "on")) {
    if (is_opened(ui, NULL)) /* open, and without a passphrase that anybody knows: sealed again */
      sealing_leave(ui->app);
    ui_pop(ui);
  } else if (whose(ui, id) && ui_is(input, "set"))
    set(ui, id, input, &diags);
  else if (whose(ui, id) && folder)
    go_on(ui, id, folder, &diags);
  diags_done(&diags);
}

const struct screen screen_forgotten = {
    .name = "forgotten", .alone = true, .page = forgotten_page, .act = forgotten_act};
