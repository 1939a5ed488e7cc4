/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calibration: how difficult items are by the answers of many, starting from what authors said.
 *
 * One competency at a time. The chance of a right answer is
 *   P = c + (1 - c) / (1 + exp(-(theta - b)))
 * with abilities theta ~ N(mean, sd^2), and each difficulty b (logits) is believed to be
 * N(b0, .7^2), b0 its author's word. The answer is, for each item, the b at which the marginal
 * posterior is highest, all abilities summed out on the grid of 80 cells of .1 from -4 to 4
 * (measure/ability.h). The slope is 1: it is the doubt about b that makes ability_chance's flatter,
 * and that doubt is what is resolved here; it comes out as the item's own sd.
 *
 * EM over the grid (R. D. Bock and M. Aitkin, Psychometrika 46, 1981, 443-459; the prior on b: R.
 * J. Mislevy, Psychometrika 51, 1986, 177-195), each round taking one step of Fisher's scoring,
 * which ends at the same place (K. Lange, JRSS B 57, 1995, 425-437). Mean and sd of ability are
 * estimated from 30 people on, before that they are 0 and 1.25; authors' b0 are what fixes the
 * scale. sd of b is 1 / sqrt(1 / .7^2 + sum over people of the square of their score): the
 * information as observed (I. Meilijson, JRSS B 51, 1989, 127-138), what is not known of abilities
 * being accounted for.
 *
 * Memory: items x grid (2.5 KB an item) and the answers of one person; flat in people and answers.
 * Time: rounds (30 to 150) x answers x grid. The same answers in the same order give the same bits.
 * No reference of others applies to what is half prior; tests see that it ends where the posterior
 * has no slope, and that planted difficulties come back. */
#ifndef MEASURE_CALIBRATE_H
#define MEASURE_CALIBRATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CALIBRATE_PEOPLE = 30 }; /* from so many on their own mean and sd are estimated */

/* As its revision has it: c belongs to its kind and options, as in struct ability_item. */
struct calibrate_item {
  double b0, c;  /* 0 <= c < 1 */
  double weight; /* 1; of a scenario's decision .5 */
};

struct calibrate_answer {
  uint32_t person, item; /* person: any number that tells people apart; item: which of the items */
  int32_t score;         /* 0..1000000 */
};

/* The answers, read once a round. Canonical order: those of a person stand together (who comes a
 * second time counts as another), people and their answers always in the same order. next returns
 * false at the end; a source that fails does so too, remembers it, and has the results thrown away.
 */
struct calibrate_source {
  void *ctx;
  void (*rewind)(void *ctx);
  bool (*next)(void *ctx, struct calibrate_answer *answer);
};

struct calibrated_item {
  double b, sd; /* logits; of an item without answers b0 and .7 */
  uint32_t n;   /* answers */
};

struct calibration {
  uint32_t people;
  double mean, sd; /* of ability */
  double scale_sd; /* what authors leave open of all b and the mean together: .7 / sqrt(items that
                      were answered), in no item's sd; 0 where the mean was not estimated */
  unsigned rounds;
  bool converged; /* nothing moved by 1e-5 any more; else 500 rounds were not enough */
};

/* out: n_items of them, the caller's. */
void calibrate(const struct calibrate_source *source, const struct calibrate_item *items,
               size_t n_items, struct calibrated_item *out, struct calibration *whole);

#endif
