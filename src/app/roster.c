/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/roster.h"

#include "app/inner.h"
#include "app/known.h"
#include "app/roster_inner.h"
#include "base/text.h"
#include "base/vec.h"
#include "model/code.h"
#include "store/evidence.h"

#include <stdlib.h>
#include <string.h>

/* -- Taking in -----------------------------------------------------------------------------------
 */

static void check_position(const struct framework *framework, const char *agency,
                           const char *position, struct place at, unsigned span,
                           struct diags *diags) {
  if (framework_post(framework, agency, position) < 0)
    diag_error(diags, at, span, "roster.position",
               _("positions are named as in the framework: PLO"), _("there is no position \"%s\""),
               position);
}

static enum rc check_positions(struct app *app, const struct roster *roster, struct diags *diags) {
  const struct framework *framework = app_framework(app);
  size_t before = diags->errors;
  if (!framework) {
    diag_error(diags, (struct place){0}, 1, "roster.framework",
               _("say where the courses are with --courses FOLDER"),
               _("the competency framework cannot be read, and positions are named in it"));
    return RC_MISSING;
  }
  for (size_t i = 0; i < roster->people.n; i++) {
    const struct roster_person *row = &roster->people.list[i];
    check_position(framework, row->person.agency, row->person.position, row->position_at,
                   row->position_span, diags);
  }
  for (size_t i = 0; i < roster->posts.n; i++) {
    const struct roster_posts *row = &roster->posts.list[i];
    check_position(framework, row->agency, row->position, row->position_at, row->position_span,
                   diags);
  }
  return diags->errors == before ? RC_OK : RC_DATA;
}

struct stating { /* all that is to be said, in one transaction */
  const struct roster_how *how;
  struct {
    struct happening *list;
    size_t n, cap;
  } happened;
  struct {
    uint8_t (*list)[ID_BYTES];
    size_t n, cap;
  } subjects;
};

static void state(struct stating *stating, const uint8_t subject[ID_BYTES],
                  const struct happening *happening) {
  VEC_PUSH(&stating->happened, *happening);
  VEC_ROOM(&stating->subjects);
  memcpy(stating->subjects.list[stating->subjects.n++], subject, ID_BYTES);
}

static bool code_taken(const struct known *known, const struct roster *roster, const char *code) {
  struct person wanted = {0};
  memcpy(wanted.code, code, CODE_TEXT);
  bool taken = known_find(known, &wanted);
  for (size_t i = 0; !taken && i < roster->people.n; i++)
    taken = strcmp(roster->people.list[i].person.code, code) == 0;
  return taken;
}

static void make_code(const struct known *known, const struct roster *roster,
                      struct person *person) {
  uint64_t number;
  char code[CODE_TEXT];
  do {
    seal_random(&number, sizeof number);
    code_make(number, code);
  } while (code_taken(known, roster, code));
  memcpy(person->code, code, CODE_TEXT);
}

static int by_code(const void *key, const void *person) {
  return strcmp(key, ((const struct stick_person *)person)->code);
}

/* The one that the stick brings, or else one drawn by lot. */
static void make_id(const struct roster_how *how, struct person *person) {
  const struct stick_person *brought =
      how->n_ids ? bsearch(person->code, how->ids, how->n_ids, sizeof *how->ids, by_code) : NULL;
  if (brought)
    memcpy(person->id, brought->id, ID_BYTES);
  else
    seal_random(person->id, ID_BYTES);
}

static void take_person(const struct known *known, const struct roster *roster,
                        struct person *person, struct stating *stating,
                        struct roster_taken *taken) {
  struct happening stated = {.verb = VERB_PERSON_STATED}, preferred = {.verb = VERB_PREFERRED};
  const struct person *old = known_find(known, person);
  if (old) {
    memcpy(person->id, old->id, ID_BYTES);
    memcpy(person->code, old->code, sizeof person->code);
  } else {
    make_id(stating->how, person);
    if (!person->code[0])
      make_code(known, roster, person);
  }
  if (stating->how->each)
    stating->how->each(stating->how->ctx, person);
  if (old && memcmp(old, person, sizeof *person) == 0) {
    taken->same++;
    return;
  }
  old ? taken->changed++ : taken->added++;
  stated.person = *person;
  state(stating, person->id, &stated);
  if (!old && stating->how->settings) {
    preferred.settings = *stating->how->settings;
    state(stating, person->id, &preferred);
  }
}

static const struct posts *find_posts(const struct posts *posts, size_t n,
                                      const struct roster_posts *row) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(posts[i].agency, row->agency) == 0 && strcmp(posts[i].unit, row->unit) == 0 &&
        strcmp(posts[i].position, row->position) == 0)
      return &posts[i];
  return NULL;
}

static enum rc take_posts(struct app *app, const struct roster *roster, struct stating *stating,
                          struct roster_taken *taken, struct diags *diags) {
  static const uint8_t nobody[ID_BYTES];
  struct posts *posts = NULL;
  size_t n = 0;
  enum rc rc = roster->posts.n ? store_posts(app->store, INT64_MAX, &posts, &n, diags) : RC_OK;
  for (size_t i = 0; rc == RC_OK && i < roster->posts.n; i++) {
    const struct roster_posts *row = &roster->posts.list[i];
    const struct posts *old = find_posts(posts, n, row);
    struct happening stated = {.verb = VERB_ESTABLISHED, .count = row->n};
    if (old && old->n == row->n)
      continue;
    memcpy(stated.person.agency, row->agency, PERSON_TEXT);
    memcpy(stated.person.unit, row->unit, PERSON_TEXT);
    memcpy(stated.person.position, row->position, PERSON_TEXT);
    state(stating, nobody, &stated);
    taken->posts++;
  }
  free(posts);
  return rc;
}

