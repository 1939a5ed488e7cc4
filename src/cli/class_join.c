/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mafunzo class, on a laptop. */
#include "cli/class.h"

#include "app/install.h"
#include "app/class_stick.h"
#include "base/text.h"
#include "cli/compare.h"
#include "cli/own_courses.h"
#include "cli/passphrase.h"

#include <stdio.h>

struct joining {
  const struct class_said *said;
  struct stick_offer offer;
  bool try_only;
  struct roster_taken taken;
};

static enum rc take_people(struct app *app, void *ctx, struct diags *diags) {
  struct joining *joining = ctx;
  return stick_people(app, &joining->offer, joining->try_only, &joining->taken, diags);
}

/* -- Before anything is kept ------------------------------------------------------------------ */

static enum rc hear_code(struct joining *joining, struct diags *diags) {
  struct str typed = {0};
  enum rc rc = passphrase_heard(_("The code of the class:"), &typed, diags);
  if (rc == RC_OK)
    rc = stick_open(joining->said->options->store, &joining->offer, str_text(&typed), diags);
  secret_done(&typed);
  return rc;
}

/* Where the stick has the framework in which positions are named, that must be there first. */
static enum rc try_people(struct joining *joining, struct diags *diags) {
  const struct cli_options *options = joining->said->options;
  if (stick_brings_framework(&joining->offer))
    return RC_OK;
  joining->try_only = true;
  enum rc rc = cli_act_on(options, options->courses, take_people, joining, diags);
  joining->try_only = false;
  return rc;
}

static enum rc compare(struct joining *joining, bool *yes, struct diags *diags) {
  const struct trust_offer *card = &joining->offer.card;
  *yes = true;
  if (card->step != TRUST_FIRST && !joining->said->yes)
    return RC_OK;
  return compare_fingerprint(card->card.name, card->card.signer, joining->said->yes, yes, diags);
}

/* -- Keeping ---------------------------------------------------------------------------------- */

/* The version before may have had the exam that is sealed now. */
static enum rc forget(struct joining *joining, const char *courses, const struct offer *offer,
                      struct diags *diags) {
  return stick_seals(&joining->offer, offer->pack.course)
             ? install_forget(courses, offer->pack.course, diags)
             : RC_OK;
}

/* A course whose sitting was started stays as it is: it has the exam, and what comes has not. */
static enum rc install_one(struct joining *joining, const char *courses, size_t nth,
                           struct diags *diags) {
  struct arena arena = {0};
  struct offer offer;
  struct installed installed;
  const char *store = joining->said->options->store,
             *path = stick_pack(&joining->offer, nth, &arena);
  enum rc rc = offer_read(store, path, &offer, diags);
  if (rc == RC_OK && !joined_started(store, &joining->offer.stick, offer.pack.course)) {
    rc = install_pack(courses, &offer, false, &installed, diags);
    if (rc == RC_OK)
      rc = forget(joining, courses, &offer, diags);
  }
  if (rc == RC_OK && !joining->said->options->quiet)
    fprintf(stderr, _("%s %s is here.\n"), offer.pack.course, offer.pack.version);
  offer_done(&offer);
  arena_done(&arena);
  return rc;
}

static enum rc install_all(struct joining *joining, const char **courses, struct diags *diags) {
  size_t n = joining->offer.stick.packs.n;
  *courses = joining->said->options->courses;
  enum rc rc = n ? cli_own_courses(joining->said->options, courses, diags) : RC_OK;
  for (size_t i = 0; rc == RC_OK && i < n; i++)
    rc = install_one(joining, *courses, i, diags);
  return rc;
}

static enum rc keep(struct joining *joining, struct diags *diags) {
  const struct cli_options *options = joining->said->options;
  const struct stick_offer *offer = &joining->offer;
  const char *courses;
  enum rc rc = trust_take(options->store, &offer->card, diags);
  if (rc == RC_OK)
    rc = install_all(joining, &courses, diags);
  if (rc == RC_OK)
    rc = cli_act_on(options, courses, take_people, joining, diags);
  if (rc == RC_OK)
    rc = joined_take(options->store, str_text(&offer->folder), &offer->stick, joining->said->seat,
                     diags);
  return rc;
}

