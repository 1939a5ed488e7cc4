/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/alike.h"

#include "base/mem.h"
#include "base/vec.h"
#include "measure/group.h"

#include <stdlib.h>
#include <string.h>

static const uint32_t RIGHT = UINT32_MAX - 1, UNANSWERED = UINT32_MAX; /* no wrong option */

struct sorted { /* an exam as a table: who chose which wrong option, each by its number */
  uint32_t n_items, n_people;
  uint32_t *chosen;  /* person by person; RIGHT, UNANSWERED */
  uint32_t *counts;  /* of all items, one after the other */
  size_t *from;      /* where an item's begin; one more than there are */
  uint32_t *scratch; /* as many as the most of an item */
};

/* Twice the numbers that Jeffreys' prior adds to are whole: no rounding until the last step. */
uint32_t alike_equal(const uint32_t *counts, size_t n) {
  unsigned __int128 top = 0, sum = 0;
  for (size_t i = 0; i < n; i++) {
    unsigned __int128 twice = 2 * (unsigned __int128)counts[i] + 1;
    top += twice * (twice + 2);
    sum += twice;
  }
  unsigned __int128 bottom = sum * (sum + 2);
  return (uint32_t)((top * GROUP_MILLION + bottom - 1) / bottom);
}

/* -- The table --- */

/* The number of a wrong choice among those of its item that came before; a new one at the end. */
static uint32_t number_of(int64_t *seen, uint32_t *n, int64_t picked) {
  uint32_t i = 0;
  while (i < *n && seen[i] != picked)
    i++;
  if (i == *n)
    seen[(*n)++] = picked;
  return i;
}

static uint32_t options_of(const struct alike_exam *sat, uint32_t item, uint32_t seen) {
  uint32_t known = sat->wrong_options[item];
  return known >= seen && known ? known : seen + 1;
}

static void sort_answers(struct sorted *sorted, const struct alike_exam *sat, uint32_t *seen) {
  int64_t *picked = mem_array((size_t)sat->n_people + 1, sizeof *picked);
  for (size_t i = 0; i < sat->n; i++) {
    const struct alike_answer *answer = &sat->answers[i];
    sorted->chosen[(size_t)answer->person * sat->n_items + answer->item] =
        answer->wrong ? number_of(picked, &seen[answer->item], answer->picked) : RIGHT;
  }
  free(picked);
}

static void count_chosen(struct sorted *sorted) {
  for (uint32_t p = 0; p < sorted->n_people; p++)
    for (uint32_t i = 0; i < sorted->n_items; i++) {
      uint32_t chosen = sorted->chosen[(size_t)p * sorted->n_items + i];
      if (chosen < RIGHT)
        sorted->counts[sorted->from[i] + chosen]++;
    }
}

static void sort_exam(struct sorted *sorted, const struct alike_exam *sat) {
  size_t cells = (size_t)sat->n_items * sat->n_people, most = 0;
  uint32_t *seen = mem_array((size_t)sat->n_items + 1, sizeof *seen);
  *sorted = (struct sorted){.n_items = sat->n_items,
                            .n_people = sat->n_people,
                            .chosen = mem_array(cells + 1, sizeof *sorted->chosen),
                            .from = mem_array((size_t)sat->n_items + 1, sizeof *sorted->from)};
  for (size_t i = 0; i < cells; i++)
    sorted->chosen[i] = UNANSWERED;
  sort_answers(sorted, sat, seen);
  for (uint32_t i = 0; i < sat->n_items; i++) {
    size_t n = options_of(sat, i, seen[i]);
    sorted->from[i + 1] = sorted->from[i] + n;
    most = n > most ? n : most;
  }
  size_t all = sorted->from[sat->n_items];
  sorted->counts = mem_array(all + 1, sizeof *sorted->counts);
  sorted->scratch = mem_array(most + 1, sizeof *sorted->scratch);
  count_chosen(sorted);
  free(seen);
}

static void sorted_done(struct sorted *sorted) {
  free(sorted->chosen);
  free(sorted->counts);
  free(sorted->from);
  free(sorted->scratch);
}

/* -- Pairs --- */

/* Of an item that both got wrong: the chance of the same choice, by all others. */
static uint32_t equal_without(const struct sorted *sorted, uint32_t item, uint32_t one,
                              uint32_t other) {
  size_t n = sorted->from[item + 1] - sorted->from[item];
  memcpy(sorted->scratch, sorted->counts + sorted->from[item], n * sizeof *sorted->scratch);
  sorted->scratch[one]--;
  sorted->scratch[other]--;
  return alike_equal(sorted->scratch, n);
}

static void compare(struct alike *alike, const struct sorted *sorted, struct alike_pair pair) {
  const uint32_t *one = sorted->chosen + (size_t)pair.a * sorted->n_items;
  const uint32_t *other = sorted->chosen + (size_t)pair.b * sorted->n_items;
  struct group group;
  group_begin(&group);
  for (uint32_t i = 0; i < sorted->n_items; i++) {
    pair.common += one[i] != UNANSWERED && other[i] != UNANSWERED;
    if (one[i] >= RIGHT || other[i] >= RIGHT)
      continue;
    pair.wrong++;
    pair.same += one[i] == other[i];
    group_add(&group, equal_without(sorted, i, one[i], other[i]));
  }
  struct group_numbers numbers;
  group_measure(&group, &numbers);
  pair.expected = numbers.expected;
  pair.chance = pair.corrected = group_at_least(&group, pair.same);
  alike->compared += pair.common > 0;
  if (pair.chance <= ALIKE_LEVEL)
    VEC_PUSH(alike, pair);
}

void alike_add(struct alike *alike, uint32_t exam, const struct alike_exam *sat) {
  struct sorted sorted;
  sort_exam(&sorted, sat);
  for (uint32_t a = 0; a < sat->n_people; a++)
    for (uint32_t b = a + 1; b < sat->n_people; b++)
      compare(alike, &sorted, (struct alike_pair){.exam = exam, .a = a, .b = b});
  sorted_done(&sorted);
}

/* -- For all pairs together --- */

static int by_chance(const void *left, const void *right) {
  const struct alike_pair *x = left, *y = right;
  if (x->chance < y->chance || x->chance > y->chance)
    return x->chance < y->chance ? -1 : 1;
  if (x->exam != y->exam)
    return x->exam < y->exam ? -1 : 1;
  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return (x->b > y->b) - (x->b < y->b);
}

/* Holm's step down: the k-th smallest chance times how many are not smaller, never below the one
 * before. Pairs that were not kept have chances above the level, and none of them can pass. */
void alike_correct(struct alike *alike) {
  double before = 0;
  size_t kept = 0;
  if (alike->n)
    qsort(alike->list, alike->n, sizeof *alike->list, by_chance);
  for (size_t k = 0; k < alike->n; k++) {
    double corrected = alike->list[k].chance * (double)(alike->compared - k);
    before = corrected > before ? corrected : before;
    alike->list[k].corrected = before < 1 ? before : 1;
    kept += before <= ALIKE_LEVEL;
  }
  alike->n = kept; /* they come first: what is corrected never falls */
}

void alike_done(struct alike *alike) {
  free(alike->list);
  *alike = (struct alike){0};
}
