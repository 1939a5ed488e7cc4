/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mafunzo class, on the machine that has keys. */
#include "cli/class.h"

#include "app/class_stick.h"
#include "base/text.h"
#include "cli/open_keys.h"

#include <stdio.h>

/* The trainer's sheet. */
static void tell_codes(const char *name, const struct stick_codes *codes) {
  printf(_("Class %s\n"), name);
  printf(_("  to join: %s\n"), codes->code);
  for (size_t i = 0; i < codes->exams.n; i++) {
    printf("%s\n", codes->exams.list[i].path);
    printf(_("  to start: %s\n"), codes->exams.list[i].start);
    printf(_("  to close: %s\n"), codes->exams.list[i].closing);
  }
}

struct making {
  const struct class_said *said;
  struct keys keys;
};

static enum rc make(struct app *app, void *ctx, struct diags *diags) {
  struct making *making = ctx;
  const struct class_said *said = making->said;
  const struct stick_wanted wanted = {.name = said->word,
                                      .roster = said->roster,
                                      .courses = {said->courses.list, said->courses.n},
                                      .exams = {said->exams.list, said->exams.n},
                                      .framework = said->framework,
                                      .settings = said->settings,
                                      .out = said->out};
  struct roster_taken taken;
  struct stick_codes codes;
  enum rc rc = stick_make(app, &wanted, &making->keys, &taken, &codes, diags);
  if (rc == RC_OK) {
    tell_codes(said->word, &codes);
    if (!said->options->quiet)
      fprintf(stderr,
              _("People of the class: %zu. The codes are for your own sheet, and for no "
                "stick; mafunzo class codes %s tells them again.\n"),
              taken.added + taken.changed + taken.same, said->word);
  }
  stick_codes_done(&codes);
  return rc;
}

enum rc class_new(const struct class_said *said, struct diags *diags) {
  struct making making = {.said = said};
  enum rc rc = cli_open_keys(said->options->store, &making.keys, diags);
  if (rc == RC_OK)
    rc = cli_act_on(said->options, said->options->courses, make, &making, diags);
  keys_done(&making.keys);
  return rc;
}

enum rc class_codes(const struct class_said *said, struct diags *diags) {
  struct keys keys = {0};
  struct stick_codes codes = {0};
  const char *store = said->options->store;
  enum rc rc = cli_open_keys(store, &keys, diags);
  if (rc == RC_OK)
    rc = stick_codes_read(store, &keys, said->word, &codes, diags);
  if (rc == RC_OK)
    tell_codes(said->word, &codes);
  stick_codes_done(&codes);
  keys_done(&keys);
  return rc;
}
