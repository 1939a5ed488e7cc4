/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People of a class to choose one from: everybody but who is signed in. */
#include "screen/screen.h"

#include "app/class.h"
#include "app/shelf.h"
#include "base/text.h"

#include <string.h>

static size_t people_of(struct ui *ui, const char *cohort, struct person **people) {
  struct diags diags = {0};
  size_t n = 0, kept = 0;
  *people = NULL;
  if (class_people(ui->app, &ui->arena, cohort, people, &n, &diags) != RC_OK)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
  for (size_t i = 0; i < n; i++)
    if (memcmp((*people)[i].id, ui->app->person.id, ID_BYTES) != 0)
      (*people)[kept++] = (*people)[i];
  return kept;
}

void whom_page(struct ui *ui, struct page *page, const char *cohort, const char *action) {
  struct person *people;
  size_t n = people_of(ui, cohort, &people);
  struct outline_row *rows = arena_array(&ui->arena, n, sizeof *rows);
  ui_add_notice(ui, page);
  for (size_t i = 0; i < n; i++) {
    char hex[2 * ID_BYTES + 1];
    seal_hex(people[i].id, ID_BYTES, hex);
    rows[i] = (struct outline_row){.text = people[i].name,
                                   .note = app_post_title(ui->app, people[i].position),
                                   .action = arena_printf(&ui->arena, "%s%s", action, hex)};
  }
  if (n)
    page_add_outline(page, "whom", rows, n);
  else
    page_add_plain(page, _("Nobody but you is in this class."));
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

bool whom_find(struct ui *ui, const char *hex, struct person *person, struct diags *diags) {
  char digits[2 * ID_BYTES + 1] = "";
  uint8_t id[ID_BYTES];
  struct person *people;
  size_t n;
  strncat(digits, hex, sizeof digits - 1);
  if (!seal_unhex(digits, id, ID_BYTES) ||
      class_people(ui->app, &ui->arena, NULL, &people, &n, diags) != RC_OK)
    return false;
  for (size_t i = 0; i < n; i++)
    if (memcmp(people[i].id, id, ID_BYTES) == 0) {
      *person = people[i];
      return true;
    }
  return false;
}
