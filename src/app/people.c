/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/inner.h"
#include "app/sealing.h"

#include "base/mem.h"
#include "base/text.h"
#include "model/code.h"
#include "store/profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whose record is sealed is known by a nickname alone, and comes last. */
static void add_locked(struct person **people, size_t *n, const struct profile *profiles,
                       size_t n_profiles) {
  struct person *all = mem_array(*n + n_profiles + 1, sizeof *all);
  memcpy(all, *people, *n * sizeof *all);
  for (size_t i = 0; i < n_profiles; i++)
    if (!profiles[i].open) {
      struct person *one = &all[(*n)++];
      memcpy(one->id, profiles[i].subject, ID_BYTES);
      snprintf(one->name, sizeof one->name, "%s", profiles[i].nickname);
    }
  free(*people);
  *people = all;
}

enum rc app_people(struct app *app, struct person **people, size_t *n, struct diags *diags) {
  struct profile *profiles = NULL;
  size_t n_profiles = 0;
  enum rc rc = store_people(app->store, people, n, diags);
  if (rc == RC_OK)
    rc = store_profiles(app->store, &profiles, &n_profiles, diags);
  if (rc == RC_OK && n_profiles)
    add_locked(people, n, profiles, n_profiles);
  free(profiles);
  if (rc != RC_OK) {
    free(*people);
    *people = NULL;
    *n = 0;
  }
  return rc;
}

static enum rc refuse(const char *code, const char *hint, const char *message,
                      struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, code, hint, "%s", message);
  return RC_USAGE;
}

/* What is recorded is shown on many screens and reports: no control character enters. */
static void clean(char text[PERSON_TEXT]) {
  struct arena arena = {0};
  const char *safe = text_safe(&arena, text, strnlen(text, PERSON_TEXT - 1), false);
  size_t first = strspn(safe, " "), len = strlen(safe + first);
  while (len && safe[first + len - 1] == ' ')
    len--;
  if (len > PERSON_TEXT - 1) /* a replacement is longer than what it replaces */
    for (len = PERSON_TEXT - 1; len && ((unsigned char)safe[first + len] & 0xc0) == 0x80;)
      len--;
  memmove(text, safe + first, len);
  text[len] = '\0';
  arena_done(&arena);
}

enum rc people_check(struct app *app, struct person *person, struct diags *diags) {
  clean(person->name);
  clean(person->agency);
  clean(person->unit);
  clean(person->position);
  clean(person->cohort);
  clean(person->grade);
  if (!person->name[0])
    return refuse("person.no-name", _("a nickname will do"), _("a name is needed"), diags);
  if (person->position[0] && app_framework(app) &&
      framework_post(app_framework(app), person->agency, person->position) < 0)
    return refuse("person.position", _("choose a post from the list"),
                  _("there is no such post in the framework"), diags);
  return RC_OK;
}

static bool is_named(const struct person *person, const char *name, const char *code) {
  char hex[2 * ID_BYTES + 1];
  if (code[0])
    return strcmp(person->code, code) == 0;
  seal_hex(person->id, ID_BYTES, hex);
  return strlen(name) >= 4 && strncmp(hex, name, strlen(name)) == 0;
}

enum rc people_named(const struct person *people, size_t n, const char *name, uint8_t id[ID_BYTES],
                     struct diags *diags) {
  char code[CODE_TEXT];
  size_t found = 0;
  code_read(name, code);
  for (size_t i = 0; i < n; i++)
    if (is_named(&people[i], name, code)) {
      memcpy(id, people[i].id, ID_BYTES);
      found++;
    }
  if (found == 1)
    return RC_OK;
  struct arena arena = {0};
  diag_error(diags, (struct place){0}, 1, "roster.nobody",
             _("mafunzo roster unmatched lists who is on no roster, with their ids"),
             found ? _("several people are meant by \"%s\"") : _("nobody is meant by \"%s\""),
             text_safe(&arena, name, strlen(name), false));
  arena_done(&arena);
  return RC_USAGE;
}

enum rc app_state_person(struct app *app, struct person *person, struct diags *diags) {
  static const uint8_t nobody[ID_BYTES];
  struct happening stated = {.verb = VERB_PERSON_STATED};
  struct append append = {.happened = &stated, .n = 1};
  enum rc rc = people_check(app, person, diags);
  if (rc != RC_OK)
    return rc;
  stated.person = *person;
  bool is_new = memcmp(person->id, nobody, ID_BYTES) == 0;
  if (is_new)
    seal_random(stated.person.id, ID_BYTES);
  memcpy(append.subject, stated.person.id, ID_BYTES);
  /* Who comes new speaks of himself, even if somebody else was the last to sign in. */
  memcpy(append.actor, app->signed_in && !is_new ? app->person.id : stated.person.id, ID_BYTES);
  clock_read(&append.moment);
  rc = store_append(app->store, &append, diags);
  if (rc != RC_OK)
    return rc;
  *person = stated.person;
  if (app->signed_in && memcmp(app->person.id, person->id, ID_BYTES) == 0)
    app->person = *person;
  return RC_OK;
}

static enum rc sign_in(struct app *app, const struct person *person, struct diags *diags) {
  app->person = *person;
  app->has_progress = app->projected = app->due.known = app->contests.known = false;
  enum rc rc = settings_refresh(app, app->person.id, diags);
  app->signed_in = rc == RC_OK;
  return rc;
}

enum rc app_sign_in(struct app *app, const uint8_t id[ID_BYTES], struct diags *diags) {
  struct person *people;
  size_t n, at = 0;
  enum rc rc = store_people(app->store, &people, &n, diags);
  if (rc != RC_OK) {
    app->signed_in = false;
    return rc;
  }
  while (at < n && memcmp(people[at].id, id, ID_BYTES) != 0)
    at++;
  if (at < n)
    rc = sign_in(app, &people[at], diags);
  else
    rc = refuse("person.unknown", NULL, _("nobody of that id is known here"), diags);
  free(people);
  return rc;
}

bool app_sign_in_alone(struct app *app) {
  struct person *people = NULL;
  struct diags ignored = {0}; /* the list of people says what is wrong */
  size_t n = 0;
  bool alone = app_people(app, &people, &n, &ignored) == RC_OK && n == 1 &&
               !sealing_locked(app, people[0].id, NULL) &&
               sign_in(app, &people[0], &ignored) == RC_OK;
  free(people);
  diags_done(&ignored);
  return alone;
}

void app_learned_last(struct app *app, uint8_t id[ID_BYTES]) {
  struct diags ignored = {0};
  if (app->signed_in)
    memcpy(id, app->person.id, ID_BYTES);
  else
    store_learned_last(app->store, id, &ignored);
  diags_done(&ignored);
}
