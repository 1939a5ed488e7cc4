/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups, and the way back from one.
 *
 * A backup is one plain SQLite file that needs nothing beside it:
 *   mafunzo-20260921T120000.000Z-1a2b3c4d.db    time (UTC), first bytes of the chain that was
 * written It is written under that name with ".part" behind it, flushed, read back and verified
 * whole; only then it gets its name. So whatever bears such a name was good once, and is verified
 * again before anything is built on it. */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "base/str.h"
#include "store/store.h"

enum { BACKUP_NAME = 48 };

struct backup {
  char name[BACKUP_NAME];
  int64_t time; /* as its name says it: never older than the one made before it in that folder */
};

/* backup_list.c */
void backup_name(int64_t time, const uint8_t chain[KEY_BYTES], char out[BACKUP_NAME]);
bool backup_parse(const char *name, int64_t *time); /* false: not a backup's name */
/* The backups of a folder, oldest first, by name alone; on the heap. No folder: none. */
enum rc backup_list(const char *folder, struct backup **list, size_t *n, struct diags *diags);
/* Which of these times (ascending) stay: the newest of each of the last 12 days that have any, of
 * the last 10 weeks (from Monday) and of the last 9 months, in UTC. The newest always stays. */
void backup_keep(const int64_t *times, size_t n, bool *keep);
/* Deletes the others, and nothing that does not bear a backup's name. good: the name of one that
 * must stay whatever its time says; NULL if none is known to be good, and then nothing is deleted.
 */
enum rc backup_prune(const char *folder, const char *good, struct diags *diags);

struct backup_facts {
  uint64_t events;
};

/* backup.c: writes one into an existing folder; now is the wall clock. path gets its name. Nothing
 * half is left on failure. RC_MISSING: no such folder; RC_FULL, RC_IO, RC_CREATE; RC_DATA: the copy
 * (or the store itself) is not whole. Whoever has a tombstone is added to the list of who was erased
 * (erased_list.h) first; that failing is a warning ("store.erased-kept"). */
enum rc store_backup(struct store *store, const char *folder, int64_t now, struct str *path,
                     struct backup_facts *facts, struct diags *diags);
/* copy.c: reads it whole, writing nothing anywhere: structure, schema, chains, every event. */
enum rc backup_check(const char *path, struct backup_facts *facts, struct diags *diags);
/* How many events it holds, without verifying it: for asking whether a new one is worth it. */
enum rc backup_count(const char *path, struct backup_facts *facts, struct diags *diags);
/* The newest that verifies. *bad: how many newer ones do not; diags says why. RC_MISSING: none. */
enum rc backup_newest(const char *folder, struct str *path, struct backup_facts *facts, size_t *bad,
                      struct diags *diags);

/* restore.c: what a restored store would be, prepared beside the present one and verified, while
 * the lock is held (RC_BUSY). It holds the union of the backup's events and of all events of the
 * present store that can still be read and verify, and begins a new chain that names its parent.
 * Whom the list of the erased beside the store names (erased_list.h) is erased again in it, before
 * it takes the store's place; RC_DATA "store.erased-list" where that is not to be trusted.
 * Neither the backup nor the present store is touched. now: the wall clock, to name what is set
 * aside. */
struct restore_facts {
  uint64_t backup; /* events in the backup */
  uint64_t taken;  /* more, read from the present store */
  uint64_t lost;   /* events the present store's index names that are in neither */
  size_t erased;   /* people who were erased since: again */
  bool damaged;    /* a part of the present store could not be read */
  bool unsure;     /* of its index neither: there may have been more than lost says */
};
struct restore;
enum rc restore_prepare(const char *folder, const char *backup, int64_t now,
                        struct restore **restore, struct restore_facts *facts, struct diags *diags);
/* Puts it in place. The store that was there is kept in the folder aside ("damaged-TIME"), never
 * deleted; aside is "" if there was none. Cut off anywhere, the next store_open ends it, or nothing
 * was changed. Whoever has a tombstone in it is added to the list first; that failing is a warning
 * ("store.erased-kept"). */
enum rc restore_commit(struct restore *restore, struct str *aside, struct diags *diags);
void restore_free(
    struct restore *restore); /* drops the lock, and what was not committed; NULL fine */

#endif
