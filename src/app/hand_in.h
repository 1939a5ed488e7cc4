/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing in: what was recorded on this laptop, as bundles (exchange/bundle.h) for a coordinator.
 *
 * For each chain that was begun here (one, or more after a restore) a file for what no receipt
 * covers yet, several where that is more than a bundle holds. What this laptop holds of others is
 * not among it: only their own keys sign it, and the files in which it came can be carried on as
 * they are.
 *
 * A file is called KEY-FIRST-LAST-HEAD.mafunzo: the first digits of the chain's key, the
 * numbers of its events, the first digits of the last one's hash. So two files of one name hold the
 * same events, and nothing of one laptop, nor of its copy, is written over by another. Written to
 * the side, flushed, renamed, the folder flushed (base/file.h), then read back and compared: a
 * stick that was pulled or is full has a whole file or none. */
#ifndef APP_HAND_IN_H
#define APP_HAND_IN_H

#include "app/app.h"
#include "exchange/bundle.h"

struct hand_in_wanted {
  const char *folder; /* to write to */
  bool all;           /* also what is receipted */
  size_t n_recipients;
  uint8_t recipients[AGE_RECIPIENTS][KEY_BYTES];
  int64_t wall;
};

struct hand_in_file {
  const char *path;
  uint8_t chain[KEY_BYTES];
  uint64_t first, last;
};

struct hand_in_told { /* hand_in_told_done */
  struct hand_in_file *list;
  size_t n, cap;
  uint64_t events;    /* in them */
  uint64_t receipted; /* left out: a coordinator has them */
  uint64_t foreign;   /* chains of others that are held here */
  struct arena arena;
};

/* Warnings "hand-in.cut": there is a receipt for an event that is not here; "hand-in.gap": events
 * are damaged or missing, and what is whole before and after them goes into several bundles.
 * RC_MISSING "hand-in.folder"; RC_FULL "hand-in.full"; RC_CREATE "hand-in.read-only"; RC_IO
 * "hand-in.disk": the disk is gone or fails, or gives back something else; RC_DATA
 * "hand-in.recipient". Files that were written before the failure are whole, and are in told. */
enum rc hand_in(struct store *store, const struct hand_in_wanted *wanted, struct hand_in_told *told,
                struct diags *diags);
/* The same of the store in that folder, for whom it is enrolled with (app/trust.h): "enrol.none",
 * "card.damaged". Makes no store. */
enum rc hand_in_from(const char *store, const char *folder, bool all, struct hand_in_told *told,
                     struct diags *diags);
/* The same of the store of the program that runs. */
enum rc hand_in_app(struct app *app, const char *folder, bool all, struct hand_in_told *told,
                    struct diags *diags);
/* How many events of this laptop no receipt covers yet. */
enum rc hand_in_waiting(struct store *store, uint64_t *events, struct diags *diags);
void hand_in_told_done(struct hand_in_told *told);

#endif
