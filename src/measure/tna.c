/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/tna.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HIGH_FROM = 1000000, MEDIUM_FROM = 500000, SURE_FROM = 800000 }; /* millionths */
enum { DIFFICULT_FROM = 4, IMPORTANT_FROM = 4, FREQUENT_FROM = 3 };     /* of 5 */

static long long millionths(double number) { return llround(number * 1e6); }

double tna_shortfall(const double at_least[LEVELS], unsigned required) {
  double sum = 0;
  assert(required < LEVELS);
  for (unsigned level = 1; level <= required; level++)
    sum += 1 - at_least[level];
  return sum;
}

double tna_weight(const struct requirement *requirement) {
  return (2 * requirement->importance + requirement->frequency + requirement->difficulty) / 20.;
}

enum tna_band tna_band(double priority, bool critical, double meets) {
  if (millionths(priority) >= HIGH_FROM)
    return TNA_HIGH;
  if (millionths(priority) >= MEDIUM_FROM || (critical && millionths(meets) < SURE_FROM))
    return TNA_MEDIUM;
  return TNA_LOW;
}

enum tna_advice tna_advise(const struct requirement *requirement, bool critical) {
  static const enum tna_advice table[2][2][2] = {
      /* easy */ {{TNA_NONE, TNA_NONE}, {TNA_REFRESH, TNA_TRAIN}},
      /* difficult */ {{TNA_JOB_AID, TNA_TRAIN}, {TNA_OVER_TRAIN, TNA_TRAIN}}};
  bool difficult = requirement->difficulty >= DIFFICULT_FROM;
  bool important = critical || requirement->importance >= IMPORTANT_FROM;
  bool frequent = requirement->frequency >= FREQUENT_FROM;
  return table[difficult][important][frequent];
}

/* Most first. */
static int by_number(long long a, long long b) { return (a < b) - (a > b); }

static int by_id(const char *a, const char *b) {
  if (!a || !b)
    return (a != NULL) - (b != NULL);
  return strcmp(a, b);
}

static int by_need(const void *a, const void *b) {
  const struct tna_need *x = a, *y = b;
  int order = by_number((long long)x->band, (long long)y->band);
  order = order ? order : by_number(millionths(x->priority), millionths(y->priority));
  order = order ? order : by_number(millionths(x->lacking), millionths(y->lacking));
  order = order ? order : by_id(x->competency, y->competency);
  order = order ? order : by_id(x->position, y->position);
  return order ? order : by_id(x->unit, y->unit);
}

void tna_rank(struct tna_need *needs, size_t n) {
  if (n)
    qsort(needs, n, sizeof *needs, by_need);
}
