/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The passphrase of whoever was chosen, before the record is opened. */
#include "screen/screen.h"

#include "app/sealing.h"
#include "base/text.h"

static bool whose(const struct ui *ui, uint8_t id[ID_BYTES], struct profile *profile) {
  return seal_unhex(ui_arg(ui), id, ID_BYTES) && sealing_locked(ui->app, id, profile);
}

static void unlock_page(struct ui *ui, struct page *page) {
  uint8_t id[ID_BYTES];
  struct profile profile = {0};
  whose(ui, id, &profile);
  /* Each try makes it another page, and the field is empty again. */
  page_init(page, &ui->arena, arena_printf(&ui->arena, "unlock-%u", (unsigned)profile.tries),
            _("Your passphrase"));
  page->status = arena_strdup(&ui->arena, profile.nickname);
  ui_add_notice(ui, page);
  page_add_plain(page, _("What is recorded of you is sealed by your passphrase, and so is your "
                         "name. What you type is not shown."));
  page_add_entry(page, "passphrase", _("Passphrase"), "", RESPONSE_TEXT - 1, NULL)->secret = true;
  if (profile.recoverable)
    page_add_outline(page, "other",
                     &(struct outline_row){.text = _("Forgotten?"),
                                           .note = _("Your trainer can reset it"),
                                           .action = "forgotten"},
                     1);
  page_add_action(page, "open", "enter", _("Open"), _("Open your record"), true);
  page_add_action(page, "back", "esc", _("Back"), _("Back to who is learning"), false);
}

static void unlock_act(struct ui *ui, const struct input *input) {
  const struct response *typed = input_value(input, "passphrase");
  uint8_t id[ID_BYTES];
  struct profile profile;
  struct diags diags = {0};
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (ui_is(input, "forgotten"))
    ui_push(ui, &screen_forgotten, ui_arg(ui));
  else if (ui_is(input, "open") && whose(ui, id, &profile)) {
    if (sealing_open(ui->app, id, typed ? typed->text : "", &diags) == RC_OK)
      ui_replace(ui, &screen_home, "");
    else
      ui_say_diags(ui, &diags);
  }
  diags_done(&diags);
}

const struct screen screen_unlock = {
    .name = "unlock", .alone = true, .page = unlock_page, .act = unlock_act};
