/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/agency.h"

#include "app/inner.h"
#include "app/keyin.h"
#include "app/pseudonym.h"
#include "app/release.h"

#include "base/text.h"
#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TAG = 16 }; /* bytes of a keyed hash that stand for a name */

struct place_shown {
  const char *agency, *unit; /* as recorded; of the agency itself the unit is "" */
  uint8_t tags[2][TAG];      /* of the agency; of the unit, zeroes of "" */
  const char *agency_shown, *unit_shown;
  bool people; /* those of the agency are named */
};

struct agencies {
  struct place_shown *list; /* by agency and unit, bytewise */
  size_t n;
  uint8_t key[KEY_BYTES];
  const struct framework *framework;
};

/* -- Which there are --------------------------------------------------------------------------- */

struct gathered {
  struct place_shown *list;
  size_t n, cap;
  const char *only; /* the one agency of those whom the report is of; NULL: none yet */
  bool several;
};

static void gather(struct gathered *all, const char *agency, const char *unit) {
  VEC_PUSH(all, (struct place_shown){.agency = agency, .unit = ""});
  if (*unit)
    VEC_PUSH(all, (struct place_shown){.agency = agency, .unit = unit});
}

/* The report tells of somebody there. */
static void concern(struct gathered *all, const char *agency) {
  if (!*agency)
    return;
  all->several |= all->only && strcmp(all->only, agency) != 0;
  all->only = agency;
}

static int by_place(const void *a, const void *b) {
  const struct place_shown *x = a, *y = b;
  int order = strcmp(x->agency, y->agency);
  return order ? order : strcmp(x->unit, y->unit);
}

static void settle(struct gathered *all) {
  size_t kept = 0;
  if (all->n)
    qsort(all->list, all->n, sizeof *all->list, by_place);
  for (size_t i = 0; i < all->n; i++)
    if (i == 0 || by_place(&all->list[i], &all->list[i - 1]) != 0)
      all->list[kept++] = all->list[i];
  all->n = kept;
}

static void gather_people(struct gathered *all, const struct agency_asked *asked,
                          const struct person *people, size_t n, struct arena *arena) {
  for (size_t i = 0; i < n; i++) {
    const char *agency = arena_strdup(arena, people[i].agency);
    gather(all, agency, arena_strdup(arena, people[i].unit));
    if (!asked->cohort || strcmp(people[i].cohort, asked->cohort) == 0)
      concern(all, agency);
  }
}

static void gather_posts(struct gathered *all, const struct agency_asked *asked,
                         const struct posts *posts, size_t n, struct arena *arena) {
  for (size_t i = 0; i < n; i++) {
    const char *agency = arena_strdup(arena, posts[i].agency);
    gather(all, agency, arena_strdup(arena, posts[i].unit));
    if (!asked->cohort && posts[i].n)
      concern(all, agency);
  }
}

static enum rc gather_all(struct app *app, const struct agency_asked *asked, int64_t until,
                          struct arena *arena, struct gathered *all, struct diags *diags) {
  const struct framework *framework = app_framework(app);
  struct person *people = NULL;
  struct posts *posts = NULL;
  size_t n_people = 0, n_posts = 0;
  enum rc rc = store_people_as_of(app->store, until, &people, &n_people, diags);
  if (rc == RC_OK)
    rc = store_posts(app->store, until, &posts, &n_posts, diags);
  gather_people(all, asked, people, n_people, arena);
  gather_posts(all, asked, posts, n_posts, arena);
  for (size_t i = 0; i < framework->n_positions; i++)
    gather(all, framework->positions[i].agency ? framework->positions[i].agency : "", "");
  settle(all);
  free(people);
  free(posts);
  return rc;
}

/* -- Letters ----------------------------------------------------------------------------------- */

