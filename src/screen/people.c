/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is learning? Several people share one laptop. The floor of the program. */
#include "screen/screen.h"

#include "app/sealing.h"
#include "app/shelf.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static void add_person(struct ui *ui, const struct person *person, struct outline_row *row) {
  char hex[2 * ID_BYTES + 1];
  seal_hex(person->id, ID_BYTES, hex);
  row->text = arena_strdup(&ui->arena, person->name);
  if (sealing_locked(ui->app, person->id, NULL))
    row->word = _("sealed");
  row->note = arena_printf(&ui->arena, "%s%s%s", app_post_title(ui->app, person->position),
                           person->position[0] && person->unit[0] ? ", " : "", person->unit);
  row->action = arena_printf(&ui->arena, "person:%s", hex);
}

/* The row of who was learning last, so that Enter never adds a person by itself; 0 if nobody was.
 */
static size_t row_of_present(const struct ui *ui, const struct person *people, size_t n) {
  uint8_t last[ID_BYTES];
  size_t i = 0;
  app_learned_last(ui->app, last);
  while (i < n && memcmp(people[i].id, last, ID_BYTES) != 0)
    i++;
  return i < n ? i : 0;
}

static void people_page(struct ui *ui, struct page *page) {
  struct person *people = NULL;
  size_t n = 0;
  struct diags diags = {0};
  page_init(page, &ui->arena, "people", _("Mafunzo"));
  if (app_people(ui->app, &people, &n, &diags) != RC_OK)
    ui_say_diags(ui, &diags);
  ui_add_notice(ui, page);
  if (n == 0)
    page_add_plain(page, _("Welcome. Nothing here needs a network, and whatever you confirm is "
                           "saved at once. First say who you are."));
  struct outline_row *rows = arena_array(&ui->arena, n + 1, sizeof *rows);
  for (size_t i = 0; i < n; i++)
    add_person(ui, &people[i], &rows[i]);
  /* The count makes it another row for each newcomer: the cursor does not come back to it. */
  rows[n] = (struct outline_row){.text = n ? _("Someone else: add a person") : _("Begin"),
                                 .action = arena_printf(&ui->arena, "new:%zu", n)};
  page_add_heading(page, n ? _("Who is learning?") : _("Your first minute"));
  page_add_outline(page, "people", rows, n + 1)->at = row_of_present(ui, people, n);
  page_add_action(page, "quit", "esc", _("Leave"), _("Leave Mafunzo; everything is saved"), false);
  free(people);
  diags_done(&diags);
}

static void choose(struct ui *ui, const uint8_t id[ID_BYTES], const char *hex,
                   struct diags *diags) {
  ui->last_path[0] = '\0'; /* somebody else's */
  if (sealing_locked(ui->app, id, NULL))
    ui_push(ui, &screen_unlock, hex);
  else if (app_sign_in(ui->app, id, diags) == RC_OK)
    ui_push(ui, &screen_home, "");
  else
    ui_say_diags(ui, diags);
}

static void people_act(struct ui *ui, const struct input *input) {
  const char *hex = ui_after(input, "person");
  uint8_t id[ID_BYTES];
  struct diags diags = {0};
  if (ui_is(input, "quit")) {
    ui_pop(ui);
  } else if (ui_after(input, "new")) {
    ui_push(ui, &screen_person, "");
  } else if (hex && seal_unhex(hex, id, ID_BYTES)) {
    choose(ui, id, hex, &diags);
  }
  diags_done(&diags);
}

const struct screen screen_people = {
    .name = "people", .alone = true, .page = people_page, .act = people_act};
