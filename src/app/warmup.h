/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A class's warm-up: what it missed most, asked together before the day begins. */
#ifndef APP_WARMUP_H
#define APP_WARMUP_H

#include "app/gather.h"

/* Read, think, raise hands, count, hear why: about a minute a question. */
enum { WARMUP_LEAST = 1, WARMUP_USUAL = 10, WARMUP_MOST = 60 };

/* As many questions as minutes: of all first attempts in practice and review that are recorded,
 * those missed most. Ranked by the lower end of the 95 % interval of the share that missed it
 * (Wilson), so that one who missed what he alone was asked weighs less than eight of ten; ties by
 * path. What was never missed, what exams keep, and what the courses have no longer is left out.
 *
 * *module is the app's. RC_MISSING "warm-up.nothing": nothing was missed. */
enum rc warm_up(struct app *app, unsigned minutes, const struct module **module,
                struct diags *diags);

/* Opens an app over records that are there; makes none. */
enum rc warm_up_open(const struct app_paths *paths, struct app **app, struct diags *diags);

#endif