static void tag_of(const struct agencies *agencies, char what, const char *agency, const char *unit,
                   uint8_t out[TAG]) {
  uint8_t hash[HASH_BYTES];
  seal_hash((struct seal_part[]){{agencies->key, KEY_BYTES},
                                 {&what, 1},
                                 {agency, strlen(agency) + 1},
                                 {unit, strlen(unit) + 1}},
            4, hash);
  memcpy(out, hash, TAG);
}

static void tag_all(struct agencies *agencies) {
  for (size_t i = 0; i < agencies->n; i++) {
    struct place_shown *place = &agencies->list[i];
    tag_of(agencies, 'a', place->agency, "", place->tags[0]);
    if (*place->unit)
      tag_of(agencies, 'u', place->agency, place->unit, place->tags[1]);
  }
}

enum { ENTRY = 2 * TAG }; /* of what was given out: the tags, one behind the other */

static const uint8_t no_unit[TAG];

static const uint8_t *entry_at(const struct str *given, size_t nth) {
  return (const uint8_t *)given->at + nth * ENTRY;
}

/* As many as there are: to this place nothing was given. */
static size_t find_given(const struct str *given, const struct place_shown *place) {
  size_t at = 0, n = given->len / ENTRY;
  while (at < n && memcmp(entry_at(given, at), place->tags, ENTRY) != 0)
    at++;
  return at;
}

/* How many agencies, or units of that agency, were given something before. */
static unsigned count_before(const struct str *given, size_t nth, const uint8_t *agency) {
  unsigned count = 0;
  for (size_t i = 0; i < nth; i++) {
    bool unit = memcmp(entry_at(given, i) + TAG, no_unit, TAG) != 0;
    count += agency ? unit && memcmp(entry_at(given, i), agency, TAG) == 0 : !unit;
  }
  return count;
}

static int by_tags(const void *a, const void *b) { return memcmp(a, b, ENTRY); }

/* Whoever is new, in the order of the tags: it tells nothing of names and sizes. */
static bool give_out(const struct agencies *agencies, struct str *given) {
  struct str fresh = {0};
  for (size_t i = 0; i < agencies->n; i++)
    if ((*agencies->list[i].agency || *agencies->list[i].unit) &&
        find_given(given, &agencies->list[i]) == given->len / ENTRY)
      str_add(&fresh, (const char *)agencies->list[i].tags, ENTRY);
  bool any = fresh.len > 0;
  if (any) {
    qsort(fresh.at, fresh.len / ENTRY, ENTRY, by_tags);
    str_add(given, fresh.at, fresh.len);
  }
  str_done(&fresh);
  return any;
}

static enum rc keep_given(struct store *store, const char *name, const struct str *given,
                          struct diags *diags) {
  struct str kept = {0};
  store_memo_keep(store, name, given);
  store_memo(store, name, &kept);
  bool there = kept.len == given->len;
  str_done(&kept);
  if (there)
    return RC_OK;
  diag_error(diags, (struct place){0}, 1, "report.pseudonyms", NULL,
             _("the key of the codes cannot be kept, so that codes would change each time"));
  return RC_IO;
}

/* A to Z, AA to AZ, BA... */
static const char *letter(unsigned nth, struct arena *arena) {
  char text[8];
  size_t at = sizeof text - 1;
  text[at] = '\0';
  for (unsigned rest = nth + 1; rest && at; rest = (rest - 1) / 26)
    text[--at] = (char)('A' + (rest - 1) % 26);
  return arena_strdup(arena, text + at);
}

static void name_by_letters(struct place_shown *place, const struct str *given,
                            struct arena *arena) {
  struct place_shown agency = *place;
  memset(agency.tags[1], 0, TAG);
  const char *is = letter(count_before(given, find_given(given, &agency), NULL), arena);
  unsigned unit = count_before(given, find_given(given, place), place->tags[0]) + 1;
  place->agency_shown = *place->agency ? arena_printf(arena, _("Agency %s"), is) : "";
  if (!*place->unit)
    place->unit_shown = "";
  else if (*place->agency)
    place->unit_shown = arena_printf(arena, "%s-%u", is, unit);
  else
    place->unit_shown = arena_printf(arena, _("unit %u"), unit);
}

