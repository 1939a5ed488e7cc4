/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/retention.h"

#include <math.h>

/* The defaults of FSRS-6. */
static const double w[] = {.212,   1.2931, 2.3065, 8.2956, 6.4133, .8334, 3.0194,
                           .001,   1.8722, .1666,  .796,   1.4835, .0614, .2629,
                           1.6483, .6014,  1.8729, .5425,  .0912,  .0658, .1542};

/* Of the parameters alone, as they are needed with every answer. */
static const double factor = .9803464944134797;     /* .9^(-1/w20) - 1 */
static const double e_w8 = 6.502586364563328;       /* e^w8 */
static const double d0_easy = -4.771630703161737;   /* D0(4) */
static const double e_w17_w18 = 1.0507203746232234; /* e^(w17*w18) */

enum { DAY_MS = 86400000 };

static double held(double x, double low, double high) {
  return x < low ? low : x > high ? high : x;
}
static double held_stability(double s) { return held(s, .001, 36500); }

static double recall(double t, double s) { return pow(1 + factor * t / s, -w[20]); }

static double difficulty_first(enum recall_rating g) { return w[4] - exp(w[5] * ((double)g - 1)) + 1; }

static double difficulty_after(double d, enum recall_rating g) {
  double moved = d - w[6] * ((double)g - 3) * (10 - d) / 9;
  return held(w[7] * d0_easy + (1 - w[7]) * moved, 1, 10);
}

static double stability_recalled(double d, double s, double r, enum recall_rating g) {
  double more = e_w8 * (11 - d) * pow(s, -w[9]) * (exp(w[10] * (1 - r)) - 1);
  return s * (1 + more * (g == RATED_HINTED ? w[15] : g == RATED_EASY ? w[16] : 1));
}

static double stability_lapsed(double d, double s, double r) {
  double left = w[11] * pow(d, -w[12]) * (pow(s + 1, w[13]) - 1) * exp(w[14] * (1 - r));
  double most = s / e_w17_w18;
  return left < most ? left : most;
}

static double stability_same_day(double s, enum recall_rating g) {
  double k = exp(w[17] * ((double)g - 3 + w[18])) * pow(s, -w[19]);
  return s * (g >= RATED_HINTED && k < 1 ? 1 : k);
}

struct memory retention_after(const struct memory *memory, double t, enum recall_rating g) {
  double s = memory->stability, d = memory->difficulty, next;
  if (s <= 0)
    return (struct memory){w[g - 1], held(difficulty_first(g), 1, 10), memory->last};
  if (t <= 0)
    next = stability_same_day(s, g);
  else if (g == RATED_WRONG)
    next = stability_lapsed(d, s, recall(t, s));
  else
    next = stability_recalled(d, s, recall(t, s), g);
  return (struct memory){held_stability(next), difficulty_after(d, g), memory->last};
}

enum recall_rating retention_rating(const struct recalled *recalled) {
  if (!recalled->right)
    return RATED_WRONG;
  if (recalled->hinted)
    return RATED_HINTED;
  bool sure = recalled->certainty == RETENTION_CERTAIN;
  return sure && recalled->duration <= RETENTION_QUICK_MS ? RATED_EASY : RATED_RIGHT;
}

int32_t retention_day(int64_t time) {
  int64_t day = time / DAY_MS - (time % DAY_MS < 0);
  return (int32_t)(day < INT32_MIN ? INT32_MIN : day > INT32_MAX ? INT32_MAX : day);
}

int64_t retention_day_end(int32_t day) { return ((int64_t)day + 1) * DAY_MS - 1; }

/* Days lie anywhere within 32 bits, so that their difference may not. */
static double days_since(const struct memory *memory, int32_t day) {
  return (double)day - (double)memory->last;
}

void retention_answer(struct memory *memory, int32_t day, enum recall_rating rating) {
  bool met = memory->stability > 0;
  int32_t last = met && day < memory->last ? memory->last : day;
  *memory = retention_after(memory, met ? days_since(memory, last) : 0, rating);
  memory->last = last;
}

double retention_recall(const struct memory *memory, int32_t day) {
  if (memory->stability <= 0)
    return 0;
  double t = days_since(memory, day);
  return t <= 0 ? 1 : recall(t, memory->stability);
}

int32_t retention_due(const struct memory *memory, double target) {
  double days = memory->stability / factor * (pow(target, -1 / w[20]) - 1);
  double due = memory->last + fmax(1, round(days));
  return (int32_t)fmin(due, INT32_MAX);
}
