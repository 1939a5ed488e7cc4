/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cohort_inner.h"

#include "base/vec.h"
#include "measure/ability.h"
#include "model/code.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* -- Who there is: all invented -------------------------------------------------------------- */

const struct unit cohort_units[] = {
    {"Frontier Guard", "Keth Crossing", "PLO", 22, 4},
    {"Frontier Guard", "Old Ferry", "PLO", 18, 0},
    {"Immigration Service", "Mirel Airport", "PLO", 20, 2},
    {"Immigration Service", "Mirel Airport", "SLO", 9, 1},
    {"Immigration Service", "Dry Lake Road", "SLO", 9, 0},
    {"Document Centre", "Examination Room", "DEX", 8, 1},
    {"Victim Protection Office", "Northern Team", "CTF", 9, 3},
    {"Harbour Administration", "Day Shift", "SUP", 5, 0},
    {"Harbour Administration", "Night Launch", "PLO", 0, 0},
};
const size_t n_cohort_units = COUNT(cohort_units);

static const char *const first_names[] = {
    "Amina",  "Tomas", "Leila", "Joao",  "Mei",   "Kwame",  "Sofia", "Arman", "Nadia", "Pieter",
    "Zawadi", "Ivan",  "Priya", "Malik", "Elena", "Tevita", "Hana",  "Oumar", "Lucia", "Bilal"};
static const char *const last_names[] = {
    "Tarrel", "Okembe",  "Vasko",  "Dimarra", "Lindahl", "Rashidi", "Quispa", "Novani", "Senduri",
    "Abelar", "Chimote", "Petrak", "Yilmar",  "Fonoti",  "Haldar",  "Moreva", "Kasule", "Ortega"};
static const char *const grades[] = {"Officer", "Senior officer", "Inspector"};

/* -- The story --------------------------------------------------------------------------------- */

static const struct {
  const char *where; /* a unit's name or a post's id; NULL: everywhere */
  const char *competency;
  double logits, overrates;
} story[] = {
    {"Keth Crossing", "DOC-EXAM", -2, 0}, {"Keth Crossing", "DOC-FRAUD", -2.2, 0},
    {"PLO", "DOC-EXAM", -.5, 0},          {"PLO", "DOC-FRAUD", -.5, 0},
    {"CTF", "PROT-REF", .9, 0},
    {"CTF", "TIP-ID", 1.2, 0},           {NULL, "COMM-CHK", 2.4, 0},
    {NULL, "PROT-REF", -.3, 1.1},
};

static const double headroom = .4, sd_general = .5, sd_special = .45, overrates = .7;

static double added(const struct unit *unit, const char *competency) {
  double sum = 0;
  for (size_t i = 0; i < COUNT(story); i++)
    if (strcmp(story[i].competency, competency) == 0 &&
        (!story[i].where || strcmp(story[i].where, unit->name) == 0 ||
         strcmp(story[i].where, unit->position) == 0))
      sum += story[i].logits;
  return sum;
}

double cohort_overrates(const char *competency) {
  double sum = overrates;
  for (size_t i = 0; i < COUNT(story); i++)
    if (strcmp(story[i].competency, competency) == 0)
      sum += story[i].overrates;
  return sum;
}

/* -- Chance ------------------------------------------------------------------------------------ */

double cohort_uniform(struct rng *rng) { return (double)(rng_next(rng) >> 11) * 0x1p-53; }

double cohort_normal(struct rng *rng) { /* Box and Muller, 1958 */
  static const double pi = 3.14159265358979323846;
  double radius = sqrt(-2 * log(1 - cohort_uniform(rng)));
  return radius * cos(2 * pi * cohort_uniform(rng));
}

void cohort_id(struct rng *rng, uint8_t out[ID_BYTES]) {
  for (size_t i = 0; i < ID_BYTES; i++)
    out[i] = (uint8_t)rng_below(rng, 256);
}

/* -- Officers ---------------------------------------------------------------------------------- */

/* The first unit takes what rounding leaves. */
void cohort_share(uint32_t people, uint32_t *counts) {
  uint32_t shares = 0, given = 0;
  for (size_t i = 0; i < n_cohort_units; i++)
    shares += cohort_units[i].share;
  for (size_t i = 0; i < n_cohort_units; i++) {
    const struct unit *unit = &cohort_units[i];
    counts[i] = unit->share ? (people - COHORT_SMALL) * unit->share / shares : COHORT_SMALL;
    given += counts[i];
  }
  counts[0] += people - given;
}

/* No two have one code: 31^5 is prime to the step. */
static void fill_person(const struct unit *unit, uint64_t seed, uint32_t nth, struct rng *rng,
                        struct person *person) {
  char code[CODE_TEXT];
  cohort_id(rng, person->id);
  code_make(seed % 1000003 + UINT64_C(7919) * nth, code);
  memcpy(person->code, code, CODE_TEXT);
  snprintf(person->name, PERSON_TEXT, "%s %s", first_names[rng_below(rng, COUNT(first_names))],
           last_names[rng_below(rng, COUNT(last_names))]);
  snprintf(person->agency, PERSON_TEXT, "%s", unit->agency);
  snprintf(person->unit, PERSON_TEXT, "%s", unit->name);
  snprintf(person->position, PERSON_TEXT, "%s", unit->position);
  snprintf(person->sex, sizeof person->sex, "%s", rng_below(rng, 3) ? "m" : "f");
  person->served = (uint8_t)(1 + rng_below(rng, 24));
  snprintf(person->grade, PERSON_TEXT, "%s", grades[person->served / 9]);
}

bool cohort_officer(const struct framework *framework, const struct unit *unit, uint64_t seed,
                    uint32_t nth, struct officer *officer) {
  struct rng rng;
  int position = framework_position(framework, unit->position);
  if (position < 0)
    return false;
  rng_seed(&rng, seed ^ seal_name(unit->name) ^ (UINT64_C(0x9e3779b97f4a7c15) * (nth + 1)));
  officer->position = &framework->positions[position];
  fill_person(unit, seed, nth, &rng, &officer->person);
  struct rng chief; /* one for all of the unit */
  rng_seed(&chief, seed ^ seal_name(unit->name));
  cohort_id(&chief, officer->chief);
  officer->trained = rng_below(&rng, 3) == 0;
  double general = sd_general * cohort_normal(&rng);
  for (size_t i = 0; i < framework->n_competencies; i++) {
    unsigned level = officer->position->requirements[i].level;
    officer->theta[i] = ability_difficulty(level ? level : 1) + headroom + general +
                        sd_special * cohort_normal(&rng) +
                        added(unit, framework->competencies[i].id);
  }
  return true;
}
