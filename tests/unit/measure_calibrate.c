/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/calibrate.h"

#include "base/random.h"
#include "base/vec.h"
#include "measure/signal.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RIGHT = 1000000 };

struct answers {
  struct calibrate_answer *list;
  size_t n, cap, at;
  unsigned readings;
};

static void from_the_start(void *ctx) {
  struct answers *answers = ctx;
  answers->at = 0;
  answers->readings++;
}

static bool next_answer(void *ctx, struct calibrate_answer *out) {
  struct answers *answers = ctx;
  if (answers->at == answers->n)
    return false;
  *out = answers->list[answers->at++];
  return true;
}

static struct calibrate_source source_of(struct answers *answers) {
  return (struct calibrate_source){answers, from_the_start, next_answer};
}

static double uniform(struct rng *rng) { return ((double)(rng_next(rng) >> 11) + .5) / 0x1p53; }

static double normal(struct rng *rng, double mean, double sd) {
  return mean + sd * normal_quantile(uniform(rng));
}

static double chance(const struct calibrate_item *item, double b, double theta) {
  return item->c + (1 - item->c) / (1 + exp(-(theta - b)));
}

/* People of that mean and sd answer all items, whose difficulties are `true_b`. */
static void simulate(struct rng *rng, uint32_t people, double mean, double sd,
                     const struct calibrate_item *items, const double *true_b, uint32_t n_items,
                     struct answers *answers) {
  for (uint32_t person = 0; person < people; person++) {
    double theta = normal(rng, mean, sd);
    for (uint32_t i = 0; i < n_items; i++) {
      int32_t score = uniform(rng) < chance(&items[i], true_b[i], theta) ? RIGHT : 0;
      VEC_PUSH(answers, (struct calibrate_answer){person, i, score});
    }
  }
}

enum { ITEMS = 12 };

static void plant(struct rng *rng, struct calibrate_item *items, double *true_b) {
  for (uint32_t i = 0; i < ITEMS; i++) {
    items[i] = (struct calibrate_item){.b0 = i % 4 - 1.5, .c = i % 3 == 0 ? .25 : 0, .weight = 1};
    true_b[i] = normal(rng, items[i].b0, .7);
  }
}

struct errors {
  double shift; /* that of all together */
  double own;   /* mean square of what remains */
  double told;  /* the same, each in its sd */
};

static struct errors errors_of(const double *b, const struct calibrated_item *out,
                               const double *true_b) {
  struct errors errors = {0};
  for (uint32_t i = 0; i < ITEMS; i++)
    errors.shift += (b[i] - true_b[i]) / ITEMS;
  for (uint32_t i = 0; i < ITEMS; i++) {
    double off = b[i] - true_b[i] - errors.shift;
    errors.own += off * off / ITEMS;
    errors.told += pow(off / out[i].sd, 2) / ITEMS;
  }
  return errors;
}

Test(measure_calibrate, brings_back_what_was_planted) {
  struct rng rng;
  struct calibrate_item items[ITEMS];
  struct calibrated_item out[ITEMS];
  struct calibration whole;
  struct answers answers = {0};
  double true_b[ITEMS], b[ITEMS], b0[ITEMS];
  rng_seed(&rng, 2026);
  plant(&rng, items, true_b);
  simulate(&rng, 400, .4, .9, items, true_b, ITEMS, &answers);
  struct calibrate_source source = source_of(&answers);
  calibrate(&source, items, ITEMS, out, &whole);
  for (uint32_t i = 0; i < ITEMS; i++) {
    cr_expect_eq(out[i].n, 400);
    b[i] = out[i].b;
    b0[i] = items[i].b0;
  }
  cr_expect(whole.converged && whole.people == 400 && whole.rounds < 100, "%u", whole.rounds);
  cr_expect_eq(answers.readings, whole.rounds + 1);
  struct errors errors = errors_of(b, out, true_b), authors = errors_of(b0, out, true_b);
  cr_expect_lt(errors.own, authors.own / 8, "%f, the authors' %f", errors.own, authors.own);
  cr_expect(errors.told > .4 && errors.told < 2, "sds are those of the errors: %f", errors.told);
  cr_expect_lt(fabs(errors.shift), 3 * whole.scale_sd, "%f", errors.shift);
  cr_expect_lt(fabs(whole.mean - errors.shift - .4), .15, "%f", whole.mean - errors.shift);
  cr_expect_lt(fabs(whole.sd - .9), .15, "%f", whole.sd);
  cr_expect_lt(fabs(whole.scale_sd - .7 / sqrt(ITEMS)), 1e-12);
  free(answers.list);
}

