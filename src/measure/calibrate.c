/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/calibrate.h"

#include "base/vec.h"
#include "measure/ability.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS = ABILITY_CELLS, ROUNDS = 500, HELPED = 15, MILLION = 1000000 };

static const double lowest = -4, width = .1, tolerance = 1e-5;
static const double longest_step = 1;           /* logits a round */
static const double sd_least = .1, sd_most = 3; /* of ability: what the grid can show */

/* Of one item, over the cells. */
struct curve {
  double right[CELLS], wrong[CELLS]; /* ln P, ln(1 - P) */
  double tried[CELLS], got[CELLS];   /* expected answers of people in the cell, and their score */
};

struct calibrating {
  const struct calibrate_item *items;
  struct calibrated_item *out;
  size_t n_items;
  struct curve *curves;
  double *information; /* of each item; NULL until the last reading */
  double prior[CELLS]; /* ln, up to a constant */
  double mean, sd;
  uint32_t people;
  double means, squares; /* over people, of theta and of its square */
  struct {               /* of the person that is being read */
    struct calibrate_answer *list;
    size_t n, cap;
  } answers;
};

static double middle(unsigned cell) { return lowest + (cell + .5) * width; }

/* Whether somebody in that cell knows it; guessing comes on top. */
static double knows(double b, unsigned cell) { return 1 / (1 + exp(-(middle(cell) - b))); }

/* -- The abilities -------------------------------------------------------------------------- */

static void posterior(const struct calibrating *c, double *p) {
  double most = -INFINITY, sum = 0;
  memcpy(p, c->prior, sizeof c->prior);
  for (size_t i = 0; i < c->answers.n; i++) {
    const struct calibrate_answer *answer = &c->answers.list[i];
    const struct curve *curve = &c->curves[answer->item];
    double weight = c->items[answer->item].weight, x = (double)answer->score / MILLION;
    for (unsigned k = 0; k < CELLS; k++)
      p[k] += weight * (x * curve->right[k] + (1 - x) * curve->wrong[k]);
  }
  for (unsigned k = 0; k < CELLS; k++)
    most = fmax(most, p[k]);
  for (unsigned k = 0; k < CELLS; k++)
    sum += p[k] = exp(p[k] - most);
  for (unsigned k = 0; k < CELLS; k++)
    p[k] /= sum;
}

static void add_expected(struct calibrating *c, const struct calibrate_answer *answer,
                         const double *p) {
  struct curve *curve = &c->curves[answer->item];
  double weight = c->items[answer->item].weight, x = (double)answer->score / MILLION;
  for (unsigned k = 0; k < CELLS; k++) {
    curve->tried[k] += weight * p[k];
    curve->got[k] += weight * p[k] * x;
  }
}

/* The square of what the person's marginal likelihood rises by with b. */
static void add_information(struct calibrating *c, const struct calibrate_answer *answer,
                            const double *p) {
  const struct calibrate_item *item = &c->items[answer->item];
  double x = (double)answer->score / MILLION, slope = 0;
  for (unsigned k = 0; k < CELLS; k++) {
    double know = knows(c->out[answer->item].b, k), right = item->c + (1 - item->c) * know;
    slope += p[k] * item->weight * (x - right) * know / right;
  }
  c->information[answer->item] += slope * slope;
}

static void end_person(struct calibrating *c) {
  double p[CELLS];
  if (c->answers.n == 0)
    return;
  posterior(c, p);
  for (unsigned k = 0; k < CELLS; k++) {
    c->means += p[k] * middle(k);
    c->squares += p[k] * middle(k) * middle(k);
  }
  for (size_t i = 0; i < c->answers.n; i++)
    (c->information ? add_information : add_expected)(c, &c->answers.list[i], p);
  c->people++;
  c->answers.n = 0;
}

static void take_answer(struct calibrating *c, const struct calibrate_answer *answer) {
  assert(answer->item < c->n_items && answer->score >= 0 && answer->score <= MILLION);
  if (c->answers.n && c->answers.list[0].person != answer->person)
    end_person(c);
  VEC_PUSH(&c->answers, *answer);
  c->out[answer->item].n++;
}

static void prepare(struct calibrating *c) {
  for (size_t i = 0; i < c->n_items; i++) {
    struct curve *curve = &c->curves[i];
    double wrong = 1 - c->items[i].c;
    for (unsigned k = 0; k < CELLS; k++) {
      double missed = wrong * (1 - knows(c->out[i].b, k));
      curve->right[k] = log1p(-missed);
      curve->wrong[k] = log(missed);
      curve->tried[k] = curve->got[k] = 0;
    }
    c->out[i].n = 0;
  }
  for (unsigned k = 0; k < CELLS; k++) {
    double z = (middle(k) - c->mean) / c->sd;
    c->prior[k] = -z * z / 2;
  }
  c->people = 0;
  c->means = c->squares = 0;
}

