/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reference values: exact fractions, convolved one question after the other (Python 3.11,
 * fractions.Fraction), by a program that shares nothing with this one. */
#include "measure/alike.h"

#include "base/random.h"
#include "base/vec.h"
#include "measure/group.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { PEOPLE = 24, ITEMS = 30, WRONG = 3 };

static bool near(double one, double other, double by) { return fabs(one - other) <= by; }

Test(measure_alike, chance_of_an_equal_choice_is_that_of_the_others) {
  static const struct {
    uint32_t counts[4];
    size_t n;
    uint32_t millionths;
  } known[] = {{{0, 0, 0}, 3, 600000}, {{1, 0, 0}, 3, 600000},    {{5, 2, 1}, 3, 483710},
               {{0, 0}, 2, 750000},    {{0}, 1, 1000000},         {{7}, 1, 1000000},
               {{0, 4}, 2, 850000},    {{12, 0, 3, 1}, 4, 552632}};
  for (size_t i = 0; i < COUNT(known); i++)
    cr_expect_eq(alike_equal(known[i].counts, known[i].n), known[i].millionths, "%zu: %u", i,
                 alike_equal(known[i].counts, known[i].n));
}

/* -- A small class, by hand ---------------------------------------------------------------------
 */

/* Of twelve questions persons 0 and 1 chose option 7, person 2, 3 and 4 the options 7, 8 and 9. */
static size_t class_of_five(struct alike_answer *answers) {
  size_t n = 0;
  for (uint32_t item = 0; item < 12; item++)
    for (uint32_t person = 0; person < 5; person++)
      answers[n++] = (struct alike_answer){item, person, true, person < 2 ? 7 : 5 + person};
  return n;
}

static const uint32_t three[12] = {3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3};

Test(measure_alike, agrees_with_the_reference_values) {
  struct alike_answer answers[60];
  struct alike alike = {0};
  size_t n = class_of_five(answers);
  alike_add(&alike, 4, &(struct alike_exam){answers, n, three, 12, 5});
  cr_expect_eq(alike.compared, 10);
  alike_correct(&alike);
  cr_assert_eq(alike.n, 3, "0, 1 and 2 chose the same: %zu", alike.n);
  const struct alike_pair *pair = &alike.list[0];
  cr_expect(pair->exam == 4 && pair->a == 0 && pair->b == 1);
  cr_expect(pair->common == 12 && pair->wrong == 12 && pair->same == 12);
  cr_expect(near(pair->expected, 12 * .454546, 1e-9), "%.9f", pair->expected);
  cr_expect(near(pair->chance, 7.779184717392936e-05, 1e-12), "%.12g", pair->chance);
  cr_expect(near(pair->corrected, 10 * pair->chance, 1e-15));
  alike_done(&alike);
}

Test(measure_alike, what_one_got_right_or_did_not_answer_is_not_compared) {
  const struct alike_answer answers[] = {{0, 0, true, 7}, {0, 1, false, 7}, {1, 0, true, 7},
                                         {2, 1, true, 7}, {3, 0, true, 7},  {3, 1, true, 7}};
  struct alike alike = {0};
  alike_add(&alike, 0, &(struct alike_exam){answers, COUNT(answers), three, 4, 3});
  cr_expect_eq(alike.compared, 1, "the third answered nothing");
  cr_expect_eq(alike.n, 0);
  alike_done(&alike);
}

/* An option more than were seen: who knows what else could have been picked. A number of options
 * that is below what was seen is not believed. */
Test(measure_alike, number_of_options_that_is_not_known_is_one_more_than_was_seen) {
  static const uint32_t unknown[12], two[12] = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
  struct alike_answer answers[60];
  struct alike one = {0}, other = {0};
  size_t n = class_of_five(answers);
  alike_add(&one, 0, &(struct alike_exam){answers, n, unknown, 12, 5});
  alike_add(&other, 0, &(struct alike_exam){answers, n, two, 12, 5});
  cr_assert(one.n == 3 && other.n == 3);
  cr_expect(near(one.list[0].expected, 12 * .4, 1e-9), "%f", one.list[0].expected);
  cr_expect(near(other.list[0].expected, 12 * .4, 1e-9));
  alike_done(&one);
  alike_done(&other);
}

/* -- Of many pairs --- */

static struct alike_pair pair_of(uint32_t a, double chance) {
  return (struct alike_pair){.a = a, .b = a + 1, .chance = chance};
}

