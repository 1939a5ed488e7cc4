/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alike: pairs of people who sat the same exam and chose the same wrong options more often than
 * chance has it. A reason to look, and never a proof: one teacher, one wrong lesson, one laptop
 * that two share make people alike too.
 *
 * Only questions that both got wrong count, since right answers are alike for the best of reasons
 * (error similarity: F. S. Bellezza and S. F. Bellezza, Teaching of Psychology 16, 1989, 151-155).
 * Of such a question the chance of the same choice is estimated from all others of the class who
 * got it wrong, the pair itself left out: with c_o of W for each of D wrong options, and Jeffreys'
 * prior on their shares, two more wrong answers are equal with the expected sum of squared shares
 *   p = sum (c_o + 1/2)(c_o + 3/2) / ((W + D/2)(W + D/2 + 1)),
 * rounded up to a millionth. It is the expectation and not the square of estimated shares, which
 * would be too small where few got it wrong. Where D is not known (several options may be picked)
 * it is one more than were seen. An option that everybody who errs picks says nothing, and a
 * question with one wrong option has p = 1.
 *
 * The number of equal ones is a sum of unequal coins (measure/group.h), as in G. O. Wesolowsky,
 * Journal of Applied Statistics 27, 2000, 909-921; that pairs are to be judged by the question and
 * not by a common rate is in R. B. Frary, T. N. Tideman and T. M. Watts, Journal of Educational
 * Statistics 2, 1977, 235-256. Its upper tail is corrected for the number of pairs compared by S.
 * Holm (Scandinavian Journal of Statistics 6, 1979, 65-70): in 1 of 100 classes in which everybody
 * worked alone any pair at all would be told, or fewer.
 *
 * What it cannot do: in a class of 24 and an exam of 30 questions of which half are missed, who
 * took over four of five answers is found every other time (tests/unit/measure_alike.c). That
 * nobody is told of says nothing.
 *
 * Pure: numbers in, numbers out. */
#ifndef MEASURE_ALIKE_H
#define MEASURE_ALIKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ALIKE_LEVEL .01 /* corrected chances up to this are told */

struct alike_answer {
  uint32_t item, person; /* numbers from 0 */
  bool wrong;
  int64_t picked; /* two chose the same exactly if these are equal */
};

struct alike_exam {
  const struct alike_answer *answers; /* by item; of each person one to an item at most */
  size_t n;
  const uint32_t *wrong_options; /* of each item; 0: not known */
  uint32_t n_items, n_people;
};

struct alike_pair {
  uint32_t exam, a, b; /* exam: as it was added; a < b */
  uint32_t common;     /* questions that both answered */
  uint32_t wrong;      /* of those both got wrong */
  uint32_t same;       /* of those both chose the same */
  double expected;     /* of those, by chance */
  double chance;       /* of so many or more */
  double corrected;    /* the same for all pairs that were compared; see alike_correct */
};

struct alike {
  struct alike_pair *list; /* chance at most ALIKE_LEVEL; heap: alike_done */
  size_t n, cap;
  uint64_t compared; /* pairs with a question in common */
};

/* Adds the pairs of one exam; any number of exams are one family of comparisons. */
void alike_add(struct alike *alike, uint32_t exam, const struct alike_exam *sat);
/* Keeps those whose corrected chance is at most ALIKE_LEVEL: by chance, exam, a, b. */
void alike_correct(struct alike *alike);
void alike_done(struct alike *alike);

/* The chance that two more wrong answers to a question are equal, millionths: counts of those who
 * chose each of n wrong options (of options that nobody chose 0). n > 0. */
uint32_t alike_equal(const uint32_t *counts, size_t n);

#endif
