/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered, and until when: FSRS-6 (J. Ye, J. Su, Y. Cao, "A stochastic shortest path
 * algorithm for optimizing spaced repetition scheduling", KDD 2022, 4381-4390; the sixth version's
 * formulas: "The Algorithm", wiki of open-spaced-repetition/fsrs4anki). Pure; libm only.
 *
 * The memory of one item has a stability S, the days until the chance to recall it has fallen to
 * 90 %, and a difficulty D, 1..10. With w as in retention.c (the published defaults):
 *
 *   chance to recall  R(t) = (1 + F*t/S)^(-w20), F = .9^(-1/w20) - 1, after t days
 *   interval          I(r) = S/F * (r^(-1/w20) - 1): after it R is r; I(.9) = S
 *   first answer      S = w[G-1]; D = D0(G) = w4 - e^(w5*(G-1)) + 1, held within 1..10
 *   difficulty after  w7*D0(4) + (1-w7)*(D - w6*(G-3)*(10-D)/9), held within 1..10
 *   S after, recalled S*(1 + e^w8 * (11-D) * S^-w9 * (e^(w10*(1-R)) - 1) * [G=2: w15] * [G=4: w16])
 *   S after, lapsed   the less of w11 * D^-w12 * ((S+1)^w13 - 1) * e^(w14*(1-R)) and S/e^(w17*w18)
 *   S after, same day S*k, k = e^(w17*(G-3+w18)) * S^-w19, but at least 1 if G >= 2
 *
 * S is held within .001..36500. G, the rating, is 1..4. Reference values (fsrs-rs, in single
 * precision): rated 1,3,3,3,3,3 after 0,0,1,3,8,21 days S is 53.62691, D 6.3574867 (in double
 * precision, as ts-fsrs has it, 53.626905 and 6.3574871); R(1; S = 2) = .9403443; the same day at
 * S = 5 gives 1.596818, 5, 5, 8.12961.
 *
 * Days are whole: those of the calendar in UTC, which in eastern Africa change at three in the
 * morning. Two answers of one day are the same-day case, whatever hours lie between. */
#ifndef MEASURE_RETENTION_H
#define MEASURE_RETENTION_H

#include <stdbool.h>
#include <stdint.h>

/* Of the parameters and of the rule that rates answers; raised when either changes. Memories are
 * computed from the events each time, so that they are all of one version. */
enum { RETENTION_VERSION = 1 };

enum recall_rating { RATED_WRONG = 1, RATED_HINTED, RATED_RIGHT, RATED_EASY };

/* Reading a stem and its options, some fifty words at four a second, takes about as long: who has
 * confirmed an answer by then did not have to search for it. */
enum { RETENTION_QUICK_MS = 15000, RETENTION_CERTAIN = 3 };

struct memory {
  double stability; /* days; 0: never met */
  double difficulty;
  int32_t last; /* day of the latest answer */
};

struct recalled { /* a first attempt at an item, as the events tell it */
  bool right;     /* wholly: what is partly right was not remembered */
  bool hinted;
  uint8_t certainty; /* 1..3; 0: not asked */
  int64_t duration;  /* milliseconds from seeing the question to answering it */
};

/* Wrong 1; right with a hint 2; right 3; right, certain (3) and quick (above) 4. */
enum recall_rating retention_rating(const struct recalled *recalled);

int32_t retention_day(int64_t time); /* of milliseconds since 1970; held within 32 bits */
int64_t retention_day_end(int32_t day); /* its last millisecond */

/* The memory after an answer on that day. A day before the latest is taken as that: clocks err. */
void retention_answer(struct memory *memory, int32_t day, enum recall_rating rating);

/* 0..1; of what was never met 0, before the latest answer 1. */
double retention_recall(const struct memory *memory, int32_t day);

/* The first day on which the chance to recall it is no better than target (0 < target < 1),
 * rounded as schedulers do: at least one day after the latest answer. */
int32_t retention_due(const struct memory *memory, double target);

/* What the memory would be after such an answer t days after the latest: for planning and tests. */
struct memory retention_after(const struct memory *memory, double t, enum recall_rating rating);

#endif
