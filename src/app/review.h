/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spaced review: what somebody has met, asked again when it is about to be forgotten.
 *
 *     events --store_recalls--> memories (measure/retention.h) --> today's queue
 * (measure/schedule.h)
 *
 * Memories are a function of the person's events and are computed when they are asked for. An item
 * whose key has changed since it was answered is another item and not yet met. What the courses
 * have no longer, or keep for exams now, is never asked. */
#ifndef APP_REVIEW_H
#define APP_REVIEW_H

#include "app/gather.h"
#include "measure/schedule.h"

#define REVIEW_PATH "review" /* a course's modules have a slash in theirs */

struct review_item {
  const struct module *home;
  const struct item *item; /* of home */
  struct memory memory;
  struct dated dated;
};

struct review {
  struct review_item *list; /* by path */
  size_t n;
  int32_t today, until; /* days; until 0: nothing is planned towards */
  struct schedule_count count;
};

int32_t review_today(void); /* by the laptop's clock */

/* Of the person who is signed in, from all events; what it finds is kept. In the arena. */
enum rc review_read(struct app *app, struct arena *arena, struct review *review,
                    struct diags *diags);

/* What the home screen says, from what was kept beside the events: no event and no course is read,
 * unless the person's events were since the program began. A question that a course was given or
 * lost since then shows when the review is opened. False: nothing is kept that holds, and
 * review_refresh keeps it.
 *
 * review_catch_up tells it from what was kept earlier and what was answered here since, and reads
 * nothing else; false: that is not enough (an exam was taken, something is contested, events came
 * from elsewhere, the courses are others). Then review_refresh takes as long as reading all events
 * does. */
bool review_count(struct app *app, struct schedule_count *count);
void review_refresh(struct app *app);
bool review_catch_up(struct app *app);

/* "2026-12-01" as a day after today; false, and a diagnostic, if it is none. */
bool review_read_date(const char *text, int32_t *day, struct diags *diags);
/* A day as people write it in the interface's language: "1 December 2026". */
const char *review_day_words(int32_t day, struct arena *arena);

/* A row of gather.c: what a run drew; without one what is to be asked today, in order. */
struct gathered *review_again(struct app *app, const char *path, const struct happening *started);

#endif
