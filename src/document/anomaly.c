/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/anomaly.h"

#include "base/text.h"

#include <string.h>

const char *const fraud_keys[FRAUDS] = {"none",         "counterfeit", "forgery",  "recycled",
                                        "stolen-blank", "obtained",    "impostor", "morphing",
                                        "fantasy",      "chip"};

const char *const fraud_names[FRAUDS] = {
    N_("False alarm"),      N_("Counterfeit"),
    N_("Forgery"),          N_("Composite of genuine parts"),
    N_("Stolen blank"),     N_("Fraudulently obtained genuine document"),
    N_("Impostor"),         N_("Morphed portrait"),
    N_("Fantasy document"), N_("Chip tampered with or copied")};

static bool changes_place(const struct anomaly *anomaly, const char *place) {
  for (size_t i = 0; i < anomaly->n_changes; i++)
    if (strcmp(anomaly->changes[i]->place, place) == 0)
      return true;
  return false;
}

unsigned anomaly_needs(const struct anomaly *anomaly) {
  bool visa = changes_place(anomaly, "visa") || anomaly->shows[LOOK_VISA];
  bool trip = changes_place(anomaly, "stamps") || anomaly->shows[LOOK_STAMPS];
  bool who = changes_place(anomaly, "name") || changes_place(anomaly, "birth");
  return (visa ? NEED_VISA : who ? NEED_NO_VISA : 0) | (trip ? NEED_TRIP : 0);
}

/* A third of all seeds or more meet any needs, so this ends soon. */
void passport_make_for(const struct series *series, unsigned needs, uint64_t seed,
                       struct date today, struct arena *arena, struct passport *out) {
  for (uint64_t turn = 0; turn < 64; turn++) {
    passport_make(series, seed + turn * UINT64_C(0x9e3779b97f4a7c15), today, arena, out);
    bool wrong = needs & NEED_VISA ? !out->visa.there : needs & NEED_NO_VISA && out->visa.there;
    if (!wrong && (!(needs & NEED_TRIP) || out->n_stamps > 1))
      return;
  }
}

void anomaly_apply(const struct anomaly *anomaly, uint64_t seed, struct arena *arena,
                   struct passport *passport) {
  struct rng rng;
  rng_seed(&rng, ~seed); /* of its own, so that the passport does not depend on the anomaly */
  for (size_t i = 0; i < anomaly->n_changes; i++)
    anomaly->changes[i]->spoil(passport, &rng, arena);
  for (unsigned i = 0; i < LOOKS; i++)
    if (anomaly->shows[i])
      passport->instead[i] = anomaly->shows[i];
}

static bool same_text(const char *one, const char *other) {
  return one && other ? strcmp(one, other) == 0 : one == other;
}

static bool same_shown(const struct shown *one, const struct shown *other) {
  if (one->n_rows != other->n_rows || !same_text(one->text, other->text) ||
      !same_text(one->alt, other->alt))
    return false;
  for (size_t i = 0; i < one->n_rows; i++)
    if (strcmp(one->rows[i], other->rows[i]) != 0)
      return false;
  return true;
}

void sample_make(const struct series *series, unsigned needs, uint64_t seed, struct date today,
                 struct arena *arena, struct sample *out) {
  passport_make_for(series, needs, seed, today, arena, &out->passport);
  for (unsigned i = 0; i < LOOKS; i++)
    out->shown[i] = look_show(&out->passport, (enum look)i, arena);
}

uint32_t sample_differs(const struct sample *sample, const struct anomaly *anomaly, uint64_t seed) {
  struct arena arena = {0};
  struct passport spoilt = sample->passport;
  uint32_t differs = 0;
  anomaly_apply(anomaly, seed, &arena, &spoilt);
  for (unsigned i = 0; i < LOOKS; i++) {
    struct shown shown = look_show(&spoilt, (enum look)i, &arena);
    if (!same_shown(&sample->shown[i], &shown))
      differs |= UINT32_C(1) << i;
  }
  arena_done(&arena);
  return differs;
}