static void read_all(struct calibrating *c, const struct calibrate_source *source) {
  struct calibrate_answer answer;
  prepare(c);
  source->rewind(source->ctx);
  while (source->next(source->ctx, &answer))
    take_answer(c, &answer);
  end_person(c);
}

/* -- The items ------------------------------------------------------------------------------ */

/* One step towards the b that suits what was expected; returns its length. */
static double move_item(const struct calibrate_item *item, const struct curve *curve,
                        struct calibrated_item *out) {
  static const double precision = 1 / (ABILITY_TAU * ABILITY_TAU);
  double slope = -(out->b - item->b0) * precision, information = precision;
  for (unsigned k = 0; k < CELLS; k++) {
    double know = knows(out->b, k), right = item->c + (1 - item->c) * know;
    slope -= (curve->got[k] - curve->tried[k] * right) * know / right;
    information += curve->tried[k] * (1 - right) * know * know / right;
  }
  double step = fmax(-longest_step, fmin(longest_step, slope / information));
  out->b += step;
  return fabs(step);
}

static double move_prior(struct calibrating *c) {
  if (c->people < CALIBRATE_PEOPLE)
    return 0;
  double mean = c->means / c->people;
  double sd = sqrt(fmax(0, c->squares / c->people - mean * mean));
  sd = fmax(sd_least, fmin(sd_most, sd));
  double moved = fmax(fabs(mean - c->mean), fabs(sd - c->sd));
  c->mean = mean;
  c->sd = sd;
  return moved;
}

static size_t count_answered(const struct calibrating *c) {
  size_t answered = 0;
  for (size_t i = 0; i < c->n_items; i++)
    answered += c->out[i].n > 0;
  return answered;
}

/* Where everybody's ability and every difficulty are higher by as much, the answers are as likely:
 * only the authors fix the scale, and EM alone gets there in hundreds of rounds. The first few are
 * helped; the rest follow the posterior, which at the ends of the grid is not quite so. */
static void shift_scale(struct calibrating *c) {
  double off = 0;
  if (c->people < CALIBRATE_PEOPLE)
    return;
  for (size_t i = 0; i < c->n_items; i++)
    off += c->out[i].n ? c->items[i].b0 - c->out[i].b : 0;
  off /= (double)count_answered(c);
  c->mean += off;
  for (size_t i = 0; i < c->n_items; i++)
    c->out[i].b += c->out[i].n ? off : 0;
}

static double one_round(struct calibrating *c, const struct calibrate_source *source) {
  double most = 0;
  read_all(c, source);
  for (size_t i = 0; i < c->n_items; i++)
    most = fmax(most, move_item(&c->items[i], &c->curves[i], &c->out[i]));
  return fmax(most, move_prior(c));
}

static void tell_doubt(struct calibrating *c, const struct calibrate_source *source) {
  c->information = mem_array(c->n_items, sizeof *c->information);
  read_all(c, source);
  for (size_t i = 0; i < c->n_items; i++)
    c->out[i].sd = 1 / sqrt(1 / (ABILITY_TAU * ABILITY_TAU) + c->information[i]);
  free(c->information);
}

static double scale_doubt(const struct calibrating *c) {
  return c->people < CALIBRATE_PEOPLE ? 0 : ABILITY_TAU / sqrt((double)count_answered(c));
}

void calibrate(const struct calibrate_source *source, const struct calibrate_item *items,
               size_t n_items, struct calibrated_item *out, struct calibration *whole) {
  struct calibrating c = {
      .items = items, .out = out, .n_items = n_items, .mean = 0, .sd = ABILITY_PRIOR_SD};
  *whole = (struct calibration){0};
  c.curves = mem_array(n_items ? n_items : 1, sizeof *c.curves);
  for (size_t i = 0; i < n_items; i++)
    out[i] = (struct calibrated_item){.b = items[i].b0};
  while (!whole->converged && whole->rounds < ROUNDS) {
    whole->converged = one_round(&c, source) < tolerance;
    if (whole->rounds++ < HELPED)
      shift_scale(&c);
  }
  tell_doubt(&c, source);
  whole->people = c.people;
  whole->scale_sd = scale_doubt(&c);
  whole->mean = c.mean;
  whole->sd = c.sd;
  free(c.curves);
  free(c.answers.list);
}
