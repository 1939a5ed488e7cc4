/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways in which a value of one place is spoilt, one row each. */
#include "document/anomaly.h"

#include "base/text.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* -- Values ---------------------------------------------------------------------------------- */

/* Another digit in one place of the text that has one; from: the first place to be taken. */
static const char *other_digit(struct rng *rng, const char *text, size_t from,
                               struct arena *arena) {
  char *other = arena_strdup(arena, text);
  size_t n = strlen(other), places = 0;
  for (size_t i = from; i < n; i++)
    places += other[i] >= '0' && other[i] <= '9';
  size_t at = places ? rng_below(rng, places) : 0;
  for (size_t i = from; i < n; i++)
    if (other[i] >= '0' && other[i] <= '9' && at-- == 0)
      other[i] = (char)('0' + (other[i] - '0' + 1 + (int)rng_below(rng, 9)) % 10);
  return other;
}

/* YYMMDD some years on, which stays a day. */
static const char *other_year(const char *day, int by, struct arena *arena) {
  char *other = arena_strdup(arena, day);
  int year = ((day[0] - '0') * 10 + (day[1] - '0') + by + 100) % 100;
  other[0] = (char)('0' + year / 10);
  other[1] = (char)('0' + year % 10);
  if (strcmp(other + 2, "0229") == 0)
    other[5] = '8';
  return other;
}

/* A birth of another year, near enough for the face. */
static const char *other_birth(struct rng *rng, const char *birth, struct arena *arena) {
  int by = 2 + (int)rng_below(rng, 5);
  return other_year(birth, rng_below(rng, 2) ? by : -by, arena);
}

static const char *later(struct rng *rng, const char *expiry, struct arena *arena) {
  return other_year(expiry, 2 + (int)rng_below(rng, 4), arena);
}

static const char *other_name(struct rng *rng, const char *name, struct arena *arena) {
  static const char *const ends[] = {"S", "A", "O", "E"};
  const char *end = ends[rng_below(rng, COUNT(ends))];
  size_t n = strlen(name);
  if (n && name[n - 1] == *end)
    end = ends[(rng_below(rng, COUNT(ends) - 1) + (size_t)(strchr("SAOE", *end) - "SAOE") + 1) %
               COUNT(ends)];
  return arena_printf(arena, "%.*s%s", (int)(n > 2 ? n - 1 : n), name, end);
}

/* -- Persons --------------------------------------------------------------------------------- */

#define SPOIL(name) static void name(struct passport *p, struct rng *rng, struct arena *arena)

SPOIL(bearer_other) {
  (void)arena;
  p->bearer = face_stranger(rng, &p->bearer, 4);
}

SPOIL(bearer_alike) {
  (void)arena;
  p->bearer = face_stranger(rng, &p->bearer, 2);
}

/* The bearer's own portrait in somebody else's book: the two agree, and all else is the holder's.
 */
SPOIL(portrait_replaced) {
  (void)arena;
  p->portrait = face_stranger(rng, &p->portrait, 4);
  p->bearer = face_later(rng, &p->portrait);
}

/* Of two people, accepted at issue: every portrait of the document is the blend. */
SPOIL(portrait_morph) {
  (void)arena;
  struct face other = face_stranger(rng, &p->portrait, 6);
  p->portrait = p->ghost = p->chip_face = face_blend(rng, &p->portrait, &other);
  p->bearer = face_later(rng, &other);
}

SPOIL(bearer_older) {
  (void)rng, (void)arena;
  p->bearer_age += 14;
}

SPOIL(signature_other) {
  (void)rng, (void)arena;
  p->signs_alike = false;
}

SPOIL(answers_birth) { p->says_birth = other_birth(rng, p->says_birth, arena); }

SPOIL(answers_purpose) {
  static const char *const others[] = {N_("to start a job that a friend arranged"),
                                       N_("to join a ship, whose name is not known")};
  (void)arena;
  p->says_purpose = others[rng_below(rng, COUNT(others))];
}

/* -- The data page --------------------------------------------------------------------------- */

SPOIL(page_birth) { p->page.birth = other_birth(rng, p->page.birth, arena); }
SPOIL(page_expiry) { p->page.expiry = later(rng, p->page.expiry, arena); }
SPOIL(page_number) { p->page.number = other_digit(rng, p->page.number, 0, arena); }
SPOIL(page_name) { p->page.surname = other_name(rng, p->page.surname, arena); }
SPOIL(page_sex) {
  (void)rng, (void)arena;
  p->page.sex = *p->page.sex == 'F' ? "M" : "F";
}