/* Holm's own steps: .0005 x 10, .0012 x 9 = .0108 > .01, and what comes after it is not told. */
Test(measure_alike, chances_are_corrected_for_all_pairs_step_by_step) {
  struct alike alike = {.compared = 10};
  VEC_PUSH(&alike, pair_of(3, .0012));
  VEC_PUSH(&alike, pair_of(5, .0013));
  VEC_PUSH(&alike, pair_of(1, .0005));
  VEC_PUSH(&alike, pair_of(0, .0005));
  VEC_PUSH(&alike, pair_of(2, .0001));
  alike_correct(&alike);
  cr_assert_eq(alike.n, 5, "%zu", alike.n);
  cr_expect(alike.list[0].a == 2 && near(alike.list[0].corrected, .001, 1e-12));
  cr_expect(alike.list[1].a == 0 && near(alike.list[1].corrected, .0045, 1e-12), "ties by person");
  cr_expect(alike.list[2].a == 1 && near(alike.list[2].corrected, .0045, 1e-12), "never below");
  cr_expect(alike.list[3].a == 3 && near(alike.list[3].corrected, .0084, 1e-12));
  cr_expect(alike.list[4].a == 5 && near(alike.list[4].corrected, .0084, 1e-12));
  alike.compared = 11;
  alike_correct(&alike);
  cr_expect_eq(alike.n, 5);
  alike.compared = 12;
  alike_correct(&alike);
  cr_expect_eq(alike.n, 3, ".0012 x 9 is more than .01: %zu", alike.n);
  alike_done(&alike);
}

/* -- Classes that never were --- */

struct pretended { /* a class that sits an exam of wrong options that attract unequally */
  struct alike_answer answers[ITEMS * PEOPLE];
  uint32_t options[ITEMS];
  size_t n;
};

static double lot(struct rng *rng) { return (double)rng_below(rng, 1000000) / 1e6; }

static void sit_alone(struct pretended *class, struct rng *rng) {
  double ability[PEOPLE];
  class->n = 0;
  for (size_t p = 0; p < PEOPLE; p++)
    ability[p] = .3 + .5 * lot(rng);
  for (uint32_t i = 0; i < ITEMS; i++) {
    double first = .34 + .3 * lot(rng), second = (1 - first) * lot(rng), hard = .3 * lot(rng);
    class->options[i] = WRONG;
    for (uint32_t p = 0; p < PEOPLE; p++) {
      bool wrong = lot(rng) >= ability[p] - hard;
      double which = lot(rng);
      int64_t picked = !wrong ? 100 : which < first ? 1 : which < first + second ? 2 : 3;
      class->answers[class->n++] = (struct alike_answer){i, p, wrong, picked};
    }
  }
}

/* Who copies takes over that share of the answers. */
static void copy(struct pretended *class, struct rng *rng, double share) {
  const uint32_t from = 4, to = 9;
  for (size_t i = 0; i < ITEMS; i++)
    if (lot(rng) < share) {
      struct alike_answer *answers = class->answers + i * PEOPLE;
      answers[to].wrong = answers[from].wrong;
      answers[to].picked = answers[from].picked;
    }
}

static void look(const struct pretended *class, struct alike *alike) {
  *alike = (struct alike){0};
  alike_add(alike, 0,
            &(struct alike_exam){class->answers, class->n, class->options, ITEMS, PEOPLE});
}

/* Of pairs that worked alone no more than one in a hundred comes by chance to a hundredth, and of
 * classes no more than one in a hundred is told any pair. */
Test(measure_alike, who_worked_alone_is_told_no_more_often_than_is_said) {
  enum { CLASSES = 400 };
  struct pretended class;
  struct rng rng;
  size_t told = 0, below = 0, compared = 0;
  rng_seed(&rng, 20261127);
  for (size_t i = 0; i < CLASSES; i++) {
    struct alike alike;
    sit_alone(&class, &rng);
    look(&class, &alike);
    below += alike.n;
    compared += alike.compared;
    alike_correct(&alike);
    told += alike.n > 0;
    alike_done(&alike);
  }
  cr_expect_eq(compared, CLASSES * PEOPLE * (PEOPLE - 1) / 2);
  cr_expect_leq((double)below, ALIKE_LEVEL * (double)compared, "%zu of %zu", below, compared);
  cr_expect_gt(below, 0, "a chance that is never small would be none");
  cr_expect_leq((double)told, ALIKE_LEVEL * CLASSES, "%zu classes", told);
}

struct found {
  size_t pair, others;
};

static struct found look_for_copies(double share) {
  enum { CLASSES = 40 };
  struct pretended class;
  struct rng rng;
  struct found found = {0};
  rng_seed(&rng, 7);
  for (size_t i = 0; i < CLASSES; i++) {
    struct alike alike;
    sit_alone(&class, &rng);
    copy(&class, &rng, share);
    look(&class, &alike);
    alike_correct(&alike);
    for (size_t k = 0; k < alike.n; k++) {
      bool they = alike.list[k].a == 4 && alike.list[k].b == 9;
      found.pair += they;
      found.others += !they;
    }
    alike_done(&alike);
  }
  return found;
}

/* In 40 classes: who copied all is found nearly always, who copied four of five every other time.
 */
Test(measure_alike, who_copied_is_found_and_nobody_else) {
  struct found all = look_for_copies(1), most = look_for_copies(.8), none = look_for_copies(0);
  cr_expect_geq(all.pair, 32, "%zu", all.pair);
  cr_expect_geq(most.pair, 20, "%zu", most.pair);
  cr_expect_eq(none.pair, 0);
  cr_expect_eq(all.others + most.others + none.others, 0);
}