static enum rc name_all(struct app *app, struct agencies *agencies, struct arena *arena,
                        struct diags *diags) {
  static const char name[] = "agencies";
  struct str given = {0};
  enum rc rc = pseudonym_key(app->store, agencies->key, diags);
  if (rc == RC_OK) {
    tag_all(agencies);
    store_memo(app->store, name, &given);
    if (given.len % ENTRY)
      str_clear(&given);
    if (give_out(agencies, &given))
      rc = keep_given(app->store, name, &given, diags);
  }
  for (size_t i = 0; rc == RC_OK && i < agencies->n; i++)
    name_by_letters(&agencies->list[i], &given, arena);
  str_done(&given);
  return rc;
}

/* -- Names ------------------------------------------------------------------------------------- */

static const enum release_audience heard_as[] = {[REPORT_FOR_ANYBODY] = RELEASE_TO_AGENCIES,
                                                 [REPORT_FOR_OFFICER] = RELEASE_TO_OFFICERS,
                                                 [REPORT_FOR_TRAINER] = RELEASE_TO_TRAINERS,
                                                 [REPORT_FOR_AGENCY] = RELEASE_TO_AGENCIES,
                                                 [REPORT_FOR_MINISTRY] = RELEASE_TO_MINISTRY};

static void name_released(struct agencies *agencies, const struct releases *releases,
                          const struct agency_asked *asked, const char *day) {
  enum release_audience to = heard_as[asked->audience];
  for (size_t i = 0; i < agencies->n; i++) {
    struct place_shown *place = &agencies->list[i];
    bool own = asked->own && strcmp(place->agency, asked->own) == 0;
    if (own || releases_show(releases, place->agency, to, day, false)) {
      place->agency_shown = place->agency;
      place->unit_shown = place->unit;
      place->people = own || releases_show(releases, place->agency, to, day, true);
    }
  }
}

static enum rc read_names(struct app *app, struct agencies *agencies,
                          const struct agency_asked *asked, struct arena *arena,
                          struct diags *diags) {
  struct releases releases = {0};
  const char *day = asked->as_of ? asked->as_of : keyin_today(arena);
  enum rc rc = releases_read(app->folder, &releases, diags);
  if (rc == RC_OK)
    rc = name_all(app, agencies, arena, diags);
  if (rc == RC_OK)
    name_released(agencies, &releases, asked, day);
  releases_done(&releases);
  return rc;
}

static const char *title_shown(const struct agencies *agencies, const struct framework *framework,
                               const struct position *position) {
  if (!position->agency || strcmp(agency_name(agencies, position->agency), position->agency) == 0)
    return position->title;
  int common = framework_position(framework, position->id);
  bool owned =
      common < 0 || (framework->positions[common].agency && *framework->positions[common].agency);
  return owned ? position->id : framework->positions[common].title;
}

static const struct framework *frame(const struct agencies *agencies,
                                     const struct framework *framework, struct arena *arena) {
  struct framework *shown = arena_alloc(arena, sizeof *shown);
  struct position *positions = arena_array(arena, framework->n_positions + 1, sizeof *positions);
  *shown = *framework;
  shown->positions = positions;
  for (size_t i = 0; i < framework->n_positions; i++) {
    positions[i] = framework->positions[i];
    positions[i].title = title_shown(agencies, framework, &framework->positions[i]);
  }
  return shown;
}

/* -- The whole way ----------------------------------------------------------------------------- */

static bool is_known(const struct gathered *all, const char *agency) {
  const struct place_shown sought = {.agency = agency, .unit = ""};
  return *agency && all->n && bsearch(&sought, all->list, all->n, sizeof sought, by_place);
}

