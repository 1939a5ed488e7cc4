/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hand in what this laptop recorded, sealed, onto a stick; receipts that lie on it come back. The
 * argument is "told" for what came of it, a page of its own: on a small screen it would scroll away
 * above the rows that are chosen from. */
#include "screen/screen.h"

#include "app/stick.h"
#include "base/text.h"
#include "screen/sticks.h"

#include <string.h>

/* -- What would be handed in ------------------------------------------------------------------- */

static void add_recipients(struct ui *ui, struct page *page, const struct card *card) {
  struct str names = {0};
  str_puts(&names, card->name);
  for (size_t i = 0; i < card->trainers.n; i++)
    str_printf(&names, ", %s", card->trainers.list[i].name);
  page_add_plain(page, arena_printf(&ui->arena,
                                    _("What is recorded on this laptop is sealed for: %s. Nobody "
                                      "else can read it, whoever finds the stick."),
                                    str_text(&names)));
  str_done(&names);
}

static void add_waiting(struct ui *ui, struct page *page, uint64_t waiting) {
  if (waiting)
    page_add_plain(page,
                   arena_printf(&ui->arena,
                                ngettext("%llu event has no receipt of the coordinator yet.",
                                         "%llu events have no receipt of the coordinator yet.",
                                         (unsigned long)waiting),
                                (unsigned long long)waiting));
  else
    page_add_plain(page, _("The coordinator has everything that is recorded here."));
}

/* -- Where to ---------------------------------------------------------------------------------- */

static void add_places(struct page *page, const struct stick_state *state) {
  page_add_heading(page, _("Where to?"));
  sticks_add(page, state->sticks, state->n_sticks);
  page_add_action(page, "write", "enter", _("Hand in"), _("Write the sealed file there"), true);
}

static bool is_told(const struct ui *ui) { return *ui_arg(ui) != '\0'; }

static void told_page(struct ui *ui, struct page *page) {
  page_init(page, &ui->arena, "hand-in told", _("Hand in results"));
  ui_add_notice(ui, page);
  page_add_action(page, "on", "enter", _("Go on"), _("Back to where it can be handed in"), false);
  page_add_action(page, "back", "esc", _("Back"), _("Back to where it can be handed in"), false);
}

static void hand_in_page(struct ui *ui, struct page *page) {
  struct stick_state state;
  struct diags diags = {0};
  if (is_told(ui)) {
    told_page(ui, page);
    return;
  }
  page_init(page, &ui->arena, "hand-in", _("Hand in results"));
  enum rc rc = stick_look(ui->app, &ui->arena, &state, &diags);
  if (rc != RC_OK)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
  ui_add_notice(ui, page);
  if (rc == RC_OK) {
    add_recipients(ui, page, &state.trust.card);
    add_waiting(ui, page, state.waiting);
    add_places(page, &state);
  }
  stick_state_done(&state);
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

/* -- What was ---------------------------------------------------------------------------------- */

static void put_receipts(struct str *out, const struct stick_told *told) {
  if (told->receipts)
    str_printf(out, _("A receipt was taken in: the coordinator has the events up to number %llu. "),
               (unsigned long long)told->receipted);
  if (told->spurned.n)
    str_printf(out, _("A receipt was not taken in: %s. "), told->spurned.list[0].message);
}

static void put_files(struct str *out, const struct hand_in_told *written) {
  char fingerprint[FINGERPRINT_TEXT];
  str_printf(out,
             ngettext("Written and read back: %llu event, sealed, as ",
                      "Written and read back: %llu events, sealed, as ",
                      (unsigned long)written->events),
             (unsigned long long)written->events);
  str_puts(out, strrchr(written->list[0].path, '/') + 1);
  if (written->n > 1)
    str_printf(out,
               ngettext(" and %zu more file", " and %zu more files", (unsigned long)written->n - 1),
               written->n - 1);
  str_puts(out, ". ");
  card_fingerprint(written->list[0].chain, fingerprint);
  str_printf(out, _("Fingerprint of this laptop, if you are asked to read it out: %s. "),
             fingerprint);
}

/* Files that were written before something failed are whole; the stick is put in again. */
static void put_failure(struct str *out, const struct diag *first) {
  str_printf(out, _("Not possible: %s"), first->message);
  if (first->hint)
    str_printf(out, " (%s)", first->hint);
  str_puts(out, ". ");
}

static void say(struct ui *ui, enum rc rc, const struct stick_told *told,
                const struct diags *diags) {
  struct str text = {0};
  if (rc != RC_OK && diags->n)
    put_failure(&text, &diags->list[diags->n - 1]);
  put_receipts(&text, told);
  if (told->written.n)
    put_files(&text, &told->written);
  else if (rc == RC_OK)
    str_puts(&text, _("There is nothing new to hand in. "));
  for (size_t i = 0; rc == RC_OK && i < diags->n; i++)
    str_printf(&text, "%s. ", diags->list[i].message);
  if (rc == RC_OK)
    str_puts(&text, _("You can pull the stick out now."));
  ui_say(ui,
         rc != RC_OK                   ? TONE_BAD
         : diags->n || told->spurned.n ? TONE_WARN
                                       : TONE_GOOD,
         "%s", str_text(&text));
  str_done(&text);
}

static void write_to(struct ui *ui, const char *folder) {
  struct stick_told told;
  struct diags diags = {0};
  enum rc rc = stick_hand_in(ui->app, folder, &told, &diags);
  say(ui, rc, &told, &diags);
  stick_told_done(&told);
  diags_done(&diags);
  ui_push(ui, &screen_hand_in, "told");
}

static void hand_in_act(struct ui *ui, const struct input *input) {
  const char *folder = sticks_chosen(input, "write");
  if (ui_is(input, "back") || ui_is(input, "on"))
    ui_pop(ui);
  else if (folder)
    write_to(ui, folder);
}

const struct screen screen_hand_in = {.name = "hand-in", .page = hand_in_page, .act = hand_in_act};