static enum rc append_all(struct app *app, const struct stating *stating, struct diags *diags) {
  struct append append = {.happened = stating->happened.list,
                          .n = stating->happened.n,
                          .subjects = (const uint8_t(*)[ID_BYTES])stating->subjects.list};
  memcpy(append.actor, app->person.id, ID_BYTES);
  clock_read(&append.moment);
  return stating->happened.n ? store_append(app->store, &append, diags) : RC_OK;
}

static enum rc take_all(struct app *app, struct roster *roster, const struct roster_how *how,
                        struct roster_taken *taken, struct diags *diags) {
  struct known known = {0};
  struct stating stating = {.how = how};
  enum rc rc = known_read(app, &known, diags);
  for (size_t i = 0; rc == RC_OK && i < roster->people.n; i++)
    take_person(&known, roster, &roster->people.list[i].person, &stating, taken);
  if (rc == RC_OK)
    rc = take_posts(app, roster, &stating, taken, diags);
  if (rc == RC_OK && !how->try_only)
    rc = append_all(app, &stating, diags);
  known_done(&known);
  free(stating.happened.list);
  free(stating.subjects.list);
  return rc;
}

enum rc roster_take_how(struct app *app, const char *shown, const char *bytes, size_t len,
                        const struct roster_how *how, struct roster_taken *taken,
                        struct diags *diags) {
  struct roster roster;
  *taken = (struct roster_taken){0};
  enum rc rc = roster_read_caged(shown, bytes, len, &roster, diags);
  if (roster.people.n || roster.posts.n) { /* positions too, even if something else is wrong */
    enum rc positions = check_positions(app, &roster, diags);
    rc = rc == RC_OK ? positions : rc;
    diags_sort(diags);
    diags_excerpt(diags, shown, bytes, len);
  }
  if (rc == RC_OK)
    rc = take_all(app, &roster, how, taken, diags);
  roster_done(&roster);
  return rc;
}

enum rc roster_take(struct app *app, const char *shown, const char *bytes, size_t len,
                    bool try_only, struct roster_taken *taken, struct diags *diags) {
  const struct roster_how how = {.try_only = try_only};
  return roster_take_how(app, shown, bytes, len, &how, taken, diags);
}

/* -- Who is unmatched ----------------------------------------------------------------------------
 */

/* The only one with a code. */
static const struct person *find_namesake(struct known *known, const struct person *who) {
  const struct person *found = NULL;
  size_t n;
  const struct known_name *same = known_named(known, who->name, &n);
  for (size_t i = 0; i < n; i++)
    if (same[i].person->code[0]) {
      if (found)
        return NULL;
      found = same[i].person;
    }
  return found;
}

static int by_name(const void *a, const void *b) {
  const struct roster_unmatched *x = a, *y = b;
  int order = strcmp(x->person.name, y->person.name);
  return order ? order : memcmp(x->person.id, y->person.id, ID_BYTES);
}

enum rc roster_unmatched(struct app *app, struct arena *arena, struct roster_unmatched **list,
                         size_t *n, struct diags *diags) {
  struct known known = {0};
  *n = 0;
  enum rc rc = known_read(app, &known, diags);
  *list = arena_array(arena, known.n + 1, sizeof **list);
  for (size_t i = 0; i < known.n; i++) {
    if (known.people[i].code[0])
      continue;
    struct roster_unmatched *one = &(*list)[(*n)++];
    const struct person *namesake = find_namesake(&known, &known.people[i]);
    one->person = known.people[i];
    one->namesake =
        namesake ? memcpy(arena_alloc(arena, sizeof *namesake), namesake, sizeof *namesake) : NULL;
  }
  if (*n)
    qsort(*list, *n, sizeof **list, by_name);
  known_done(&known);
  return rc;
}

/* -- Joining -------------------------------------------------------------------------------------
 */

enum rc roster_join(struct app *app, const char *one, const char *two, bool undo,
                    struct diags *diags) {
  struct known known = {0};
  struct happening joined = {.verb = VERB_JOINED, .undone = undo};
  struct append append = {.happened = &joined, .n = 1};
  /* Who was joined to another is not listed any more: undoing needs the people as they were said.
   */
  enum rc rc = undo ? store_people(app->store, &known.people, &known.n, diags)
                    : known_read(app, &known, diags);
  if (rc == RC_OK)
    rc = people_named(known.people, known.n, one, append.subject, diags);
  if (rc == RC_OK)
    rc = people_named(known.people, known.n, two, joined.other, diags);
  if (rc == RC_OK && memcmp(append.subject, joined.other, ID_BYTES) == 0) {
    diag_error(diags, (struct place){0}, 1, "roster.same", NULL, _("that is one person already"));
    rc = RC_USAGE;
  }
  memcpy(append.actor, app->person.id, ID_BYTES);
  clock_read(&append.moment);
  if (rc == RC_OK)
    rc = store_append(app->store, &append, diags);
  known_done(&known);
  return rc;
}
