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
  struct moment moment;
  void (*progress)(void *ctx, size_t done, size_t all); /* files; may be NULL */
  void *ctx;
};

struct collect_laptop { /* of what was found of it this time */
  struct laptop laptop;
  size_t taken, again, refused; /* files: new, taken in before, not taken in */
  uint64_t added, had;          /* events of these: new, and here before */
  struct chain_span span;       /* all that is here of it now */
  bool off;                     /* its clock is more than a day off: of a new file */
  bool ahead;                   /* it is later than here, too */
  const char *folder;           /* of its last file */
  const char *receipt;          /* file; NULL: none was written */
};

struct collect_told {          /* collect_told_done */
  struct collect_laptop *list; /* by name, then chain; those without a name last */
  size_t n, cap;
  size_t files, looked; /* that were found; that were looked at: fewer if it was stopped */
  size_t refused;       /* of no laptop that could be told, too */
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

/* The same file by file, for who has something to show meanwhile or may want to stop: begin, a step
 * for each file until there is none, or only so many; then the end, in any case. A bundle that a
 * step began is ended by it, what was taken in is on the disk then and stays, its receipts are
 * written, and the result is that of collect. The keys, told and diags outlive it; the paths need
 * not. If it cannot begin, *collecting is NULL and there is nothing to end. */
struct collecting;
enum rc collect_begin(struct store *store, const struct collect_wanted *wanted,
                      struct collect_told *told, struct diags *diags,
                      struct collecting **collecting);
enum rc collect_app_begin(struct app *app, const struct collect_wanted *wanted,
                          struct collect_told *told, struct diags *diags,
                          struct collecting **collecting);
bool collect_step(struct collecting *collecting); /* false: there was none, or the store failed */
enum rc collect_end(struct collecting *collecting);

const struct table *collect_table(const struct collect_told *told, struct arena *arena);

/* collect_words.c: the same for people, in the arena; translated, and the same on every face. */
enum collect_state { /* of a laptop: the worst of it */
                     COLLECT_NOTHING_NEW,
                     COLLECT_NEW,
                     COLLECT_CLOCK,   /* more than a day off */
                     COLLECT_MISSING, /* events, in a bundle that did not come yet */
                     COLLECT_PARTLY,  /* of its files some were refused */
                     COLLECT_FORKED,
                     COLLECT_REFUSED /* nothing of it was taken in */
};
enum collect_state collect_state(const struct collect_laptop *row);
const char *collect_state_word(const struct collect_laptop *row, struct arena *arena);
const char *collect_name(const struct collect_laptop *row, struct arena *arena);
/* A line for each thing there is to say: counts, what is missing, forks, the clock; not the
 * receipt. */
size_t collect_lines(const struct collect_laptop *row, struct arena *arena, const char ***lines);
/* How many files, of how many laptops; that it was stopped, if it was. */
const char *collect_summary(const struct collect_told *told, struct arena *arena);
/* Which receipts to carry back to the laptops, and where they lie; NULL: there are none. */
const char *collect_carry(const struct collect_told *told, struct arena *arena);

#endif
