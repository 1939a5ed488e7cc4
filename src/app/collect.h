/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collecting: bundles of many laptops (exchange/bundle.h) into one store.
 *
 * A file that was taken in before is known by the hash of its bytes and is not opened again. Of any
 * other everything is verified before anything is stored: that it is for this key, whole, signed by
 * the chain it names, that its events are that chain's, follow one another without a gap from the
 * hash that it says comes before to the head that was signed. Opening, unpacking and reading are
 * done by a child in a cage (collect_read.c); signature and chain are checked here too, so that
 * no child can have anything taken in that its laptop did not sign for. Bundles that are whole go
 * in several to a transaction; of one that is not, no row is written.
 *
 * Only laptops that were accepted are taken in. Of any other the key is noted, so that its
 * fingerprint, read aloud, can be compared and accepted (mafunzo laptops); its events stay outside.
 *
 * What arrives is a set: in any order, twice, with pieces missing, the same events give the same
 * store. Gaps and forks are therefore no faults, and are told of the state after collecting. A
 * laptop whose chain is not forked gets a receipt for as much of it as is here from its beginning
 * on without a gap: from a coordinator. What a trainer collected is on its way still. */
#ifndef APP_COLLECT_H
#define APP_COLLECT_H

#include "app/app.h"
#include "app/keys.h"
#include "exchange/table.h"
#include "store/laptops.h"

struct collect_wanted {
  const char *const *paths; /* files, and folders that are walked for *.mafunzo */
  size_t n;
  const char *receipts;    /* folder for them; NULL: beside each laptop's bundle */
  bool erasures;           /* bundles that erase somebody are taken in too */
  const struct keys *keys; /* of a coordinator or trainer, opened (app/keys.h) */
  int64_t wall;
  void (*progress)(void *ctx, size_t done, size_t all); /* files; may be NULL */
  void *ctx;
};

struct collect_laptop { /* of what was found of it this time */
  struct laptop laptop;
  size_t taken, again, refused; /* files: new, taken in before, not taken in */
  uint64_t added, had;          /* events of these: new, and here before */
  struct chain_span span;       /* all that is here of it now */
  bool off;                     /* its clock is more than a day off: of a new file */
  const char *folder;           /* of its last file */
  const char *receipt;          /* file; NULL: none was written */
};

struct collect_told {          /* collect_told_done */
  struct collect_laptop *list; /* by chain */
  size_t n, cap;
  size_t files, refused; /* refused: of no laptop that could be told, too */
  struct arena arena;
};

/* Goes on after a file that is refused, and says of each why: the codes of enum bundle_fault, and
 * RC_DATA "bundle.chain" (events that do not join), "collect.unknown", "collect.revoked",
 * "collect.erases" (somebody is to be erased, and that was not asked for). Files:
 * RC_MISSING "collect.none", those of file.h; a receipt that cannot be written: "collect.receipt".
 * The worst of them is the result; a fault of the store ends it, and what was told so far is in. */
enum rc collect(struct store *store, const struct collect_wanted *wanted, struct collect_told *told,
                struct diags *diags);
/* The same by this machine's clock. */
enum rc collect_app(struct app *app, const struct collect_wanted *wanted, struct collect_told *told,
                    struct diags *diags);
void collect_told_done(struct collect_told *told);
const struct table *collect_table(const struct collect_told *told, struct arena *arena);

#endif
