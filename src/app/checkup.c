/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkup.h"

#include "base/text.h"
#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void checkup_done(struct checkup *checkup) {
  free(checkup->list);
  arena_done(&checkup->arena);
  *checkup = (struct checkup){0};
}

/* The gravest decides how the program ends. */
static int gravity(enum rc rc) {
  switch (rc) {
  case RC_OK:
    return 0;
  case RC_USAGE:
  case RC_MISSING:
    return 1;
  case RC_CREATE:
    return 2;
  case RC_IO:
  case RC_FULL:
    return 3;
  case RC_BUSY:
    return 4;
  case RC_NEWER:
  case RC_DATA:
    return 5;
  }
  return 6;
}

void checkup_add(struct checkup *checkup, enum verdict verdict, enum rc rc, const char *code,
                 const char *remedy, const char *format, ...) {
  va_list args;
  va_start(args, format);
  const char *said = arena_vprintf(&checkup->arena, format, args);
  va_end(args);
  VEC_PUSH(checkup, (struct finding){
                        .verdict = verdict,
                        .code = code,
                        .said = text_safe(&checkup->arena, said, strlen(said), false),
                        .remedy = remedy ? text_safe(&checkup->arena, remedy, strlen(remedy), false)
                                         : NULL});
  if (verdict == VERDICT_PROBLEM && gravity(rc) > gravity(checkup->rc))
    checkup->rc = rc;
}

static void add_diag(struct checkup *checkup, enum rc rc, const struct diag *diag) {
  enum verdict verdict = diag->severity == SEVERITY_ERROR ? VERDICT_PROBLEM : VERDICT_WARNING;
  if (diag->at.file)
    checkup_add(checkup, verdict, rc, diag->code, diag->hint, "%s: %s", diag->at.file,
                diag->message);
  else
    checkup_add(checkup, verdict, rc, diag->code, diag->hint, "%s", diag->message);
}

void checkup_add_diags(struct checkup *checkup, enum rc rc, const struct diags *diags) {
  size_t told = 0, more = 0;
  for (size_t i = 0; i < diags->n; i++)
    if (told < CHECKUP_TOLD) {
      add_diag(checkup, rc, &diags->list[i]);
      told++;
    } else
      more++;
  if (more)
    checkup_add(checkup, VERDICT_NOTE, RC_OK, "checkup.more", NULL,
                ngettext("and %zu more of this kind", "and %zu more of this kind", more), more);
}

/* Who is not known by a name is in the records all the same. */
static void add_sealed(struct checkup *checkup, const struct checkup_held *held) {
  if (held->sealed)
    checkup_add(checkup, VERDICT_OK, RC_OK, "record.sealed", NULL,
                ngettext("the records of %zu person are sealed by a passphrase",
                         "the records of %zu people are sealed by passphrases", held->sealed),
                held->sealed);
  if (held->events > 0 && (held->readable || !held->sealed))
    checkup_add(checkup, VERDICT_NOTE, RC_OK, "record.readable",
                _("keep the laptop locked away, or on an encrypted disk; whoever learns here can "
                  "set a passphrase under Settings"),
                held->sealed ? _("other records are not sealed: they are readable by whoever has "
                                 "this laptop")
                             : _("the records are not sealed: names and answers are readable by "
                                 "whoever has this laptop"));
}

void checkup_run(struct checkup *checkup, const struct app_paths *paths, bool rebuild) {
  struct checkup_held held = {.events = -1};
  checkup_store(checkup, paths->store, rebuild, &held);
  checkup_backups(checkup, paths->store, held.events);
  checkup_courses(checkup, paths->courses);
  bool office = checkup_trust(checkup, paths->store);
  checkup_disk(checkup, paths->store, office);
  checkup_cage(checkup);
  add_sealed(checkup, &held);
}
