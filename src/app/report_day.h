/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the report on a day only. */
#ifndef APP_REPORT_DAY_H
#define APP_REPORT_DAY_H

#include "app/reporting.h"
#include "store/activity.h"

struct day_question { /* answers of the class to one key of a question, of practice or of exams */
  char path[200];
  uint8_t key_rev[HASH_BYTES];
  bool exam;
  uint32_t asked, missed;
  const struct module *module; /* NULL: the courses have it no longer */
  const struct item *item;     /* with that key, or NULL */
  size_t from;                 /* its answers, in answers: as many as were asked */
};

struct day {
  const struct reporting *r;
  struct evidence_scope scope;
  const struct reporting_module *modules;
  size_t n_modules;
  struct day_act { /* what was finished */
    size_t person;
    struct activity act;
  } * acts;
  size_t n_acts, cap_acts;
  bool *here; /* did anything that day: one a person */
  uint32_t n_here;
  struct day_answer {
    size_t person;
    int32_t score;
    uint8_t certainty, shape;
    int64_t picked;
  } * answers; /* question by question */
  size_t n_answers, cap_answers;
  struct day_question *questions; /* by path, key, exam */
  size_t n_questions, cap_questions;
  const char *const *open; /* exams that somebody still sits */
  size_t n_open;
  bool held_back; /* questions of those were */
};

/* report_day_read.c. An exam's question is left out, and held_back set, as long as anybody who
 * began that exam on that day has not finished it: who sits it later must not hear of it. */
enum rc day_read(struct day *day, struct diags *diags);
void day_done(struct day *day);
const struct reporting_module *day_module(const struct day *day, const char *path); /* or NULL */

/* report_day_missed.c: the five most-missed, with what was picked instead. */
enum { DAY_MISSED = 5 };
const struct table *day_missed_table(const struct day *day);
const struct table *day_repeat_table(const struct day *day);

#endif
