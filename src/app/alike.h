/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pairs of a class chose the same wrong options in an exam more often than chance has it
 * (measure/alike.h): for its trainer alone, and no report that travels has it.
 *
 * Everybody's first finished sitting counts, and only questions in which an option was picked by
 * the same key. All exams that are looked at are one family of comparisons. */
#ifndef APP_ALIKE_H
#define APP_ALIKE_H

#include "app/app.h"
#include "exchange/paper.h"

struct alike_wanted {
  const char *cohort;
  const char *exam; /* "course/module/exam"; NULL: every one that somebody of the cohort finished */
};

/* Confidential, and what it is not for is said first; its table is "alike". In the arena.
 * RC_DATA "class.nobody"; "alike.none": nobody of the cohort finished that exam, or any. Courses
 * that cannot be read are a warning, "items.courses": then how many options a question has is
 * guessed. */
enum rc alike_make(const struct app_paths *paths, const struct alike_wanted *wanted,
                   struct arena *arena, const struct paper **paper, struct diags *diags);

#endif
