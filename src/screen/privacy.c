/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is recorded of people what for, who sees it, and what they can ask: told to whoever comes
 * new before anything is recorded, and to anybody under Settings. */
#include "screen/screen.h"

#include "base/text.h"

void privacy_say(struct page *page) {
  page_add_plain(page, _("What you do here is recorded for training: to see what to learn next. "
                         "Your trainers and the coordinator see your results with your name; "
                         "reports for anybody else name nobody. They are not for discipline. You "
                         "may ask to see, correct or erase what is recorded of you."));
}

static void privacy_page(struct ui *ui, struct page *page) {
  page_init(page, &ui->arena, "privacy", _("What is recorded of you"));
  privacy_say(page);
  page_add_plain(page, _("Recorded are who you said you are, every answer with its time, what "
                         "assessors and supervisors saw of you, and these settings. It lies in a "
                         "file on this laptop and goes to the coordinator when it is handed in."));
  page_add_plain(page,
                 _("To see it, to take a copy along, to have it corrected or erased, ask your "
                   "trainer or the coordinator; the command is mafunzo person."));
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

static void privacy_act(struct ui *ui, const struct input *input) {
  if (ui_is(input, "back"))
    ui_pop(ui);
}

const struct screen screen_privacy = {.name = "privacy", .page = privacy_page, .act = privacy_act};
