/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spaced review: what somebody has met, asked again when it is about to be forgotten. */
#ifndef APP_REVIEW_H
#define APP_REVIEW_H

#include "app/gather.h"

#define REVIEW_PATH "review" /* a course's modules have a slash in theirs */

/* A row of gather.c: what a run drew; without one, all that the person has met outside exams. */
struct gathered *review_again(struct app *app, const char *path, const struct happening *started);

#endif