/* A page that is wholly another's, with an MRZ that fits it. */
SPOIL(page_replaced) {
  p->page.number = p->mrz.number = other_digit(rng, p->page.number, 0, arena);
  p->page.birth = p->mrz.birth = p->says_birth = other_birth(rng, p->page.birth, arena);
}

SPOIL(state_unknown) {
  (void)rng;
  p->state = arena_printf(arena, "Free Territory of %s", p->series->state);
  p->page.issuer = p->page.nationality = p->mrz.issuer = p->mrz.nationality = "QZX";
}

/* -- The MRZ --------------------------------------------------------------------------------- */

SPOIL(mrz_birth) {
  p->mrz.birth = other_birth(rng, p->mrz.birth, arena);
  p->digits_kept = true;
}
SPOIL(mrz_expiry) {
  p->mrz.expiry = later(rng, p->mrz.expiry, arena);
  p->digits_kept = true;
}
SPOIL(mrz_number) {
  p->mrz.number = other_digit(rng, p->mrz.number, 0, arena);
  p->digits_kept = true;
}
SPOIL(mrz_birth_computed) { p->mrz.birth = other_birth(rng, p->mrz.birth, arena); }
SPOIL(mrz_expiry_computed) { p->mrz.expiry = later(rng, p->mrz.expiry, arena); }
SPOIL(mrz_surname) { p->mrz.surname = other_name(rng, p->mrz.surname, arena); }
SPOIL(mrz_sex) {
  (void)rng, (void)arena;
  p->mrz.sex = *p->mrz.sex == 'F' ? "M" : "F";
}

/* -- Lawful differences ---------------------------------------------------------------------- */

/* As its holder writes it, and as Doc 9303-3 section 6 transliterates it. */
SPOIL(name_transliterated) {
  static const char *const written[][2] = {{"MÜLLER", "MUELLER"},
                                           {"ØSTBY", "OESTBY"},
                                           {"NUÑEZ", "NUNEZ"},
                                           {"ÅSTRÖM", "AASTROEM"},
                                           {"ÇELIK", "CELIK"}};
  size_t which = rng_below(rng, COUNT(written));
  (void)arena;
  p->page.surname = written[which][0];
  p->mrz.surname = p->chip.surname = written[which][1];
  p->visa.shown.surname = p->visa.mrz.surname = written[which][1];
}

SPOIL(name_truncated) {
  (void)rng, (void)arena;
  p->page.surname = p->mrz.surname = p->chip.surname = "WOOLOOMOOLOO WARRANDYTE BENNELONG";
  p->visa.shown.surname = p->visa.mrz.surname = p->page.surname;
}

SPOIL(name_single) {
  (void)rng, (void)arena;
  p->page.given = p->mrz.given = p->chip.given = "";
  p->visa.shown.given = p->visa.mrz.given = "";
}

SPOIL(birth_unknown) {
  (void)rng;
  const char *year = arena_printf(arena, "%.2s<<<<", p->page.birth);
  p->page.birth = p->mrz.birth = p->chip.birth = p->says_birth = year;
  p->visa.shown.birth = p->visa.mrz.birth = year;
}

/* -- Number, databases, chip ----------------------------------------------------------------- */

SPOIL(perforation_other) { p->perforated = other_digit(rng, p->perforated, 0, arena); }

#define RECORD(name, state)                                                                        \
  SPOIL(name) {                                                                                    \
    (void)rng, (void)arena;                                                                        \
    p->record = state;                                                                             \
  }
RECORD(record_stolen, RECORD_STOLEN)
RECORD(record_lost, RECORD_LOST)
RECORD(record_blank, RECORD_BLANK)
RECORD(record_near, RECORD_NEAR)

#define CHIP(name, state)                                                                          \
  SPOIL(name) {                                                                                    \
    (void)rng, (void)arena;                                                                        \
    p->chip_state = state;                                                                         \
  }
CHIP(chip_dead, CHIP_DEAD)
CHIP(chip_unsigned, CHIP_UNSIGNED)
CHIP(chip_copied, CHIP_COPIED)
CHIP(chip_none, CHIP_NONE)

