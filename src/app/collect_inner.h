/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside collecting only. */
#ifndef APP_COLLECT_INNER_H
#define APP_COLLECT_INNER_H

#include "app/collect.h"
#include "exchange/bundle.h"

/* collect_find.c: the files meant, each once, bytewise; in the arena. Links are not followed within
 * a folder. RC_MISSING "file.missing", "collect.none". */
enum rc collect_find(const char *const *paths, size_t n_paths, struct arena *arena,
                     const char *const **files, size_t *n, struct diags *diags);

/* collect_check.c: that a bundle's events are events, of its chain, and join; events (as many as
 * the bundle has) get their bytes, which are the bundle's. off: their clock, or the one that made
 * the bundle, is more than a day from what it can be. RC_DATA "bundle.chain", RC_NEWER
 * "bundle.newer". */
enum rc collect_check(const char *shown, const struct bundle *bundle, int64_t now,
                      struct event_bytes *events, bool *off, struct diags *diags);

#endif
