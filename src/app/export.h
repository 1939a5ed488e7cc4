/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What others' systems read: every event (exchange/events.c), xAPI statements (exchange/xapi.h),
 * the framework as a CASE package (exchange/case.h).
 *
 * A function of events, courses and date: no time of writing. Events stream; memory grows with
 * joined people, with people where names are asked for, and with the courses. */
#ifndef APP_EXPORT_H
#define APP_EXPORT_H

#include "app/app.h"
#include "exchange/sink.h"

struct export_wanted {
  const char *what;  /* "events", "xapi", "case" */
  const char *as_of; /* "2026-11-26": that day, in UTC, is the last that counts; NULL: no end */
  bool names;        /* xapi: tell people's names */
};

struct export_told {   /* what a face says afterwards */
  uint64_t events;     /* given out, or that statements were made of */
  uint64_t statements; /* xapi */
};

/* NULL after the last. */
extern const char *const export_names[];

/* RC_USAGE: no such export or date. RC_MISSING: no records, no framework. RC_DATA: given out whole,
 * but some events are damaged. RC_IO without a diagnostic: the sink failed. Finishes the sink. */
enum rc export_make(const struct app_paths *paths, const struct export_wanted *wanted,
                    struct sink *sink, struct export_told *told, struct diags *diags);

#endif
