/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A passphrase for one's own record: set, changed, taken away. The argument says which page: "" to
 * choose, "warn" before the first one where nobody could recover it, "set", "change", "away". */
#include "screen/screen.h"

#include "app/sealing.h"
#include "base/text.h"

#include <string.h>

enum { MOST = RESPONSE_TEXT - 1 };

static void add_secret(struct page *page, const char *name, const char *label) {
  page_add_entry(page, name, label, "", MOST, NULL)->secret = true;
}

static void add_new(struct page *page) {
  page_add_plain(page, _("At least 8 letters, or 6 digits. Six digits keep out a colleague; only a "
                         "long one keeps out somebody who takes the disk away."));
  add_secret(page, "new", _("New passphrase (it is not shown)"));
  add_secret(page, "again", _("The same once more"));
}

static void choose_page(struct ui *ui, struct page *page) {
  const struct outline_row rows[] = {
      {.text = _("Change the passphrase"), .action = "change"},
      {.text = _("Take the passphrase away"),
       .note = _("Then whoever has this laptop can read your record"),
       .action = "away"}};
  (void)ui;
  page_add_plain(page, _("What is recorded of you on this laptop is sealed."));
  page_add_outline(page, "choices", rows, 2);
}

static void warn_page(struct ui *ui, struct page *page) {
  (void)ui;
  page_add_notice(page, TONE_WARN,
                  _("Nobody can help if you forget it. This laptop is enrolled with no "
                    "coordinator, so a forgotten passphrase loses all that is recorded of you."));
  page_add_action(page, "set", "enter", _("Go on"), _("Set a passphrase all the same"), false);
}

static void set_page(struct ui *ui, struct page *page) {
  (void)ui;
  page_add_plain(page, _("It seals your name, answers and scores on this laptop. Before you open "
                         "them you are shown by a nickname."));
  page_add_entry(page, "nickname", _("Nickname"), "", PROFILE_NICKNAME - 1, NULL);
  add_new(page);
  page_add_action(page, "do-set", "enter", _("Seal"), _("Seal what is recorded of you"), true);
}

static void change_page(struct ui *ui, struct page *page) {
  (void)ui;
  add_secret(page, "was", _("Passphrase so far"));
  add_new(page);
  page_add_action(page, "do-change", "enter", _("Change"), _("Change the passphrase"), true);
}

static void away_page(struct ui *ui, struct page *page) {
  (void)ui;
  page_add_plain(page, _("Whoever has this laptop can then read what is recorded of you."));
  add_secret(page, "was", _("Passphrase so far"));
  page_add_action(page, "do-away", "enter", _("Take away"), _("Take the passphrase away"), true);
}

static const struct {
  const char *arg;
  void (*page)(struct ui *ui, struct page *page);
} pages[] = {{"", choose_page},
             {"warn", warn_page},
             {"set", set_page},
             {"change", change_page},
             {"away", away_page}};

static void passphrase_page(struct ui *ui, struct page *page) {
  const char *name = arena_printf(&ui->arena, "passphrase-%s", ui_arg(ui));
  page_init(page, &ui->arena, name, _("Passphrase"));
  page->status = arena_strdup(&ui->arena, ui->app->person.name);
  ui_add_notice(ui, page);
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
    if (strcmp(pages[i].arg, ui_arg(ui)) == 0)
      pages[i].page(ui, page);
  page_add_action(page, "back", "esc", _("Back"), _("Back without a change"), false);
}

static const char *typed(const struct input *input, const char *name) {
  const struct response *value = input_value(input, name);
  return value ? value->text : "";
}

static enum rc perform(struct ui *ui, const struct input *input, struct diags *diags) {
  const char *fresh = typed(input, "new");
  if (ui_is(input, "do-away"))
    return sealing_end(ui->app, typed(input, "was"), diags);
  if (strcmp(fresh, typed(input, "again")) != 0) {
    diag_error(diags, (struct place){0}, 1, "passphrase.differs", _("type it again"),
               _("that was not the same twice"));
    return RC_USAGE;
  }
  return ui_is(input, "do-set") ? sealing_set(ui->app, typed(input, "nickname"), fresh, diags)
                                : sealing_change(ui->app, typed(input, "was"), fresh, diags);
}

static void passphrase_act(struct ui *ui, const struct input *input) {
  struct diags diags = {0};
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (ui_is(input, "set") || ui_is(input, "change") || ui_is(input, "away"))
    ui_replace(ui, &screen_passphrase, input->action);
  else if (strncmp(input->action, "do-", 3) == 0) {
    if (perform(ui, input, &diags) == RC_OK) {
      ui_pop(ui);
      ui_say(ui, TONE_GOOD, "%s",
             sealing_is_set(ui->app) ? _("What is recorded of you is sealed on this laptop.")
                                     : _("Your record has no passphrase any more."));
    } else
      ui_say_diags(ui, &diags);
  }
  diags_done(&diags);
}

const struct screen screen_passphrase = {
    .name = "passphrase", .page = passphrase_page, .act = passphrase_act};