SPOIL(chip_face) {
  (void)arena;
  p->chip_face = face_stranger(rng, &p->chip_face, 4);
}
SPOIL(chip_birth) { p->chip.birth = other_birth(rng, p->chip.birth, arena); }
SPOIL(chip_number) { p->chip.number = other_digit(rng, p->chip.number, 0, arena); }

/* -- Travel ---------------------------------------------------------------------------------- */

SPOIL(visa_number) {
  p->visa.shown.number = p->visa.mrz.number = other_digit(rng, p->visa.mrz.number, 0, arena);
}
SPOIL(visa_name) { p->visa.shown.surname = other_name(rng, p->visa.shown.surname, arena); }
SPOIL(visa_until) { p->visa.shown.expiry = later(rng, p->visa.shown.expiry, arena); }
SPOIL(visa_days) {
  (void)rng, (void)arena;
  p->visa.days = p->says_days / 2;
}

/* A stamp of before the book was made. */
SPOIL(stamps_early) {
  (void)arena;
  p->stamps[0].date = date_add_days(p->issued, -40 - (long)rng_below(rng, 300));
}
SPOIL(stamps_future) {
  (void)arena;
  p->stamps[p->n_stamps - 1].date = date_add_days(p->today, 20 + (long)rng_below(rng, 60));
}
/* Out of our own State, into which there is no stamp. */
SPOIL(stamps_gap) {
  (void)rng, (void)arena;
  for (size_t i = 0; i + 1 < p->n_stamps; i++)
    if (i >= 1)
      p->stamps[i] = p->stamps[i + 1];
  p->n_stamps--;
}
SPOIL(stamps_post) {
  (void)rng, (void)arena;
  p->stamps[1].state = p->series->state;
}
SPOIL(stamps_none) {
  (void)rng, (void)arena;
  p->n_stamps = 0;
}

/* -- Rows ------------------------------------------------------------------------------------ */

const struct change changes[] = {
    {"bearer", "other", bearer_other},
    {"bearer", "alike", bearer_alike},
    {"bearer", "older", bearer_older},
    {"portrait", "replaced", portrait_replaced},
    {"portrait", "morph", portrait_morph},
    {"signature", "other", signature_other},
    {"answers", "birth", answers_birth},
    {"answers", "purpose", answers_purpose},
    {"page", "birth", page_birth},
    {"page", "expiry", page_expiry},
    {"page", "number", page_number},
    {"page", "name", page_name},
    {"page", "sex", page_sex},
    {"page", "replaced", page_replaced},
    {"state", "unknown", state_unknown},
    {"mrz", "birth", mrz_birth},
    {"mrz", "birth-computed", mrz_birth_computed},
    {"mrz", "expiry", mrz_expiry},
    {"mrz", "expiry-computed", mrz_expiry_computed},
    {"mrz", "number", mrz_number},
    {"mrz", "name", mrz_surname},
    {"mrz", "sex", mrz_sex},
    {"name", "transliterated", name_transliterated},
    {"name", "truncated", name_truncated},
    {"name", "single", name_single},
    {"birth", "unknown", birth_unknown},
    {"perforation", "other", perforation_other},
    {"database", "stolen", record_stolen},
    {"database", "lost", record_lost},
    {"database", "blank", record_blank},
    {"database", "near", record_near},
    {"chip", "dead", chip_dead},
    {"chip", "unsigned", chip_unsigned},
    {"chip", "copied", chip_copied},
    {"chip", "none", chip_none},
    {"chip", "face", chip_face},
    {"chip", "birth", chip_birth},
    {"chip", "number", chip_number},
    {"visa", "number", visa_number},
    {"visa", "name", visa_name},
    {"visa", "until", visa_until},
    {"visa", "days", visa_days},
    {"stamps", "early", stamps_early},
    {"stamps", "future", stamps_future},
    {"stamps", "gap", stamps_gap},
    {"stamps", "post", stamps_post},
    {"stamps", "none", stamps_none},
};
const size_t n_changes = COUNT(changes);

const struct change *change_find(const char *place, const char *how) {
  for (size_t i = 0; i < n_changes; i++)
    if (strcmp(changes[i].place, place) == 0 && strcmp(changes[i].how, how) == 0)
      return &changes[i];
  return NULL;
}
