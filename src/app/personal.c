/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personal_inner.h"

#include "app/inner.h"
#include "exchange/json_value.h"
#include "exchange/roster.h"
#include "store/recorded.h"

#include <stdlib.h>
#include <string.h>

enum { YEARS_MOST = 70 };

static enum rc refuse(const char *code, const char *hint, const char *message,
                      struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, code, hint, "%s", message);
  return RC_USAGE;
}

enum rc personal_find(struct app *app, const char *name, struct person *person,
                      struct diags *diags) {
  struct person *people;
  uint8_t id[ID_BYTES];
  size_t n;
  enum rc rc = store_people_as_of(app->store, INT64_MAX, &people, &n, diags);
  if (rc == RC_OK)
    rc = people_named(people, n, name, id, diags);
  for (size_t i = 0; rc == RC_OK && i < n; i++)
    if (memcmp(people[i].id, id, ID_BYTES) == 0)
      *person = people[i];
  free(people);
  return rc;
}

enum rc personal_actor(struct app *app, const char *by, uint8_t actor[ID_BYTES],
                       struct diags *diags) {
  struct person person = {0};
  enum rc rc = by ? personal_find(app, by, &person, diags) : RC_OK;
  memcpy(actor, person.id, ID_BYTES);
  return rc;
}

/* -- Correcting ----------------------------------------------------------------------------------
 */

static bool take_text(const char *value, char out[PERSON_TEXT]) {
  if (value && strlen(value) >= PERSON_TEXT)
    return false;
  if (value)
    strcpy(out, value);
  return true;
}

static bool take_years(const char *value, struct person *person) {
  if (!value)
    return true;
  size_t digits = strspn(value, "0123456789");
  unsigned long years = digits <= 3 ? strtoul(value, NULL, 10) : YEARS_MOST + 1;
  person->served = digits ? (uint8_t)(years + 1) : 0;
  return !value[digits] && years <= YEARS_MOST;
}

static enum rc take_change(const struct personal_change *change, struct person *person,
                           struct diags *diags) {
  const char *const values[] = {change->name,     change->agency, change->unit,
                                change->position, change->cohort, change->grade};
  char *const fields[] = {person->name,     person->agency, person->unit,
                          person->position, person->cohort, person->grade};
  bool any = change->sex || change->language || change->years, good = true;
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    any |= values[i] != NULL;
    good = take_text(values[i], fields[i]) && good;
  }
  if (!any)
    return refuse("personal.nothing",
                  _("say what it is: --name, --agency, --unit, --position, ..."),
                  _("nothing is said that is to be corrected"), diags);
  good = take_years(change->years, person) && good;
  good = (!change->sex || roster_read_sex(change->sex, person)) && good;
  good = (!change->language || roster_read_language(change->language, person)) && good;
  return good ? RC_OK
              : refuse("personal.value",
                       _("texts of at most 95 bytes; sex f, m or x; language as en; years 0 to 70"),
                       _("a value cannot be read"), diags);
}

enum rc personal_correct(struct app *app, const char *name, const struct personal_change *change,
                         bool *changed, struct diags *diags) {
  struct happening stated = {.verb = VERB_PERSON_STATED};
  struct append append = {.happened = &stated, .n = 1};
  struct person person;
  *changed = false;
  enum rc rc = personal_find(app, name, &person, diags);
  stated.person = person;
  if (rc == RC_OK)
    rc = personal_actor(app, change->by, append.actor, diags);
  if (rc == RC_OK)
    rc = take_change(change, &stated.person, diags);
  if (rc == RC_OK)
    rc = people_check(app, &stated.person, diags);
  if (rc != RC_OK || memcmp(&person, &stated.person, sizeof person) == 0)
    return rc;
  memcpy(append.subject, person.id, ID_BYTES);
  clock_read(&append.moment);
  rc = store_append(app->store, &append, diags);
  *changed = rc == RC_OK;
  return rc;
}

/* -- Who is due ----------------------------------------------------------------------------------
 */

static const struct person *person_of(const struct person *people, size_t n,
                                      const uint8_t id[ID_BYTES]) {
  for (size_t i = 0; i < n; i++)
    if (memcmp(people[i].id, id, ID_BYTES) == 0)
      return &people[i];
  return NULL; /* of an erased person, or of somebody of whom nothing was ever stated */
}

static const char *day_of(struct arena *arena, int64_t time) {
  struct str text = {0};
  json_time_put(&text, time);
  const char *day = arena_printf(arena, "%.10s", str_text(&text));
  str_done(&text);
  return day;
}

enum rc personal_due(struct app *app, unsigned years, struct arena *arena,
                     struct personal_due **list, size_t *n, struct diags *diags) {
  static const int64_t YEAR_MS = INT64_C(31556952000); /* the mean one of the calendar */
  struct last_seen *seen = NULL;
  struct person *people = NULL;
  struct moment now;
  size_t n_seen = 0, n_people = 0;
  clock_read(&now);
  *n = 0;
  enum rc rc = store_last_seen(app->store, now.wall - years * YEAR_MS, &seen, &n_seen, diags);
  if (rc == RC_OK)
    rc = store_people_as_of(app->store, INT64_MAX, &people, &n_people, diags);
  *list = arena_array(arena, n_seen + 1, sizeof **list);
  for (size_t i = 0; rc == RC_OK && i < n_seen; i++) {
    const struct person *person = person_of(people, n_people, seen[i].person);
    if (person)
      (*list)[(*n)++] = (struct personal_due){*person, day_of(arena, seen[i].time)};
  }
  free(seen);
  free(people);
  return rc;
}
