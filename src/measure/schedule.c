/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/schedule.h"

#include "base/mem.h"

#include <stdlib.h>

struct dated schedule_date(const struct memory *memory, int32_t until) {
  struct dated dated = {retention_due(memory, SCHEDULE_TARGET), memory->last, false};
  dated.counts = until && retention_recall(memory, until) < SCHEDULE_TARGET;
  return dated;
}

static bool is_due(const struct dated *one, int32_t today) { return one->due <= today; }

/* Asked before its time. */
static bool can_fill(const struct dated *one, int32_t today) {
  return one->counts && !is_due(one, today) && one->last < today;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

struct schedule_count schedule_count(const struct dated *list, size_t n, int32_t today,
                                     int32_t until) {
  struct schedule_count count = {.met = n, .next = SCHEDULE_NEVER};
  int64_t left = until ? (int64_t)until - today : 0;
  size_t fill = 0;
  for (size_t i = 0; i < n; i++) {
    count.due += is_due(&list[i], today);
    count.counts += left > 0 && list[i].counts;
    fill += left > 0 && can_fill(&list[i], today);
    if (!is_due(&list[i], today) && list[i].due < count.next)
      count.next = list[i].due;
  }
  if (left > 0)
    count.a_day = (count.counts + (size_t)left - 1) / (size_t)left;
  size_t more = count.a_day > count.due ? count.a_day - count.due : 0;
  count.today = count.due + least(more, fill);
  if (left > 1 && count.counts)
    count.next = today + 1;
  return count;
}

struct place { /* in the queue */
  bool due;
  double first; /* what stands first has less of it */
  size_t index;
};

static int by_place(const void *a, const void *b) {
  const struct place *x = a, *y = b;
  if (x->due != y->due)
    return x->due ? -1 : 1;
  if (x->first < y->first || x->first > y->first)
    return x->first < y->first ? -1 : 1;
  return x->index < y->index ? -1 : 1;
}

size_t schedule_queue(const struct dated *list, const double *recall, size_t n, int32_t today,
                      int32_t until, size_t *queue, size_t most) {
  struct schedule_count count = schedule_count(list, n, today, until);
  struct place *places = mem_array(n ? n : 1, sizeof *places);
  size_t k = 0;
  for (size_t i = 0; i < n; i++) {
    bool due = is_due(&list[i], today);
    if (due || can_fill(&list[i], today))
      places[k++] = (struct place){due, due ? recall[i] : list[i].due, i};
  }
  if (k)
    qsort(places, k, sizeof *places, by_place);
  k = least(least(k, count.today), most);
  for (size_t i = 0; i < k; i++)
    queue[i] = places[i].index;
  free(places);
  return k;
}
