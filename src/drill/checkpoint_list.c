/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry of the watch list that is near a traveller. What it is follows from more than the name:
 *
 *     birth and number agree                  the same person, whatever the spelling
 *     neither agrees (a number may be missing) another person, however like the name
 *     one of them agrees                      it cannot be settled at the booth */
#include "drill/checkpoint.h"

#include "document/specimen.h"

#include <string.h>

enum spelling { AS_IT_IS, OTHER_ORDER, OTHER_LETTER, OTHER_ALPHABET, SHORTER, SPELLINGS };

/* As one name comes out of another alphabet by two roads. */
static const struct {
  const char *from, *to;
} roads[] = {{"OU", "U"}, {"PH", "F"}, {"CH", "TCH"}, {"KH", "H"}, {"K", "C"},
             {"J", "DJ"}, {"Y", "I"},  {"W", "V"},    {"V", "W"},  {"C", "K"},
             {"I", "Y"},  {"Z", "S"},  {"U", "OU"},   {"S", "Z"}};

static const char *other_letter(const char *name, struct rng *rng, struct arena *arena) {
  static const char vowels[] = "AEIOUA"; /* each becomes the next */
  size_t at = 1 + rng_below(rng, strlen(name) - 1);
  const char *vowel = strchr(vowels, name[at]);
  return vowel ? arena_printf(arena, "%.*s%c%s", (int)at, name, vowel[1], name + at + 1)
               : arena_printf(arena, "%.*s%c%s", (int)at, name, name[at], name + at);
}

static const char *other_road(const char *name, struct rng *rng, struct arena *arena) {
  size_t n = sizeof roads / sizeof *roads, first = rng_below(rng, n);
  for (size_t i = 0; i < n; i++) {
    size_t road = (first + i) % n;
    const char *at = strstr(name, roads[road].from);
    if (at)
      return arena_printf(arena, "%.*s%s%s", (int)(at - name), name, roads[road].to,
                          at + strlen(roads[road].from));
  }
  return other_letter(name, rng, arena);
}

static const char *shorter(const char *given, struct arena *arena) {
  const char *blank = strchr(given, ' ');
  return arena_printf(arena, "%.*s", blank ? (int)(blank - given) : 1, given);
}

/* The list is asked with what the MRZ has: letters from A to Z. */
static const char *spell(const struct passport *passport, enum spelling spelling, struct rng *rng,
                         struct arena *arena) {
  struct mrz_lines lines = passport_mrz(passport);
  struct mrz_record record;
  mrz_parse(&lines, &record);
  const char *surname = arena_strdup(arena, record.primary);
  const char *given = arena_strdup(arena, record.secondary);
  bool tiny = strlen(surname) < 2;
  if (spelling == OTHER_ORDER && *given)
    return arena_printf(arena, "%s, %s", given, surname);
  if (spelling == OTHER_LETTER && !tiny)
    surname = other_letter(surname, rng, arena);
  else if (spelling == OTHER_ALPHABET && !tiny)
    surname = other_road(surname, rng, arena);
  else if (spelling == SHORTER)
    given = shorter(given, arena);
  return *given ? arena_printf(arena, "%s, %s", surname, given) : surname;
}

static const char *other_number(const char *number, struct rng *rng, struct arena *arena) {
  char *other = arena_strdup(arena, number);
  for (char *c = other; *c; c++)
    if (*c >= '0' && *c <= '9')
      *c = (char)('0' + (*c - '0' + 1 + (int)rng_below(rng, 9)) % 10);
  return other;
}

static int pair(const char *digits, int unknown) {
  return digits[0] == '<' ? unknown : (digits[0] - '0') * 10 + digits[1] - '0';
}

/* Years away, and on the side where a traveller of that age may be as well. */
static const char *other_birth(const struct passport *passport, struct rng *rng,
                               struct arena *arena) {
  const char *birth = passport->page.birth;
  int year = specimen_birth_year(birth, passport->page.expiry);
  struct date born = {year < 0 ? 1990 : year, pair(birth + 2, 6), pair(birth + 4, 15)};
  long days = 1100 + (long)rng_below(rng, 3000);
  char text[DATE_TEXT];
  bool young = passport->today.year - born.year < 40;
  date_print(date_add_days(born, young ? -days : days), text);
  return arena_strdup(arena, text);
}

void list_make(const struct passport *passport, enum likeness like, uint64_t seed,
               struct arena *arena, struct list_entry *out) {
  const struct data *page = &passport->page;
  struct rng rng;
  rng_seed(&rng, seed);
  enum spelling spelling = (enum spelling)rng_below(&rng, SPELLINGS);
  unsigned how = (unsigned)rng_below(&rng, 3);
  bool born = like == LIKE_MATCH || (like == LIKE_VERIFY && how != 0);
  bool numbered = like == LIKE_MATCH || (like == LIKE_VERIFY && how == 0);
  out->name = spell(passport, spelling, &rng, arena);
  out->birth =
      born ? passport_day(arena, page->birth, page->expiry) : other_birth(passport, &rng, arena);
  out->number = numbered ? page->number : how == 1 ? NULL : other_number(page->number, &rng, arena);
  out->sex = page->sex;
}