static void tell(const struct joining *joining) {
  const struct roster_taken *taken = &joining->taken;
  fprintf(stderr, _("This laptop is of the class %s, and enrolled with %s.\n"),
          joining->offer.stick.name, joining->offer.card.card.name);
  fprintf(stderr, _("People: %zu new, %zu changed, %zu as before.\n"), taken->added, taken->changed,
          taken->same);
}

enum rc class_join(const struct class_said *said, struct diags *diags) {
  struct joining joining = {.said = said};
  bool yes = false;
  enum rc rc = stick_examine(said->options->store, said->word, said->anew, &joining.offer, diags);
  if (rc == RC_OK)
    rc = hear_code(&joining, diags);
  if (rc == RC_OK)
    rc = try_people(&joining, diags);
  if (rc == RC_OK)
    rc = compare(&joining, &yes, diags);
  if (rc == RC_OK && yes)
    rc = keep(&joining, diags);
  if (rc == RC_OK && yes && !said->options->quiet)
    tell(&joining);
  stick_offer_done(&joining.offer);
  return rc == RC_OK && !yes ? RC_USAGE : rc;
}

/* -- Sittings --------------------------------------------------------------------------------- */

struct sitting_act {
  const struct class_said *said;
  const char *typed;
  bool close;
};

static enum rc act(struct app *app, void *ctx, struct diags *diags) {
  const struct sitting_act *it = ctx;
  const char *path = NULL;
  enum rc rc = it->close ? sitting_close(app, it->typed, &path, diags)
                         : sitting_start(app, it->typed, it->said->seat, &path, diags);
  if (rc == RC_OK && !it->said->options->quiet)
    fprintf(stderr,
            it->close ? _("%s is closed: its results can be seen.\n")
                      : _("%s can be sat. Nothing is told before it is closed.\n"),
            path);
  return rc;
}

static enum rc hear_and_act(const struct class_said *said, const char *prompt, bool close,
                            struct diags *diags) {
  struct str typed = {0};
  enum rc rc = passphrase_heard(prompt, &typed, diags);
  struct sitting_act it = {said, str_text(&typed), close};
  if (rc == RC_OK)
    rc = cli_act_on(said->options, said->options->courses, act, &it, diags);
  secret_done(&typed);
  return rc;
}

enum rc class_start(const struct class_said *said, struct diags *diags) {
  return hear_and_act(said, _("The code that starts the sitting:"), false, diags);
}

enum rc class_close(const struct class_said *said, struct diags *diags) {
  return hear_and_act(said, _("The code that closes the sitting:"), true, diags);
}

/* -- What it is of ---------------------------------------------------------------------------- */

static const char *stage_word(enum sitting_stage stage) {
  switch (stage) {
  case SITTING_SEALED:
    return _("sealed: its start code opens it");
  case SITTING_OPEN:
    return _("open: nothing is told before its closing code");
  case SITTING_CLOSED:
  case SITTING_STAGES:
    break;
  }
  return _("closed");
}

enum rc class_show(const struct class_said *said, struct diags *diags) {
  struct joined joined;
  enum rc rc = joined_read(said->options->store, &joined, diags);
  if (rc == RC_MISSING)
    puts(_("This laptop is of no class."));
  if (rc == RC_OK)
    printf(_("Class %s\n"), joined.name);
  if (rc == RC_OK && joined.seat)
    printf(_("  seat: %u\n"), joined.seat);
  for (size_t i = 0; i < joined.sittings.n; i++)
    printf("%s\n  %s\n", joined.sittings.list[i].what.path,
           stage_word(joined.sittings.list[i].stage));
  joined_done(&joined);
  return rc == RC_MISSING ? RC_OK : rc;
}
