/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/adaptive.h"

#include "measure/status.h"

#include <criterion/criterion.h>
#include <string.h>

enum { A_LEVEL = 12, BANK = 4 * A_LEVEL };

static void fill(struct adaptive_item bank[BANK]) {
  for (unsigned i = 0; i < BANK; i++) {
    unsigned level = i / A_LEVEL + 1;
    bank[i] = (struct adaptive_item){
        {ability_difficulty(level), .25}, (uint8_t)level, false, (uint16_t)i};
  }
}

/* All right or all wrong; the levels asked come back. */
static struct adaptive run(unsigned required, double score, uint64_t seed, size_t asked[BANK]) {
  struct adaptive_item bank[BANK];
  struct adaptive adaptive;
  struct rng rng;
  rng_seed(&rng, seed);
  fill(bank);
  adaptive_begin(&adaptive, required, ABILITY_PRIOR_SD);
  while (!adaptive_over(&adaptive)) {
    size_t at = adaptive_draw(&adaptive, bank, BANK, &rng);
    cr_assert_lt(at, BANK);
    asked[adaptive.n - 1] = at;
    adaptive_answer(&adaptive, &bank[at].item, score);
  }
  return adaptive;
}

Test(measure_adaptive, stops_early_where_it_is_clear_and_never_without_a_status) {
  size_t asked[BANK];
  for (unsigned required = 1; required < LEVELS; required++)
    for (int right = 0; right < 2; right++) {
      struct adaptive end = run(required, right, required, asked);
      struct ability_estimate estimate = ability_estimate(&end.ability);
      cr_expect(end.n >= STATUS_ANSWERS_LEAST && end.n <= 12, "%u %d: %u", required, right, end.n);
      cr_expect(status_enough(&estimate));
      cr_expect_eq(estimate.at_least[required] > .5, right == 1);
    }
}

Test(measure_adaptive, asks_no_question_twice_and_half_of_the_required_level) {
  size_t asked[BANK];
  struct adaptive_item bank[BANK];
  struct adaptive adaptive;
  struct rng rng;
  rng_seed(&rng, 7);
  fill(bank);
  adaptive_begin(&adaptive, 3, ABILITY_PRIOR_SD);
  for (unsigned i = 0; i < ADAPTIVE_MOST; i++) {
    asked[i] = adaptive_draw(&adaptive, bank, BANK, &rng);
    for (unsigned k = 0; k < i; k++)
      cr_assert_neq(asked[i], asked[k]);
    adaptive_answer(&adaptive, &bank[asked[i]].item, i % 2);
  }
  cr_expect(adaptive_over(&adaptive), "after twenty it ends, however unclear");
  cr_expect(adaptive.drawn[3] >= 9 && adaptive.drawn[3] <= 11, "%u", adaptive.drawn[3]);
  cr_expect(adaptive.drawn[1] <= 1, "less than a question beyond the blueprint");
  cr_expect(adaptive.drawn[2] >= 4 && adaptive.drawn[4] >= 4);
}

Test(measure_adaptive, the_seed_decides_and_nothing_else) {
  size_t one[BANK], same[BANK], other[BANK];
  struct adaptive end = run(2, 1, 1, one);
  run(2, 1, 1, same);
  run(2, 1, 2, other);
  cr_expect_arr_eq(one, same, end.n * sizeof *one);
  cr_expect_neq(memcmp(one, other, end.n * sizeof *one), 0);
}

/* Of what tells more comes what tells most: a question that can be guessed is asked last. */
Test(measure_adaptive, among_a_level_the_most_telling_first) {
  struct adaptive_item bank[8] = {0};
  struct adaptive adaptive;
  struct rng rng;
  rng_seed(&rng, 3);
  for (size_t i = 0; i < 8; i++)
    bank[i] = (struct adaptive_item){{ability_difficulty(2), i < 3 ? .5 : 0}, 2, false, 0};
  adaptive_begin(&adaptive, 2, ABILITY_PRIOR_SD);
  cr_expect_geq(adaptive_draw(&adaptive, bank, 8, &rng), 3);
}

Test(measure_adaptive, a_bank_of_few_is_asked_to_its_end) {
  struct adaptive_item bank[3];
  struct adaptive adaptive;
  struct rng rng;
  rng_seed(&rng, 3);
  adaptive_begin(&adaptive, 4, ABILITY_PRIOR_SD);
  for (size_t i = 0; i < 3; i++)
    bank[i] = (struct adaptive_item){{ability_difficulty(1), .25}, 1, false, 0};
  for (size_t i = 0; i < 3; i++)
    cr_assert_lt(adaptive_draw(&adaptive, bank, 3, &rng), 3, "levels out of the blueprint too");
  cr_expect_eq(adaptive_draw(&adaptive, bank, 3, &rng), 3);
  cr_expect_eq(adaptive.n, 3);
}
