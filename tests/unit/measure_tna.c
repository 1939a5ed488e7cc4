/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/tna.h"

#include "base/random.h"
#include "base/vec.h"

#include <criterion/criterion.h>
#include <math.h>

static bool near(double one, double other, double by) { return fabs(one - other) < by; }

static const double example[LEVELS] = {1, .986740, .840269, .356237, .034601};

Test(measure_tna, agrees_with_the_reference_values) {
  struct requirement task = {.level = 3, .importance = 5, .frequency = 4, .difficulty = 3};
  double shortfall = tna_shortfall(example, task.level);
  cr_expect(near(shortfall, .81675, 5e-6), "%f", shortfall);
  cr_expect(near(tna_weight(&task), .85, 1e-12));
  cr_expect(near(tna_weight(&task) * shortfall, .694, 5e-4));
}

Test(measure_tna, nothing_is_lacking_where_nothing_is_required) {
  cr_expect_eq(tna_shortfall(example, 0), 0);
  cr_expect(near(tna_shortfall((double[LEVELS]){1, 0, 0, 0, 0}, 4), 4, 1e-12));
}

Test(measure_tna, bands_begin_where_they_say) {
  cr_expect_eq(tna_band(1, false, 0), TNA_HIGH);
  cr_expect_eq(tna_band(1 - 1e-9, false, 0), TNA_HIGH, "a rounded last bit lowers nothing");
  cr_expect_eq(tna_band(.999999, false, 0), TNA_MEDIUM);
  cr_expect_eq(tna_band(.5, false, 0), TNA_MEDIUM);
  cr_expect_eq(tna_band(.499999, false, 0), TNA_LOW);
}

Test(measure_tna, critical_is_never_low_until_it_is_met) {
  cr_expect_eq(tna_band(.01, true, .799999), TNA_MEDIUM);
  cr_expect_eq(tna_band(.01, true, .8), TNA_LOW);
  cr_expect_eq(tna_band(.01, false, .1), TNA_LOW);
  cr_expect_eq(tna_band(1.2, true, .1), TNA_HIGH);
}

Test(measure_tna, advises_by_difficulty_importance_frequency) {
  static const struct {
    struct requirement task;
    bool critical;
    enum tna_advice advice;
  } rows[] = {
      {{.difficulty = 4, .importance = 4, .frequency = 3}, false, TNA_TRAIN},
      {{.difficulty = 4, .importance = 4, .frequency = 2}, false, TNA_OVER_TRAIN},
      {{.difficulty = 4, .importance = 3, .frequency = 3}, false, TNA_TRAIN},
      {{.difficulty = 4, .importance = 3, .frequency = 2}, false, TNA_JOB_AID},
      {{.difficulty = 4, .importance = 3, .frequency = 2}, true, TNA_OVER_TRAIN},
      {{.difficulty = 3, .importance = 4, .frequency = 3}, false, TNA_TRAIN},
      {{.difficulty = 3, .importance = 4, .frequency = 2}, false, TNA_REFRESH},
      {{.difficulty = 3, .importance = 3, .frequency = 5}, false, TNA_NONE},
      {{.difficulty = 1, .importance = 1, .frequency = 1}, false, TNA_NONE},
      {{.difficulty = 1, .importance = 1, .frequency = 1}, true, TNA_REFRESH},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    cr_expect_eq(tna_advise(&rows[i].task, rows[i].critical), rows[i].advice, "row %zu", i);
}

/* As they are to stand. */
static const struct tna_need ranked[] = {
    {"U2", "PLO", "LAW", 1.5, 10, TNA_HIGH},
    {"U1", "PLO", "DOC", 1.2, 30, TNA_HIGH},
    {"U1", "PLO", "LAW", 1.2, 20, TNA_HIGH},
    {"U1", "PLO", "TIP", .1, 3, TNA_MEDIUM}, /* critical: lifted over the next, low one */
    {NULL, "PLO", "DOC", .4, 7, TNA_LOW},
    {"U1", "PLO", "DOC", .4 + 1e-12, 7, TNA_LOW},
    {"U2", "PLO", "DOC", .4, 7 - 1e-12, TNA_LOW},
    {"U1", "SLO", "DOC", .4, 7, TNA_LOW},
    {"U1", "PLO", "LAW", .4, 7, TNA_LOW},
};

Test(measure_tna, ranks_the_same_whatever_the_order_was) {
  enum { N = COUNT(ranked) };
  struct rng rng;
  rng_seed(&rng, 5);
  for (int round = 0; round < 50; round++) {
    uint8_t order[N];
    struct tna_need needs[N];
    rng_permute(&rng, order, N);
    for (size_t i = 0; i < N; i++)
      needs[i] = ranked[order[i]];
    tna_rank(needs, N);
    for (size_t i = 0; i < N; i++)
      cr_assert(needs[i].unit == ranked[i].unit && needs[i].position == ranked[i].position &&
                    needs[i].competency == ranked[i].competency && needs[i].band == ranked[i].band,
                "line %zu: %s %s %s", i, needs[i].unit, needs[i].position, needs[i].competency);
  }
  tna_rank(NULL, 0);
}
