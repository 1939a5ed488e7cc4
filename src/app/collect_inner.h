/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside collecting only. */
#ifndef APP_COLLECT_INNER_H
#define APP_COLLECT_INNER_H

#include "app/collect.h"
#include "base/cage.h"
#include "exchange/bundle.h"

/* collect_find.c: the files meant, each once, bytewise; in the arena. Links are not followed within
 * a folder. RC_MISSING "file.missing", "collect.none". */
enum rc collect_find(const char *const *paths, size_t n_paths, struct arena *arena,
                     const char *const **files, size_t *n, struct diags *diags);

/* collect_read.c: bundle_read in a cage (base/cage.h), one for all files of a run; one in which the
 * child died costs that file alone. RC_DATA "bundle.child" for it, or what bundle_read finds. */
#define READER_MEMORY                                                                              \
  (UINT64_C(2) << 30)          /* of the largest bundle: sealed, opened, read, answered */
enum { READER_SECONDS = 120 }; /* a hundred times what that takes */

struct collect_reader { /* stays where it is until collect_reader_end */
  struct cage cage;
  const struct keys *keys;
  uint8_t (*identities)[KEY_BYTES]; /* the newest first */
  size_t n;
  enum bundle_fault fault; /* of a question that could not be begun */
  struct str answer;
};
void collect_reader_begin(struct collect_reader *reader, const struct keys *keys);
/* The child works on a file between the two; each that is begun is ended before the next. */
void collect_read_begin(struct collect_reader *reader, const struct str *file);
enum rc collect_read_end(struct collect_reader *reader, const char *shown, struct bundle *bundle,
                         struct diags *diags);
void collect_reader_end(struct collect_reader *reader);

#define COLLECT_DAY INT64_C(86400000)
#define COLLECT_NO_EARLIER                                                                         \
  INT64_C(1577836800000) /* 2020-01-01: no Mafunzo was there to record anything */

/* collect_check.c: that a bundle's events are events, of its chain, and join; events (as many as
 * the bundle has) get their bytes, which are the bundle's. RC_DATA "bundle.chain", RC_NEWER
 * "bundle.newer". */
struct collect_checked {
  bool off;    /* a clock, of events or of the bundle, is more than a day from what it can be */
  bool ahead;  /* events would be more than a day after now: they are told to have come by now */
  bool erases; /* it says of somebody to be erased */
};
enum rc collect_check(const char *shown, const struct bundle *bundle, int64_t now,
                      struct event_bytes *events, struct collect_checked *checked,
                      struct diags *diags);

#endif
