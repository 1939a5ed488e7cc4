/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registration form: what the reader leaves in it, and what of it is right. */
#include "drill/checkpoint.h"

#include "base/text.h"
#include "model/gaps.h"

#include <stdio.h>
#include <string.h>

enum { PLAIN = 64 /* of a value, once only letters and digits are left */ };

const char *const form_labels[FORM_FIELDS] = {
    N_("Surname"),       N_("Given names"), N_("Number"),        N_("Nationality"),
    N_("Date of birth"), N_("Sex"),         N_("Date of expiry")};

const uint8_t form_most[FORM_FIELDS] = {40, 44, 12, 4, 12, 4, 12};

static const char *value_of(const struct data *data, enum form_field field) {
  const char *const values[FORM_FIELDS] = {data->surname,     data->given, data->number,
                                           data->nationality, data->birth, data->sex,
                                           data->expiry};
  return values[field];
}

/* -- What the reader leaves ------------------------------------------------------------------ */

static char misread(char c) {
  static const char like[] = "O0I1B8";
  const char *at = c ? strchr(like, c) : NULL;
  return at ? like[(at - like) ^ 1] : '\0';
}

/* Misreads one place, any of those that can be, in one field. */
static void slip_in(const char *fill[FORM_FIELDS], uint64_t seed, struct arena *arena) {
  static const enum form_field fields[] = {FORM_SURNAME, FORM_GIVEN, FORM_NUMBER, FORM_BIRTH,
                                           FORM_EXPIRY};
  struct rng rng;
  size_t places = 0;
  rng_seed(&rng, seed);
  for (int pass = 0; pass < 2; pass++) {
    size_t chosen = pass && places ? rng_below(&rng, places) : SIZE_MAX;
    places = pass ? 0 : places;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
      for (const char *c = fill[fields[i]]; *c; c++)
        if (misread(*c) && places++ == chosen) {
          char *slipped = arena_strdup(arena, fill[fields[i]]);
          slipped[c - fill[fields[i]]] = misread(*c);
          fill[fields[i]] = slipped;
          return;
        }
  }
}

/* The MRZ as it can be read: of a long name what there was room for. */
static void read_mrz(const struct passport *passport, struct mrz_record *record, struct data *out) {
  struct mrz_lines lines = passport_mrz(passport);
  mrz_parse(&lines, record);
  *out = passport->mrz;
  out->surname = record->primary;
  out->given = record->secondary;
  out->number = record->number;
}

void form_fill(const struct passport *passport, bool slip, uint64_t seed, struct arena *arena,
               const char *out[FORM_FIELDS]) {
  struct mrz_record record;
  struct data data;
  read_mrz(passport, &record, &data);
  for (unsigned i = 0; i < FORM_FIELDS; i++)
    out[i] = arena_strdup(arena, value_of(&data, (enum form_field)i));
  if (slip)
    slip_in(out, seed, arena);
}

/* -- What is right --------------------------------------------------------------------------- */

/* Letters and digits alone, as the MRZ has them; false where there is a letter that it has not. */
static bool plain(const char *text, size_t len, char out[PLAIN]) {
  const char *end = text + len;
  size_t n = 0;
  while (text < end) {
    char letters[MRZ_LETTERS + 1] = {*text, '\0'};
    bool digit = *text >= '0' && *text <= '9';
    if (digit)
      text++;
    else if (!mrz_letter(&text, letters))
      return false;
    for (const char *c = letters; *c; c++)
      if (*c != '<' && n + 1 < PLAIN)
        out[n++] = *c;
  }
  out[n] = '\0';
  return true;
}

static bool is_same(const char *typed, const char *value) {
  char wanted[PLAIN];
  return plain(value, strlen(value), wanted) && strcmp(typed, wanted) == 0;
}

/* YYMMDD, the day as the page writes it, or as numbers with the year in full at either end. */
static bool is_day(const char *typed, const char *mrz, const char *expiry) {
  struct arena arena = {0};
  const char *written = passport_day(&arena, mrz, expiry), *year = strrchr(written, ' ') + 1;
  const char *const forms[] = {mrz, written, arena_printf(&arena, "%s%s", year, mrz + 2),
                               arena_printf(&arena, "%.2s%.2s%s", mrz + 4, mrz + 2, year)};
  bool same = false;
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    same |= is_same(typed, forms[i]);
  arena_done(&arena);
  return same;
}

static bool is_right(const struct data *data, enum form_field field, const char *typed) {
  const char *value = value_of(data, field);
  if (field == FORM_BIRTH || field == FORM_EXPIRY)
    return is_day(typed, value, field == FORM_BIRTH ? data->expiry : NULL);
  return is_same(typed, value);
}

bool form_right(const struct passport *passport, enum form_field field, const char *typed,
                size_t len) {
  char text[RESPONSE_TEXT], is[PLAIN];
  struct mrz_record record;
  struct data mrz;
  read_mrz(passport, &record, &mrz);
  snprintf(text, sizeof text, "%.*s", (int)len, typed);
  return plain(text, strlen(text), is) &&
         (is_right(&passport->page, field, is) || is_right(&mrz, field, is));
}

const char *form_truth(const struct passport *passport, enum form_field field,
                       struct arena *arena) {
  const struct data *page = &passport->page;
  if (field == FORM_BIRTH || field == FORM_EXPIRY)
    return passport_day(arena, value_of(page, field), field == FORM_BIRTH ? page->expiry : NULL);
  return value_of(page, field);
}

void form_compare(const struct traveller *traveller, struct served *served) {
  served->wrong = served->changed = 0;
  for (unsigned i = 0; i < FORM_FIELDS; i++) {
    size_t len;
    const char *typed = gaps_get(served->typed, i, &len), *fill = traveller->fill[i];
    if (!form_right(&traveller->passport, (enum form_field)i, typed, len))
      served->wrong |= (uint8_t)(1U << i);
    if (len != strlen(fill) || memcmp(typed, fill, len) != 0)
      served->changed++;
  }
}
