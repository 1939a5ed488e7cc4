/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to review today, of everything that somebody has met. Pure.
 *
 * An item is *due* from the day on which its chance to be recalled has fallen to SCHEDULE_TARGET
 * (retention_due). A sitting asks what is due, that with the lowest chance first.
 *
 * Towards a day on which all of it will be needed (a deployment): an item *counts* if its chance on
 * that day would be below the target, were it not asked again before. With n of them and L days
 * left, today's among them and the day itself not, each day is to have ceil(n / L) reviews at
 * least: where fewer are due, those that count and fall due soonest are asked before their time,
 * but nothing twice on one day. Made anew each day from what is remembered by then, so that a day
 * left out is spread over those that remain. */
#ifndef MEASURE_SCHEDULE_H
#define MEASURE_SCHEDULE_H

#include "measure/retention.h"

#include <stddef.h>

#define SCHEDULE_TARGET .9

enum { SCHEDULE_NEVER = INT32_MAX };

struct dated {  /* all that is to be known of a memory to say when it is asked: enough to be kept */
  int32_t due;  /* the first day on which it is */
  int32_t last; /* day of the latest answer */
  bool counts;  /* towards the day that was named */
};

struct schedule_count {
  size_t met, due;      /* items; due today or before */
  size_t counts, a_day; /* items; a_day 0: no day is named, or it has come, or nothing counts */
  size_t today;         /* how many reviews today asks for */
  int32_t next;         /* the first day after today with a review to make; SCHEDULE_NEVER: none */
};

/* until: the day all of it will be needed; 0: none was named. */
struct dated schedule_date(const struct memory *memory, int32_t until);
struct schedule_count schedule_count(const struct dated *list, size_t n, int32_t today,
                                     int32_t until);

/* The indices of those to ask today, in order, at most `most` of them. recall: the chance of each,
 * today; ties by index. Gives how many. */
size_t schedule_queue(const struct dated *list, const double *recall, size_t n, int32_t today,
                      int32_t until, size_t *queue, size_t most);

#endif