/* ln of the marginal posterior, written down as the header has it. */
static double log_posterior(const struct answers *answers, const struct calibrate_item *items,
                            const double *b, uint32_t n_items, double mean, double sd) {
  double sum = 0;
  for (uint32_t i = 0; i < n_items; i++)
    sum -= pow((b[i] - items[i].b0) / .7, 2) / 2;
  for (size_t from = 0, to; from < answers->n; from = to) {
    double all = 0, prior = 0;
    for (to = from; to < answers->n && answers->list[to].person == answers->list[from].person;)
      to++;
    for (int k = 0; k < 80; k++) {
      double theta = -4 + (k + .5) * .1, z = (theta - mean) / sd, product = exp(-z * z / 2);
      prior += product;
      for (size_t i = from; i < to; i++) {
        const struct calibrate_answer *answer = &answers->list[i];
        const struct calibrate_item *item = &items[answer->item];
        double p = chance(item, b[answer->item], theta), x = (double)answer->score / RIGHT;
        product *= pow(p, item->weight * x) * pow(1 - p, item->weight * (1 - x));
      }
      all += product;
    }
    sum += log(all / prior);
  }
  return sum;
}

/* Some answers are missing, some partly right, one item is a scenario's decision. */
static void few_answers(struct calibrate_item *items, struct answers *answers) {
  struct rng rng;
  double true_b[ITEMS];
  rng_seed(&rng, 7);
  plant(&rng, items, true_b);
  items[2].weight = .5;
  simulate(&rng, 20, 0, 1, items, true_b, 5, answers);
  for (size_t i = 0; i < answers->n; i += 7)
    answers->list[i].score = 300000;
  memmove(answers->list + 31, answers->list + 34, (answers->n - 34) * sizeof *answers->list);
  answers->n -= 3;
}

Test(measure_calibrate, ends_where_the_posterior_has_no_slope) {
  struct calibrate_item items[ITEMS];
  struct calibrated_item out[5];
  struct calibration whole;
  struct answers answers = {0};
  double b[5];
  few_answers(items, &answers);
  struct calibrate_source source = source_of(&answers);
  calibrate(&source, items, 5, out, &whole);
  cr_expect(whole.people == 20 && whole.mean >= 0 && whole.mean <= 0 && whole.sd >= 1.25 &&
                whole.sd <= 1.25,
            "too few to know their mean and sd");
  for (int i = 0; i < 5; i++)
    b[i] = out[i].b;
  for (int i = 0; i < 5; i++) {
    static const double h = 1e-4;
    double at = b[i];
    b[i] = at + h;
    double up = log_posterior(&answers, items, b, 5, 0, 1.25);
    b[i] = at - h;
    double down = log_posterior(&answers, items, b, 5, 0, 1.25);
    b[i] = at;
    cr_expect_lt(fabs((up - down) / (2 * h)), 1e-3, "item %d: slope %f", i, (up - down) / (2 * h));
  }
  free(answers.list);
}

Test(measure_calibrate, gives_the_same_bits_again) {
  struct calibrate_item items[ITEMS];
  struct calibrated_item one[5], other[5];
  struct calibration whole, again;
  struct answers answers = {0};
  memset(one, 0, sizeof one);
  memset(other, 0, sizeof other);
  few_answers(items, &answers);
  struct calibrate_source source = source_of(&answers);
  calibrate(&source, items, 5, one, &whole);
  calibrate(&source, items, 5, other, &again);
  for (int i = 0; i < 5; i++)
    cr_expect(memcmp(&one[i].b, &other[i].b, sizeof one[i].b) == 0 &&
              memcmp(&one[i].sd, &other[i].sd, sizeof one[i].sd) == 0);
  cr_expect_eq(whole.rounds, again.rounds);
  free(answers.list);
}

Test(measure_calibrate, leaves_the_author_his_word_where_nobody_answered) {
  struct calibrate_item items[2] = {{.b0 = -1.5, .weight = 1}, {.b0 = .5, .weight = 1}};
  struct calibrated_item out[2];
  struct calibration whole;
  struct answers none = {0};
  struct calibrate_source source = source_of(&none);
  calibrate(&source, items, 2, out, &whole);
  cr_expect(whole.people == 0 && whole.converged);
  cr_expect_lt(fabs(out[0].b + 1.5), 1e-12);
  cr_expect_lt(fabs(out[1].sd - .7), 1e-12);
  cr_expect_eq(out[0].n, 0);
  calibrate(&source, items, 0, out, &whole);
}

Test(measure_calibrate, bears_all_right_and_all_wrong) {
  struct calibrate_item items[2] = {{.b0 = 0, .c = .25, .weight = 1}, {.b0 = 0, .weight = 1}};
  struct calibrated_item out[2];
  struct calibration whole;
  struct answers answers = {0};
  for (uint32_t person = 0; person < 40; person++)
    for (uint32_t i = 0; i < 2; i++)
      VEC_PUSH(&answers, (struct calibrate_answer){person, i, i ? 0 : RIGHT});
  struct calibrate_source source = source_of(&answers);
  calibrate(&source, items, 2, out, &whole);
  cr_expect(out[0].b < -.5 && out[0].b > -4, "%f", out[0].b);
  cr_expect(out[1].b > .5 && out[1].b < 6, "%f", out[1].b);
  cr_expect(out[0].sd > 0 && out[0].sd <= .7 && whole.sd >= .1, "%f %f", out[0].sd, whole.sd);
  free(answers.list);
}