static enum rc refuse_own(const char *own, struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, "report.agency", _("write it as the roster has it"),
             _("there is no agency \"%.90s\""), own);
  return RC_USAGE;
}

/* Whoever holds the records reads the list of them; one agency alone reads of itself. */
static bool is_shown_all(const struct agency_asked *asked, const struct gathered *all) {
  if (asked->audience == REPORT_FOR_ANYBODY && asked->by == REPORT_BY_PERSON)
    return true;
  bool itself = !all->several && (!asked->own || !all->only || strcmp(asked->own, all->only) == 0);
  return asked->audience != REPORT_FOR_MINISTRY && itself;
}

enum rc agencies_read(struct app *app, const struct agency_asked *asked, int64_t until,
                      struct arena *arena, const struct agencies **out, struct diags *diags) {
  struct gathered all = {0};
  struct agencies *agencies = arena_alloc(arena, sizeof *agencies);
  *out = NULL;
  enum rc rc = gather_all(app, asked, until, arena, &all, diags);
  if (rc == RC_OK && asked->own && !is_known(&all, asked->own))
    rc = refuse_own(asked->own, diags);
  if (rc == RC_OK && !is_shown_all(asked, &all)) {
    *agencies =
        (struct agencies){.list = arena_array(arena, all.n + 1, sizeof *all.list), .n = all.n};
    if (all.n)
      memcpy(agencies->list, all.list, all.n * sizeof *all.list);
    rc = read_names(app, agencies, asked, arena, diags);
    agencies->framework = rc == RC_OK ? frame(agencies, app_framework(app), arena) : NULL;
    *out = rc == RC_OK ? agencies : NULL;
  }
  free(all.list);
  return rc;
}

/* -- As shown ---------------------------------------------------------------------------------- */

static const struct place_shown *find_place(const struct agencies *agencies, const char *agency,
                                            const char *unit) {
  const struct place_shown sought = {.agency = agency, .unit = unit};
  return agencies->n ? bsearch(&sought, agencies->list, agencies->n, sizeof sought, by_place)
                     : NULL;
}

const char *agency_note(const struct agencies *agencies) {
  bool lettered = false;
  for (size_t i = 0; agencies && i < agencies->n; i++)
    lettered |=
        agencies->list[i].agency_shown != agencies->list[i].agency && *agencies->list[i].agency;
  return lettered ? _("Agencies that have not released their names to these readers are called by "
                      "letters, and what is theirs by letters and codes. A letter is the same in "
                      "each report of these records, and says nothing of a name or a size.")
                  : NULL;
}

/* What was not there when names were read is never told by name. */
const char *agency_name(const struct agencies *agencies, const char *agency) {
  if (!agencies || !agency || !*agency)
    return agency;
  const struct place_shown *place = find_place(agencies, agency, "");
  return place ? place->agency_shown : _("another agency");
}

const char *agency_unit(const struct agencies *agencies, const char *agency, const char *unit) {
  if (!agencies || !unit || !*unit)
    return unit;
  const struct place_shown *place = find_place(agencies, agency, unit);
  return place ? place->unit_shown : _("another unit");
}

const struct person *agency_person(const struct agencies *agencies, const struct person *person,
                                   struct arena *arena) {
  if (!agencies)
    return person;
  const struct place_shown *place = find_place(agencies, person->agency, "");
  struct person *shown = arena_alloc(arena, sizeof *shown);
  *shown = *person;
  snprintf(shown->agency, PERSON_TEXT, "%s", agency_name(agencies, person->agency));
  snprintf(shown->unit, PERSON_TEXT, "%s", agency_unit(agencies, person->agency, person->unit));
  if (!place || !place->people)
    snprintf(shown->name, PERSON_TEXT, "%s", pseudonym_of(agencies->key, person->id, arena));
  return shown;
}

const struct framework *agency_framework(const struct agencies *agencies,
                                         const struct framework *framework) {
  return agencies ? agencies->framework : framework;
}
