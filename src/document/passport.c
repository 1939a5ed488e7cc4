/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A genuine passport and its bearer, from a seed. Everything is drawn in one order and before any
 * anomaly, so that spoiling one place leaves the others as they were, byte for byte. */
#include "document/passport.h"

#include "base/text.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* One pool for all States: a name says nothing about where its holder is from. */
static const char *const surnames[] = {
    "ADEYO",  "BERGEN", "CASTELO", "DIALLO", "EVANS",  "FARAH",  "GRANT",  "HADDAD",
    "IBARRA", "JOVANI", "KAMAU",   "LINDEN", "MOREAU", "NOVAK",  "OKELLO", "PEREIRA",
    "QUIST",  "ROSSI",  "SAIDI",   "TANAKA", "UDDIN",  "VARGAS", "WEBER",  "YILMA",
    "ZIMBA",  "ABIOLA", "BAKARI",  "CHIRWA", "DURAND", "ESPOSA", "FOFANA", "HALONEN",
};
static const char *const given_f[] = {"ANNA", "GRACE", "LEILA",  "MARTA", "NADIA",
                                      "ROSE", "SALMA", "TERESA", "VERA",  "ZUHURA"};
static const char *const given_m[] = {"AMANI",  "DAVID", "ELIAS", "HASSAN", "IVAN",
                                      "JOSEPH", "KARIM", "MARCO", "PETER",  "SAMUEL"};
static const char *const purposes[] = {N_("to visit my sister"), N_("for a trade fair"),
                                       N_("for a holiday"), N_("to see a doctor"),
                                       N_("for a course at the university")};

static const char *one_of(struct rng *rng, const char *const *list, size_t n) {
  return list[rng_below(rng, n)];
}

static const char *given_name(struct rng *rng, bool female, struct arena *arena) {
  const char *const *pool = female ? given_f : given_m;
  size_t n = female ? COUNT(given_f) : COUNT(given_m);
  const char *first = one_of(rng, pool, n), *second = one_of(rng, pool, n);
  bool two = rng_below(rng, 2) && first != second;
  return two ? arena_printf(arena, "%s %s", first, second) : first;
}

static const char *mrz_day(struct arena *arena, struct date date) {
  char text[DATE_MRZ];
  date_mrz(date, text);
  return arena_strdup(arena, text);
}

/* Of the series' form. */
static const char *number_like(struct rng *rng, const char *form, struct arena *arena) {
  static const char letters[] = "ABCDEFGHJKLMNPRSTUVWXYZ"; /* none that looks like a digit */
  char *number = arena_strdup(arena, form);
  for (char *c = number; *c; c++)
    if (*c == 'A')
      *c = letters[rng_below(rng, sizeof letters - 1)];
    else if (*c == '9')
      *c = (char)('0' + rng_below(rng, 10));
  return number;
}

static struct data draw_data(struct rng *rng, const struct series *series, struct date born,
                             struct date expiry, struct arena *arena) {
  bool female = rng_below(rng, 2);
  struct data data = {.surname = one_of(rng, surnames, COUNT(surnames)),
                      .given = given_name(rng, female, arena),
                      .number = number_like(rng, series->number, arena),
                      .issuer = series->code,
                      .nationality = series->code,
                      .sex = female ? "F" : "M"};
  data.birth = mrz_day(arena, born);
  data.expiry = mrz_day(arena, expiry);
  return data;
}

static void draw_faces(struct rng *rng, struct passport *p, int age_then, int age_now) {
  p->portrait = p->ghost = p->chip_face = face_random(rng);
  p->bearer = face_later(rng, &p->portrait);
  p->portrait_age = (unsigned)age_then;
  p->bearer_age = (unsigned)age_now;
}

static void add_stamp(struct passport *p, const char *state, const char *post, struct date date,
                      bool entry) {
  if (p->n_stamps < STAMPS_MAX)
    p->stamps[p->n_stamps++] = (struct travel_stamp){state, post, date, entry};
}

/* Out of the holder's own State and into ours, and back. */
static void draw_trip(struct rng *rng, struct passport *p, struct date out, long stay) {
  const struct series *s = p->series;
  struct date back = date_add_days(out, stay);
  add_stamp(p, s->state, one_of(rng, s->posts, s->n_posts), out, false);
  add_stamp(p, s->abroad, one_of(rng, s->abroad_posts, s->n_abroad_posts), out, true);
  add_stamp(p, s->abroad, one_of(rng, s->abroad_posts, s->n_abroad_posts), back, false);
  add_stamp(p, s->state, one_of(rng, s->posts, s->n_posts), back, true);
}

/* Perhaps an earlier journey since the issue; then today's, which has but begun. */
static void draw_travel(struct rng *rng, struct passport *p) {
  long held = date_number(p->today) - date_number(p->issued);
  long stay = 4 + (long)rng_below(rng, 20), before = 30 + (long)rng_below(rng, 300);
  if (rng_below(rng, 3) && before + stay < held)
    draw_trip(rng, p, date_add_days(p->today, -before - stay), stay);
  add_stamp(p, p->series->state, one_of(rng, p->series->posts, p->series->n_posts),
            date_add_days(p->today, -(long)rng_below(rng, 2)), false);
}

static void draw_visa(struct rng *rng, struct passport *p, struct arena *arena) {
  struct label *visa = &p->visa;
  visa->there = rng_below(rng, 2);
  visa->visa_number = number_like(rng, "V9999999", arena);
  visa->from = date_add_days(p->today, -(long)rng_below(rng, 20));
  visa->days = 30 * (1 + (unsigned)rng_below(rng, 3));
  visa->purpose = one_of(rng, purposes, COUNT(purposes));
  visa->shown = p->page;
  visa->shown.issuer = p->series->abroad_code;
  visa->shown.expiry = mrz_day(arena, date_add_days(visa->from, visa->days + 20));
  visa->mrz = visa->shown;
}

static void draw_answers(struct rng *rng, struct passport *p) {
  p->says_birth = p->page.birth;
  p->says_purpose = p->visa.purpose;
  p->says_days = 5 + (unsigned)rng_below(rng, 20);
}

static void draw_variants(struct rng *rng, struct passport *p) {
  for (unsigned i = 0; i < LOOKS; i++) {
    uint8_t n = p->series->looks[i].n;
    p->variant[i] = n ? (uint8_t)rng_below(rng, n) : 0;
  }
}

void passport_make(const struct series *series, uint64_t seed, struct date today,
                   struct arena *arena, struct passport *out) {
  struct rng rng;
  rng_seed(&rng, seed);
  *out = (struct passport){.series = series, .today = today, .state = series->state};
  int age = 19 + (int)rng_below(&rng, 50);
  struct date born = date_add_days(date_add_years(today, -age), -(long)rng_below(&rng, 360));
  long held = 200 + (long)rng_below(&rng, 365 * (series->years - 1) - 200);
  out->issued = date_add_days(today, -held);
  struct date expiry = date_add_days(date_add_years(out->issued, (int)series->years), -1);
  out->page = draw_data(&rng, series, born, expiry, arena);
  out->mrz = out->chip = out->page;
  out->perforated = out->page.number;
  draw_faces(&rng, out, date_years_between(born, out->issued), date_years_between(born, today));
  draw_travel(&rng, out);
  draw_visa(&rng, out, arena);
  draw_answers(&rng, out);
  out->signs_alike = true;
  draw_variants(&rng, out);
}
